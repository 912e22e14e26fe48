import {number} from '../../../spec/index.ts';
import {objective} from '../objective.spec.ts';

export const givenTriplets = objective({
  kind: 'givenTriplets',
  label: 'Triplets as given',
  help: 'Every pair comes with a negative of its own, and must be closer than that by a margin. Nothing else in the batch is a negative.',
  fields: {
    margin: number({
      label: 'Margin',
      symbol: 'm',
      help: 'By how much the distance to the negative must exceed that to the positive. Distances on the sphere go from 0 to 2.',
      default: 0.5,
      range: [0, 2],
      step: 0.05,
      acts: 'next step',
      main: true,
    }),
  },
  needs: {third: true},
});
