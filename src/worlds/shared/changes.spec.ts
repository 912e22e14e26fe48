/** How pictures in black ink are changed: the settings that worlds share. */
import {number} from '../../spec/index.ts';
import {strengthField} from './fields.spec.ts';

export const changeFields = {
  strength: number({
    ...strengthField,
    label: 'Strength of changes',
    help: 'How much of the changes below acts: at 0 both views are the picture itself. Whatever is changed, the model learns to ignore.',
    default: 0.5,
  }),
  shift: number({
    label: 'Shift',
    help: 'How far a view is moved at most, as a share of its side.',
    default: 0.12,
    range: [0, 0.5],
    step: 0.01,
    acts: 'next step',
  }),
  turn: number({
    label: 'Rotation',
    help: 'How far a view is turned at most, in degrees to either side.',
    default: 20,
    range: [0, 60],
    step: 1,
    acts: 'next step',
  }),
  zoom: number({
    label: 'Scale',
    help: 'How much larger or smaller a view is at most, as a share of its size.',
    default: 0.2,
    range: [0, 0.6],
    step: 0.01,
    acts: 'next step',
  }),
  erase: number({
    label: 'Erasing',
    help: 'Side of a rectangle that is erased at a random place, as a share of the picture’s; it may be long or tall.',
    default: 0.3,
    range: [0, 0.8],
    step: 0.01,
    acts: 'next step',
  }),
  noise: number({
    label: 'Noise',
    help: 'Width of the normal noise on every pixel, in units of what pixels measure on average.',
    default: 0.3,
    range: [0, 2],
    step: 0.05,
    acts: 'next step',
  }),
} as const;
