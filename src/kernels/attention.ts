/**
 * Scaled dot-product attention over short sequences (Vaswani et al., "Attention is all you need", 2017, equation 1),
 * with several heads side by side.
 *
 * For query i and key j of one head, both below the sequence's length:
 *     s_ij = <q_i, k_j> / sqrt(d),   L_i = log sum_j exp(s_ij),   p_ij = exp(s_ij - L_i),   y_i = sum_j p_ij v_j
 * The backward pass computes p again from L, so nothing of size T x T is stored. Rounding cannot make p exceed 1.
 *     c_i = sum_j p_ij <dy_i, v_j>,   g_ij = p_ij (<dy_i, v_j> - c_i) / sqrt(d)
 *     dq_i = sum_j g_ij k_j,   dk_j = sum_i g_ij q_i,   dv_j = sum_i p_ij dy_i
 */
import * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel, type Shapes} from '../engine/kernel.ts';
import type {Values} from '../engine/records.ts';
import {places} from './texts.ts';

/** The greatest length of a sequence. */
export const LONGEST = 128;

type Input = 'x' | 'lengths' | 'starts';

export interface Heads {
  /** H, which divides D. */
  heads: number;
  /** T: the rows of each sequence, including its padding. */
  longest: number;
}

/**
 * x [R, B T, 3 D] holds in each row the queries, keys and values of all heads; lengths is int32 [R or 1, B].
 * -> y [R, B T, D] and L [R, B T, H]. Rows past a sequence's length are padding: y and L are 0 there.
 * Packed sequences have no padding between them: starts, int32 [R or 1, B], holds the first row of each sequence.
 */
export const attentionForward = defineKernel<Input, Heads>({
  name: 'LabAttentionForward',
  outputs: ({x: [replicas, rows, width]}, {heads}) => [
    {shape: [replicas, rows, width / 3], dtype: 'float32'},
    {shape: [replicas, rows, heads], dtype: 'float32'},
  ],
  plain([y, logSum], {x, lengths, starts}, shapes, heads) {
    const weights = new Float64Array(LONGEST);
    y.fill(0);
    logSum.fill(0);
    eachHead({lengths, starts}, shapes, heads, ({from, to, head, d, q, k, v, step}) => {
      const sum = new Float64Array(d);
      for (let i = from; i < to; i++) {
        let highest = Number.NEGATIVE_INFINITY;
        for (let j = from; j < to; j++) {
          weights[j - from] = dot(x, i * step + q, x, j * step + k, d) / Math.sqrt(d);
          highest = Math.max(highest, weights[j - from]);
        }
        let total = 0;
        sum.fill(0);
        for (let j = from; j < to; j++) {
          const weight = Math.exp(weights[j - from] - highest);
          total += weight;
          for (let c = 0; c < d; c++) sum[c] += weight * x[j * step + v + c];
        }
        for (let c = 0; c < d; c++) y[(i * step) / 3 + q + c] = sum[c] / total;
        logSum[i * heads.heads + head] = highest + Math.log(total);
      }
    });
  },
});

/** dx [R, B T, 3 D], which is 0 in rows of padding, and c [R, B T, H] of each query. */
export const attentionBackward = defineKernel<Input | 'logSum' | 'dy', Heads>({
  name: 'LabAttentionBackward',
  outputs: ({x: [replicas, rows, width]}, {heads}) => [
    {shape: [replicas, rows, width], dtype: 'float32'},
    {shape: [replicas, rows, heads], dtype: 'float32'},
  ],
  plain([dx, means], {x, lengths, starts, logSum, dy}, shapes, heads) {
    const [p, slopes] = [new Float64Array(LONGEST), new Float64Array(LONGEST)];
    dx.fill(0);
    means.fill(0);
    eachHead({lengths, starts}, shapes, heads, ({from, to, head, d, q, k, v, step}) => {
      const sums = new Float64Array((to - from) * 2 * d);
      for (let i = from; i < to; i++) {
        const [query, pull] = [i * step + q, (i * step) / 3 + q];
        let mean = 0;
        for (let j = from; j < to; j++) {
          const score = dot(x, query, x, j * step + k, d) / Math.sqrt(d);
          p[j - from] = Math.exp(Math.min(0, score - logSum[i * heads.heads + head]));
          slopes[j - from] = dot(dy, pull, x, j * step + v, d);
          mean += p[j - from] * slopes[j - from];
        }
        means[i * heads.heads + head] = mean;
        for (let c = 0; c < d; c++) {
          let sum = 0;
          for (let j = from; j < to; j++) {
            const at = (j - from) * 2 * d + c;
            const g = (p[j - from] * (slopes[j - from] - mean)) / Math.sqrt(d);
            sum += g * x[j * step + k + c];
            sums[at] += g * x[query + c];
            sums[at + d] += p[j - from] * dy[pull + c];
          }
          dx[query + c] = sum;
        }
      }
      for (let j = from; j < to; j++) {
        const at = (j - from) * 2 * d;
        dx.set(sums.subarray(at, at + d), j * step + k);
        dx.set(sums.subarray(at + d, at + 2 * d), j * step + v);
      }
    });
  },
});

