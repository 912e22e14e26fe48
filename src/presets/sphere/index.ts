import type {Collection} from '../preset.ts';
import {card, emoji} from './emoji.ts';

export const sphere: Collection = {
  name: 'sphere',
  program: 'encoder',
  ids: [
    'emoji',
    'augmentation',
    'cold',
    'hot',
    'collapse',
    'no-negatives',
    'told',
    'false-negatives',
    'batch',
    'hard-negatives',
    'digits',
    'glyphs',
    'sentences',
    'colours',
    'pairs',
    'suppression',
    'long-tail',
    'modality-gap',
    'circle',
  ],
  loadCards: () => import('./cards.ts').then(({SPHERE}) => SPHERE),
  first: {card, body: emoji},
  load: () => import('./bodies.ts').then(({bodies}) => bodies),
};
