import type {Metric} from '../metric.ts';

export const goldAgreement = {
  name: 'goldAgreement',
  label: 'Agreement with gold',
  help: 'Share of unseen pairs that reward and gold order alike, whatever the annotators chose.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;

export const goldCorrelation = {
  name: 'goldCorrelation',
  label: 'Reward and gold',
  help: 'Correlation of the reward with the gold reward, the true worth of answers.',
  better: 'higher',
  range: [-1, 1],
} as const satisfies Metric;
