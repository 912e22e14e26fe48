import type {Metric} from '../metric.ts';

export const kNearest: Metric = {
  name: 'kNearest',
  label: 'Class by the nearest five',
  symbol: 'kNN',
  help: 'Share of unseen things whose class is that of most of the five nearest seen ones, by the cosine of the representations.',
  better: 'higher',
  range: [0, 1],
};
