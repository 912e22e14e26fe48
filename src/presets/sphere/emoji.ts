/** What the lab opens with. It comes with the page; the others are loaded when they are wanted. */
import type {Body} from '../preset.ts';

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
  },
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
  settings: {...EMOJI, world: {kind: 'emoji', strength: 0.15}},
  steps: 2000,
};
