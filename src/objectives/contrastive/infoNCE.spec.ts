import {choice, number, part} from '../../spec/index.ts';

/** Shared by every objective that has one, so that it means and looks the same everywhere. */
export const temperatureField = number({
  label: 'Temperature',
  symbol: 'τ',
  help: 'How sharply the loss looks at the most similar negatives. Low: only the hardest negative is pushed. High: all are pushed alike.',
  default: 0.1,
  range: [0.005, 2],
  scale: 'log',
  acts: 'next step',
  main: true,
  marks: [0.01, 0.05, 0.25, 1],
});

export const infoNCE = part({
  kind: 'infoNCE',
  label: 'InfoNCE',
  help: 'Each anchor must pick its positive out of all the candidates in the batch: cross-entropy over similarities.',
  fields: {
    temperature: temperatureField,
    form: choice({
      label: 'Form',
      help: 'Which way the question is asked.',
      default: 'symmetric',
      options: {
        'one-directional': {label: 'one way', help: 'The first view looks for its partner among the second views.'},
        symmetric: {label: 'both ways', help: 'The mean of both directions, as in CLIP.'},
        ntXent: {label: 'NT-Xent', help: 'Both views of every other item are negatives, as in SimCLR.'},
      },
    }),
  },
});
