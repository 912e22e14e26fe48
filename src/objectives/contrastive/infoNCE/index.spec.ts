import {choice, number} from '../../../spec/index.ts';
import {softmaxPushes} from '../law.spec.ts';
import {objective} from '../objective.spec.ts';

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
  suspect: (temperature) =>
    temperature < 0.02
      ? {
          weight: 1,
          cause: `the temperature of ${temperature}, which multiplies every gradient by ${Math.round(1 / temperature)}: try 0.05 or more`,
        }
      : undefined,
});

export const infoNCE = objective({
  kind: 'infoNCE',
  label: 'InfoNCE',
  help: 'Each anchor must pick its positive out of all the candidates in the batch: cross-entropy over similarities.',
  fields: {
    temperature: temperatureField,
    form: choice({
      label: 'Form',
      help: 'Which views look for their partner, and among which.',
      default: 'symmetric',
      options: {
        'one-directional': {label: 'one way', help: 'The first view looks for its partner among the second views.'},
        symmetric: {label: 'both ways', help: 'The mean of both directions, as in CLIP.'},
        ntXent: {label: 'NT-Xent', help: 'Both views of every other item are negatives, as in SimCLR.'},
      },
    }),
  },
  weighs: true,
  negatives: ({form}) => (form === 'ntXent' ? 'all' : 'facing'),
  law: ({temperature, form}) => ({
    ...(form === 'one-directional' && {firstOnly: true}),
    pushes: softmaxPushes(temperature),
    forces: {kind: 'softmax', temperature, form},
  }),
});
