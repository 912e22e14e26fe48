/** The presets of the sphere: what each opens, and what the page shows of it first. */
import type {Bodies} from '../preset.ts';
import {EMOJI, emoji} from './emoji.ts';

/** Both the head, which is shown, and the representation are trained. */
const PICTURES = {model: {lossOn: 'both'}, training: {warmup: 20}};

/** The classes overlap: some negatives are really of the anchor's own class. */
const OVERLAPPING = {kind: 'latent', classes: 5, overlap: 0.8, strength: 0.2};

export const bodies: Bodies = {
  emoji,
  augmentation: {
    figure: {
      title: 'What random changes alone can teach',
      sentence:
        'Each picture is moved, turned and tinted twice, and the two must find each other. The model learns to ignore what is changed at random; the artist is not among that.',
    },
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
    },
    turn: 'objective.temperature',
    metric: 'uniformity',
    settings: {world: OVERLAPPING, objective: {kind: 'infoNCE', temperature: 0.01}},
    steps: 2000,
  },
  hot: {
    figure: {
      title: 'Near and far are pushed alike',
      sentence:
        'With no extra push on close negatives, points settle along thin bands where the classes run into one another. Lower the temperature to 0.1 and watch them spread.',
    },
    turn: 'objective.temperature',
    metric: 'uniformity',
    settings: {world: OVERLAPPING, objective: {kind: 'infoNCE', temperature: 1}},
    steps: 2000,
  },
  collapse: {
    figure: {
      title: 'Alignment alone: everything falls into one point',
      sentence:
        'Perfectly aligned, and useless. Give uniformity some weight and the points fly apart again, if the collapse has not gone too far.',
    },
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
        'Only the guessing side moves, and the classes keep apart. Switch the stop-gradient off: both sides meet halfway, and everything ends in one place.',
    },
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
        'What InfoNCE could only guess is now given: classes draw together and apart from one another. Choose InfoNCE as the objective and watch them spread along bands instead.',
    },
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
    },
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
        'With seven negatives the question soon becomes easy, and an easy question teaches little. Raise the batch: the ceiling lifts, and the points spread further.',
    },
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
    },
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
        'Two changed copies of one picture pull together, and so does all that looks alike. Stronger changes make the model ignore more, in the end even what tells two digits apart.',
    },
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
    },
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
    },
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
    },
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
    },
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
    },
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
    turn: 'world.imbalance',
    metric: 'kNearest',
    settings: {world: {kind: 'latent', overlap: 0.5, imbalance: 50, strength: 0.1, points: 4000}},
    steps: 2000,
  },
  'modality-gap': {
    figure: {
      title: 'Two modalities, each on its own side',
      sentence:
        'A low temperature asks only that points be told from their nearest rivals. Raise it to 0.5 and the two sides meet. Another seed may begin without a gap.',
    },
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
        'Each class pulls into one place, and all places should be used equally. The band shows the density around the circle; dashed: perfectly uniform.',
    },
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
