import type {Collection} from '../preset.ts';
import {SPHERE} from './cards.ts';
import {emoji} from './emoji.ts';

export const sphere: Collection = {
  name: 'sphere',
  program: 'encoder',
  cards: SPHERE,
  first: {emoji},
  load: () => import('./bodies.ts').then(({bodies}) => bodies),
};
