import {flag, number} from '../../../spec/index.ts';
import {objective} from '../objective.spec.ts';

export const simSiam = objective({
  kind: 'simSiam',
  label: 'SimSiam',
  help: 'No negatives: a small predictor must guess one view’s point from the other’s. That the guessed side stands still is what keeps it from collapsing.',
  fields: {
    stopGradient: flag({
      label: 'Stop-gradient',
      help: 'Whether the side that is guessed stands still. Off: both sides meet half-way, and everything falls into one point.',
      default: true,
      main: true,
    }),
    predictor: number({
      label: 'Predictor width',
      help: 'Units in the hidden layer of the predictor, the small network that guesses. A narrow one lets the points run together.',
      default: 256,
      range: [2, 512],
      scale: 'log',
      step: 'octave',
      integer: true,
    }),
  },
  needs: {predictor: true},
});
