/** How good the labels are that a policy gives itself. */
import type {Metric} from '../metric.ts';

export const labelAccuracy = {
  name: 'labelAccuracy',
  label: 'Right labels',
  help: 'In how many of the collected pairs the chosen answer is truly the better one. Ties count half.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;

export const consistency = {
  name: 'consistency',
  label: 'Consistency',
  symbol: 'C',
  help: 'How far the policy and the one before it put the same answers in the same order. 1: entirely, 0.5: as chance would.',
  range: [0, 1],
} as const satisfies Metric;

export const SELF_REWARD_METRICS: readonly Metric[] = [labelAccuracy, consistency];
