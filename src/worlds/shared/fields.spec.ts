/** Settings that several worlds share, so that they mean and look the same everywhere. */
import {number} from '../../spec/index.ts';

/** Shared by worlds that change their views at random. */
export const strengthField = number({
  label: 'Augmentation strength',
  help: 'How strongly each view is changed at random. Whatever is changed, the model learns to ignore.',
  default: 0.3,
  range: [0, 1],
  step: 0.01,
  acts: 'next step',
  main: true,
});

/** Shared by worlds of texts. */
export const maskField = number({
  ...strengthField,
  label: 'Words left out',
  help: 'The share of words that each view loses, others in every view: a lost word is read as a blank.',
  default: 0.1,
  range: [0, 0.9],
});
