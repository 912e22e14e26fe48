import type {Metric} from '../metric.ts';

export const classCollapse = {
  name: 'classCollapse',
  label: 'Spread within classes',
  help: 'Variance of unseen representations within their classes, over that between classes. 0: every class is one point.',
} as const satisfies Metric;

export const secondCollapse = {
  name: 'secondCollapse',
  label: 'Spread within second labels',
  help: 'The same for what else is known of things, as the subclass of latent points. As large as chance gives it where a class has become one point.',
} as const satisfies Metric;
