import type {Metric} from '../metric.ts';

export const loss: Metric = {
  name: 'loss',
  label: 'Loss',
  help: 'The objective on the training batch of each step.',
  better: 'lower',
};

export const testLoss: Metric = {
  name: 'testLoss',
  label: 'Loss, unseen',
  help: 'The objective on pairs that are never trained on. It depends on the present temperature.',
  better: 'lower',
};

/** Reward models are all measured by the same loss, whatever they are trained with. */
export const choiceLoss: Metric = {
  name: 'testLoss',
  label: 'Loss, unseen',
  help: 'The cross-entropy of the choices between unseen answers.',
  better: 'lower',
};
