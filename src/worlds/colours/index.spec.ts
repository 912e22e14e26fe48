import {number} from '../../spec/index.ts';
import {viewsFace} from '../faces.spec.ts';
import {strengthField} from '../shared/fields.spec.ts';

export const colours = viewsFace({
  kind: 'colours',
  label: 'Colours and their names',
  help: '4,909 colours and what people called them: two encoders, one for the colour and one for the words, meet on one sphere.',
  fields: {
    strength: number({
      ...strengthField,
      label: 'View changes',
      help: 'How far each colour is shifted at random, and the share of words that are left out of each name.',
      default: 0.2,
      range: [0, 0.9],
    }),
    points: number({
      label: 'Colours',
      help: 'How many colours are used; about a fifth of them are kept unseen.',
      default: 4900,
      range: [500, 4900],
      step: 100,
      integer: true,
    }),
  },
  offers: () => ({inputs: ['vectors', 'tokens'], classes: true}),
});
