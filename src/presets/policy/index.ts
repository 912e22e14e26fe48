import type {Collection} from '../preset.ts';
import {POLICY} from './cards.ts';

export const policy: Collection = {
  name: 'policy',
  program: 'policy',
  cards: POLICY,
  load: () => import('./bodies.ts').then(({bodies}) => bodies),
};
