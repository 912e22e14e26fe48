import type {Metric} from '../metric.ts';

export const kNearest = {
  name: 'kNearest',
  label: 'Class by the nearest five',
  symbol: 'kNN',
  help: 'How often the five nearest seen things vote for the right class of an unseen one. Nearest by the cosine of the representations.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;
