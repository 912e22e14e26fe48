/** Normal points, whose views have normal noise of another size in every direction. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import {deriveKey, normals} from '../../engine/keys.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {normal} from '../../kernels/random.ts';
import type {PartValue} from '../../spec/index.ts';
import {VectorsWorld, type ViewsOf} from '../shared/vectors.ts';
import {dataSlot, type Signals, type World} from '../world.ts';
import type {gaussian} from './index.spec.ts';

export type GaussianSpec = PartValue<typeof gaussian>;

/** Every fifth point is kept unseen. */
const UNSEEN_EVERY = 5;

/**
 * Points z ~ N(0, I_d); a view is z + sigma_k e_k in direction k with independent standard normal e; y = <w, z> with |w| = 1.
 */
export function openGaussian(spec: GaussianSpec): World {
  const {dimensions, points, drawing} = spec;
  const signals = signalsOf(spec);
  const values = normals(deriveKey(drawing, 'world/gaussian'), points * dimensions);
  const y = (i: number) => signals.weights.reduce((sum, w, k) => sum + w * values[i * dimensions + k], 0);
  const world = new VectorsWorld(
    {
      values,
      size: dimensions,
      groups: ['y below 0', 'y above 0'],
      groupOf: Array.from({length: points}, (_, i) => Number(y(i) > 0)),
      isUnseen: (i) => i % UNSEEN_EVERY === 0,
    },
    viewsWith(signals.deviations),
  );
  return Object.assign(world, {signals, slots: {...world.slots, [signals.axes]: axesSlot(dimensions)}});
}

/** sigma_k = sigma r^(k / (d - 1) - 1/2) for k = 0 ... d - 1 and the unevenness r; equal weights w where y asks. */
function signalsOf({dimensions: d, noise, unevenness, target}: GaussianSpec): Signals {
  const deviations = Float64Array.from({length: d}, (_, k) => noise * unevenness ** (k / (d - 1) - 0.5));
  const half = Math.floor(d / 2);
  const asked = (k: number) => target === 'even' || (target === 'quiet' ? k < half : k >= d - half);
  const count = target === 'even' ? d : half;
  const weights = Float64Array.from({length: d}, (_, k) => (asked(k) ? 1 / Math.sqrt(count) : 0));
  return {axes: 'world/axes', deviations, weights};
}

/** The origin and the d unit vectors. */
const axesSlot = (d: number) =>
  dataSlot(
    [d + 1, d],
    Float32Array.from({length: (d + 1) * d}, (_, i) => Number(Math.floor(i / d) === (i % d) + 1)),
  );

const viewsWith =
  (deviations: Float64Array): ViewsOf =>
  (_context, {table, rows, pairs, key}) => {
    const d = deviations.length;
    const scale = constant(`deviations ${deviations}`, [1, 1, d], () => Float32Array.from(deviations));
    const shown = tf.tile(gatherRows(table, rows), [1, 2, 1]);
    return tf.add(shown, tf.mul(normal(key('noise'), [pairs, d]), scale));
  };
