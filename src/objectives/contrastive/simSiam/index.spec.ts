import {flag, number} from '../../../spec/index.ts';
import {objective} from '../objective.spec.ts';

export const simSiam = objective({
  kind: 'simSiam',
  label: 'SimSiam',
  help: 'No negatives: a small predictor must predict one view’s point from the other’s. Stopping the gradient of the target prevents collapse.',
  fields: {
    stopGradient: flag({
      label: 'Stop-gradient',
      help: 'Whether no gradient passes through the target. Off: both sides move towards each other, and everything collapses into one point.',
      default: true,
      main: true,
    }),
    predictor: number({
      label: 'Predictor width',
      help: 'Units in the hidden layer of the predictor. With a narrow one points can collapse.',
      default: 256,
      range: [2, 512],
      scale: 'log',
      step: 'octave',
      integer: true,
    }),
  },
  needs: {predictor: true},
});
