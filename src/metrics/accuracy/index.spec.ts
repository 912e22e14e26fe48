import type {Metric} from '../metric.ts';

export const accuracy = {
  name: 'accuracy',
  label: 'Accuracy',
  help: 'Share of unseen pairs in which the chosen answer has the higher reward. Ties are left out.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;

export const accuracyOfTheirTaste = {
  name: 'accuracyOfTheirTaste',
  label: 'Their own taste',
  help: 'How often the annotators’ own average taste agrees with what they chose. A model can be better only by luck, or where choices run in circles.',
  range: [0, 1],
  reference: true,
} as const satisfies Metric;

export const accuracyLonger = {
  name: 'accuracyLonger',
  label: 'Accuracy where the longer was chosen',
  help: 'A reward that likes length is right here.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;

export const accuracyShorter = {
  name: 'accuracyShorter',
  label: 'Accuracy where the shorter was chosen',
  help: 'A reward that likes length is wrong here.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;