/** One head of one sequence. */
interface Stretch {
  /** The rows of x that belong to the sequence, without padding. */
  from: number;
  to: number;
  head: number;
  /** Where the head's queries, keys and values begin in a row, and how many numbers each has. */
  q: number;
  k: number;
  v: number;
  d: number;
  /** Numbers of a row. */
  step: number;
}

function eachHead(
  {lengths, starts}: {lengths: Values; starts?: Values},
  shapes: Shapes<'x' | 'lengths'>,
  {heads, longest}: Heads,
  visit: (stretch: Stretch) => void,
): void {
  const [replicas, rows, step] = shapes.x;
  const d = step / 3 / heads;
  for (let s = 0; s < (replicas * rows) / longest; s++) {
    const at = s % lengths.length;
    const from = starts ? Math.floor((s * longest) / rows) * rows + starts[at] : s * longest;
    const to = from + Math.min(Math.max(lengths[at], 0), longest);
    for (let head = 0; head < heads; head++) {
      const q = head * d;
      visit({from, to, head, d, q, k: step / 3 + q, v: (2 * step) / 3 + q, step});
    }
  }
}

function dot(x: Values, xAt: number, y: Values, yAt: number, d: number): number {
  let sum = 0;
  for (let c = 0; c < d; c++) sum += x[xAt + c] * y[yAt + c];
  return sum;
}

/**
 * softmax(q k^T / sqrt(d)) v for every head. x [R, B T, 3 D] holds in each row the queries, keys and values of all
 * heads, for sequences of T rows, T up to 128 -> [R, B T, D]. `lengths`, int32 [R or 1, B], are the lengths of the
 * sequences: rows past them are padding, which gets no attention and has the result 0. For packed texts, see
 * `Packing.starts`.
 */
export function attention(x: tf.Tensor, lengths: tf.Tensor, heads: Heads, starts?: tf.Tensor): tf.Tensor {
  if (heads.longest > LONGEST) {
    throw new Error(`Attention takes sequences of at most ${LONGEST} tokens; this one has ${heads.longest}.`);
  }
  if (![attentionForward, attentionBackward].every(hasKernel)) return composedAttention(x, lengths, heads);
  const operation = tf.customGrad((value, save) => {
    const [y, logSum] = runKernel(attentionForward, {x: value as tf.Tensor, lengths, starts}, heads);
    (save as tf.GradSaveFunc)([value as tf.Tensor, lengths, logSum, ...(starts ? [starts] : [])]);
    return {
      value: y,
      gradFunc: (dy: tf.Tensor, [savedX, savedLengths, savedLogSum, savedStarts]: tf.Tensor[]) => {
        const saved = {x: savedX, lengths: savedLengths, logSum: savedLogSum, starts: savedStarts};
        return runKernel(attentionBackward, {...saved, dy}, heads)[0];
      },
    };
  });
  return operation(x);
}

/** Added to the scores of padding, whose weight is then 0. */
const LEFT_OUT = -1e9;

/** The same, composed of TensorFlow.js operations. It stores T x T numbers for every sequence. */
export function composedAttention(x: tf.Tensor, lengths: tf.Tensor, {heads, longest}: Heads): tf.Tensor {
  const [replicas, rows, width] = x.shape as [number, number, number];
  const [d, sequences] = [width / 3 / heads, rows / longest];
  const byHead = tf.transpose(tf.reshape(x, [replicas, rows, 3 * heads, d]), [0, 2, 1, 3]);
  const [queries, keys, values] = tf
    .split(byHead, 3, 1)
    .map((part) => tf.reshape(part, [replicas * heads * sequences, longest, d]));
  const ends = tf.tile(tf.cast(lengths, 'float32'), [replicas / lengths.shape[0], heads]);
  // 1 for each row that is not padding.
  const counts = tf.step(tf.sub(tf.reshape(ends, [-1, 1, 1]), places(longest)));
  const scores = tf.mul(tf.matMul(queries, keys, false, true), 1 / Math.sqrt(d));
  const p = tf.softmax(tf.add(scores, tf.mul(tf.sub(1, counts), LEFT_OUT)));
  const found = tf.mul(tf.matMul(tf.mul(p, counts), values), tf.reshape(counts, [-1, longest, 1]));
  const byRow = tf.transpose(tf.reshape(found, [replicas, heads, rows, d]), [0, 2, 1, 3]);
  return tf.reshape(byRow, [replicas, rows, width / 3]);
}
