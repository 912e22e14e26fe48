/** What a reward says of how many people prefer an answer. */
import type {Metric} from '../metric.ts';

export const shareCorrelation = {
  name: 'shareCorrelation',
  label: 'Reward and share of people',
  help: 'Correlation of the chance that the reward gives to an answer with the true share of annotators who prefer it.',
  better: 'higher',
  range: [-1, 1],
} as const satisfies Metric;

export const contestedCorrelation = {
  name: 'contestedCorrelation',
  label: 'The same of contested pairs',
  help: 'Over pairs of which a quarter to three quarters prefer the first answer.',
  better: 'higher',
  range: [-1, 1],
} as const satisfies Metric;

export const shareError = {
  name: 'shareError',
  label: 'Error of the share',
  help: 'Mean distance between the chance that the reward gives to an answer and the true share.',
  better: 'lower',
  range: [0, 1],
} as const satisfies Metric;

export const AGGREGATE_METRICS: readonly Metric[] = [shareCorrelation, contestedCorrelation, shareError];
