/** The presets of the sphere: what each opens, and what the page shows of it first. */
import type {Condition} from '../../spec/conditions.ts';
import type {Bodies, State} from '../preset.ts';
import {EMOJI, emoji} from './emoji.ts';

/** Both the head, which is shown, and the representation are trained. */
const PICTURES = {model: {lossOn: 'both'}, training: {warmup: 20}};

/** The classes overlap: some negatives are really of the anchor's own class. */
const OVERLAPPING = {kind: 'latent', classes: 5, overlap: 0.8, strength: 0.2};

/** What a temperature makes of these. A centre of mass beside the middle shows holes; bands go all the way round. */
const HOLES: Condition = {
  all: [
    {metric: 'anisotropy', above: 0.06},
    {metric: 'uniformity', below: -1.55},
  ],
};
const BANDS: Condition = {
  all: [
    {metric: 'anisotropy', below: 0.02},
    {metric: 'uniformity', above: -2, below: -1.77},
    {metric: 'tolerance', above: 0.64},
  ],
};
const SPREAD: State = {
  when: {
    all: [
      {metric: 'anisotropy', below: 0.03},
      {metric: 'uniformity', below: -2.02},
    ],
  },
  title: 'The whole sphere is used',
  sentence:
    'The push reaches as far as a crowd does: close neighbours make room for one another, and no part of the sphere is left out.',
};

/** Known only once a run has trained for a while: what holds of random weights does not count. */
const TRAINED: Condition = {metric: 'retrievalAt10', above: -1};

