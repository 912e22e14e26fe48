import type {Metric} from '../metric.ts';

export const effectiveRank = {
  name: 'effectiveRank',
  label: 'Effective rank',
  help: 'How many directions the representation effectively uses: the exponential of the entropy of their shares. 1: all vectors lie along one direction.',
  better: 'higher',
} as const satisfies Metric;

export const headRank = {
  name: 'headRank',
  label: 'Effective rank on the sphere',
  help: 'How many directions the unseen points on the sphere use: 1 when all are one point, the dimension of the head when they are spread evenly.',
  better: 'higher',
} as const satisfies Metric;
