/**
 * Log-sums over the most similar, or the least similar, of a row's pairs. Which pairs are kept depends on the order of all
 * similarities of the row, so they are stored: the memory is rows x columns.
 *
 * Row i has M_i pairs that count. Of these it keeps k_i = max(1, ceil(q M_i)), and those that are level with the last:
 *
 *     L_i = log sum_{j kept} exp(s_ij / tau),    dL_i / ds_ij = exp(s_ij / tau - L_i) / tau for kept j
 *
 * No gradient passes through the choice.
 */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel} from '../engine/kernel.ts';
import type {Values} from '../engine/records.ts';
import {NOTHING} from './pairwise.ts';

export type Side = 'hardest' | 'easiest';

/** q M is a whole number only up to rounding. */
export const WHOLE = 1e-4;
/** Where halving an interval ends: cosines that differ by less than 2 / 2^HALVINGS are level. */
const HALVINGS = 24;

/** How many of `count` pairs are kept. */
export const keptOf = (count: number, share: number): number => Math.max(1, Math.ceil(share * count - WHOLE));

type Input = 's' | 'parameters' | 'out';

/**
 * s [R, N, M], parameters [R, 2] (1 / tau and q), out [1 or R, N, M] (1 where a pair does not count; left out where all
 * do) -> the log-sum of each row, [R, N], and the similarity of the last pair that is kept, [R, N].
 */
export const keptForward = defineKernel<Input, {side: Side}>({
  name: 'LabKeptForward',
  outputs: ({s}) => [
    {shape: [s[0], s[1]], dtype: 'float32'},
    {shape: [s[0], s[1]], dtype: 'float32'},
  ],
  plain([value, edge], {s, parameters, out}, shapes, {side}) {
    const [, rows, columns] = shapes.s;
    const sign = side === 'hardest' ? 1 : -1;
    const some = new Float32Array(columns);
    for (let i = 0; i < value.length; i++) {
      const r = Math.floor(i / rows);
      const [inverse, share] = [parameters[2 * r], parameters[2 * r + 1]];
      let [count, highest] = [0, Number.NEGATIVE_INFINITY];
      const first = i * columns;
      for (let j = first; j < first + columns; j++) if (!out || out[j % out.length] === 0) some[count++] = sign * s[j];
      if (count === 0) {
        value[i] = NOTHING;
        edge[i] = 0;
        continue;
      }
      const least = kthLargest(some, count, keptOf(count, share));
      for (let j = 0; j < count; j++) if (some[j] >= least) highest = Math.max(highest, sign * some[j]);
      let sum = 0;
      for (let j = 0; j < count; j++) if (some[j] >= least) sum += exp((sign * some[j] - highest) * inverse);
      value[i] = highest * inverse + ln(sum);
      edge[i] = sign * least;
    }
  },
});

/** The gradient of the log-sums with respect to s. */
export const keptBackward = defineKernel<Input | 'value' | 'edge' | 'dy', {side: Side}>({
  name: 'LabKeptBackward',
  outputs: ({s}) => [{shape: [...s], dtype: 'float32'}],
  plain([ds], {s, parameters, out, value, edge, dy}, shapes, {side}) {
    const [, rows, columns] = shapes.s;
    const sign = side === 'hardest' ? 1 : -1;
    for (let i = 0; i < value.length; i++) {
      const inverse = parameters[2 * Math.floor(i / rows)];
      for (let j = i * columns; j < (i + 1) * columns; j++) {
        const kept = (!out || out[j % out.length] === 0) && sign * (s[j] - edge[i]) >= 0;
        ds[j] = kept ? dy[i] * inverse * exp(s[j] * inverse - value[i]) : 0;
      }
    }
  },
});

