import type {Metric} from '../metric.ts';

export const rewardSpread = {
  name: 'rewardSpread',
  label: 'Spread of an ensemble',
  help: 'How much the models of an ensemble disagree about how far apart two unseen answers are: variance over models, over the variance of their mean from pair to pair.',
  better: 'lower',
} as const satisfies Metric;
