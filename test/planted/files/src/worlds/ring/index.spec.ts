import {number} from '../../spec/index.ts';
import {viewsFace} from '../faces.spec.ts';
import {strengthField} from '../shared/fields.spec.ts';

export const ring = viewsFace({
  kind: 'ring',
  label: 'Ring',
  help: 'Points on a circle in the plane; each quarter of it is a class.',
  fields: {
    points: number({
      label: 'Points',
      help: 'How many points are spread evenly over the circle; a fifth of them are kept unseen.',
      default: 200,
      range: [100, 1000],
      step: 100,
      integer: true,
    }),
    strength: strengthField,
  },
  offers: () => ({inputs: ['vectors'], classes: true}),
});
