import {number} from '../../../spec/index.ts';
import {objective} from '../objective.spec.ts';

export const triplet = objective({
  kind: 'triplet',
  label: 'Triplet margin',
  help: 'The positive must be nearer than every negative by a margin; negatives beyond the margin are not pushed.',
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
  // max(0, m + 2 s_j - 2 s+) for the cosines: every negative within the margin is pushed alike.
  negatives: 'all',
  law: ({margin}) => ({
    note: `All within the margin m = ${margin} of the positive are pushed alike, the others not at all.`,
    pushes:
      ({positive}) =>
      (s) =>
        Number(margin + 2 * (s - positive) > 0),
  }),
});
