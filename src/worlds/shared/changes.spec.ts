/** How pictures in black ink are changed: the settings that worlds share. */
import {number} from '../../spec/index.ts';
import {strengthField} from './fields.spec.ts';

export const changeFields = {
  strength: number({
    ...strengthField,
    label: 'Strength of changes',
    help: 'Multiplies all changes below: at 0 both views are the picture itself. The model learns to ignore whatever is changed.',
    default: 0.5,
  }),
  shift: number({
    label: 'Shift',
    help: 'The largest random shift of a view, as a share of its side.',
    default: 0.12,
    range: [0, 0.5],
    step: 0.01,
    acts: 'next step',
  }),
  turn: number({
    label: 'Rotation',
    help: 'The largest random rotation of a view, in degrees to either side.',
    default: 20,
    range: [0, 60],
    step: 1,
    acts: 'next step',
  }),
  zoom: number({
    label: 'Scale',
    help: 'The largest random change of size, as a share of the size.',
    default: 0.2,
    range: [0, 0.6],
    step: 0.01,
    acts: 'next step',
  }),
  erase: number({
    label: 'Erasing',
    help: 'Mean side of a rectangle that is erased at a random place, as a share of the picture’s side.',
    default: 0.3,
    range: [0, 0.8],
    step: 0.01,
    acts: 'next step',
  }),
  noise: number({
    label: 'Noise',
    help: 'Standard deviation of the normal noise on every pixel, in units of the root mean square of pixels.',
    default: 0.3,
    range: [0, 2],
    step: 0.05,
    acts: 'next step',
  }),
} as const;
