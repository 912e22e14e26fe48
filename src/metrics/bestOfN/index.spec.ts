import type {Metric} from '../metric.ts';

export const bestOfAllGold: Metric = {
  name: 'bestOfAllGold',
  label: 'Gold of the best of many',
  help: 'What the answer with the highest reward is really worth, in deviations from an answer at random.',
  better: 'higher',
};

export const bestOfAllProxy: Metric = {
  name: 'bestOfAllProxy',
  label: 'Reward of the best of many',
  help: 'The same by the reward itself.',
  better: 'higher',
};
