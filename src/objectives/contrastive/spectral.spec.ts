import {number, part} from '../../spec/index.ts';

export const spectral = part({
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
});
