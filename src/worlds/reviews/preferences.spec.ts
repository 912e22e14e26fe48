import {number} from '../../spec/index.ts';
import {preferenceFace} from '../faces.spec.ts';

export const reviewPreferences = preferenceFace({
  kind: 'reviews',
  label: 'Praise over complaints',
  help: 'Two sentences from reviews of the same kind of thing, one praise and one a complaint: the praise is preferred.',
  fields: {
    pairs: number({
      label: 'Pairs',
      help: 'How many training pairs are drawn; a fifth more, of other sentences, are kept unseen.',
      default: 2000,
      range: [250, 4000],
      step: 250,
      integer: true,
      main: true,
    }),
    drawing: number({
      label: 'Drawing',
      help: 'Which random draw of pairs.',
      default: 1,
      range: [0, 9999],
      integer: true,
    }),
  },
  offers: () => ({texts: true, lengths: true, scores: false}),
});
