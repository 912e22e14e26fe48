import {number, part} from '../spec/index.ts';
import {strengthField} from './emoji.spec.ts';

export const latent = part({
  kind: 'latent',
  label: 'Latent classes',
  help: 'Points in the plane from classes made of subclasses: the structure is known exactly.',
  fields: {
    classes: number({
      label: 'Classes',
      help: 'How many classes there are.',
      default: 5,
      range: [2, 10],
      integer: true,
      main: true,
    }),
    subclasses: number({
      label: 'Subclasses of each',
      help: 'Every class consists of this many smaller clusters.',
      default: 3,
      range: [1, 5],
      integer: true,
    }),
    overlap: number({
      label: 'Overlap',
      help: 'Width of each cluster compared with the distance between them. Above 0.5, classes run into one another.',
      default: 0.25,
      range: [0.05, 1.5],
      step: 0.05,
      main: true,
    }),
    points: number({
      label: 'Points',
      help: 'How many points are drawn; a fifth of them is kept unseen.',
      default: 2000,
      range: [500, 5000],
      step: 500,
      integer: true,
    }),
    strength: number({...strengthField, label: 'View noise', help: 'How far the two views of a point lie from it.'}),
    drawing: number({
      label: 'Drawing',
      help: 'Which random draw of the points: another number gives other points from the same classes.',
      default: 1,
      range: [0, 9999],
      integer: true,
    }),
  },
});
