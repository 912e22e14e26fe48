import type {Metric} from '../metric.ts';

export const uniformity = {
  name: 'uniformity',
  label: 'Uniformity',
  help: 'How evenly unseen points cover the sphere: 0 is a single point, −2.08 is even in three dimensions. The logarithm of their mean Gaussian potential (t = 2).',
  better: 'lower',
} as const satisfies Metric;
