import {choice, number} from '../../spec/index.ts';
import {viewsFace} from '../faces.spec.ts';
import {latent} from '../latent/index.spec.ts';

export const gaussian = viewsFace({
  kind: 'gaussian',
  label: 'Gaussian signals',
  help: 'Normal points whose views are noisier in some directions than in others: what two views share is known in closed form, and so is what a linear encoder keeps of it.',
  fields: {
    dimensions: number({
      label: 'Dimensions',
      symbol: 'd',
      help: 'Of the points. Each is a standard normal number, independent of the others.',
      default: 8,
      range: [2, 16],
      integer: true,
      main: true,
    }),
    noise: number({
      label: 'View noise',
      symbol: 'σ',
      help: 'The standard deviation of the noise of a view, in the middle of all directions.',
      default: 0.7,
      range: [0.1, 4],
      scale: 'log',
      main: true,
    }),
    unevenness: number({
      label: 'Unevenness',
      help: 'How many times noisier the last direction is than the first. At 1 all are alike.',
      default: 10,
      range: [1, 100],
      scale: 'log',
    }),
    target: choice({
      label: 'What is asked',
      help: 'Which directions the number y depends on that is predicted from the representation. The classes say whether it is above 0.',
      default: 'even',
      options: {
        quiet: {label: 'the quieter half', help: 'The directions with the least noise.'},
        even: {label: 'all directions'},
        noisy: {label: 'the noisier half', help: 'The directions with the most noise.'},
      },
    }),
    points: number({...latent.fields.points}),
    drawing: latent.fields.drawing,
  },
  offers: () => ({inputs: ['vectors'], classes: true}),
});
