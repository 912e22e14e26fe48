import type {Collection} from '../preset.ts';

export const reward: Collection = {
  name: 'reward',
  program: 'reward',
  ids: [
    'length-biased',
    'unbiased',
    'length-cured',
    'handicap',
    'decorrelated',
    'overoptimised',
    'ensemble',
    'style',
    'slips',
    'ties',
    'circles',
    'two-groups',
    'weights',
    'sure',
    'praise',
    'football',
  ],
  loadCards: () => import('./cards.ts').then(({REWARD}) => REWARD),
  load: () => import('./bodies.ts').then(({bodies}) => bodies),
};
