import {accuracy} from '../metrics/accuracy/index.spec.ts';
import {calibrationError} from '../metrics/calibrationError/index.spec.ts';
import {choiceLoss, loss} from '../metrics/loss/index.spec.ts';
import {type RewardGiven, rewardStage} from '../studies/kit/settings.ts';
import {percent, shown} from './kit/answers.ts';
import {lesson} from './kit/lesson.ts';

const STEPS = 1000;

/** A bag of words that is large enough to learn its thousand pairs by heart. */
const trained = (label: string, changes: Partial<RewardGiven['training']> = {}, steps = STEPS) => ({
  label,
  seed: 1,
  stages: [
    rewardStage(
      {
        world: {kind: 'responses', pairs: 1000},
        model: {kind: 'bag', width: 64},
        training: {kind: 'adamW', batch: 128, learningRate: 0.003, weightDecay: 0, warmup: 50, ...changes},
      },
      steps,
    ),
  ],
});

const PLACES = [20, 60, 120, 200, 300, 400, 600, 800, STEPS];

const lowest = (losses: readonly number[]) => PLACES[losses.indexOf(Math.min(...losses))];

/** When the loss on unseen pairs is about at its lowest. */
const EARLY = 60;

export default lesson({
  title: 'Sure of itself',
  asks: 'A reward model gets every pair right that it has learnt from. How sure may it be of others?',
  lab: 'reward',
  minutes: 7,
  order: 8,
  runs: {
    heart: trained('A thousand pairs'),
    yours: trained('Your weight decay', {schedule: 'constant'}, 20_000),
  },
  steps: [
    {
      id: 'by-heart',
      title: 'Learnt by heart',
      text: [
        'A thousand choices between two answers, and a model with room for all of them. It gives A over B the probability σ(reward of A − reward of B), where σ is the logistic function.',
        'Its loss is the surprise at what was chosen: −log of the probability that it gave to the choice, a mean over pairs. Whoever tosses a coin gives everything ½, and has the loss log 2 = 0.69. Whoever is certain and right has 0.',
        'The curve is the loss on the pairs that it learns from. After 1,000 steps there is nothing left to learn: the loss is 0.001.',
      ],
      shows: ['heart'],
      draws: 'loss',
      numbers: [loss],
    },
    {
      id: 'on-others',
      title: 'And on other pairs?',
      text: [
        'There are 200 pairs that it has never seen, chosen by the same annotators. On these it is measured every 20 steps.',
        'The loss on its own pairs is drawn already. It begins like a coin, at 0.69.',
      ],
      shows: ['heart'],
      draws: 'loss',
      numbers: [loss],
      question: {
        kind: 'sketch',
        form: 'curve',
        text: 'How does the loss on unseen pairs go over these 1,000 steps?',
        title: 'Loss on unseen pairs',
        x: {label: 'step', range: [0, STEPS], marks: [0, 200, 400, 600, 800, STEPS]},
        y: {label: 'loss', range: [0, 3], marks: [0, 1, 2, 3]},
        places: PLACES,
        known: {label: 'on its own pairs', values: [0.69, 0.45, 0.35, 0.19, 0.05, 0.01, 0, 0, 0]},
        reads: {of: 'metric', run: 'heart', metric: 'testLoss'},
        compares: (drawn, measured) =>
          `Yours is lowest at step ${lowest(drawn)} and ends at ${shown(drawn.at(-1)!)}; the measured one is lowest at step ${lowest(measured)} and ends at ${shown(measured.at(-1)!)}.`,
        expects: [
          {at: EARLY, within: [0.5, 0.75]},
          {at: STEPS, within: [1.9, 2.6]},
        ],
        explains: [
          'It falls for a moment, and then rises to three times the loss of a coin. While the model gets better and better at its own pairs, it gets worse at all others.',
          'At least it does by this measure. Is it really worse than a coin?',
        ],
      },
    },
    {
      id: 'as-often-right',
      title: 'Worse than a coin?',
      text: [
        'The loss asks how probable the choices were to the model. Accuracy only asks on which side it stands: how often the chosen answer has the higher reward. For a coin that is 50 %.',
        `At step ${EARLY} the loss on unseen pairs was about 0.6. At step 1,000 it is above 2.`,
      ],
      shows: ['heart'],
      draws: 'loss',
      numbers: [choiceLoss],
      question: {
        kind: 'choice',
        text: `What has become of its accuracy on unseen pairs since step ${EARLY}?`,
        options: [
          {id: 'coin', text: 'It has fallen to 55 % or less, about a coin’s'},
          {id: 'less', text: 'It has fallen by more than 5 points, but not so far'},
          {id: 'same', text: 'It is the same, within 5 points'},
          {id: 'more', text: 'It has risen by more than 5 points'},
        ],
        reads: [
          {of: 'metric', run: 'heart', metric: 'accuracy', at: EARLY},
          {of: 'metric', run: 'heart', metric: 'accuracy'},
        ],
        right([early, late]) {
          if (late > early + 0.05) return 'more';
          if (late >= early - 0.05) return 'same';
          return late <= 0.55 ? 'coin' : 'less';
        },
        found: ([early, late]) =>
          `It was ${percent(early)} at step ${EARLY} and is ${percent(late)} now, of 200 unseen pairs.`,
        expects: 'same',
        explains: [
          'It errs on about a quarter of the pairs, now as then. So what has grown is not the number of its errors, but the price of each: of how sure it was.',
        ],
      },
    },
    {
      id: 'ninety-nine',
      title: 'Ninety-nine per cent',
      text: [
        'To bring the loss on its own pairs down to 0.001, the model had to be sure of nearly everything: it has moved rewards further and further apart. It does the same to pairs that it has never seen.',
        'Of about 155 of the 200 unseen pairs it is at least 99 % sure: it gives one of the two answers a probability of 0.99 or more.',
      ],
      shows: ['heart'],
      draws: 'reliability',
      numbers: [accuracy, calibrationError],
      question: {
        kind: 'number',
        text: 'On what share of these is it right?',
        axis: {label: 'share that is right', range: [0.5, 1], marks: [0.5, 0.6, 0.7, 0.8, 0.9, 1]},
        reads: {of: 'rightWhenSure', run: 'heart', chance: 0.99},
        expects: [0.7, 0.87],
        explains: [
          'One in five is wrong, where one in a hundred would be due. Whoever gives the truth a chance of 0.01 pays −log 0.01 = 4.6, and this model often gives it far less than that. A few dozen such errors make the loss what it is.',
          'A model is calibrated if what it says with 80 % comes true in 80 %. Each dot is a group of pairs of which it is about as sure; calibrated, it would lie on the dashed line. The calibration error is how far off they are, on average.',
        ],
      },
    },
    {
      id: 'in-doubt',
      title: 'Teach it to doubt',
      text: [
        'One way is to stop in time. At its lowest the loss was about 0.6, and you can see where if some pairs are kept aside. That is early stopping; here it would come after a few dozen steps.',
        'Another way is weight decay: each step also shrinks the weights a little, and with them the rewards and what lies between them. Then it pays to be sure only of what many pairs agree on.',
        'This model trains for as long as you like, at a constant learning rate.',
      ],
      shows: ['yours'],
      draws: 'reliability',
      numbers: [choiceLoss, accuracy, calibrationError],
      turns: [{run: 'yours', path: 'training.weightDecay'}],
      goal: {
        text: 'After step 400, bring the loss on unseen pairs below 0.65.',
        run: 'yours',
        when: {metric: 'testLoss', below: 0.65},
        from: 400,
        expects: {path: 'training.weightDecay', value: 10, at: 800, by: 1200},
        explains: [
          'It is right about as often as before, and it knows better how often that is. No cleverer, only more honest.',
          'Does it matter, if the order of answers is all the same? It does to whoever goes by the numbers: how far a reward leads, whom to ask for a second opinion, when to leave a question open.',
          'In the lab, the preset “Noisy labels” turns another screw: it smooths the labels, so that certainty is never right.',
        ],
      },
    },
  ],
});