export const bodies: Bodies = {
  emoji,
  augmentation: {
    figure: {
      title: 'What random changes alone can teach',
      sentence:
        'Each picture is moved, turned and tinted twice, and the two must find each other. The model learns to ignore what is changed at random; the artist is not among that.',
      when: {metric: 'alignment', above: 0.02, below: 0.1},
    },
    states: [
      {
        when: {
          all: [
            {metric: 'alignment', below: 0.01},
            {metric: 'uniformity', below: -1.8},
          ],
        },
        title: 'Nothing has to be ignored',
        sentence:
          'The two views are one and the same picture, so all that is left is to spread pictures out. More concepts are found across artists than when the model learns to ignore changes.',
      },
      {
        when: {
          all: [
            {metric: 'alignment', above: 0.11},
            {metric: 'recallAt1', above: 0, below: 0.14},
          ],
        },
        title: 'Too much is ignored',
        sentence:
          'So much is changed that little of a picture can be relied on. Fewer concepts are found across artists than with random weights.',
      },
    ],
    turn: 'world.strength',
    metric: 'recallAt1',
    settings: {...EMOJI, world: {kind: 'emoji', positive: 'augmentation', strength: 0.5}},
    steps: 2000,
  },
  cold: {
    figure: {
      title: 'Only the nearest few are pushed',
      sentence:
        'Close neighbours are kept apart, but nothing spreads the points as a whole: large parts of the sphere stay empty. Raise the temperature to 0.1 and watch the holes close.',
      when: HOLES,
    },
    states: [SPREAD],
    turn: 'objective.temperature',
    metric: 'uniformity',
    panels: ['evenness', 'temperature'],
    settings: {world: OVERLAPPING, objective: {kind: 'infoNCE', temperature: 0.01}},
    steps: 2000,
  },
  hot: {
    figure: {
      title: 'Near and far are pushed alike',
      sentence:
        'With no extra push on close negatives, points settle along thin bands. These go all the way round, so uniformity counts them as well spread, though most of the sphere is bare. Lower the temperature to 0.1.',
      when: BANDS,
    },
    states: [
      SPREAD,
      {
        when: HOLES,
        title: 'Only the nearest few are pushed',
        sentence:
          'Close neighbours are kept apart, but nothing spreads the points as a whole: parts of the sphere stay empty.',
      },
    ],
    turn: 'objective.temperature',
    metric: 'uniformity',
    panels: ['evenness', 'temperature'],
    settings: {world: OVERLAPPING, objective: {kind: 'infoNCE', temperature: 1}},
    steps: 2000,
  },
  collapse: {
    figure: {
      title: 'Alignment alone: everything falls into one point',
      sentence:
        'Perfectly aligned, and useless. Give uniformity some weight and the points fly apart again, if the collapse has not gone too far.',
      when: {metric: 'uniformity', above: -0.1},
    },
    states: [
      {
        when: {
          all: [
            {metric: 'uniformity', below: -1.8},
            {metric: 'alignment', below: 0.8},
          ],
        },
        title: 'The points fly apart again',
        sentence:
          'Uniformity has pushed everything out of the one place, and the two views of a pair have stayed close: both forces get their way.',
      },
      {
        when: {
          all: [
            {metric: 'uniformity', above: -1.6, below: -0.2},
            {metric: 'alignment', below: 0.8},
          ],
        },
        title: 'Out of the one point, but not far',
        sentence:
          'Uniformity pushes again. With more weight it pushes further; after a long collapse the network has few directions left to push in.',
      },
    ],
    turn: 'objective.uniformityWeight',
    metric: 'uniformity',
    panels: ['plane', 'similarities', 'curves'],
    settings: {
      // The head alone would collapse, and leave the representation much as it was.
      model: {lossOn: 'both'},
      objective: {kind: 'alignmentUniformity', alignmentWeight: 1, uniformityWeight: 0},
    },
    steps: 2000,
  },
  'no-negatives': {
    figure: {
      title: 'Nothing pushes, and yet it holds',
      sentence:
        'Only the view that guesses is moved, and the points keep apart. Switch the stop-gradient off: both sides meet halfway, and everything ends in one place.',
    },
    states: [
      {
        when: {metric: 'uniformity', above: -0.25},
        title: 'Everything in one place, and kNN still says 1.00',
        sentence:
          'Both sides have met halfway. kNN is read before the head, where these classes are so distinct that an untrained network tells them apart: it says nothing about the sphere.',
      },
    ],
    turn: 'objective.stopGradient',
    metric: 'uniformity',
    panels: ['similarities', 'spectrum', 'curves'],
    settings: {world: {kind: 'latent'}, objective: {kind: 'simSiam'}, training: {learningRate: 0.01}},
    steps: 2000,
  },
  told: {
    figure: {
      title: 'Each class gathers in one place',
      sentence:
        'What InfoNCE could only guess is now given: classes draw together and apart from one another. Choose InfoNCE as the objective and watch them spread over the whole sphere instead.',
      when: {metric: 'tolerance', above: 0.92, below: 0.965},
    },
    states: [
      {
        when: {
          all: [
            {metric: 'tolerance', above: 0.975},
            {metric: 'uniformity', above: -0.6},
          ],
        },
        title: 'All classes huddle together',
        sentence:
          'Each class is one dense spot, and the spots lie side by side: so low a temperature pushes only what is closest, and leaves most of the sphere empty.',
      },
      {
        when: {
          all: [
            {metric: 'tolerance', above: 0.75, below: 0.9},
            {metric: 'anisotropy', below: 0.05},
          ],
        },
        title: 'Classes as far apart as they can be',
        sentence:
          'At so high a temperature far points push as well as near ones: the classes stand around the whole sphere, and each of them is spread wider.',
      },
    ],
    turn: 'objective.temperature',
    metric: 'tolerance',
    panels: ['classes', 'plane', 'curves'],
    settings: {world: OVERLAPPING, objective: {kind: 'supervised'}},
    steps: 2000,
  },
  'false-negatives': {
    figure: {
      title: 'Less push for what may be of the same class',
      sentence:
        'The loss takes out the push that false negatives are expected to give, so a class may stay together. Set the share to 0 and each class is spread wider.',
      when: {metric: 'tolerance', above: 0.53},
    },
    states: [
      {
        when: {
          all: [
            {metric: 'tolerance', below: 0.51},
            {metric: 'uniformity', below: -1.82},
          ],
        },
        title: 'Each class is spread wider',
        sentence:
          'Less is taken out for false negatives, so points of one class push one another apart like any others, and use up more of the sphere.',
      },
    ],
    turn: 'objective.share',
    metric: 'tolerance',
    panels: ['matrix', 'temperature', 'curves'],
    settings: {
      world: {kind: 'latent', classes: 3, overlap: 0.4, strength: 0.2},
      objective: {kind: 'debiased', temperature: 0.5, share: 0.3},
    },
    steps: 2000,
  },
  batch: {
    figure: {
      title: 'A small batch hides what it has learnt',
      sentence:
        'Seven negatives make an easy question, whose answer can show no more than log 8 nats. Raise the batch: the ceiling lifts, and more turns out to be shared.',
    },
    states: [
      {
        when: {metric: 'mutualInformation', above: 2.15},
        title: 'A larger batch shows more of it',
        sentence:
          'Among more negatives each positive is harder to find, and finding it shows more: the bound is above log 8 = 2.1 nats. Classes are found no better than before.',
      },
    ],
    turn: 'training.batch',
    metric: 'mutualInformation',
    panels: ['bound', 'similarities', 'curves'],
    settings: {world: {kind: 'latent', classes: 5, overlap: 0.5, strength: 0.02}, training: {batch: 8}},
    steps: 2000,
  },
  'hard-negatives': {
    figure: {
      title: 'The confusable ones teach most',
      sentence:
        'Telling a cat from a car is easy; telling it from a tiger is where something is learnt. Set the hardness to 0 and fewer concepts are found across artists.',
      when: {
        all: [
          {metric: 'uniformity', above: -1.2},
          {metric: 'recallAt1', above: 0.25},
        ],
      },
    },
    states: [
      {
        when: {
          all: [
            {metric: 'uniformity', below: -1.9},
            {metric: 'recallAt1', below: 0.31},
            {metric: 'alignment', above: 0.4},
          ],
        },
        title: 'Easy negatives get as much as hard ones',
        sentence:
          'Pictures fill the whole sphere, yet fewer concepts are found across artists: what is easily confused gets no push of its own.',
      },
      {
        when: {
          all: [
            {metric: 'uniformity', above: -1.85, below: -1.35},
            {metric: 'recallAt1', above: 0.31},
          ],
        },
        title: 'A little more for the confusable ones',
        sentence:
          'With less hardness, far pictures are pushed too, and more of the sphere is used. The confusable ones still get most of the push, and concepts are still found across artists.',
      },
    ],
    turn: 'objective.hardness',
    metric: 'recallAt1',
    settings: {
      ...EMOJI,
      world: {kind: 'emoji', strength: 0.15},
      objective: {kind: 'hardNegatives', temperature: 0.5, hardness: 3, share: 0},
    },
    steps: 2000,
  },
  digits: {
    figure: {
      title: 'Most digits gather, though none was named',
      sentence:
        'Two changed copies of one picture pull together, and with them all that looks alike. Set the strength to 0: two equal copies have nothing to teach.',
      when: {
        all: [
          {metric: 'alignment', above: 0.05},
          {metric: 'uniformity', below: -1.6},
        ],
      },
    },
    states: [
      {
        when: {
          all: [
            {metric: 'alignment', below: 0.01},
            {metric: 'tolerance', below: 0.36},
          ],
        },
        title: 'Every picture for itself',
        sentence:
          'Two equal copies are found at once, whatever the model learns. Only the push is left: pictures of one digit lie further apart than before.',
      },
      {
        when: {
          all: [
            {metric: 'kNearest', above: 0},
            {metric: 'uniformity', above: -1.5},
            {metric: 'tolerance', above: 0.7},
          ],
        },
        title: 'Crowded, and still told apart',
        sentence:
          'Pictures are changed so much that a copy is hard to find, and all crowd on one side of the sphere. Before the head, neighbours still tell nine of ten unseen digits.',
      },
    ],
    turn: 'world.strength',
    metric: 'uniformity',
    settings: {...PICTURES, world: {kind: 'digits'}},
    steps: 2000,
  },
  glyphs: {
    figure: {
      title: 'Letters in many faces, sorted by what the pairs share',
      sentence:
        'Here two faces of one letter are a pair, and letters gather. Make pairs of the same face instead, colour by faces, and the same pictures fall into another order.',
      when: {
        all: [
          {metric: 'alignment', below: 0.3},
          {metric: 'recallAt1', above: 0.7},
        ],
      },
    },
    states: [
      {
        when: {
          all: [
            {metric: 'alignment', above: 0.45},
            {metric: 'recallAt1', above: 0.4},
          ],
        },
        title: 'The same letters, sorted by face',
        sentence:
          'Now two letters of one face are a pair: faces gather, and the letters of each are scattered. What the pairs do not share is ignored, here the letter. Colour by faces to see it.',
      },
    ],
    turn: 'world.task',
    metric: 'recallAt1',
    settings: {
      ...PICTURES,
      world: {kind: 'glyphs', strength: 0},
      training: {...PICTURES.training, batch: 128, learningRate: 0.01},
    },
    steps: 2000,
  },
  sentences: {
    figure: {
      title: 'Close in meaning, close on the sphere',
      sentence:
        'The four wordings of a meaning pull together. Its relatives lie close by: a more general sentence, one with something left out, and its opposite, which shares nearly every word.',
      when: {
        all: [
          {metric: 'alignment', above: 0.09},
          {metric: 'uniformity', below: -1.7},
        ],
      },
    },
    states: [
      {
        when: {
          all: [
            {metric: 'alignment', below: 0.07},
            {metric: 'uniformity', below: -1.7},
          ],
        },
        title: 'Two wordings nearly coincide',
        sentence:
          'No word is missing any more, so two wordings of one meaning can be put in the same place. Other meanings keep their order: that did not come from the blanks.',
      },
      {
        when: {
          all: [
            {metric: 'uniformity', above: -0.2},
            {metric: 'spearman', above: 0},
          ],
        },
        title: 'Too few words to tell sentences apart',
        sentence:
          'Nine words in ten are blanks: two views have hardly a word in common, and all points fall into one place. Before the head the order of meanings is mostly still there.',
      },
    ],
    turn: 'world.strength',
    metric: 'spearman',
    settings: {model: {lossOn: 'both'}, world: {kind: 'sentences'}},
    steps: 1000,
  },
  colours: {
    figure: {
      title: 'Colours meet their names',
      sentence:
        'Dots are colours, lines are names. Each name is pulled to its own colour and away from all others of the batch; names that were never seen land near colours of their kind.',
      when: {
        all: [
          {metric: 'uniformity', below: -1.6},
          {metric: 'modalityGap', below: 0.5},
        ],
      },
    },
    states: [
      {
        when: {all: [TRAINED, {metric: 'uniformity', above: -1.45}, {metric: 'modalityGap', below: 0.3}]},
        title: 'Close pairs in a crowd',
        sentence:
          'Colours and names lie closer together, and so does everything else: so low a temperature pushes only the nearest, and leaves most of the sphere empty.',
      },
    ],
    turn: 'objective.temperature',
    metric: 'retrievalAt10',
    settings: {world: {kind: 'colours', strength: 0.1}, objective: {temperature: 0.5}},
    steps: 2000,
  },
  pairs: {
    figure: {
      title: 'A gap that pairs must cross',
      sentence:
        'Pictures and keywords (the lines) begin apart, whatever they show. Each pair pulls across the gap until it closes; with some seeds it widens first.',
      when: {metric: 'modalityGap', above: 0.7},
    },
    states: [
      {
        when: {
          all: [
            {metric: 'modalityGap', below: 0.25},
            {metric: 'uniformity', below: -1.5},
            {metric: 'retrievalAt10', above: 0.06},
          ],
        },
        title: 'The gap has closed',
        sentence:
          'Pictures and words fill the same sphere. Keywords that were never seen find their picture among the first ten for about one concept in seven; by chance it would be one in thirty.',
      },
    ],
    turn: 'objective.temperature',
    metric: 'modalityGap',
    settings: {
      world: {kind: 'pairs', styles: ['noto'], strength: 0.1},
      objective: {temperature: 0.5},
      training: {learningRate: 0.001, warmup: 500},
    },
    steps: 2000,
  },
  suppression: {
    figure: {
      title: 'A shortcut hides what matters',
      sentence:
        'The loss is low, yet classes are scattered over the sphere: the code was easier to learn than the place. Let the views lose this shortcut and the classes come back.',
      when: {metric: 'kNearest', below: 0.65},
    },
    states: [
      {
        when: {metric: 'kNearest', above: 0.8},
        title: 'Without the shortcut the classes come back',
        sentence:
          'Views no longer share the whole code, so a point must be found again by its place, and places go by class. The loss is higher, and the model has learnt more.',
      },
    ],
    turn: 'world.shortcutLost',
    metric: 'kNearest',
    settings: {world: {kind: 'latent', shortcut: 16}, model: {representation: 8}},
    steps: 2000,
  },
  'long-tail': {
    figure: {
      title: 'The many take most of the room',
      sentence:
        'Room on the sphere goes by numbers: the first class is spread over a large part of it, the last is pressed into a corner. Set the imbalance to 1 and all get the same.',
    },
    states: [
      {
        when: {
          all: [
            {metric: 'tolerance', above: 0.44},
            {metric: 'kNearest', below: 0.931},
          ],
        },
        title: 'Equal numbers, equal room',
        sentence: 'Every class has as many points as any other, and takes about as much of the sphere.',
      },
    ],
    turn: 'world.imbalance',
    metric: 'kNearest',
    settings: {world: {kind: 'latent', overlap: 0.5, imbalance: 50, strength: 0.1, points: 4000}},
    steps: 2000,
  },
  'modality-gap': {
    figure: {
      title: 'Two modalities, each on its own side',
      sentence:
        'A low temperature asks only that points be told from their nearest rivals. Raise it to 0.5 soon and the two sides meet. Another seed may begin without a gap.',
      when: {metric: 'modalityGap', above: 1.75},
    },
    states: [
      {
        when: {all: [TRAINED, {metric: 'modalityGap', below: 0.5}]},
        title: 'Colours and names share one place',
        sentence: 'No side is left to either of the two: a name can be compared with the colours around it.',
      },
      {
        when: {all: [TRAINED, {metric: 'modalityGap', above: 0.55, below: 1.7}]},
        title: 'The gap narrows',
        sentence:
          'Far points are pushed too, so each side spreads until it meets the other. Near the end of a run the steps are too small for that: restart with this temperature.',
      },
    ],
    turn: 'objective.temperature',
    metric: 'modalityGap',
    settings: {world: {kind: 'colours'}, objective: {kind: 'infoNCE', temperature: 0.03}},
    steps: 2000,
    seed: 1,
  },
  circle: {
    figure: {
      title: 'How densely the circle is filled',
      sentence:
        'Alignment pulls the two views of a point into one place, uniformity pushes all points apart. The band shows the density around the circle; dashed: perfectly even.',
    },
    states: [
      {
        when: {metric: 'uniformity', below: -1.55},
        title: 'The circle is filled',
        sentence:
          'Every class has an arc to itself, and the arcs leave no gap: hardly anything could be more even. A sharper or a blunter push changes little now.',
      },
    ],
    turn: 'objective.t',
    metric: 'uniformity',
    settings: {
      world: {kind: 'latent', classes: 6, overlap: 0.25},
      model: {head: 2},
      objective: {kind: 'alignmentUniformity'},
    },
    steps: 2000,
  },
};
