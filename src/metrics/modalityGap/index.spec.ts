import type {Metric} from '../metric.ts';

export const modalityGap = {
  name: 'modalityGap',
  label: 'Gap between the towers',
  help: 'Distance between the centres of the unseen points of two towers. 0: they share a centre; 2: they sit at opposite poles.',
  better: 'lower',
  range: [0, 2],
} as const satisfies Metric;
