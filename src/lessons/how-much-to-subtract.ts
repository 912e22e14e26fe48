import {accuracy} from '../metrics/accuracy/index.spec.ts';
import {goldCorrelation} from '../metrics/gold/index.spec.ts';
import {lengthCorrelation} from '../metrics/lengthCorrelation/index.spec.ts';
import {type RewardGiven, rewardStage} from '../studies/kit/settings.ts';
import {percent, shown} from './kit/answers.ts';
import {lesson} from './kit/lesson.ts';

const TRAINING = {kind: 'adamW', batch: 256, learningRate: 0.03, weightDecay: 0, warmup: 50} as const;

/** A linear model and annotators to whom twenty more tokens are worth a fact, with an offset for length. */
const at = (label: string, offset: number, training: RewardGiven['training'] = TRAINING, steps = 500) => ({
  label,
  seed: 1,
  stages: [
    rewardStage(
      {
        world: {kind: 'responses', lengthBias: 1},
        model: {kind: 'linear'},
        objective: {kind: 'lengthPenalised', offset},
        training,
      },
      steps,
    ),
  ],
});

const ALL = ['none', 'right', 'much'] as const;

const listed = (values: readonly string[]) => `${values.slice(0, -1).join(', ')} and ${values.at(-1)}`;

/** The axis of a weight. */
const WEIGHT = {label: 'weight of twenty tokens', range: [-3, 3], marks: [-3, -2, -1, 0, 1, 2, 3]} as const;

