/** How the weights of any program are changed. */
import {choice, number, part, section} from '../spec/index.ts';

const batch = number({
  label: 'Batch',
  symbol: 'N',
  help: 'Pairs in one step. Every pair is compared with all the others: more pairs, more negatives.',
  default: 256,
  range: [8, 4096],
  scale: 'log',
  step: 'octave',
  integer: true,
  acts: 'recapture',
  main: true,
  marks: [8, 64, 512, 4096],
});

const learningRate = number({
  label: 'Learning rate',
  symbol: 'η',
  help: 'The length of each step downhill. Too long and the loss jumps about; too short and nothing happens.',
  default: 0.003,
  range: [0.00001, 1],
  scale: 'log',
  acts: 'next step',
  main: true,
  marks: [0.0001, 0.001, 0.01, 0.1],
  suspect: (rate, usual) => ({
    weight: rate > 10 * usual ? 2 : 0,
    cause: `the learning rate of ${rate}: try a tenth of it`,
  }),
});

const weightDecay = number({
  label: 'Weight decay',
  help: 'Pulls weights towards zero at every step, apart from the loss.',
  default: 0.01,
  range: [0, 20],
  step: 0.01,
  acts: 'next step',
});

const warmup = number({
  label: 'Warm-up',
  help: 'Steps over which the learning rate rises from zero.',
  default: 50,
  range: [0, 2000],
  step: 10,
  integer: true,
});

const schedule = choice({
  label: 'Schedule',
  help: 'What the learning rate does after the warm-up.',
  default: 'cosine',
  options: {cosine: {label: 'cosine', help: 'Falls to zero along half a cosine.'}, constant: {label: 'constant'}},
});

const evaluateEvery = number({
  label: 'Measure every',
  help: 'Steps between two measurements on unseen data.',
  default: 20,
  range: [1, 1000],
  scale: 'log',
  integer: true,
});

export const adamW = part({
  kind: 'adamW',
  label: 'AdamW',
  help: 'Steps scaled by a running estimate of each gradient.',
  fields: {
    batch,
    learningRate,
    weightDecay,
    warmup,
    schedule,
    momentum: number({
      label: 'First-moment decay',
      symbol: 'β₁',
      help: 'How far back the running mean of the gradient looks: 0.9 is about ten steps.',
      default: 0.9,
      range: [0, 0.999],
      step: 0.001,
    }),
    beta2: number({
      label: 'Second-moment decay',
      symbol: 'β₂',
      help: 'How far back the running mean of the squared gradient looks: 0.999 is about a thousand steps.',
      default: 0.999,
      range: [0.5, 0.9999],
      step: 0.0001,
    }),
    evaluateEvery,
  },
});

export const sgd = part({
  kind: 'sgd',
  label: 'SGD with momentum',
  help: 'Plain gradient steps with a memory of earlier ones.',
  fields: {
    batch,
    learningRate: number({...learningRate, default: 0.1}),
    weightDecay: number({...weightDecay, default: 0.0001, range: [0, 0.1], step: 0.0001}),
    warmup,
    schedule,
    momentum: number({
      label: 'Momentum',
      help: 'How much of the last step is carried on.',
      default: 0.9,
      range: [0, 0.99],
      step: 0.01,
    }),
    evaluateEvery,
  },
});

export const trainingSection = section('Training', 'How the weights are changed.', [adamW, sgd]);
