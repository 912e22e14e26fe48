import {number} from '../../spec/index.ts';
import {viewsFace} from '../faces.spec.ts';
import {latent} from '../latent/index.spec.ts';

export const salient = viewsFace({
  kind: 'salient',
  label: 'Background and target',
  help: 'Two sets of points. What varies in the background varies in the target too, and something more varies in the target alone. It is known which point is of which set.',
  fields: {
    common: number({
      label: 'Common classes',
      help: 'Of what varies in both sets.',
      default: 4,
      range: [2, 6],
      integer: true,
      main: true,
    }),
    salient: number({
      label: 'Salient classes',
      help: 'Of what varies in the target alone. They have nothing to do with the common classes.',
      default: 4,
      range: [2, 6],
      integer: true,
      main: true,
    }),
    salience: number({
      label: 'Salience',
      help: 'How large the salient part is against the common one.',
      default: 1,
      range: [0.1, 2],
      step: 0.1,
    }),
    targets: number({
      label: 'Share of targets',
      help: 'How much of all points is of the target.',
      default: 0.5,
      range: [0.1, 0.9],
      step: 0.05,
    }),
    overlap: latent.fields.overlap,
    points: number({...latent.fields.points}),
    strength: latent.fields.strength,
    drawing: latent.fields.drawing,
  },
  offers: () => ({inputs: ['vectors'], classes: true, salient: true}),
});
