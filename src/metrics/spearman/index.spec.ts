import type {Metric} from '../metric.ts';

export const spearman = {
  name: 'spearman',
  label: 'Similarity in the right order',
  symbol: 'ρ',
  help: 'Rank correlation between the cosine of two representations and their known similarity. 1: always in the same order.',
  better: 'higher',
  range: [-1, 1],
} as const satisfies Metric;
