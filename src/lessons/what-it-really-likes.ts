import {accuracy} from '../metrics/accuracy/index.spec.ts';
import {goldCorrelation} from '../metrics/gold/index.spec.ts';
import {lengthCorrelation} from '../metrics/lengthCorrelation/index.spec.ts';
import {type RewardGiven, rewardStage} from '../studies/kit/settings.ts';
import {percent, shown} from './kit/answers.ts';
import {lesson} from './kit/lesson.ts';

const TRAINING = {kind: 'adamW', batch: 128, learningRate: 0.002, weightDecay: 0.01, warmup: 50} as const;

/** A bag of words that learns from annotators to whom twenty more tokens are worth so many facts. */
const from = (label: string, lengthBias: number, training: RewardGiven['training'] = TRAINING, steps = 600) => ({
  label,
  seed: 1,
  stages: [rewardStage({world: {kind: 'responses', lengthBias}, training}, steps)],
});

const NUMBERS = [lengthCorrelation, accuracy, goldCorrelation];

export default lesson({
  title: 'What it really likes',
  asks: 'A reward model sees which answer was chosen, and never why. What does it learn to like?',
  lab: 'reward',
  minutes: 7,
  order: 5,
  runs: {
    fair: from('Annotators who only read', 0),
    long: from('Annotators who like length', 1),
    short: from('Annotators who like brevity', -1),
    fond: from('Annotators who love length', 2),
    yours: from('Your annotators', 2, {...TRAINING, weightDecay: 4, schedule: 'constant'}, 20_000),
  },
  steps: [
    {
      id: 'two-answers',
      title: 'Two answers, one choice',
      text: [
        'Two answers to the same question, and an annotator chooses one. Two thousand such choices are all that this model learns from.',
        'It gives each answer a number, the reward. A is chosen over B with probability σ(reward of A − reward of B), says the Bradley–Terry model (σ is the logistic function), and training makes the choices that were really made as probable as it can.',
        'These annotators care only for what is said: a fact counts +1, an error −1. Each dot is an answer that was not trained on, filled if it was chosen. The line rises a little, because more facts take more words.',
      ],
      shows: ['fair'],
      numbers: NUMBERS,
    },
    {
      id: 'twenty-tokens',
      title: 'Twenty tokens for a fact',
      text: [
        'Other annotators. To them, twenty more tokens are worth as much as one more fact, whatever the tokens say. Nobody tells the model.',
        'What is more, it has no way to count: it reads the mean of the word vectors of an answer, and a mean does not say of how many.',
        'Let the average answer have the reward 0. A difference of 1 wins 73 % of the time, of 2 it wins 88 %. The longest answers have 96 tokens.',
      ],
      shows: ['long'],
      numbers: NUMBERS,
      question: {
        kind: 'sketch',
        form: 'line',
        text: 'After 600 steps, how does the reward of unseen answers go with their length?',
        title: 'Reward against length',
        x: {label: 'tokens', range: [0, 100], marks: [0, 20, 40, 60, 80, 100]},
        y: {label: 'reward', range: [-6, 6], marks: [-6, -4, -2, 0, 2, 4, 6]},
        places: [5, 96],
        reads: {of: 'lengthLine', run: 'long'},
        compares: (drawn, measured) =>
          `From the shortest to the longest answer yours changes by ${shown(drawn[1] - drawn[0])}, the measured one by ${shown(measured[1] - measured[0])}.`,
        expects: [
          {at: 5, within: [-5, -2.5]},
          {at: 96, within: [1.5, 3.8]},
        ],
        explains: [
          'It cannot count, but it can tell of which words long answers are made. That is enough.',
          'Some of the slope is honest: the line of the first step climbs by less than 2 on the same way. The rest is taste, and it was in nothing but the choices.',
        ],
      },
    },
    {
      id: 'brevity',
      title: 'The opposite taste',
      text: [
        'Now annotators who like short answers: twenty tokens fewer are worth a fact. Everything else is the same.',
        'How closely reward and length go together is their correlation r. It came to about 0.2 with annotators who only read, and to nearly 0.6 with those who like length.',
      ],
      shows: ['fair', 'long', 'short'],
      numbers: [lengthCorrelation],
      question: {
        kind: 'number',
        text: 'What is r with annotators who like brevity?',
        axis: {label: 'correlation of reward and length', range: [-1, 1], marks: [-1, -0.5, 0, 0.5, 1]},
        reads: {of: 'metric', run: 'short', metric: 'lengthCorrelation'},
        expects: [-0.42, -0.18],
        explains: [
          'Not −0.6. Two forces are at work: the taste, and that facts take words. For those who like length both pull the same way; here they pull against each other, and the taste wins by less.',
          'So r = 0 would not mean that length plays no part. Without any taste for it, r is 0.2.',
        ],
      },
    },
    {
      id: 'obedient',
      title: 'Better, or more obedient?',
      text: [
        'In this world the truth is known: the gold reward, what each answer is really worth. The model never sees it; we measure with it.',
        'Annotators who only read stand against annotators who love length: ten tokens are worth a fact.',
      ],
      shows: ['fair', 'fond'],
      numbers: NUMBERS,
      question: {
        kind: 'choice',
        text: 'The model that learns from those who love length, beside the other one, …',
        options: [
          {id: 'worse', text: 'predicts its annotators less well, and is farther from the truth'},
          {id: 'obedient', text: 'predicts its annotators better, and is farther from the truth'},
          {id: 'better', text: 'predicts its annotators better, and is as close to the truth or closer'},
          {id: 'wiser', text: 'predicts its annotators less well, and is as close to the truth or closer'},
        ],
        reads: [
          {of: 'metric', run: 'fair', metric: 'accuracy'},
          {of: 'metric', run: 'fond', metric: 'accuracy'},
          {of: 'metric', run: 'fair', metric: 'goldCorrelation'},
          {of: 'metric', run: 'fond', metric: 'goldCorrelation'},
        ],
        right([readers, lovers, goldOfReaders, goldOfLovers]) {
          const farther = goldOfLovers < goldOfReaders - 0.03;
          return lovers > readers ? (farther ? 'obedient' : 'better') : farther ? 'worse' : 'wiser';
        },
        found: ([readers, lovers, goldOfReaders, goldOfLovers]) =>
          `Its accuracy on unseen choices is ${percent(lovers)} against ${percent(readers)}; its correlation with gold is ${shown(goldOfLovers)} against ${shown(goldOfReaders)}.`,
        expects: 'obedient',
        explains: [
          'Length is easier to learn than facts, so who goes by length is easier to predict.',
          'Accuracy on unseen choices is what reward models are usually judged by. It says how well a model agrees with its annotators. Whether they were right, it cannot say.',
        ],
      },
    },
    {
      id: 'listen',
      title: 'Your annotators',
      text: [
        'This model learns for a long time, from annotators who love length. Leave the model alone and change the annotators: all two thousand pairs are then chosen anew.',
        'Watch the line while you do.',
      ],
      shows: ['yours'],
      numbers: NUMBERS,
      turns: [{run: 'yours', path: 'world.lengthBias'}],
      goal: {
        text: 'Move their length bias until the correlation of reward and gold is above 0.68.',
        run: 'yours',
        when: {metric: 'goldCorrelation', above: 0.68},
        expects: {path: 'world.lengthBias', value: 0, at: 1000, by: 2000},
        explains: [
          'Nothing in the model or in its loss was changed. It follows the choices, and a few hundred steps are enough to turn it round.',
          'So a reward model is as good as the taste that it was shown. What if the annotators cannot be changed? Two lessons on, their taste is subtracted.',
        ],
      },
    },
  ],
});
