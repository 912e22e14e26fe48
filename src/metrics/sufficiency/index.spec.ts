import type {Metric} from '../metric.ts';

export const informationLost = {
  name: 'informationLost',
  label: 'Information lost',
  symbol: 'Suff',
  help: 'Of what one view of a normal signal says about the other one, how much a linear encoder does not keep, in nats. 0: its representation is a sufficient statistic.',
  better: 'lower',
} as const satisfies Metric;

export const regressionExcess = {
  name: 'regressionExcess',
  label: 'Excess error of a regression',
  help: 'By how much the best prediction of y from the representation of a view is worse than the best one from the view itself: mean squared error, of y with variance 1.',
  better: 'lower',
} as const satisfies Metric;

export const regressionError = {
  name: 'regressionError',
  label: 'Error of a regression',
  help: 'Mean squared error of the best prediction of y from the representation of a view. Even a representation that keeps all has the error of the noise in the view.',
  better: 'lower',
  range: [0, 1],
} as const satisfies Metric;
