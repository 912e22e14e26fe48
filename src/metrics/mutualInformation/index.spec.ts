import type {Metric} from '../metric.ts';

export const mutualInformation: Metric = {
  name: 'mutualInformation',
  label: 'Shared information',
  symbol: 'I',
  help: 'What the two views of a pair are found to share at the least, in nats: log of the number of candidates minus the loss.',
  better: 'higher',
};

export const mutualInformationBound: Metric = {
  name: 'mutualInformationBound',
  label: 'The most that this batch can show',
  symbol: 'log N',
  help: 'Log of the number of candidates: no loss of a batch can show that views share more.',
  reference: true,
};
