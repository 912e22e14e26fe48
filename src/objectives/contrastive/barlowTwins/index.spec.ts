import {number} from '../../../spec/index.ts';
import {objective} from '../objective.spec.ts';

export const barlowTwins = objective({
  kind: 'barlowTwins',
  label: 'Barlow Twins',
  help: 'No negatives: over a batch, each coordinate must agree between the views, and different ones must not be correlated.',
  fields: {
    redundancy: number({
      label: 'Redundancy weight',
      symbol: 'λ',
      help: 'How strongly different coordinates are kept from saying the same, against agreement of the views.',
      default: 0.005,
      range: [0.0001, 1],
      scale: 'log',
      acts: 'next step',
      main: true,
    }),
  },
});
