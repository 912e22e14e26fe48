/** The presets of reward models: what each opens, and what the page shows of it first. */
import type {Bodies} from '../preset.ts';

/** Slow enough that one can watch the correlation climb for some seconds. */
const TRAINING = {batch: 128, learningRate: 0.0005, weightDecay: 0.01, warmup: 200, evaluateEvery: 10};

const LINEAR = {batch: 256, learningRate: 0.01, weightDecay: 0, warmup: 50};

export const bodies: Bodies = {
  'length-biased': {
    figure: {
      title: 'What does it really like?',
      sentence:
        'Watch the line tilt: long answers get high rewards, whatever they say. Choosing the best of many by this reward makes answers long before it makes them good.',
    },
    ask: {
      text: 'Guess first: how steeply will the reward rise with length?',
      lesson: 'what-it-really-likes',
      step: 'twenty-tokens',
    },
    turn: 'world.lengthBias',
    metric: 'lengthCorrelation',
    settings: {world: {lengthBias: 1}, training: TRAINING},
    steps: 2000,
  },
  unbiased: {
    figure: {
      title: 'Reward against length',
      sentence:
        'Good answers say more, so they are a little longer, and the reward rises a little with length. Give the annotators a length bias and see how much steeper the line gets.',
    },
    turn: 'world.lengthBias',
    metric: 'accuracy',
    settings: {training: TRAINING},
    steps: 2000,
  },
  'length-cured': {
    figure: {
      title: 'The same choices, and less of a taste for length',
      sentence:
        'The reward no longer has to explain what length alone explains: the line is flatter, and the model understands what was said no less.',
    },
    turn: 'world.lengthBias',
    metric: 'lengthCorrelation',
    settings: {world: {lengthBias: 1}, objective: {kind: 'lengthControlled'}, training: TRAINING},
    steps: 2000,
  },
  handicap: {
    figure: {
      title: 'Being long is not enough',
      sentence:
        'At an offset of 1.5, their length bias times their care, length has next to no weight. At 0 the reward likes length as they do; at 3 it likes short answers, whatever they say.',
    },
    turn: 'objective.offset',
    metric: 'lengthCorrelation',
    panels: ['weights', 'curves', 'bestOf'],
    settings: {
      world: {lengthBias: 1},
      model: {kind: 'linear'},
      objective: {kind: 'lengthPenalised', offset: 1.5},
      training: LINEAR,
    },
    steps: 2000,
  },
  decorrelated: {
    figure: {
      title: 'As flat as the penalty is high',
      sentence:
        'The higher the penalty, the flatter the line. Agreement with the annotators falls, because they do like length; and long answers are penalised for it even where they are better.',
    },
    turn: 'objective.penalty',
    metric: 'lengthCorrelation',
    settings: {world: {lengthBias: 1}, objective: {kind: 'decorrelated'}, training: TRAINING},
    steps: 2000,
  },
  overoptimised: {
    figure: {
      title: 'The best of four is better; the best of sixty-four is not',
      sentence:
        'Among a few answers the reward finds a better one. Among many it finds the one that it likes most: the reward goes on rising, and what was gained in truth is lost again.',
    },
    turn: 'world.lengthBias',
    metric: 'bestOfAllGold',
    panels: ['bestOf', 'curves', 'reading'],
    settings: {world: {lengthBias: 2, length: -1}, training: TRAINING},
    steps: 2000,
  },
  ensemble: {
    figure: {
      title: 'What all have learnt, none doubts',
      sentence:
        'Four judges help against random mistakes. The taste for length came from the annotators, so all four share it: the best of many is still too long.',
    },
    turn: 'model.aggregate',
    metric: 'bestOfAllGold',
    panels: ['bestOf', 'curves', 'reading'],
    settings: {world: {lengthBias: 1}, model: {members: 4, aggregate: 'worst'}, training: TRAINING},
    steps: 1200,
  },
  style: {
    figure: {
      title: 'What looks tidy wins',
      sentence:
        'The weight of style marks climbs to that of a fact, though they say nothing; length gets next to none. Set the style bias to 0 and only this one weight falls.',
    },
    turn: 'world.styleBias',
    metric: 'goldCorrelation',
    panels: ['weights', 'curves', 'reading'],
    settings: {world: {styleBias: 1}, model: {kind: 'linear'}, training: LINEAR},
    steps: 2000,
  },
  slips: {
    figure: {
      title: 'Label noise is learnt by heart',
      sentence:
        'The model grows sure of nearly everything, and is wrong more often than it says. Restart with a smoothing of 0.25: it gets no more pairs right, but knows better how little it knows.',
    },
    turn: 'objective.smoothing',
    metric: 'calibrationError',
    panels: ['reliability', 'curves', 'margins'],
    settings: {
      world: {labelNoise: 0.25},
      objective: {kind: 'smoothed', smoothing: 0},
      training: {...TRAINING, learningRate: 0.003, warmup: 50},
    },
    steps: 1000,
  },
  ties: {
    figure: {
      title: 'A tie is an answer too',
      sentence:
        'Davidson’s model expects ties, and its chances for the other pairs come true. At ν = 0.01 it is plain Bradley–Terry, with a tie as half a win for each: less sure than it could be.',
    },
    turn: 'objective.tieRate',
    metric: 'calibrationError',
    panels: ['margins', 'curves', 'reading'],
    settings: {
      world: {ties: 2},
      model: {kind: 'linear'},
      objective: {kind: 'davidson', tieRate: 5},
      training: {...LINEAR, learningRate: 0.03},
    },
    steps: 2000,
  },
  circles: {
    figure: {
      title: 'No reward is right about all of them',
      sentence:
        'A reward puts answers in one line, and no circle fits on a line: about one choice in nine stays wrong, however long it trains. Set “Intransitive” to 0 and nearly all come right.',
    },
    turn: 'world.salience',
    metric: 'accuracy',
    panels: ['curves', 'margins', 'reading'],
    settings: {world: {care: 10, salience: 1}, model: {kind: 'linear'}, training: {...LINEAR, learningRate: 0.03}},
    steps: 2000,
  },
  'two-groups': {
    figure: {
      title: 'A reward for nobody',
      sentence:
        'On length the two groups cancel out: the model learns neither taste, and is sure of less. Give one group more of a say and the line tilts its way.',
    },
    turn: 'world.secondGroup',
    metric: 'accuracy',
    panels: ['accuracy', 'curves', 'reading'],
    settings: {world: {secondGroup: 0.5, tasteGap: 1.5}, training: TRAINING},
    steps: 2000,
  },
  weights: {
    figure: {
      title: 'A reward that can be read',
      sentence:
        'Each weight moves to what the attribute is worth to the annotators. Change what one is worth, or give them a bias for length, and watch only that weight follow.',
    },
    turn: 'world.lengthBias',
    sliders: ['world.facts', 'world.wrong', 'world.offTopic', 'world.rude'],
    metric: 'goldCorrelation',
    panels: ['weights', 'curves', 'reading'],
    settings: {
      world: {lengthBias: 0.5},
      model: {kind: 'linear'},
      training: LINEAR,
    },
    steps: 2000,
  },
  sure: {
    figure: {
      title: 'Surer and surer, and as often wrong',
      sentence:
        'Soon it gets all of its own pairs right. On unseen ones it is wrong as often as before, and less and less in doubt. A weight decay of 20 makes it no cleverer, but more honest.',
    },
    turn: 'training.weightDecay',
    metric: 'calibrationError',
    panels: ['reliability', 'curves', 'margins'],
    settings: {
      world: {pairs: 1000},
      model: {width: 64},
      training: {...TRAINING, learningRate: 0.003, weightDecay: 0, warmup: 50},
    },
    steps: 1000,
  },
  praise: {
    figure: {
      title: 'A taste for praise',
      sentence:
        'The model learns which words please. Read a pair that it gets wrong: the tone is not always in a single word.',
    },
    turn: 'model.width',
    metric: 'accuracy',
    panels: ['reading', 'curves', 'margins'],
    settings: {world: {kind: 'reviews'}, training: {...TRAINING, learningRate: 0.003, weightDecay: 1, warmup: 20}},
    steps: 1000,
  },
  football: {
    figure: {
      title: 'Strength, from results alone',
      sentence:
        'Every team gets a reward from the matches that the model has seen. Does the order hold in matches that it has not seen? Choose a team to read one of its matches.',
    },
    turn: 'objective.tieRate',
    metric: 'accuracy',
    panels: ['reading', 'curves', 'reliability'],
    settings: {
      world: {kind: 'matches'},
      model: {kind: 'linear'},
      objective: {kind: 'davidson'},
      training: {batch: 512, learningRate: 0.03, weightDecay: 0, warmup: 20},
    },
    steps: 1000,
  },
};
