import type {Metric} from '../metric.ts';

export const bestOfAllGold = {
  name: 'bestOfAllGold',
  label: 'Gold of the best of many',
  help: 'The gold reward of the answer with the highest reward, in standard deviations from a random answer.',
  better: 'higher',
} as const satisfies Metric;

export const bestOfAllProxy = {
  name: 'bestOfAllProxy',
  label: 'Reward of the best of many',
  help: 'The reward of that answer, in the same units.',
  better: 'higher',
} as const satisfies Metric;
