import type {Metric} from '../metric.ts';

export const lengthShare: Metric = {
  name: 'lengthShare',
  label: 'Share of the gain that is length',
  help: 'How much of the reward that chosen answers are ahead is gone when answers of one length are compared. 0: none of it.',
  better: 'lower',
};
