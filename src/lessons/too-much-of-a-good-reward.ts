import {accuracy} from '../metrics/accuracy/index.spec.ts';
import {goldCorrelation} from '../metrics/gold/index.spec.ts';
import {lengthCorrelation} from '../metrics/lengthCorrelation/index.spec.ts';
import {type RewardGiven, rewardStage} from '../studies/kit/settings.ts';
import {shown} from './kit/answers.ts';
import {lesson} from './kit/lesson.ts';

const TRAINING = {kind: 'adamW', batch: 128, learningRate: 0.002, weightDecay: 2, warmup: 50} as const;

/** Annotators to whom twenty more tokens are worth a fact, though in truth they cost as much. */
const from = (label: string, changes: RewardGiven = {}, steps = 500) => ({
  label,
  seed: 1,
  stages: [rewardStage({world: {kind: 'responses', lengthBias: 2, length: -1}, training: TRAINING, ...changes}, steps)],
});

const BEST = [
  {name: 'bestOf16Gold', label: 'gold, best of 16'},
  {name: 'bestOfAllGold', label: 'gold, best of 64'},
];

/** Tokens in the world's unit of length. */
const UNIT = 20;

const tokens = (length: number) => Math.round(UNIT * length);

const N = [1, 2, 4, 8, 16, 32, 64];

const highest = (gains: readonly number[]) => N[gains.indexOf(Math.max(...gains))];

