import {kNearest} from '../metrics/kNearest/index.spec.ts';
import {uniformity} from '../metrics/uniformity/index.spec.ts';
import {encoderStage} from '../studies/kit/settings.ts';
import {lesson} from './kit/lesson.ts';

const STEPS = 600;

/** Five classes that overlap, trained with so high a temperature. */
const at = (temperature: number) => ({
  label: `τ = ${temperature}`,
  seed: 1,
  stages: [
    encoderStage(
      {
        world: {kind: 'latent', classes: 5, overlap: 0.8, strength: 0.2},
        objective: {kind: 'infoNCE', temperature},
        training: {kind: 'adamW', evaluateEvery: 50},
      },
      STEPS,
    ),
  ],
});

const RUNS = ['cold', 'mild', 'hot'] as const;

export default lesson({
  title: 'Who gets pushed?',
  asks: 'The temperature is one number. What does it decide?',
  lab: 'sphere',
  minutes: 6,
  order: 1,
  runs: {cold: at(0.01), mild: at(0.1), hot: at(1)},
  steps: [
    {
      id: 'push',
      title: 'One pull, many pushes',
      text: [
        'Every point here is seen twice, as two noisy views. The two pull together. Every other point in the batch is a negative, and pushes.',
        'The push is shared out. A negative of similarity s gets a share of exp(s / τ): the closer it is, the more. How much more is up to the temperature τ.',
        'This run has τ = 0.1. Watch it for some seconds, then go on.',
      ],
      shows: ['mild'],
      numbers: [uniformity],
    },
    {
      id: 'how-many',
      title: 'How many of 255 count?',
      text: [
        'A point has 255 negatives. If all get the same share, all 255 count. If one gets everything, one counts. In between, the entropy of the shares says how many it amounts to: the effective negatives.',
      ],
      shows: ['cold'],
      numbers: [uniformity],
      question: {
        kind: 'number',
        text: 'At τ = 0.01, how many effective negatives share the push?',
        axis: {label: 'effective negatives', range: [1, 255], scale: 'log', marks: [1, 5, 20, 80, 255]},
        reads: {of: 'effectiveNegatives', run: 'cold'},
        near: 0.15,
        expects: [2, 12],
        explains: [
          'Divide a small difference in similarity by 0.01, and the exponential makes it huge: 0.05 more similar is e⁵, about 150 times the push. Only the nearest few are felt.',
        ],
      },
    },
    {
      id: 'which-fills',
      title: 'Which one fills the sphere?',
      text: [
        'Now three models, equal but for τ. The same first weights, the same batches.',
        'Uniformity says how evenly the points cover the sphere: −2.08 is as even as it gets, 0 is a single point.',
      ],
      shows: RUNS,
      numbers: [uniformity],
      question: {
        kind: 'choice',
        text: 'Which one spreads its points most evenly?',
        options: [
          {id: 'cold', text: 'τ = 0.01: the nearest are pushed hardest'},
          {id: 'mild', text: 'τ = 0.1: something in between'},
          {id: 'hot', text: 'τ = 1: near and far are pushed alike'},
        ],
        reads: RUNS.map((run) => ({of: 'metric', run, metric: 'uniformity'})),
        right: (values) => RUNS[values.indexOf(Math.min(...values))],
        found: ([cold, mild, hot]) =>
          `Uniformity is ${cold.toFixed(2)} at 0.01, ${mild.toFixed(2)} at 0.1 and ${hot.toFixed(2)} at 1.`.replaceAll(
            '-',
            '−',
          ),
        expects: 'mild',
        explains: [
          'Too cold, and only close neighbours are kept apart; nobody feels the empty half of the sphere. Too hot, and the far half of the points pushes as hard as the near one, so whatever is near is not told apart and points settle in bands.',
          'In between, the push is local enough to open every crowd, and wide enough to fill every hole.',
        ],
      },
    },
    {
      id: 'useful',
      title: 'Is even also useful?',
      text: [
        'Five classes lie behind these points, and the model was never told. Take an unseen point, look at its nearest neighbours, and name it by theirs: how often that is right is the nearest-neighbour accuracy.',
      ],
      shows: RUNS,
      numbers: [uniformity, kNearest],
      question: {
        kind: 'choice',
        text: 'The most even sphere against the worst of the three: how much better are its neighbours?',
        options: [
          {id: 'much', text: 'Clearly better, by more than 10 percentage points'},
          {id: 'same', text: 'About the same, within 3 points'},
          {id: 'some', text: 'Something between'},
        ],
        reads: RUNS.map((run) => ({of: 'metric', run, metric: 'kNearest'})),
        right(values) {
          const apart = Math.max(...values) - Math.min(...values);
          return apart <= 0.03 ? 'same' : apart > 0.1 ? 'much' : 'some';
        },
        found: (values) => `It is ${values.map((value) => `${Math.round(100 * value)} %`).join(', ')}.`,
        expects: 'same',
        explains: [
          'Here the classes overlap, and what can be known of them is known at every temperature. A prettier sphere is not a better model: always look at two numbers.',
          'Open any of the three in the lab with the arrow over it, and turn the temperature yourself.',
        ],
      },
    },
  ],
});
