/** What the lab opens with. It comes with the page; the others are loaded when they are wanted. */
import type {Body, Card} from '../preset.ts';

export const card: Card = {
  id: 'emoji',
  group: 'What makes a pair',
  title: 'One concept, four artists',
  text: 'Nobody tells the model what a cat is. It only hears that these two pictures belong together.',
};

/** Strong weight decay: there are only 1,250 concepts to learn from. */
export const EMOJI = {
  model: {width: 256, lossOn: 'both'},
  training: {learningRate: 0.001, weightDecay: 10, warmup: 20},
};

export const emoji: Body = {
  figure: {
    title: 'Where each picture sits on the sphere',
    sentence:
      'Two pictures of one concept pull together; everything else in the batch pushes apart. What looks alike ends up side by side, though no label was ever given.',
    when: {
      all: [
        {metric: 'uniformity', below: -1.35},
        {metric: 'loss', below: 3.6},
      ],
    },
  },
  states: [
    {
      when: {
        all: [
          {metric: 'uniformity', above: -1.2},
          {metric: 'recallAt1', above: 0.3},
        ],
      },
      title: 'Crowded on one side of the sphere',
      sentence:
        'So low a temperature pushes only the nearest pictures apart. Concepts are found across artists all the same: that is read before the head, which the sphere shows.',
    },
    {
      when: {
        all: [
          {metric: 'uniformity', below: -1.9},
          {metric: 'loss', above: 3.9},
        ],
      },
      title: 'Far pictures are pushed as well',
      sentence:
        'The whole sphere is used, and the two pictures of a concept lie further apart. Across artists fewer concepts are found than at 0.1.',
    },
  ],
  ask: {
    text: 'Guess first: which temperature spreads points most evenly over a sphere?',
    lesson: 'who-gets-pushed',
    step: 'which-fills',
    options: [
      {id: 'cold', label: '0.01'},
      {id: 'mild', label: '0.1'},
      {id: 'hot', label: '1'},
    ],
  },
  turn: 'objective.temperature',
  metric: 'recallAt1',
  // The figure itself says how many partners are found.
  panels: ['temperature', 'plane'],
  settings: {...EMOJI, world: {kind: 'emoji', strength: 0.15}},
  steps: 2000,
};
