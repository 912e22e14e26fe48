import type {Metric} from '../metric.ts';

export const tolerance = {
  name: 'tolerance',
  label: 'Tolerance',
  help: 'Mean cosine between different unseen points of one group. High: things of one group stay close together.',
  range: [-1, 1],
} as const satisfies Metric;
