import type {Collection} from '../preset.ts';

export const policy: Collection = {
  name: 'policy',
  program: 'policy',
  ids: [
    'writes-long',
    'fooled-anyway',
    'as-you-wish',
    'goodhart',
    'best-of-or-trained',
    'judges-in-doubt',
    'both-down',
    'good-as-asked',
    'group-size',
    'without-a-clip',
  ],
  loadCards: () => import('./cards.ts').then(({POLICY}) => POLICY),
  load: () => import('./bodies.ts').then(({bodies}) => bodies),
};