export default lesson({
  title: 'How much to subtract',
  asks: 'The annotators like length, and you know it. Can their taste be taken out again?',
  lab: 'reward',
  minutes: 7,
  order: 7,
  runs: {
    none: at('No offset', 0),
    right: at('α\u00a0=\u00a01.5', 1.5),
    much: at('α = 3', 3),
    yours: at('Your offset', 0, {...TRAINING, schedule: 'constant', evaluateEvery: 10}, 20_000),
  },
  steps: [
    {
      id: 'one-weight-each',
      title: 'One weight for each attribute',
      text: [
        'This reward is as simple as can be: count nine things in an answer (facts, errors, tokens, compliments and so on), and give each count a weight. The sum is the reward.',
        'The weights are learnt from choices between two answers: A is chosen with probability σ(reward of A − reward of B), where σ is the logistic function.',
        'The annotators want facts and no errors, and they like length for its own sake: twenty more tokens are worth a fact to them. The gold reward gives nothing for length.',
      ],
      shows: ['none'],
      numbers: [lengthCorrelation],
    },
    {
      id: 'what-length-weighs',
      title: 'What does length weigh?',
      text: [
        'To these annotators a fact is worth 1, an error −1, and twenty tokens 1. Let d be how much more A is worth to them than B. They are not always sure, and choose A with probability σ(1.5 d).',
        'The model must find out by itself.',
      ],
      shows: ['none'],
      numbers: [lengthCorrelation],
      question: {
        kind: 'number',
        text: 'Which weight does it give to twenty tokens?',
        axis: WEIGHT,
        reads: {of: 'weight', run: 'none', attribute: 'Length'},
        expects: [1, 1.75],
        explains: [
          'Its σ(reward of A − reward of B) fits their σ(1.5 d) best when every weight is 1.5 times what they give. From two thousand choices, none of them certain, it comes close.',
          'Facts get about the same weight. The taste has been found, and it can be read off.',
        ],
      },
    },
    {
      id: 'take-the-blame',
      title: 'Let length take the blame',
      text: [
        'While it trains, add to the difference of rewards a fixed offset α for each twenty tokens that A is longer: σ(reward of A − reward of B + α · (length of A − length of B)).',
        'Then drop the offset, and use the reward alone. With α\u00a0=\u00a01.5 all of their taste for length is explained before the reward is asked.',
        'Without an offset, the line of reward against length climbed by 8.',
      ],
      shows: ['right'],
      numbers: [lengthCorrelation],
      question: {
        kind: 'sketch',
        form: 'line',
        text: 'How does the reward go with length when α\u00a0=\u00a01.5? Let the average answer have the reward 0.',
        title: 'Reward against length',
        x: {label: 'tokens', range: [0, 100], marks: [0, 20, 40, 60, 80, 100]},
        y: {label: 'reward', range: [-6, 6], marks: [-6, -4, -2, 0, 2, 4, 6]},
        places: [5, 96],
        reads: {of: 'lengthLine', run: 'right'},
        compares: (drawn, measured) =>
          `From the shortest to the longest answer yours changes by ${shown(drawn[1] - drawn[0])}, the measured one by ${shown(measured[1] - measured[0])}.`,
        expects: [
          {at: 5, within: [-1.7, 0.2]},
          {at: 96, within: [-0.1, 1.2]},
        ],
        explains: [
          'Nearly flat. What is left is no taste for length: more facts take more tokens, so good answers are a little longer. Gold itself has a correlation of 0.2 with length here.',
        ],
      },
    },
    {
      id: 'too-much',
      title: 'Twice as much',
      text: [
        'Nobody tells you what the taste of your annotators is. Suppose that you take it for twice what it is: α = 3.',
        'The annotators choose as before. Their choices say 1.5 for twenty tokens, the offset says 3, and the reward has to make up for it.',
      ],
      shows: ['much'],
      numbers: [lengthCorrelation],
      question: {
        kind: 'number',
        text: 'Which weight does the reward give to twenty tokens now?',
        axis: WEIGHT,
        reads: {of: 'weight', run: 'much', attribute: 'Length'},
        expects: [-2, -1.2],
        explains: [
          'Weight and offset must add up to what the choices say: about −1.5, and 3, make 1.5. So the reward now punishes length as hard as it liked it before, though nobody asked for that.',
        ],
      },
    },
    {
      id: 'which-to-trust',
      title: 'Which one do you trust?',
      text: [
        'All three side by side. Accuracy is how often the reward alone agrees with an unseen choice. Reward and gold is its correlation with what answers are really worth.',
      ],
      shows: ALL,
      numbers: [lengthCorrelation],
      question: {
        kind: 'choice',
        text: 'Which one has the highest accuracy, and which one is closest to gold?',
        options: [
          {id: 'none', text: 'No offset has the highest accuracy, and is closest to gold'},
          {id: 'split', text: 'No offset has the highest accuracy, α\u00a0=\u00a01.5 is closest to gold'},
          {id: 'right', text: 'α\u00a0=\u00a01.5 has the highest accuracy, and is closest to gold'},
          {id: 'other', text: 'Something else'},
        ],
        reads: [
          ...ALL.map((run) => ({of: 'metric', run, metric: 'accuracy'}) as const),
          ...ALL.map((run) => ({of: 'metric', run, metric: 'goldCorrelation'}) as const),
        ],
        right(values) {
          const best = (three: readonly number[]) => ALL[three.indexOf(Math.max(...three))];
          const [obeys, closest] = [best(values.slice(0, 3)), best(values.slice(3))];
          if (obeys === 'none') return closest === 'none' ? 'none' : closest === 'right' ? 'split' : 'other';
          return obeys === 'right' && closest === 'right' ? 'right' : 'other';
        },
        found: (values) =>
          `In this order, accuracy is ${listed(values.slice(0, 3).map(percent))}, and the correlation with gold ${listed(values.slice(3).map((r) => r.toFixed(2).replace('-', '−')))}.`,
        expects: 'split',
        explains: [
          'Of course accuracy falls: the annotators do go by length, and a reward that does not must sometimes disagree with them. Where they and the truth differ, accuracy takes their side.',
          'Gold is known only in a made-up world like this one. Elsewhere you would have seen the accuracy fall, and perhaps have taken the offset out again.',
        ],
      },
    },
    {
      id: 'no-correlation',
      title: 'Not at all correlated, please',
      text: [
        'Somebody asks you for a reward that is not correlated with length at all. This model learns for a long time; begin.',
      ],
      shows: ['yours'],
      numbers: [lengthCorrelation, accuracy, goldCorrelation],
      turns: [{run: 'yours', path: 'objective.offset'}],
      goal: {
        text: 'Move α until the correlation of reward and length is between −0.1 and 0.1, with an accuracy above 0.75.',
        run: 'yours',
        when: {
          all: [
            {metric: 'lengthCorrelation', above: -0.1, below: 0.1},
            {metric: 'accuracy', above: 0.75},
          ],
        },
        expects: {path: 'objective.offset', value: 2, at: 1000, by: 2000},
        explains: [
          'It took more than 1.5. So this reward takes something away for each token, to make up for long answers being better; and its correlation with gold is below the 0.99 of α\u00a0=\u00a01.5.',
          'A correlation is a symptom. Subtract the cause, as well as you know it, and let the symptom be what it then is.',
          'In the lab, the preset “Length explained away” learns α instead of asking you for it.',
        ],
      },
    },
  ],
});
