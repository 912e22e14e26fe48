import {alignment} from '../metrics/alignment/index.spec.ts';
import {kNearest} from '../metrics/kNearest/index.spec.ts';
import {loss} from '../metrics/loss/index.spec.ts';
import {uniformity} from '../metrics/uniformity/index.spec.ts';
import {encoderStage} from '../studies/kit/settings.ts';
import {percent, shown} from './kit/answers.ts';
import {lesson} from './kit/lesson.ts';

/** Points with 16 random bits that each view takes from other points, so that only the place is worth keeping. */
const pulled = (label: string, uniformityWeight: number, steps: number) => ({
  label,
  seed: 1,
  stages: [
    encoderStage(
      {
        world: {kind: 'latent', shortcut: 16, shortcutLost: 1},
        // The head alone would collapse, and leave the representation much as it was.
        model: {kind: 'mlp', representation: 8, lossOn: 'both'},
        objective: {kind: 'alignmentUniformity', alignmentWeight: 1, uniformityWeight},
        training: {kind: 'adamW', schedule: 'constant', evaluateEvery: 4},
      },
      steps,
    ),
  ],
});

export default lesson({
  title: 'Zero loss, zero use?',
  asks: 'Views of one point pull together, and nothing pushes. Where does that end?',
  lab: 'sphere',
  minutes: 6,
  order: 2,
  runs: {
    // Long enough for whoever takes their time to get it out of the spot again.
    pull: pulled('Pull only', 0, 20_000),
    both: pulled('Pull and push', 1, 200),
  },
  steps: [
    {
      id: 'pull-only',
      title: 'Only a pull',
      text: [
        'Every point is a place in the plane, and sixteen coins. Its two views show the same place, a little shaken, but the coins are tossed anew for each view. A good model keeps the place and forgets the coins.',
        'The loss is the squared distance between the two views. They pull together, and that is all: nothing pushes.',
      ],
      shows: ['pull'],
      numbers: [loss, uniformity],
      question: {
        kind: 'choice',
        text: 'How will the model bring this loss down?',
        options: [
          {id: 'place', text: 'It forgets the coins and keeps the place: then two views nearly agree'},
          {id: 'spot', text: 'It puts everything in one spot: then all views agree'},
          {id: 'stuck', text: 'Hardly at all: the coins always differ'},
        ],
        at: 100,
        reads: [
          {of: 'metric', run: 'pull', metric: 'alignment'},
          {of: 'metric', run: 'pull', metric: 'uniformity'},
        ],
        right: ([apart, even]) => (apart > 0.2 ? 'stuck' : even > -0.3 ? 'spot' : 'place'),
        found: ([apart, even]) =>
          `The mean squared distance is ${shown(apart)}, and uniformity is ${shown(even)}: 0 is a single point.`,
        expects: 'spot',
        explains: [
          'Keeping the place leaves a little distance, because places are shaken. One spot for everything leaves none at all. The loss asks for nothing else, so it gets the spot. This is called collapse.',
        ],
      },
    },
    {
      id: 'in-the-spot',
      title: 'What is left in the spot?',
      text: [
        'The colours are five classes, which depend on the place. Take an unseen point and let the five nearest others vote for its class. Guessing would be right for 20 %; with its first random weights the model is right for about a third.',
        'Small differences count as much as large ones here: nearest is nearest, even in a very small spot.',
      ],
      shows: ['pull'],
      numbers: [loss, uniformity, kNearest],
      question: {
        kind: 'sketch',
        form: 'curve',
        text: 'As everything falls into one spot, what becomes of this accuracy? Draw it over 200 steps.',
        title: 'Class by the nearest five, during the collapse',
        x: {label: 'step', range: [0, 200]},
        y: {label: 'share that is right', range: [0, 1], marks: [0, 0.2, 0.4, 0.6, 0.8, 1]},
        places: [20, 60, 100, 140, 180, 200],
        at: 200,
        reads: {of: 'metric', run: 'pull', metric: 'kNearest'},
        compares(drawn, measured) {
          const trend = Math.sign(Math.round(10 * (drawn.at(-1)! - drawn[0])));
          const said = trend < 0 ? 'You drew a fall' : trend > 0 ? 'You drew a rise' : 'You drew a level line';
          return `${said}; it went from ${percent(measured[0])} to ${percent(measured.at(-1)!)}.`;
        },
        expects: [
          {at: 20, within: [0.28, 0.5]},
          {at: 200, within: [0.45, 0.7]},
        ],
        explains: [
          'Up, while everything falls into one point. The pull does teach something: views differ most by their coins, so coins are squeezed out first. Under a magnifying glass, what is left in the spot has some order.',
          'But it ends halfway. Once all views agree, nothing is left to pull, and nothing to learn from. The loss is about as low as a loss can be, and four answers in ten are wrong. Five times as many steps take it no further.',
        ],
      },
    },
    {
      id: 'push',
      title: 'Now a push as well',
      text: [
        'The second run has one more term in its loss, uniformity: all points push one another away, the near ones most. First weights, points and coins are the same.',
      ],
      shows: ['pull', 'both'],
      numbers: [alignment, uniformity, kNearest],
      question: {
        kind: 'choice',
        text: 'What has the push done after 200 steps, compared with the pull alone?',
        options: [
          {id: 'closer', text: 'Two views are closer together, and neighbours are better'},
          {id: 'apart', text: 'Two views are further apart, and neighbours are better'},
          {id: 'worse', text: 'Two views are further apart, and neighbours are worse'},
        ],
        at: 200,
        reads: [
          {of: 'metric', run: 'pull', metric: 'alignment'},
          {of: 'metric', run: 'both', metric: 'alignment'},
          {of: 'metric', run: 'pull', metric: 'kNearest'},
          {of: 'metric', run: 'both', metric: 'kNearest'},
        ],
        right: ([pull, both, without, withPush]) => (withPush <= without ? 'worse' : both > pull ? 'apart' : 'closer'),
        found: ([pull, both, without, withPush]) =>
          `The views are ${shown(both)} apart instead of ${shown(pull)}, and neighbours are right for ${percent(withPush)} instead of ${percent(without)}.`,
        expects: 'apart',
        explains: [
          'Different points must now lie in different spots. Then two views can only agree if the model finds something that tells points apart and yet stays the same in both views: the place. That is hard, so some distance remains. It is also the whole use of it.',
          'The pull alone says that views agree; the push sees to it that this means something. Look at either number alone, and you are fooled.',
        ],
      },
    },
    {
      id: 'rescue',
      title: 'Out of the spot again',
      text: [
        'The run with the pull alone goes on training, deep in its spot. The weight of its push is 0, and now it is yours to turn.',
      ],
      shows: ['pull'],
      numbers: [alignment, uniformity, kNearest],
      turns: [{run: 'pull', path: 'objective.uniformityWeight'}],
      goal: {
        text: 'Bring its neighbours above 90 %.',
        run: 'pull',
        when: {metric: 'kNearest', above: 0.9},
        expects: {path: 'objective.uniformityWeight', value: 1, at: 200, by: 350},
        explains: [
          'However small the spot is, it is not quite a point, and the push finds the differences that are left: first slowly, then all at once. We have tried it after 3,000 steps of nothing but pull, and the points came back just as well.',
          'Now take the push away again, or give it a very small weight, and see which of the two forces wins.',
        ],
      },
    },
  ],
});
