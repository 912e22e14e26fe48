import {choice, number} from '../../spec/index.ts';
import {viewsFace} from '../faces.spec.ts';
import {changeFields} from '../shared/changes.spec.ts';

export const digits = viewsFace({
  kind: 'digits',
  label: 'Handwritten digits',
  help: 'Digits from 0 to 9 in many hands (MNIST).',
  fields: {
    positive: choice({
      label: 'Positive pair',
      help: 'Which two pictures are treated as belonging together.',
      default: 'picture',
      options: {
        picture: {label: 'one picture', help: 'One and the same picture, changed at random in two ways.'},
        digit: {
          label: 'same digit',
          help: 'Two pictures of the same digit. Others of that digit in the batch are not pushed away.',
        },
      },
      main: true,
    }),
    ...changeFields,
    points: number({
      label: 'Pictures',
      help: 'How many pictures are used; a fifth of them are kept unseen.',
      default: 4000,
      range: [1000, 10_000],
      step: 1000,
      integer: true,
    }),
    imbalance: number({
      label: 'Imbalance',
      help: 'How many times more zeros than nines are trained on; the number of pictures falls geometrically from digit to digit. At 1 all that are seen are used. Unseen pictures stay as they are.',
      default: 1,
      range: [1, 100],
      scale: 'log',
      marks: [1, 10, 100],
    }),
    resolution: choice({
      label: 'Picture size',
      help: 'Pixels along each side of the pictures that the model sees.',
      default: '14',
      options: {'14': {label: '14 × 14'}, '28': {label: '28 × 28'}},
    }),
  },
  offers: () => ({inputs: ['pictures'], classes: true}),
});
