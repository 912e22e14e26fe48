import type {Collection} from '../preset.ts';
import {REWARD} from './cards.ts';

export const reward: Collection = {
  name: 'reward',
  program: 'reward',
  cards: REWARD,
  load: () => import('./bodies.ts').then(({bodies}) => bodies),
};
