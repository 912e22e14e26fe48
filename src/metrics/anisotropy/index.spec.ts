import type {Metric} from '../metric.ts';

export const anisotropy = {
  name: 'anisotropy',
  label: 'Anisotropy',
  help: 'Mean cosine between different unseen points. 0: spread over all directions; 1: all in one direction.',
  range: [-1, 1],
} as const satisfies Metric;
