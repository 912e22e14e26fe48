import {choice, number} from '../../spec/index.ts';
import {preferenceFace} from '../faces.spec.ts';

export const densityLine = preferenceFace({
  kind: 'densityLine',
  label: 'Points of a line',
  help: 'Annotators choose between 64 points of a line. Each has a density, and chooses a point as often over another as Luce’s rule says.',
  fields: {
    annotators: number({
      label: 'Annotators',
      help: 'How many have a density of their own: a bump each.',
      default: 2,
      range: [1, 4],
      integer: true,
      main: true,
    }),
    gap: number({
      label: 'Gap between bumps',
      help: 'In standard deviations of a bump. 0: all annotators are alike.',
      default: 4,
      range: [0, 5],
      step: 0.25,
      main: true,
    }),
    told: choice({
      label: 'Annotators told apart',
      help: 'Whether the model knows whose choice each is.',
      default: 'no',
      options: {
        no: {label: 'no', help: 'All choices are taken for those of one annotator.'},
        yes: {label: 'yes', help: 'A reward for each annotator. The learnt density is the mean of theirs.'},
      },
      main: true,
    }),
    source: choice({
      label: 'Learn from',
      help: 'What shows the density to the model.',
      default: 'choices',
      options: {
        choices: {label: 'choices', help: 'Between two points that are drawn evenly.'},
        samples: {label: 'samples', help: 'One point of each pair is drawn from the density and counts as chosen.'},
      },
    }),
    exponent: number({
      label: 'Exponent of choices',
      symbol: 'κ',
      help: 'a is chosen over b with odds (p(a) / p(b)) to the power of κ. 1 is Luce’s rule; higher: choices are surer.',
      default: 1,
      range: [0.25, 4],
      scale: 'log',
    }),
    assumed: number({
      label: 'Exponent assumed',
      help: 'The learnt density is the softmax of the reward divided by this.',
      default: 1,
      range: [0.25, 4],
      scale: 'log',
    }),
    pairs: number({
      label: 'Pairs',
      help: 'How many pairs of points are learnt from; a fifth more are kept unseen.',
      default: 4000,
      range: [250, 64000],
      scale: 'log',
      integer: true,
    }),
    drawing: number({
      label: 'Drawing',
      help: 'Which random draw of points and choices.',
      default: 1,
      range: [0, 9999],
      integer: true,
    }),
  },
  offers: () => ({texts: false, lengths: false, scores: false}),
  idle: ({annotators, source}) => [
    ...(annotators === 1 ? ['gap', 'told'] : []),
    ...(source === 'samples' ? ['exponent', 'assumed'] : []),
  ],
});
