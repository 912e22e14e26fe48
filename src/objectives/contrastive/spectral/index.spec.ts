import {number} from '../../../spec/index.ts';
import {objective} from '../objective.spec.ts';

export const spectral = objective({
  kind: 'spectral',
  label: 'Spectral contrast',
  help: 'Negatives are pushed by the square of their similarity, towards right angles and not beyond: a factorisation of the graph of views.',
  fields: {
    scale: number({
      label: 'Scale',
      symbol: 'μ',
      help: 'The squared length of the vectors that are compared. Larger: negatives weigh more than the positive.',
      default: 2,
      range: [0.1, 20],
      scale: 'log',
      acts: 'next step',
      main: true,
    }),
  },
  // The slope of s^2: a negative beyond a right angle is pulled back to it.
  negatives: 'facing',
  law: () => ({
    firstOnly: true,
    note: 'It rises with the similarity; beyond a right angle it pulls.',
    pushes: () => (s) => s,
  }),
});
