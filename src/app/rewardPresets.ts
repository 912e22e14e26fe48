/** Experiments of the reward lab. */
import type {Draft} from './presets.ts';

/** Slow enough for the correlation to be seen climbing, over some seconds. */
const TRAINING = {batch: 128, learningRate: 0.0005, weightDecay: 0.01, warmup: 200, evaluateEvery: 10};

const LINEAR = {batch: 256, learningRate: 0.01, weightDecay: 0, warmup: 50};

export const REWARD_DRAFTS: readonly Draft[] = [
  {
    id: 'length-biased',
    group: 'A taste for length',
    title: 'It learnt to like long answers',
    text: 'These annotators like twenty more tokens as much as one more fact. Nobody wrote that down, and the model finds out all the same.',
    figure: {
      title: 'What does it really like?',
      sentence:
        'Watch the line tilt: long answers get high rewards, whatever they say. Choosing the best of many by this reward makes them long before it makes them good.',
    },
    turn: 'world.lengthBias',
    metric: 'lengthCorrelation',
    settings: {world: {lengthBias: 1}, training: TRAINING},
    steps: 2000,
  },
  {
    id: 'unbiased',
    group: 'A taste for length',
    title: 'Annotators who read',
    text: 'A thousand small choices between two answers, made by people who look at what is said. Can a model learn what they like?',
    figure: {
      title: 'Reward against length',
      sentence:
        'Good answers are a little longer, for they say more; so a little of the reward goes with length. Give the annotators a bias for length and see how much more it becomes.',
    },
    turn: 'world.lengthBias',
    metric: 'accuracy',
    settings: {training: TRAINING},
    steps: 2000,
  },
  {
    id: 'length-cured',
    group: 'A taste for length',
    title: 'Length explained away',
    text: 'The same annotators. A coefficient for length is learnt beside the reward, takes the blame for long answers, and is thrown away.',
    figure: {
      title: 'The same choices, and less of a taste for length',
      sentence:
        'What length alone explains is no longer the reward’s to explain: the line lies flatter, and no less is understood of what was said.',
    },
    turn: 'world.lengthBias',
    metric: 'lengthCorrelation',
    settings: {world: {lengthBias: 1}, objective: {kind: 'lengthControlled'}, training: TRAINING},
    steps: 2000,
  },
  {
    id: 'handicap',
    group: 'A taste for length',
    title: 'A handicap for length',
    text: 'Who knows what annotators give for length can take it off: the longer answer starts behind by so much, and has to win by what it says.',
    figure: {
      title: 'To be long is not enough',
      sentence:
        'At a handicap of 1.5, their length bias times their care, length has next to no weight of its own. At 0 the reward likes it as they do; at 3 it likes answers short, whatever they say.',
    },
    turn: 'objective.handicap',
    metric: 'lengthCorrelation',
    panels: ['weights', 'curves', 'bestOf'],
    settings: {
      world: {lengthBias: 1},
      model: {kind: 'linear'},
      objective: {kind: 'lengthPenalised', handicap: 1.5},
      training: LINEAR,
    },
    steps: 2000,
  },
  {
    id: 'decorrelated',
    group: 'A taste for length',
    title: 'A fine for going with length',
    text: 'The same annotators, and a fine on how much the rewards of a batch go with length. How dear should it be?',
    figure: {
      title: 'As flat as one pays for',
      sentence:
        'The higher the fine, the flatter the line. Agreement with the annotators falls, for they do like length; and what is good and long is fined along with what is only long.',
    },
    turn: 'objective.fine',
    metric: 'lengthCorrelation',
    settings: {world: {lengthBias: 1}, objective: {kind: 'decorrelated'}, training: TRAINING},
    steps: 2000,
  },
  {
    id: 'overoptimised',
    group: 'A taste for length',
    title: 'Too much of a good reward',
    text: 'Twenty tokens more cost the reader as much as a fact is worth. The annotators like them all the same, and so does the reward. How far can it be trusted to choose?',
    figure: {
      title: 'The best of four is better; the best of sixty-four is not',
      sentence:
        'Among a few answers the reward finds a better one. Among many it finds the one that pleases it most: the reward goes on rising, and what is gained in truth is lost again.',
    },
    turn: 'world.lengthBias',
    metric: 'bestOfAllGold',
    panels: ['bestOf', 'curves', 'reading'],
    settings: {world: {lengthBias: 2, length: -1}, training: TRAINING},
    steps: 2000,
  },
  {
    id: 'ensemble',
    group: 'A taste for length',
    title: 'Four judges, one taste',
    text: 'Four models learn from different draws of the same choices, and the lowest of their rewards counts. Does that keep it from being fooled?',
    figure: {
      title: 'What all have learnt, none of them doubts',
      sentence:
        'Against mistakes of chance, four judges help. The taste for length came from the annotators, so all four share it: the best of many is still too long.',
    },
    turn: 'model.aggregate',
    metric: 'bestOfAllGold',
    panels: ['bestOf', 'curves', 'reading'],
    settings: {world: {lengthBias: 1}, model: {members: 4, aggregate: 'worst'}, training: TRAINING},
    steps: 1200,
  },
  {
    id: 'style',
    group: 'Other tastes, other habits',
    title: 'Bullets and stars',
    text: 'No answer is worth more for its bullets, stars and ticks. These annotators like three of them as much as one more fact.',
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
  {
    id: 'slips',
    group: 'Other tastes, other habits',
    title: 'Annotators who slip',
    text: 'One in four presses the button of the answer that they did not mean. Nobody knows which ones.',
    figure: {
      title: 'Slips are learnt by heart',
      sentence:
        'The model grows sure of nearly everything, and its chances do not come true. Restart with a smoothing of 0.25: no more pairs come out right, but it knows better how little it knows.',
    },
    turn: 'objective.smoothing',
    metric: 'calibrationError',
    panels: ['reliability', 'curves', 'margins'],
    settings: {
      world: {flips: 0.25},
      objective: {kind: 'smoothed', smoothing: 0},
      training: {...TRAINING, learningRate: 0.003, warmup: 50},
    },
    steps: 1000,
  },
  {
    id: 'ties',
    group: 'Other tastes, other habits',
    title: 'Too close to call',
    text: 'These annotators call a tie wherever two answers come close. Is that half a win for each, or an answer of its own?',
    figure: {
      title: 'A tie is an answer too',
      sentence:
        'Davidson’s model expects ties, and the chances it gives for the other pairs come true. At ν = 0.01 it is plain Bradley–Terry, a tie half a win for each: then it is less sure than it could be.',
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
  {
    id: 'circles',
    group: 'Other tastes, other habits',
    title: 'Choices that run in circles',
    text: 'Nobody errs here. Each annotator goes by whatever differs most: facts in one pair, length in the next, manners in a third. So A beats B, B beats C, and C beats A.',
    figure: {
      title: 'No reward is right about all of them',
      sentence:
        'A reward puts answers in one line, and a circle does not fit on a line: about one choice in nine stays wrong, however long one trains. Take the circles out, and nearly all come right.',
    },
    turn: 'world.salience',
    metric: 'accuracy',
    panels: ['curves', 'margins', 'reading'],
    settings: {world: {care: 10, salience: 1}, model: {kind: 'linear'}, training: {...LINEAR, learningRate: 0.03}},
    steps: 2000,
  },
  {
    id: 'two-groups',
    group: 'Other tastes, other habits',
    title: 'Two groups that disagree',
    text: 'Half of the annotators like it long, half like it short. One reward has to answer for both.',
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
  {
    id: 'weights',
    group: 'What a model learns',
    title: 'What the weights say',
    text: 'A linear model has one weight for each attribute. It can be asked what it likes, and the answer compared with the truth.',
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
  {
    id: 'sure',
    group: 'What a model learns',
    title: 'Sure of itself',
    text: 'A thousand pairs, and a model with room enough to learn them all by heart. How sure may it be of others?',
    figure: {
      title: 'Surer and surer, and as often wrong',
      sentence:
        'Soon it errs on none of its own pairs. On unseen ones it is wrong as often as before, and less and less in doubt. Weight decay of 20 makes it no cleverer, but more honest.',
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
  {
    id: 'praise',
    group: 'Other things to choose from',
    title: 'Praise over complaints',
    text: 'Real sentences from reviews. In every pair the kind one was chosen over the angry one; length has little to do with it.',
    figure: {
      title: 'A taste for praise',
      sentence:
        'The model learns which words please. Read a pair that it gets wrong: what gives the tone away is not always a single word.',
    },
    turn: 'model.width',
    metric: 'accuracy',
    panels: ['reading', 'curves', 'margins'],
    settings: {world: {kind: 'reviews'}, training: {...TRAINING, learningRate: 0.003, weightDecay: 1, warmup: 20}},
    steps: 1000,
  },
  {
    id: 'football',
    group: 'Other things to choose from',
    title: 'Who is the best team?',
    text: 'A match is a choice between two teams, and home is an advantage. The weight of a team is its strength: Bradley and Terry’s model, with ties.',
    figure: {
      title: 'Strength, from results alone',
      sentence:
        'Every team gets a reward from the matches that the model has seen. Does the order hold in matches that it has not? Choose a team to read one.',
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
];
