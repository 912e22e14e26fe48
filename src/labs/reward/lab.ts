/** Reward models: what they learn from choices between two answers. */
import {REWARD_METRICS} from '../../programs/reward/metrics.spec.ts';
import {metricFormula} from '../kit/formulas.ts';
import {isTurned} from '../kit/hints.ts';
import type {Lab} from '../kit/lab.ts';
import {TRAINED_MODEL} from '../kit/rail.ts';
import {pairOf} from './compared.ts';
import {Figure} from './Figure.tsx';
import {besideFile, refuseFile} from './files.ts';
import {hasLengths} from './lengths.ts';
import {PANELS} from './panels.tsx';

export const reward: Lab = {
  Figure,
  rail: TRAINED_MODEL,
  panels: PANELS,
  metrics: REWARD_METRICS,
  formulaOf: metricFormula,
  hints: [
    {name: 'taste', spot: 'slider', says: () => 'change this and watch', isFollowed: isTurned},
    {
      name: 'correlation',
      spot: 'figure',
      says: () => 'watch the correlation',
      applies: hasLengths,
      // By then the whole climb has been on the screen.
      isFollowed: ({phase}, before) => phase === 'finished' && before.phase === 'training',
    },
    {
      name: 'wrong',
      spot: 'panel:reading',
      says: () => '✗ finds one that it gets wrong',
      isFollowed: (now, before) => pairOf(now) !== undefined && pairOf(now) !== pairOf(before),
    },
  ],
  panelKeys: [['Enter', 'in the reward lab: read the pair of the answer under the cursor']],
  files: {refuse: refuseFile, arrange: besideFile},
};
