import {number, part} from '../../spec/index.ts';

export const triplet = part({
  kind: 'triplet',
  label: 'Triplet margin',
  help: 'The positive must be nearer than every negative by a margin; what is farther than that is left in peace.',
  fields: {
    margin: number({
      label: 'Margin',
      symbol: 'm',
      help: 'By how much the squared distance to a negative must exceed that to the positive. Distances on the sphere go from 0 to 4.',
      default: 0.5,
      range: [0, 4],
      step: 0.05,
      acts: 'next step',
      main: true,
    }),
  },
});
