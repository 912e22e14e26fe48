import type {Metric} from '../metric.ts';

export const lengthCorrelation = {
  name: 'lengthCorrelation',
  label: 'Reward and length',
  symbol: 'r',
  help: 'Correlation of reward and length over all unseen answers. 1: the reward is length.',
  range: [-1, 1],
} as const satisfies Metric;

export const lengthCorrelationOfGold = {
  name: 'lengthCorrelationOfGold',
  label: 'Gold and length',
  help: 'The same for the gold reward: good answers may be longer.',
  range: [-1, 1],
  reference: true,
} as const satisfies Metric;

export const lengthRankCorrelation = {
  name: 'lengthRankCorrelation',
  label: 'Reward and length, by rank',
  help: 'Spearman’s correlation: whether longer answers get higher rewards, whatever the amount.',
  range: [-1, 1],
} as const satisfies Metric;
