import type {Metric} from '../metric.ts';

export const linearProbe = {
  name: 'linearProbe',
  label: 'Class by a linear probe',
  help: 'Accuracy on unseen things of a linear classifier that is trained on the frozen representations of seen ones.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;

export const secondLinearProbe = {
  name: 'secondLinearProbe',
  label: 'Second label by a linear probe',
  help: 'The same for what else is known of things, as the subclass of latent points: a linear classifier of it on the frozen representations.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;
