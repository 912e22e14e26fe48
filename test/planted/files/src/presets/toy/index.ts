import type {Collection} from '../preset.ts';
import {TOY} from './cards.ts';

export const toy: Collection = {
  name: 'toy',
  program: 'toy',
  cards: TOY,
  load: () => import('./bodies.ts').then(({bodies}) => bodies),
};
