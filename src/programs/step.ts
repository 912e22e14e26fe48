/**
 * The step that is measured: what a training step costs is the same question on every machine, so it is asked with a step
 * that never changes. Two noisy views of N points of the plane go through 2-128-128-3 with ReLU onto the sphere; InfoNCE
 * in one direction; Adam. Not one of the lab's programs: no link opens it.
 */

import {deriveKey, normals} from '../engine/keys.ts';
import type {Context, Program} from '../engine/program.ts';
import {meanOfRows} from '../engine/reduceRows.ts';
import {noisyRows} from '../kernels/noisyRows.ts';
import {normalise} from '../kernels/normalise.ts';
import {formOf, pairwise} from '../kernels/pairwise.ts';
import {permuted} from '../kernels/random.ts';
import {applyMlp, type Mlp, mlpSlots} from '../nn/mlp.ts';
import type {Spec} from '../spec/index.ts';
import {STEP_SETTINGS, STEP_SIZES} from './step.spec.ts';

export interface StepSettings {
  /** Positive pairs in a batch, N. */
  pairs: number;
  /** Standard deviation of the noise of each view. */
  noise: number;
  temperature: number;
  learningRate: number;
  weightDecay: number;
}

const NETWORK: Mlp = {name: 'encoder', sizes: STEP_SIZES, group: 'encoder', activateLast: false};

/** Points to draw batches from, for each pair of a batch. */
const POINTS_FOR_EACH = 2;

export const step: Program<StepSettings, undefined> = {
  name: 'step',
  hot: () => Object.keys(STEP_SETTINGS),
  slots: ({pairs}) => ({
    points: {
      shape: [POINTS_FOR_EACH * pairs, 2],
      dtype: 'float32',
      axis: 'shared',
      role: 'data',
      // The same for every seed: all members share them.
      initial: () => normals(deriveKey(0, 'step/points'), POINTS_FOR_EACH * pairs * 2),
    },
    ...mlpSlots(NETWORK),
  }),
  optimisers: () => ({
    encoder: {
      kind: 'adamW',
      learningRate: 'learningRate',
      weightDecay: 'weightDecay',
      momentum: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      schedule: () => 1,
    },
  }),
  plan: () => [{phase: 'train', times: 1}],
  phases: {
    train(context) {
      const {pairs} = context.spec;
      const rows = permuted(context.key('batch/points'), POINTS_FOR_EACH * pairs, pairs);
      const keys = context.key(['batch/noise/a', 'batch/noise/b']);
      const views = noisyRows(context.get('points'), rows, keys, context.hot('noise'));
      context.emit(
        'loss',
        context.minimise('encoder', () => {
          const points = normalise(applyMlp(NETWORK, context, views, 'data'));
          return contrast(context, points);
        }),
      );
    },
  },
};

/** mean_i ( log sum_j exp(<a_i, b_j> / tau) - <a_i, b_i> / tau ) over points [R, 2N, D]. */
function contrast(context: Context<StepSettings>, points: Parameters<typeof normalise>[0]) {
  const {pairs} = context.spec;
  const parameters = context.fromHot(['temperature'], 2, (temperature) => [1 / temperature, 0]);
  const form = formOf({term: 'affine', rows: [0, pairs], columns: [pairs, pairs], positive: 0, contrast: true});
  return meanOfRows(pairwise({points, parameters}, form));
}

/** A run of the step with N pairs, of any length. */
export const stepSpec = (pairs: number): Spec => ({
  version: 1,
  seed: 7,
  stages: [{id: 'main', program: step.name, spec: {...STEP_SETTINGS, pairs}, steps: Number.MAX_SAFE_INTEGER}],
  moves: [],
});