/** The k-th largest of the first `count` values, which are put into another order: Hoare's selection. */
export function kthLargest(values: Values, count: number, k: number): number {
  let [from, to] = [0, count - 1];
  while (from < to) {
    const pivot = values[(from + to) >> 1];
    let [i, j] = [from, to];
    while (i <= j) {
      while (values[i] > pivot) i++;
      while (values[j] < pivot) j--;
      if (i > j) break;
      const swapped = values[i];
      values[i++] = values[j];
      values[j--] = swapped;
    }
    if (k - 1 <= j) to = j;
    else if (k - 1 >= i) from = i;
    else break;
  }
  return values[k - 1];
}

export interface KeptInputs {
  /** Cosines, [R, N, M]. */
  s: tf.Tensor;
  /** [R, 2]: 1 / tau and the share q. */
  parameters: tf.Tensor;
  /** [1 or R, N, M], 1 where a pair does not count. */
  out?: tf.Tensor;
}

/** The log-sum of each row's kept pairs, [R, N]. NOTHING, or less, where no pair counts. */
export function keptLogSum({s, parameters, out}: KeptInputs, side: Side): tf.Tensor {
  if (!hasKernel(keptForward) || !hasKernel(keptBackward)) return composedKeptLogSum({s, parameters, out}, side);
  const operation = tf.customGrad((x, save) => {
    const inputs = {s: x as tf.Tensor, parameters, ...(out && {out})};
    const [value, edge] = runKernel(keptForward, inputs, {side});
    (save as tf.GradSaveFunc)([value, edge, ...Object.values(inputs)]);
    return {
      value,
      gradFunc: (dy: tf.Tensor, [savedValue, savedEdge, ...rest]: tf.Tensor[]) => {
        const again = Object.fromEntries(Object.keys(inputs).map((name, i) => [name, rest[i]]));
        return runKernel(keptBackward, {...again, value: savedValue, edge: savedEdge, dy}, {side})[0];
      },
    };
  });
  return operation(s);
}

/** The same, composed of TensorFlow.js operations. */
export function composedKeptLogSum({s, parameters, out}: KeptInputs, side: Side): tf.Tensor {
  const [inverse, share] = tf.split(tf.expandDims(parameters, 2), 2, 1);
  const kept = tf.customGrad((x) => {
    const value = tf.tidy(() => keptMask(x as tf.Tensor, share, out, side));
    return {
      value: tf.add(tf.mul(x as tf.Tensor, value), tf.mul(tf.sub(1, value), NOTHING)),
      gradFunc: (dy: tf.Tensor) => dy,
    };
  });
  return tf.logSumExp(tf.mul(kept(s), inverse), 2);
}

/** 1 where a pair is kept, [R, N, M]. The similarity of the last one is found by halving the interval of all cosines. */
function keptMask(s: tf.Tensor, share: tf.Tensor, out: tf.Tensor | undefined, side: Side): tf.Tensor {
  const signed = side === 'hardest' ? s : tf.neg(s);
  // What does not count lies below every cosine.
  const value = out ? tf.sub(tf.mul(signed, tf.sub(1, out)), tf.mul(out, 2)) : signed;
  const all = s.shape[2]!;
  const count = out ? tf.sub(all, tf.sum(out, 2, true)) : all;
  // A whole number is at least ceil(x) where it is at least x.
  const wanted = tf.maximum(tf.sub(tf.mul(share, count), WHOLE), 0.5);
  let middle: tf.Tensor = tf.mul(tf.sum(s, 2, true), 0);
  let width = 1.001;
  for (let step = 0; step < HALVINGS; step++) {
    const above = tf.sum(tf.step(tf.sub(value, middle)), 2, true);
    // 1 where enough pairs lie above the middle, -1 where not.
    const up = tf.sub(tf.mul(tf.step(tf.sub(above, wanted)), 2), 1);
    width /= 2;
    middle = tf.add(middle, tf.mul(up, width));
  }
  // Below the last one that is kept by no more than the width.
  return tf.step(tf.sub(value, tf.sub(middle, 2 * width)));
}
