import type {Metric} from '../metric.ts';

export const tolerance: Metric = {
  name: 'tolerance',
  label: 'Tolerance',
  help: 'Mean cosine between different unseen points of one group. High: things that belong together were left together.',
  range: [-1, 1],
};
