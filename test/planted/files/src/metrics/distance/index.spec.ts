import type {Metric} from '../metric.ts';

export const distance: Metric = {
  name: 'distance',
  label: 'Distance',
  help: 'How far the vector is from where it is pulled to.',
  better: 'lower',
};
