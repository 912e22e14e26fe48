import {number} from '../../../spec/index.ts';
import {softmaxPushes} from '../law.spec.ts';
import {objective} from '../objective.spec.ts';

export const alignmentUniformity = objective({
  kind: 'alignmentUniformity',
  label: 'Alignment + uniformity',
  help: 'The two forces as separate terms: positives pull with one weight, and all points spread over the sphere with another.',
  fields: {
    alignmentWeight: number({
      label: 'Alignment weight',
      help: 'How strongly the two views of a pair pull together.',
      default: 1,
      range: [0, 5],
      step: 0.05,
      acts: 'next step',
      main: true,
    }),
    uniformityWeight: number({
      label: 'Uniformity weight',
      help: 'How strongly all points push apart. At 0 nothing prevents collapse into one point.',
      default: 1,
      range: [0, 5],
      step: 0.05,
      acts: 'next step',
      main: true,
    }),
    alpha: number({
      label: 'Alignment exponent',
      symbol: 'α',
      help: 'The power of the distance between the views of a pair. 2 is the squared distance.',
      default: 2,
      range: [1, 4],
      step: 0.1,
      acts: 'next step',
    }),
    t: number({
      label: 'Uniformity sharpness',
      symbol: 't',
      help: 'How local the push is. Larger: only near neighbours are pushed; t corresponds to 1 / (2 τ).',
      default: 2,
      range: [0.2, 20],
      scale: 'log',
      acts: 'next step',
      marks: [0.5, 2, 8],
    }),
  },
  negatives: 'beside',
  law: ({kind: _, ...settings}) => ({
    // exp(-t |x - y|^2) = exp(-2 t) exp(2 t <x, y>) on the sphere.
    pushes: settings.uniformityWeight > 0 ? softmaxPushes(1 / (2 * settings.t)) : () => () => 0,
    forces: {kind: 'gaussian', ...settings},
  }),
});
