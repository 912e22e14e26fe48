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
      when: {metric: 'lengthCorrelation', above: 0.5},
    },
    ask: {
      text: 'Guess first: how steeply will the reward rise with length?',
      lesson: 'what-it-really-likes',
      step: 'twenty-tokens',
      here: true,
    },
    states: [
      {
        when: {
          all: [
            {metric: 'lengthCorrelation', below: 0.45, above: 0.12},
            {metric: 'goldCorrelation', above: 0.7},
          ],
        },
        title: 'The taste for length fades',
        sentence:
          'The annotators no longer like length for itself, and the line comes down with them. Some slope stays: good answers say more, so they are a little longer.',
      },
      {
        when: {
          all: [
            {metric: 'lengthCorrelation', below: 0.1},
            {metric: 'goldCorrelation', above: 0.5},
          ],
        },
        title: 'Now short answers get high rewards',
        sentence:
          'These annotators hold length against an answer, and the model has learnt that as readily: what good answers have in length is taken away again.',
      },
    ],
    turn: 'world.lengthBias',
    metric: 'lengthCorrelation',
    // The figure itself says how strong the correlation is.
    panels: ['reading', 'bestOf'],
    settings: {world: {lengthBias: 1}, training: TRAINING},
    steps: 2000,
  },
  unbiased: {
    figure: {
      title: 'Reward against length',
      sentence:
        'Good answers say more, so they are a little longer, and the reward rises a little with length. Give the annotators a length bias and see how much steeper the line gets.',
      when: {
        all: [
          {metric: 'lengthCorrelation', above: 0.1, below: 0.42},
          {metric: 'accuracy', above: 0.68},
        ],
      },
    },
    states: [
      {
        when: {metric: 'lengthCorrelation', above: 0.46},
        title: 'A taste for length, learnt with the rest',
        sentence:
          'The line is much steeper than the truth: the annotators choose long answers, and the model cannot know that they should not.',
      },
      {
        when: {
          all: [
            {metric: 'lengthCorrelation', below: 0.05},
            {metric: 'goldCorrelation', above: 0.5},
          ],
        },
        title: 'A taste for short answers',
        sentence:
          'The annotators hold length against an answer, and so does the model, even where the longer one says more.',
      },
    ],
    turn: 'world.lengthBias',
    metric: 'accuracy',
    settings: {training: TRAINING},
    steps: 2000,
  },
  'length-cured': {
    figure: {
      title: 'The same choices, and less of a taste for length',
      sentence:
        'The reward no longer has to explain what length alone explains: the line is flatter, and closer to the truth. Choosing with it is no safer: the best of sixty-four is no better than before.',
      when: {
        all: [
          {metric: 'lengthCorrelation', above: 0.33, below: 0.48},
          {metric: 'goldCorrelation', above: 0.6},
        ],
      },
    },
    states: [
      {
        when: {metric: 'lengthCorrelation', above: 0.52},
        title: 'More than a coefficient can explain',
        sentence:
          'With so strong a taste for length the line is steep again, less than without the coefficient, but far from the truth.',
      },
      {
        when: {
          all: [
            {metric: 'lengthCorrelation', below: 0.29},
            {metric: 'goldCorrelation', above: 0.7},
          ],
        },
        title: 'Nothing left to explain away',
        sentence:
          'These annotators do not like length for itself, and the line is as flat as the truth: good answers say more, so they are a little longer.',
      },
    ],
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
      when: {
        all: [
          {metric: 'lengthCorrelation', above: -0.14, below: 0.3},
          {metric: 'goldCorrelation', above: 0.9},
        ],
      },
    },
    states: [
      {
        when: {metric: 'lengthCorrelation', above: 0.4},
        title: 'Length pays again',
        sentence:
          'Too little of the taste for length is explained by the offset, so the reward has to explain the rest, and takes length into its weights.',
      },
      {
        when: {
          all: [
            {metric: 'lengthCorrelation', below: -0.18},
            {metric: 'goldCorrelation', above: 0.7},
          ],
        },
        title: 'Now shortness pays',
        sentence:
          'More is explained by the offset than the annotators give for length. The reward makes up for it and holds length against an answer.',
      },
    ],
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
      when: {
        all: [
          {metric: 'lengthCorrelation', above: 0.19, below: 0.38},
          {metric: 'accuracy', above: 0.68},
        ],
      },
    },
    states: [
      {
        when: {metric: 'lengthCorrelation', above: 0.43},
        title: 'Without a penalty the taste shows',
        sentence: 'The reward agrees with the annotators as well as it can, and so it likes long answers as they do.',
      },
      {
        when: {
          all: [
            {metric: 'lengthCorrelation', below: 0.17},
            {metric: 'accuracy', above: 0.72},
          ],
        },
        title: 'Flatter than the truth',
        sentence:
          'Good answers are a little longer, and the reward is not allowed to see even that: it agrees less with the annotators, and less with the truth.',
      },
    ],
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
      when: {metric: 'bestOfAllGold', below: 0.3},
    },
    states: [
      {
        when: {metric: 'bestOfAllGold', above: 0.75},
        title: 'Choosing among many pays',
        sentence:
          'Without that taste for length the reward can be trusted further: what it likes most among many is good, and better than the best of four.',
      },
      {
        when: {metric: 'bestOfAllGold', above: 0.36, below: 0.7},
        title: 'Better, but not the more the better',
        sentence:
          'With less of a taste for length choosing helps for longer. Still the best of sixty-four is worse than the best of sixteen.',
      },
    ],
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
        'The taste for length came from the annotators, so all four share it: their lowest reward is high wherever an answer is long. Let their mean count instead, and see whether it chooses any better.',
    },
    states: [
      {
        when: {
          all: [
            {metric: 'bestOf16Gold', above: 0.6},
            {metric: 'bestOfAllGold', below: 0.72},
          ],
        },
        title: 'Four judges are fooled like one',
        sentence:
          'The best of sixty-four answers is too long, and worth less than the best of sixteen. The mean of the four, or a single judge, chooses no better: all have learnt one taste.',
      },
    ],
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
      when: {
        all: [
          {metric: 'goldCorrelation', below: 0.985},
          {metric: 'lengthCorrelation', above: 0.21},
        ],
      },
    },
    states: [
      {
        when: {metric: 'goldCorrelation', above: 0.994},
        title: 'Style marks weigh nothing',
        sentence:
          'These annotators look at what is said. The weight of style marks has gone, the others have hardly moved, and the reward agrees with the truth.',
      },
      {
        when: {
          all: [
            {metric: 'goldCorrelation', above: 0.97},
            {metric: 'lengthCorrelation', below: 0.185},
          ],
        },
        title: 'What looks tidy loses',
        sentence:
          'These annotators hold style marks against an answer. The weight of marks is below zero now, though they still say nothing.',
      },
    ],
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
      when: {metric: 'calibrationError', above: 0.14},
    },
    states: [
      {
        when: {
          all: [
            {metric: 'loss', below: 0.7},
            {metric: 'calibrationError', below: 0.12},
          ],
        },
        title: 'Not surer than it may be',
        sentence:
          'What may be noise does not make it sure. Its chances come about true, and it gets as many pairs right as a model that is sure of everything.',
      },
    ],
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
      when: {
        all: [
          {metric: 'loss', below: 0.65},
          {metric: 'accuracy', above: 0.9},
        ],
      },
    },
    states: [
      {
        when: {
          all: [
            {metric: 'loss', above: 1.25},
            {metric: 'accuracy', above: 0.9},
            {metric: 'rewardMargin', above: 3},
          ],
        },
        title: 'A tie as half a win for each',
        sentence:
          'Where no tie is expected, each one says that the two answers are worth the same. The rewards draw together, and the model is less sure of the pairs that it gets right.',
      },
    ],
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
      when: {metric: 'accuracy', above: 0.8, below: 0.93},
    },
    states: [
      {
        when: {metric: 'accuracy', above: 0.95},
        title: 'Without circles, one line is enough',
        sentence:
          'All annotators weigh the same things in the same way, so there is an order of all answers, and the reward has found it.',
      },
    ],
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
      when: {
        all: [
          {metric: 'lengthCorrelation', above: -0.06, below: 0.18},
          {metric: 'goldCorrelation', above: 0.6},
        ],
      },
    },
    states: [
      {
        when: {
          all: [
            {metric: 'lengthCorrelation', above: 0.2},
            {metric: 'accuracy', above: 0.72},
          ],
        },
        title: 'The line tilts towards long answers',
        sentence:
          'The group that likes length has the say now. The model knows whose choices it sees, and is surer of them.',
      },
      {
        when: {
          all: [
            {metric: 'lengthCorrelation', below: -0.1},
            {metric: 'goldCorrelation', above: 0.4},
          ],
        },
        title: 'The line tilts towards short answers',
        sentence: 'The group that likes short answers has most of the say, and the other group’s taste is lost.',
      },
    ],
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
      when: {metric: 'lengthCorrelation', above: 0.34, below: 0.49},
    },
    states: [
      {
        when: {metric: 'lengthCorrelation', above: 0.52},
        title: 'Length counts for more',
        sentence:
          'The weight of length has grown, and the others have stayed: what the annotators like can be read off one by one.',
      },
      {
        when: {metric: 'goldCorrelation', above: 0.992},
        title: 'The weights tell the truth',
        sentence: 'No bias is left: each weight is what the attribute is worth, and the reward agrees with the truth.',
      },
      {
        when: {
          all: [
            {metric: 'lengthCorrelation', below: -0.1},
            {metric: 'goldCorrelation', above: 0.7},
          ],
        },
        title: 'Length has a weight below zero',
        sentence:
          'These annotators hold length against an answer. Only that weight has moved; what is said is worth as much as before.',
      },
    ],
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
      when: {
        all: [
          {metric: 'calibrationError', above: 0.15},
          {metric: 'loss', below: 0.25},
        ],
      },
    },
    states: [
      {
        when: {
          all: [
            {metric: 'loss', below: 0.6, above: 0.3},
            {metric: 'calibrationError', below: 0.13},
            {metric: 'accuracy', above: 0.7},
          ],
        },
        title: 'As sure as it may be',
        sentence:
          'It does not know its own pairs by heart, and on unseen ones its chances come about true. It gets as many right as one that is sure of everything.',
      },
    ],
    ask: {
      text: 'Guess first: once it is right about all of its own pairs, how does its loss on other pairs go?',
      lesson: 'sure-of-itself',
      step: 'on-others',
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
    states: [
      {
        when: {metric: 'loss', below: 0.006},
        title: 'Its own pairs by heart',
        sentence:
          'It gets every pair of its own right, and six of seven unseen ones. A narrower model finds as many of these, and is less sure of its mistakes.',
      },
    ],
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
      when: {
        all: [
          {metric: 'rewardMargin', above: 0.52, below: 0.9},
          {metric: 'calibrationError', below: 0.12},
        ],
      },
    },
    states: [
      {
        when: {
          all: [
            {metric: 'loss', above: 1.3},
            {metric: 'rewardMargin', below: 0.5},
          ],
        },
        title: 'A draw is half a win for each',
        sentence:
          'Where no draw is expected, every draw says that two teams are alike: their strengths lie closer together. Who wins is told as well as before.',
      },
      {
        when: {
          all: [
            {metric: 'rewardMargin', above: 1},
            {metric: 'calibrationError', above: 0.14},
          ],
        },
        title: 'Too sure of the favourite',
        sentence:
          'So many draws are expected that wins need an explanation: strengths are pulled far apart, and favourites win less often than the model says.',
      },
    ],
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
