import type {Metric} from '../metric.ts';

const accuracy = {range: [0, 1]} as const;

export const commonInCommon = {
  ...accuracy,
  name: 'commonInCommon',
  label: 'Common class from the common half',
  help: 'Accuracy on unseen things of a linear classifier of the common class that sees the first half of the head alone.',
  better: 'higher',
} as const satisfies Metric;

export const commonInSalient = {
  ...accuracy,
  name: 'commonInSalient',
  label: 'Common class from the salient half',
  help: 'The same from the second half of the head, for targets. It should be that of a guess: what is common leaks otherwise.',
  better: 'lower',
} as const satisfies Metric;

export const salientInSalient = {
  ...accuracy,
  name: 'salientInSalient',
  label: 'Salient class from the salient half',
  help: 'Accuracy on unseen targets of a linear classifier of the salient class that sees the second half of the head alone.',
  better: 'higher',
} as const satisfies Metric;

export const salientInCommon = {
  ...accuracy,
  name: 'salientInCommon',
  label: 'Salient class from the common half',
  help: 'The same from the first half of the head. It should be that of a guess: what is salient leaks otherwise.',
  better: 'lower',
} as const satisfies Metric;
