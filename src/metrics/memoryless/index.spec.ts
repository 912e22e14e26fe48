/** Ways to choose among the answers of a memoryless source, all per token and exact. */
import type {Metric} from '../metric.ts';

export const gap = {
  name: 'gap',
  label: 'Gap to the tilt',
  help: 'What the best of n is worth less than the tilt with a KL of log n, per token. The best of n is never as far as log n.',
  better: 'lower',
} as const satisfies Metric;

export const bestReward = {
  name: 'bestReward',
  label: 'Reward of the best of n',
  help: 'What the best of n answers is worth on average, per token.',
  better: 'higher',
} as const satisfies Metric;

export const tiltReward = {
  name: 'tiltReward',
  label: 'Reward of the tilt',
  help: 'What answers of the tilted source are worth on average, per token, where its KL is log n.',
  better: 'higher',
} as const satisfies Metric;

export const filterReward = {
  name: 'filterReward',
  label: 'Reward of the filter',
  help: 'What the best share 1/n of all answers are worth on average, per token.',
  better: 'higher',
} as const satisfies Metric;

export const bestLacks = {
  name: 'bestLacks',
  label: 'The best of n, below the curve',
  help: 'What the best of n is worth less than the tilt at the KL that the best of n really has, per token.',
} as const satisfies Metric;

export const filterLacks = {
  name: 'filterLacks',
  label: 'The filter, below the curve',
  help: 'What the filter is worth less than the tilt at the KL that the filter really has, per token.',
} as const satisfies Metric;

export const bestDivergence = {
  name: 'bestDivergence',
  label: 'KL of the best of n',
  help: 'How far the best of n is from the source, in nats per token.',
} as const satisfies Metric;

export const between = {
  name: 'between',
  label: 'KL of the best of n from the tilt',
  help: 'How far the best of n is from the tilt with a KL of log n, in nats per token.',
  better: 'lower',
} as const satisfies Metric;

export const slack = {
  name: 'slack',
  label: 'KL below its bound',
  help: 'How much smaller the KL of the best of n is than log n - (n - 1) / n, in nats.',
} as const satisfies Metric;

/** All of them, in the order in which lists show them. */
export const SOURCE_METRICS: readonly Metric[] = [
  gap,
  bestReward,
  tiltReward,
  filterReward,
  bestLacks,
  filterLacks,
  bestDivergence,
  between,
  slack,
];
