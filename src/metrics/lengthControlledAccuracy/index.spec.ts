import type {Metric} from '../metric.ts';

export const lengthControlledAccuracy = {
  name: 'lengthControlledAccuracy',
  label: 'Accuracy, length accounted for',
  help: 'Accuracy when length is added to the reward with the weight that explains the choices best: how well everything but length is understood.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;
