import type {Collection} from '../preset.ts';

export const toy: Collection = {
  name: 'toy',
  program: 'toy',
  ids: ['there-and-back'],
  loadCards: () => import('./cards.ts').then(({TOY}) => TOY),
  load: () => import('./bodies.ts').then(({bodies}) => bodies),
};
