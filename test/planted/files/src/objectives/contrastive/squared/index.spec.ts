import {number} from '../../../spec/index.ts';
import {objective} from '../objective.spec.ts';

export const squared = objective({
  kind: 'squared',
  label: 'Squared cosines',
  help: 'Partners have the cosine 1, and all others are at right angles.',
  fields: {
    weight: number({
      label: 'Weight of negatives',
      symbol: 'w',
      help: 'How much the squared cosines of negatives count beside the cosine of the positive.',
      default: 1,
      range: [0, 10],
      step: 0.1,
      acts: 'next step',
      main: true,
    }),
  },
});
