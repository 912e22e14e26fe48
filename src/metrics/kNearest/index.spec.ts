import type {Metric} from '../metric.ts';

export const kNearest = {
  name: 'kNearest',
  label: 'Class by the nearest five',
  symbol: 'kNN',
  help: 'Accuracy on unseen things of the majority vote of the five nearest seen ones, by the cosine of the representations.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;
