import type {Metric} from '../metric.ts';

export const loss = {
  name: 'loss',
  label: 'Loss',
  help: 'The objective on the training batch of each step.',
  better: 'lower',
} as const satisfies Metric;

export const testLoss = {
  name: 'testLoss',
  label: 'Loss, unseen',
  help: 'The objective on pairs that are never trained on. It depends on the present temperature.',
  better: 'lower',
} as const satisfies Metric;

export const generalisationGap = {
  name: 'generalisationGap',
  label: 'Generalisation gap',
  help: 'The objective on unseen pairs minus that on pairs of things that were trained on, in batches of the size of training: with as many negatives.',
  better: 'lower',
} as const satisfies Metric;

/** Reward models are all measured by the same loss, whatever they are trained with. */
export const choiceLoss = {
  name: 'testLoss',
  label: 'Loss, unseen',
  help: 'The cross-entropy of the choices between unseen answers.',
  better: 'lower',
} as const satisfies Metric;
