import type {Metric} from '../metric.ts';

export const anisotropy: Metric = {
  name: 'anisotropy',
  label: 'Anisotropy',
  help: 'Mean cosine between different unseen points. 0: they look in all directions; 1: all in one.',
  range: [-1, 1],
};
