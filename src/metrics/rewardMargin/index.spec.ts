import type {Metric} from '../metric.ts';

export const rewardMargin = {
  name: 'rewardMargin',
  label: 'Margin',
  help: 'Mean reward of chosen answers minus that of rejected ones.',
  better: 'higher',
} as const satisfies Metric;
