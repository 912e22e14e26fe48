/** The sphere: representations of things, learnt by contrast. */
import {ENCODER_METRICS} from '../../programs/encoder/metrics.spec.ts';
import {metricFormula} from '../kit/formulas.ts';
import {isTurned} from '../kit/hints.ts';
import type {Lab} from '../kit/lab.ts';
import {TRAINED_MODEL} from '../kit/rail.ts';
import {Figure} from './Figure.tsx';
import {refuseFile} from './files.ts';
import {toggleField, togglePushers, toggleSlow} from './forces.ts';
import {PANELS} from './panels.tsx';

const byTouch = () => matchMedia('(pointer: coarse)').matches;

export const sphere: Lab = {
  Figure,
  rail: TRAINED_MODEL,
  panels: PANELS,
  metrics: ENCODER_METRICS,
  formulaOf: metricFormula,
  hints: [
    {
      name: 'space',
      spot: 'play',
      says: () => 'press',
      kbd: 'space',
      applies: ({phase}) => phase === 'opening' || phase === 'training',
      isFollowed: ({phase}) => phase === 'paused',
    },
    {name: 'turn', spot: 'slider', says: () => 'change this and watch', isFollowed: isTurned},
    {
      name: 'hover',
      spot: 'figure',
      says: ({points}) => `${byTouch() ? 'tap' : 'hover over'} a ${points?.sprite ? 'picture' : 'point'}`,
      isFollowed: ({hovered}) => hovered !== undefined,
    },
  ],
  keys: [
    {key: 'F', does: 'where the loss pushes the next batch', run: toggleField},
    {key: 'W', does: 'who pushes the point you look at', run: togglePushers},
    {key: 'M', does: 'one step in slow motion', run: toggleSlow},
  ],
  panelKeys: [
    ['N, P', 'in slow motion: the next act, the one before; also → ←'],
    ['↓ ↑', 'in slow motion: another anchor'],
  ],
  files: {refuse: refuseFile},
};
