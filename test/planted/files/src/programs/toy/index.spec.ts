/** The toy program's settings: a vector that is pulled to a point, through noise. */
import {number, part, type SectionsValue, section} from '../../spec/index.ts';
import {toyFrames} from './frames.ts';

const point = part({
  kind: 'point',
  label: 'Point',
  help: 'All coordinates of the target are equal.',
  fields: {
    at: number({
      label: 'Place',
      symbol: 'a',
      help: 'Every coordinate is pulled to this number.',
      default: 1,
      range: [-4, 4],
      step: 0.1,
      acts: 'next step',
      main: true,
    }),
    size: number({
      label: 'Coordinates',
      help: 'How many coordinates the vector has.',
      default: 8,
      range: [2, 64],
      integer: true,
    }),
    noise: number({
      label: 'Noise',
      help: 'Standard deviation of what is added to the target at every step.',
      default: 0.1,
      range: [0, 1],
      step: 0.01,
      acts: 'next step',
    }),
  },
});

const sgd = part({
  kind: 'sgd',
  label: 'SGD',
  help: 'Plain gradient steps.',
  fields: {
    learningRate: number({
      label: 'Learning rate',
      symbol: 'η',
      help: 'The length of each step downhill.',
      default: 0.1,
      range: [0.001, 1],
      scale: 'log',
      acts: 'next step',
      main: true,
    }),
    weightDecay: number({
      label: 'Weight decay',
      help: 'Pulls the vector towards zero at every step.',
      default: 0,
      range: [0, 1],
      step: 0.01,
      acts: 'next step',
    }),
    evaluateEvery: number({
      label: 'Measure every',
      help: 'Steps between two measurements.',
      default: 10,
      range: [1, 1000],
      scale: 'log',
      integer: true,
    }),
  },
});

const sections = {
  target: section('Target', 'Where the vector is pulled to.', [point]),
  training: section('Training', 'How the vector is changed.', [sgd]),
} as const;

export type ToySettings = SectionsValue<typeof sections>;

export const toySpec = {program: 'toy', label: 'Toy', sections, frames: toyFrames, questions: {}} as const;
