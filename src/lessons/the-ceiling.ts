import {alignment} from '../metrics/alignment/index.spec.ts';
import {kNearest} from '../metrics/kNearest/index.spec.ts';
import {mutualInformation} from '../metrics/mutualInformation/index.spec.ts';
import {encoderStage} from '../studies/kit/settings.ts';
import {percent, shown} from './kit/answers.ts';
import {lesson} from './kit/lesson.ts';

/** Steps after which all are read. */
const AT = 200;

/** A world whose two views hardly differ, so that they share much more than a small batch can show. */
const quiz = (batch: number, steps: number) => ({
  label: `${batch} pairs`,
  seed: 1,
  stages: [
    encoderStage(
      {
        world: {kind: 'latent', classes: 5, overlap: 0.5, strength: 0.02},
        objective: {kind: 'infoNCE', temperature: 0.1},
        training: {kind: 'adamW', batch, schedule: 'constant', evaluateEvery: 20},
      },
      steps,
    ),
  ],
});

const BATCHES = [8, 64, 512] as const;

export default lesson({
  title: 'The ceiling',
  asks: 'A batch can only show so much of what two views share. How much, and does it matter?',
  lab: 'sphere',
  minutes: 8,
  order: 3,
  // Two are turned in the end, and must last for whoever takes their time.
  runs: {small: quiz(8, 20_000), middle: quiz(64, AT), large: quiz(512, 20_000)},
  steps: [
    {
      id: 'quiz',
      title: 'A quiz with N answers',
      text: [
        'InfoNCE is a quiz. Here is one view of a point, and N views to choose from: which is its partner? The loss is the surprise at the right answer.',
        'What a view tells about its partner is their mutual information. The loss shows some of it: log N minus the loss is a lower bound, in nats. Whoever guesses has the loss log N, and shows nothing.',
        'With 8 pairs in a batch there are 8 answers, and the most that they can show is log 8 = 2.08 nats.',
      ],
      shows: ['small'],
      numbers: [mutualInformation],
      question: {
        kind: 'number',
        text: 'How much of these 2.08 nats will the model show after 200 steps?',
        axis: {label: 'shown information, in nats', range: [0, 2.08], marks: [0, 0.5, 1, 1.5, 2]},
        at: AT,
        reads: {of: 'metric', run: 'small', metric: 'mutualInformation'},
        expects: [1.3, 2.08],
        explains: [
          'Most of it. Seven wrong answers are seldom close to the right one, so the quiz is soon easy. And what is easy has little left to teach.',
        ],
      },
    },
    {
      id: 'batches',
      title: 'More answers to choose from',
      text: [
        'Two more runs in the same world, with the same first weights: batches of 64, whose ceiling is log 64 = 4.16 nats, and of 512, whose ceiling is 6.24.',
      ],
      shows: ['small', 'middle', 'large'],
      numbers: [mutualInformation],
      question: {
        kind: 'sketch',
        form: 'curve',
        text: 'How much will each of the three show after 200 steps? Draw it; the ceiling is there already.',
        title: 'Shown information against the size of the batch',
        x: {label: 'pairs in a batch', range: [8, 512], scale: 'log', marks: [...BATCHES]},
        y: {label: 'shown information, in nats', range: [0, 7]},
        places: [...BATCHES],
        known: {label: 'ceiling, log N', values: BATCHES.map(Math.log)},
        at: AT,
        reads: {
          of: 'across',
          metric: 'mutualInformation',
          runs: [
            {run: 'small', x: 8},
            {run: 'middle', x: 64},
            {run: 'large', x: 512},
          ],
        },
        compares: (_, measured) =>
          `With 8, 64 and 512 pairs it is ${measured.map(shown).join(', ')} of ${BATCHES.map((n) => shown(Math.log(n))).join(', ')}.`,
        expects: [
          {at: 8, within: [1.3, 2.08]},
          {at: 64, within: [2.3, 2.9]},
          {at: 512, within: [2.7, 3.05]},
        ],
        explains: [
          'A larger batch shows more, but the curve bends away from its ceiling. What two views share is one fixed amount: it does not grow with the batch, only what can be seen of it does.',
          'So at 8 the ceiling is what holds the bound down. At 512 it is something else: the last step finds out what.',
        ],
      },
    },
    {
      id: 'useful',
      title: 'Is the small batch a worse model?',
      text: [
        'The large batch shows over a nat more than the small one. Each step of it has also looked at 64 times as many points.',
        'As before, an unseen point is named by its five nearest neighbours: five classes, so guessing would be right for 20 %.',
      ],
      shows: ['small', 'large'],
      numbers: [mutualInformation, kNearest],
      question: {
        kind: 'choice',
        text: 'How often are neighbours of the same class, with 512 pairs compared with 8?',
        options: [
          {id: 'large', text: 'Clearly more often, by more than 5 percentage points'},
          {id: 'same', text: 'About as often, within 5 points'},
          {id: 'small', text: 'Clearly less often'},
        ],
        at: AT,
        reads: [
          {of: 'metric', run: 'small', metric: 'kNearest'},
          {of: 'metric', run: 'large', metric: 'kNearest'},
        ],
        right: ([small, large]) => (large - small > 0.05 ? 'large' : large - small < -0.05 ? 'small' : 'same'),
        found: ([small, large]) => `They are right for ${percent(small)} with 8 pairs and ${percent(large)} with 512.`,
        expects: 'same',
        explains: [
          'In this easy world, eight pairs taught the classes as well as 512 did. The bound says how much a quiz could show, not how much the model knows. Harder worlds need harder quizzes; then a larger batch can teach more as well.',
        ],
      },
    },
    {
      id: 'lift',
      title: 'Lift the ceiling',
      text: [
        'If the small batch hides what its model knows, then the same model must show more as soon as the quiz has more answers. Its batch is yours to turn, and the weights stay as they are.',
      ],
      shows: ['small'],
      numbers: [mutualInformation, kNearest],
      turns: [{run: 'small', path: 'training.batch'}],
      goal: {
        text: 'Make it show more than 2.4 nats, which eight answers never could. Leave it at 512 or less: in a browser, more than that is slow.',
        run: 'small',
        when: {metric: 'mutualInformation', above: 2.4},
        expects: {path: 'training.batch', value: 64, at: AT, by: 400},
        explains: [
          'Did you see the jump? Most of what it shows now came at once, before anything could be learnt: the model had it, and the quiz could not show it. The slow rise after that is learning, from harder questions.',
        ],
      },
    },
    {
      id: 'second-ceiling',
      title: 'The other ceiling',
      text: [
        '512 answers could show 6.24 nats, and we see 2.9. Yet the two views of a point all but coincide, and the points are spread as evenly as can be. What is in the way?',
        'A similarity is 1 at most, and InfoNCE divides it by the temperature τ. On a sphere that is evenly filled, this alone leaves log(2 / τ) nats, however large the batch: 3.00 for τ = 0.1.',
      ],
      shows: ['large'],
      numbers: [mutualInformation, alignment, kNearest],
      turns: [{run: 'large', path: 'objective.temperature'}],
      goal: {
        text: 'Make it show more than 3.4 nats.',
        run: 'large',
        when: {metric: 'mutualInformation', above: 3.4},
        expects: {path: 'objective.temperature', value: 0.05, at: AT, by: 300},
        explains: [
          'At τ = 0.05 this ceiling is log 40 = 3.69, and at 0.02 it is 4.61. A colder quiz tells partners from closer rivals.',
          'Is it a better model now? Its neighbours are right as often as before. A higher bound is a better view of what is shared. What you want to use it for is another question, so measure that too.',
        ],
      },
    },
  ],
});
