/** Experiments of the reward lab. */
import type {Draft} from './presets.ts';

const TRAINING = {batch: 128, learningRate: 0.003, weightDecay: 0.01, warmup: 20};

export const REWARD_DRAFTS: readonly Draft[] = [
  {
    id: 'unbiased',
    title: 'Annotators who read',
    text: 'A thousand small choices between two answers, made by people who look at what is said. Can a model learn what they like?',
    figure: {
      title: 'Reward against length',
      sentence:
        'Good answers are a little longer, for they say more; so a little of the reward goes with length. Now make the annotators like length for its own sake.',
    },
    turn: 'world.lengthBias',
    metric: 'accuracy',
    settings: {training: TRAINING},
    steps: 1500,
  },
  {
    id: 'length-biased',
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
    steps: 1500,
  },
  {
    id: 'length-cured',
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
    steps: 1500,
  },
  {
    id: 'ensemble',
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
    steps: 1500,
  },
  {
    id: 'two-groups',
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
    steps: 1500,
  },
  {
    id: 'weights',
    title: 'What the weights say',
    text: 'A linear model has one weight for each attribute. It can be asked what it likes, and the answer compared with the truth.',
    figure: {
      title: 'A reward that can be read',
      sentence:
        'Each weight moves to what the attribute is worth to the annotators. Give them a bias for length and watch only that one weight follow.',
    },
    turn: 'world.lengthBias',
    metric: 'goldCorrelation',
    panels: ['weights', 'curves', 'reading'],
    settings: {
      world: {lengthBias: 0.5},
      model: {kind: 'linear'},
      training: {batch: 256, learningRate: 0.03, weightDecay: 0, warmup: 20},
    },
    steps: 1500,
  },
  {
    id: 'praise',
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
    settings: {world: {kind: 'reviews'}, training: {...TRAINING, weightDecay: 1}},
    steps: 1000,
  },
  {
    id: 'football',
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
