import type {Metric} from '../metric.ts';

export const alignment = {
  name: 'alignment',
  label: 'Alignment',
  help: 'Mean squared distance between the two views of an unseen pair. 0: they coincide.',
  better: 'lower',
  range: [0, 4],
} as const satisfies Metric;
