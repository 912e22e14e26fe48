import type {Metric} from '../metric.ts';

export const goldAgreement: Metric = {
  name: 'goldAgreement',
  label: 'Agreement with gold',
  help: 'Share of unseen pairs that reward and gold order alike, whatever the annotators chose.',
  better: 'higher',
  range: [0, 1],
};

export const goldCorrelation: Metric = {
  name: 'goldCorrelation',
  label: 'Reward and gold',
  help: 'Correlation of the reward with the gold reward, the true worth of answers.',
  better: 'higher',
  range: [-1, 1],
};
