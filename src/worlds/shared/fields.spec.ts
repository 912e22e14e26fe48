/** Settings that several worlds share, so that they mean and look the same everywhere. */
import {number} from '../../spec/index.ts';

/** Shared by worlds that change their views at random. */
export const strengthField = number({
  label: 'Augmentation strength',
  help: 'How strongly each view is changed at random. The model learns to ignore whatever is changed.',
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
  help: 'Share of words that are replaced by a blank, at random in each view.',
  default: 0.1,
  range: [0, 0.9],
});
