import type {Metric} from '../metric.ts';

export const strengthFindsFlips = {
  name: 'strengthFindsFlips',
  label: 'Flipped labels found by vote',
  help: 'Share of all two pairs, one with a label that noise flipped and one without, in which the vote finds the first preference weaker. A half: by chance.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;

export const weakestFlipped = {
  name: 'weakestFlipped',
  label: 'Flipped labels in the weakest tenth',
  help: 'Share of labels that noise flipped, among the tenth of the training pairs whose preference is weakest by vote.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;
