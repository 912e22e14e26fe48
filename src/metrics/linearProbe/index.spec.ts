import type {Metric} from '../metric.ts';

export const linearProbe: Metric = {
  name: 'linearProbe',
  label: 'Class by a linear probe',
  help: 'Share of unseen things that a linear classifier gets right which was trained on the representation of seen ones, while the encoder stood still.',
  better: 'higher',
  range: [0, 1],
};
