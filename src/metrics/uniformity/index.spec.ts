import type {Metric} from '../metric.ts';

export const uniformity = {
  name: 'uniformity',
  label: 'Uniformity',
  help: 'Logarithm of the mean Gaussian potential of all unseen points (t = 2). Lower: spread more evenly.',
  better: 'lower',
} as const satisfies Metric;
