import type {Metric} from '../metric.ts';

export const lengthControlledAccuracy: Metric = {
  name: 'lengthControlledAccuracy',
  label: 'Accuracy, length accounted for',
  help: 'Accuracy when length is given what it is worth to the annotators beside the reward: what is understood of the rest.',
  better: 'higher',
  range: [0, 1],
};
