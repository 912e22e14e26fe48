import type {Metric} from '../metric.ts';

export const classCollapse = {
  name: 'classCollapse',
  label: 'Spread within classes',
  help: 'Variance of unseen representations within their classes, over that between classes. 0: every class is one point.',
} as const satisfies Metric;