export default lesson({
  title: 'Too much of a good reward',
  asks: 'The more answers a reward may choose from, the better the one that it chooses. Or not?',
  lab: 'reward',
  minutes: 8,
  order: 6,
  runs: {
    one: from('One reward'),
    four: from('The lowest of four', {model: {kind: 'bag', members: 4, aggregate: 'worst'}}),
    yours: from(
      'With an offset for length',
      {
        objective: {kind: 'lengthPenalised', offset: 0},
        training: {...TRAINING, weightDecay: 4, schedule: 'constant', evaluateEvery: 10},
      },
      20_000,
    ),
  },
  steps: [
    {
      id: 'truth-and-taste',
      title: 'What readers want, what annotators like',
      text: [
        'A reader’s time is precious: in truth, twenty more tokens cost an answer as much as a fact adds to it. That is the gold reward.',
        'The annotators do not feel it. To them, twenty more tokens are worth a fact. A model learns from two thousand of their choices.',
        'Its accuracy on their unseen choices looks fine. With gold it agrees somewhat, since annotators and readers both want facts.',
      ],
      shows: ['one'],
      numbers: [accuracy, goldCorrelation, lengthCorrelation],
    },
    {
      id: 'by-its-own-count',
      title: 'The best of 64',
      text: [
        'What is a reward good for? Write n answers to a question and keep the one with the highest reward: the best of n.',
        'How much is gained? Let a random answer be 0, and the standard deviation of all answers be 1. If rewards lay on a bell curve, the best of 64 would be at 2.4.',
      ],
      shows: ['one'],
      numbers: [accuracy, goldCorrelation, lengthCorrelation],
      question: {
        kind: 'number',
        text: 'By the count of the reward itself, how far above a random answer is the best of 64?',
        axis: {label: 'standard deviations', range: [0, 4], marks: [0, 1, 2, 3, 4]},
        reads: {of: 'metric', run: 'one', metric: 'bestOfAllProxy'},
        expects: [1, 1.75],
        explains: [
          'It is no bell curve: bad answers lie farther below the average than good ones rise above it, so there is less room at the top.',
          'Still, the reward is pleased: the more answers it sees, the more it likes the best of them. It cannot be otherwise, because it is the judge of itself.',
        ],
      },
    },
    {
      id: 'in-truth',
      title: 'And in truth?',
      text: [
        'The same chosen answers, judged by gold. With n = 1 nothing is chosen, and nothing is gained. The line that is there already is what the reward gains by its own count.',
      ],
      shows: ['one'],
      numbers: BEST,
      question: {
        kind: 'sketch',
        form: 'curve',
        text: 'What is gained in truth, by n?',
        title: 'Gain in truth',
        x: {label: 'n', range: [1, 64], scale: 'log', marks: N},
        y: {label: 'gain in standard deviations', range: [-1, 1.5], marks: [-1, -0.5, 0, 0.5, 1, 1.5]},
        places: N,
        reads: {of: 'bestOf', run: 'one', by: 'gold'},
        known: {label: 'by its own count', values: [0, 0.55, 0.91, 1.13, 1.27, 1.36, 1.43]},
        compares: (drawn, measured) =>
          `Yours is highest at n = ${highest(drawn)}, the measured one at n = ${highest(measured)}.`,
        expects: [
          {at: 4, within: [0.28, 0.5]},
          {at: 64, within: [-0.15, 0.32]},
        ],
        explains: [
          'A reward is partly right and partly wrong. Choose among a few, and you mostly get what it is right about. Choose among many, and you get the answers that it overrates most.',
          'Goodhart’s law says it of any measure that becomes a target. For rewards it is called over-optimisation, and the reward alone gives no sign of it.',
        ],
      },
    },
    {
      id: 'what-it-chose',
      title: 'What did it choose?',
      text: [
        'Look at the answers themselves. They have from 5 to 96 tokens, 59 on average.',
        'Gold would rather have them short, and the annotators would rather have them long.',
      ],
      shows: ['one'],
      numbers: BEST,
      question: {
        kind: 'choice',
        text: 'How long is the best of 64 by the reward, on average?',
        options: [
          {id: 'usual', text: 'About as long as others: up to 65 tokens'},
          {id: 'longer', text: 'Somewhat longer: 65 to 72 tokens'},
          {id: 'longest', text: 'Much longer: more than 72 tokens'},
        ],
        reads: [1, 4, 64].map((n) => ({of: 'lengthOfBest', run: 'one', n}) as const),
        right: ([, , best]) => (tokens(best) > 72 ? 'longest' : tokens(best) > 65 ? 'longer' : 'usual'),
        found: ([any, few, best]) =>
          `A random answer has ${tokens(any)} tokens, the best of 4 has ${tokens(few)}, the best of 64 has ${tokens(best)}.`,
        expects: 'longest',
        explains: [
          'Whatever a reward likes too much, there is more of it in the answers that win, and the more so the harder one chooses. Here that is length, which costs the reader most.',
        ],
      },
    },
    {
      id: 'four-judges',
      title: 'Ask four judges?',
      text: [
        'A well-known cure is to train several rewards and to trust none of them alone. Here are four, each trained on its own draw of seven tenths of the pairs. The lowest of the four counts.',
        'With one reward, the best of 4 gained about 0.4, and the best of 64 lost most of it again.',
      ],
      shows: ['four'],
      numbers: BEST,
      question: {
        kind: 'choice',
        text: 'What does the best of 64 gain in truth by the lowest of four?',
        options: [
          {id: 'all', text: 'More than 0.4: no more loss'},
          {id: 'half', text: 'From 0.25 to 0.4: some of the loss is prevented'},
          {id: 'none', text: 'Less than 0.25: most of it is lost all the same'},
        ],
        reads: [{of: 'metric', run: 'four', metric: 'bestOfAllGold'}],
        right: ([gain]) => (gain > 0.4 ? 'all' : gain >= 0.25 ? 'half' : 'none'),
        found: ([gain]) => `The best of 64 gains ${shown(Number(gain.toFixed(2)))}.`,
        expects: 'none',
        explains: [
          'Several judges help against errors that each makes by chance. This one is no chance: it was in the choices, and all four learnt it. What all believe, none doubts.',
        ],
      },
    },
    {
      id: 'offset',
      title: 'Let length answer for itself',
      text: [
        'Where a taste is known, it can be put into the loss. A is chosen with probability σ(reward of A − reward of B + α · (length of A − length of B)), with lengths in twenties of tokens.',
        'What α explains, the reward need not. And when answers are chosen, the reward alone counts.',
      ],
      shows: ['yours'],
      numbers: [lengthCorrelation, ...BEST],
      turns: [{run: 'yours', path: 'objective.offset'}],
      goal: {
        text: 'Move the offset α until the best of 64 has a gold above 0.7.',
        run: 'yours',
        when: {metric: 'bestOfAllGold', above: 0.7},
        expects: {path: 'objective.offset', value: 1.5, at: 1000, by: 2000},
        explains: [
          'The annotators choose as before, and the model sees the same pairs. But what they do for the sake of length is now put down to the offset. The reward keeps what was said, and its best of 64 is better than the best of any n was before.',
          'Turn it farther: how much is too much? That is the next lesson.',
        ],
      },
    },
  ],
});
