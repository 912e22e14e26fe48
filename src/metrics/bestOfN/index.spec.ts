import type {Metric} from '../metric.ts';

export const bestOfAllGold = {
  name: 'bestOfAllGold',
  label: 'Gold of the best of many',
  help: 'The true worth of the answer that the reward likes most, in standard deviations above a random answer.',
  better: 'higher',
} as const satisfies Metric;

export const bestOf16Gold = {
  name: 'bestOf16Gold',
  label: 'Gold of the best of 16',
  help: 'The same where the reward chooses among 16, on average over all choices of 16.',
  better: 'higher',
} as const satisfies Metric;

export const bestOfAllProxy = {
  name: 'bestOfAllProxy',
  label: 'Reward of the best of many',
  help: 'The reward of that answer, in the same units.',
  better: 'higher',
} as const satisfies Metric;
