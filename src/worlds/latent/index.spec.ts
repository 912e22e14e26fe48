import {choice, number} from '../../spec/index.ts';
import {viewsFace} from '../faces.spec.ts';
import {strengthField} from '../shared/fields.spec.ts';

export const latent = viewsFace({
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
    imbalance: number({
      label: 'Imbalance',
      help: 'How many times larger the first class is than the last; sizes fall geometrically between them. At 1 all classes are equal.',
      default: 1,
      range: [1, 100],
      scale: 'log',
      marks: [1, 10, 100],
    }),
    minority: number({
      label: 'Minority',
      help: 'The share of the last class’s points that is trained on. Below 1 it is a minority; its other points are left out, but classifiers of the representation may learn from them.',
      default: 1,
      range: [0.01, 1],
      scale: 'log',
    }),
    closeness: number({
      label: 'Closeness of the last class',
      help: 'How far the centre of the last class is moved towards that of the class before it. At 1 both are at one place.',
      default: 0,
      range: [0, 1],
      step: 0.05,
    }),
    points: number({
      label: 'Points',
      help: 'How many points are drawn; a fifth of them are kept unseen.',
      default: 2000,
      range: [500, 5000],
      step: 500,
      integer: true,
    }),
    strength: number({
      ...strengthField,
      label: 'View noise',
      help: 'How far the two views of a point lie from the point.',
    }),
    positive: choice({
      label: 'Positive pair',
      help: 'Which two views are treated as belonging together.',
      default: 'view',
      options: {
        view: {label: 'one point', help: 'Both views show one and the same point, each with noise of its own.'},
        class: {
          label: 'same class',
          help: 'Two points of one class. All others in the batch are pushed away, those of that class too.',
        },
      },
    }),
    shortcut: number({
      label: 'Shortcut',
      help: 'How many random bits each point also carries. Its two views share them: an easy way to tell points apart that says nothing about the class.',
      default: 0,
      range: [0, 16],
      integer: true,
    }),
    shortcutLost: number({
      label: 'Shortcut lost',
      help: 'The probability that a bit of the shortcut comes from another point in a view. At 1 nothing can be learned from the shortcut.',
      default: 0,
      range: [0, 1],
      step: 0.01,
      acts: 'next step',
    }),
    classLost: number({
      label: 'Class feature lost',
      help: 'Where there is a shortcut: the probability that the position of a view is that of another point. At 1 the views share nothing about the class.',
      default: 0,
      range: [0, 1],
      step: 0.01,
      acts: 'next step',
    }),
    drawing: number({
      label: 'Drawing',
      help: 'Which random draw of the points: another number gives other points from the same classes.',
      default: 1,
      range: [0, 9999],
      integer: true,
    }),
  },
  offers: () => ({inputs: ['vectors'], classes: true}),
});
