import type {Metric} from '../metric.ts';

export const meanClassifier = {
  name: 'meanClassifier',
  label: 'Class by a mean classifier',
  help: 'How often an unseen thing points most nearly the way of its own class, by the mean representation of what was seen of each class.',
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
