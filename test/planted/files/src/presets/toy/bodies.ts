import type {Bodies} from '../preset.ts';

export const bodies: Bodies = {
  'there-and-back': {
    figure: {title: 'Two stages', sentence: 'The second stage begins where the first one has ended.'},
    turn: 'target.at',
    metric: 'testLoss',
    stages: [
      {id: 'first', program: 'toy', steps: 60},
      {id: 'second', program: 'toy', spec: {target: {at: -1}}, steps: 40, from: {'*': 'first.*'}},
    ],
  },
};
