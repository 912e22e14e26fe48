import {choice} from '../../spec/index.ts';
import {viewsFace} from '../faces.spec.ts';
import {maskField} from '../shared/fields.spec.ts';

export const reviewViews = viewsFace({
  kind: 'reviews',
  label: 'Reviews',
  help: '2,972 sentences from reviews of products, films and restaurants, half of them praise, half complaints.',
  fields: {
    classes: choice({
      label: 'Classes',
      help: 'What counts as belonging together: the tone of a sentence, or what it is about.',
      default: 'sentiment',
      options: {
        sentiment: {label: 'tone', help: 'Praise and complaints.'},
        domain: {label: 'subject', help: 'Products, films and restaurants.'},
      },
      main: true,
    }),
    positive: choice({
      label: 'Positive pair',
      help: 'Which two sentences are treated as belonging together.',
      default: 'same',
      options: {
        same: {
          label: 'one sentence',
          help: 'The same sentence twice: the views differ only by dropout in the encoder or by blanks.',
        },
        class: {
          label: 'one class',
          help: 'Two sentences of the same class. Others of that class in the batch are not pushed away.',
        },
      },
      main: true,
    }),
    strength: maskField,
  },
  offers: () => ({inputs: ['tokens'], classes: true}),
});
