import type {Metric} from '../metric.ts';

export const mutualInformation = {
  name: 'mutualInformation',
  label: 'Shared information',
  symbol: 'I',
  help: 'A lower bound of the mutual information of the two views of a pair, in nats: log of the number of candidates minus the loss.',
  better: 'higher',
} as const satisfies Metric;

export const mutualInformationBound = {
  name: 'mutualInformationBound',
  label: 'The most that this batch can show',
  symbol: 'log N',
  help: 'Log of the number of candidates: a batch of this size cannot show that views share more.',
  reference: true,
} as const satisfies Metric;
