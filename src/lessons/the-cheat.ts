import {kNearest} from '../metrics/kNearest/index.spec.ts';
import {loss} from '../metrics/loss/index.spec.ts';
import {uniformity} from '../metrics/uniformity/index.spec.ts';
import {encoderStage} from '../studies/kit/settings.ts';
import {percent, shown} from './kit/answers.ts';
import {lesson} from './kit/lesson.ts';

/** Points with a code of 16 random bits, each of which a view takes from another point with this probability. */
const settings = (shortcutLost: number, warmup = 50) =>
  ({
    world: {kind: 'latent', shortcut: 16, shortcutLost},
    model: {kind: 'mlp', representation: 8},
    objective: {kind: 'infoNCE', temperature: 0.1},
    training: {kind: 'adamW', schedule: 'constant', evaluateEvery: 10, warmup},
  }) as const;

/** When the code is taken away, and how long it goes on. */
const SWITCH = 150;
const END = 300;
const PLACES = [10, 50, 100, 148, 152, 165, 190, 220, 260, END];

export default lesson({
  title: 'The cheat',
  asks: 'A model finds an easier way to a low loss than the one you meant. Can you tell?',
  lab: 'sphere',
  minutes: 7,
  order: 4,
  runs: {
    // Long enough for whoever takes their time in the last step.
    coded: {label: 'With the code', seed: 1, stages: [encoderStage(settings(0), 20_000)]},
    lost: {label: 'Without the code', seed: 1, stages: [encoderStage(settings(1), END)]},
    switched: {
      label: 'With the code, then without',
      seed: 1,
      stages: [
        encoderStage(settings(0), SWITCH, {id: 'with'}),
        encoderStage(settings(1, 0), END - SWITCH, {id: 'without', from: {'*': 'with.*'}}),
      ],
    },
  },
  steps: [
    {
      id: 'code',
      title: 'Every point has a code',
      text: [
        'Every point is a place in the plane and a code of sixteen random bits. The place tells its class, one of five; the code tells nothing. Its two views have the same place, a little shaken, and exactly the same code.',
        'InfoNCE asks which of the 256 views in a batch is the partner. Guessing has the loss log 256 = 5.55. This model gets it down to about 2.8.',
      ],
      shows: ['coded'],
      numbers: [loss, kNearest],
      question: {
        kind: 'number',
        text: 'Then let the five nearest neighbours of an unseen point vote for its class. How often are they right? (Guessing: 0.2.)',
        axis: {label: 'share that is right', range: [0, 1], marks: [0, 0.2, 0.4, 0.6, 0.8, 1]},
        at: 200,
        reads: {of: 'metric', run: 'coded', metric: 'kNearest'},
        expects: [0.25, 0.6],
        explains: [
          'Look at the colours, which are the classes: scattered all over. Sixteen bits make 65,536 codes, so the code alone finds the partner among 2,000 points. Why then learn the place? Nothing in the loss asks for it.',
        ],
      },
    },
    {
      id: 'taken-away',
      title: 'Take the code away',
      text: [
        'In the second run every bit of a view is taken from some other point. The code says nothing any more: only the place is left to find the partner by.',
        'Before you see it, say both: what becomes of the loss, and of the neighbours?',
      ],
      shows: ['coded', 'lost'],
      numbers: [loss, kNearest, uniformity],
      question: {
        kind: 'choice',
        text: 'After 300 steps, compared with the run that has the code:',
        options: [
          {id: 'lower-better', text: 'The loss is lower, and neighbours are right more often'},
          {id: 'lower-worse', text: 'The loss is lower, and neighbours are right less often'},
          {id: 'higher-better', text: 'The loss is higher, and neighbours are right more often'},
          {id: 'higher-worse', text: 'The loss is higher, and neighbours are right less often'},
        ],
        at: END,
        reads: [
          {of: 'metric', run: 'coded', metric: 'loss'},
          {of: 'metric', run: 'lost', metric: 'loss'},
          {of: 'metric', run: 'coded', metric: 'kNearest'},
          {of: 'metric', run: 'lost', metric: 'kNearest'},
        ],
        right: ([coded, lost, before, after]) =>
          `${lost > coded ? 'higher' : 'lower'}-${after > before ? 'better' : 'worse'}`,
        found: ([coded, lost, before, after]) =>
          `The loss is ${shown(lost)} instead of ${shown(coded)}, and neighbours are right for ${percent(after)} instead of ${percent(before)}.`,
        expects: 'higher-better',
        explains: [
          'The loss says how well the partner is found, not by what. Finding it by the place is harder, since many points lie close together and views are shaken. But the place is what the class depends on.',
          'Uniformity was no warning either. With the code the sphere is filled as evenly as can be, at −2.08; without it the classes stand apart, and it is −1.6.',
        ],
      },
    },
    {
      id: 'switch',
      title: 'In the middle of training',
      text: [
        'This run has the code for 150 steps, as long as it takes to rely on it. From then on its views have lost it, and it trains for 150 steps more.',
        'You know where the loss goes with the code, and without it. But on the way from one to the other?',
      ],
      shows: ['switched'],
      numbers: [loss, kNearest],
      question: {
        kind: 'sketch',
        form: 'curve',
        text: 'The code goes at step 150. Draw the loss.',
        title: 'The loss, before and after step 150',
        x: {label: 'step', range: [0, END], marks: [0, 50, 100, 150, 200, 250, 300]},
        y: {label: 'loss', range: [0, 12], marks: [0, 2, 4, 6, 8, 10, 12]},
        places: PLACES,
        known: {label: 'guessing', values: PLACES.map(() => Math.log(256))},
        at: END,
        reads: {of: 'metric', run: 'switched', metric: 'loss'},
        compares: (_, measured) =>
          `Just before, it is ${shown(measured[3])}; just after, ${shown(measured[4])}; in the end, ${shown(measured.at(-1)!)}.`,
        expects: [
          {at: 148, within: [2.7, 3.1]},
          {at: 152, within: [9, 12]},
          {at: 165, within: [3.9, 6]},
          {at: 300, within: [3.5, 4]},
        ],
        explains: [
          'Far worse than guessing: the model is sure of a code that now lies. Within a few steps it gives the code up, begins to look at the place, and ends with a higher loss than before, on a sphere where colours belong together.',
          'So a loss that goes up can be good news. Whoever stops at the lowest loss keeps the cheat.',
        ],
      },
    },
    {
      id: 'how-little',
      title: 'How little is enough?',
      text: [
        'The run with the code goes on. How often a view loses a bit of it is yours to turn; the lab calls the code a shortcut. At 1 you have the run without a code: good neighbours, and a loss of about 3.7.',
      ],
      shows: ['coded'],
      numbers: [loss, kNearest],
      turns: [{run: 'coded', path: 'world.shortcutLost'}],
      goal: {
        text: 'Bring the neighbours above 90 %, and keep the loss below 3.4.',
        run: 'coded',
        when: {
          all: [
            {metric: 'kNearest', above: 0.9},
            {metric: 'loss', below: 3.4},
          ],
        },
        expects: {path: 'world.shortcutLost', value: 0.1, at: END, by: 600},
        explains: [
          'One bit in ten is enough. A code that can be wrong no longer names the partner for certain, so the place is worth a look after all.',
          'This is what random changes of pictures are for. Two pieces of one photograph share its colours, which may be all it takes to match them; so colours are changed at random. Ask of your own data: what do two views share that I do not care about?',
        ],
      },
    },
  ],
});
