import type {Metric} from '../metric.ts';

export const balancedAccuracy = {
  name: 'balancedAccuracy',
  label: 'Classified rightly, all classes alike',
  help: 'The share of unseen things that the run’s own classifier gives to their class, as a mean over classes: rare ones count as much as frequent ones.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;

export const manyAccuracy = {
  name: 'manyAccuracy',
  label: 'Of frequent classes',
  help: 'The same over the third of classes with the most things to train on.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;

export const fewAccuracy = {
  name: 'fewAccuracy',
  label: 'Of rare classes',
  help: 'The same over the third of classes with the fewest things to train on.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;
