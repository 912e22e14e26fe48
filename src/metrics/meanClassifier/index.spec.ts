import type {Metric} from '../metric.ts';

export const meanClassifier = {
  name: 'meanClassifier',
  label: 'Class by a mean classifier',
  help: 'Accuracy on unseen things when each goes to the class whose mean of seen representations it agrees with most.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;

export const meanClassifier5 = {
  name: 'meanClassifier5',
  label: 'Mean classifier of five',
  help: 'The same with means of only five labelled things for each class, over up to twenty choices of the five.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;

export const meanClassifierLoss = {
  name: 'meanClassifierLoss',
  label: 'Loss of the mean classifier',
  symbol: 'L_sup',
  help: 'How unsure the classifier by class means is on unseen things, in bits.',
  better: 'lower',
} as const satisfies Metric;

export const intraclassDeviation = {
  name: 'intraclassDeviation',
  label: 'Deviation within classes',
  symbol: 's',
  help: 'How far unseen representations of one class lie apart in the direction in which they differ most.',
  better: 'lower',
} as const satisfies Metric;
