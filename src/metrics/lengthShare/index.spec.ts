import type {Metric} from '../metric.ts';

export const lengthShare = {
  name: 'lengthShare',
  label: 'Share of the gain that is length',
  help: 'How much of the lead of chosen answers disappears when only answers of about the same length are compared. 0: none of it.',
  better: 'lower',
} as const satisfies Metric;
