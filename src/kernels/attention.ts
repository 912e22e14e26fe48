/**
 * Scaled dot-product attention over short sequences (Vaswani et al., "Attention is all you need", 2017, equation 1).
 *
 * For query i and the keys j below the sequence's length:
 *     s_ij = <q_i, k_j> / sqrt(d),   L_i = log sum_j exp(s_ij),   p_ij = exp(s_ij - L_i),   y_i = sum_j p_ij v_j
 * The backward pass computes p anew from L, so that nothing of size T x T is stored; no rounding makes it more than 1:
 *     c_i = sum_j p_ij <dy_i, v_j>,   g_ij = p_ij (<dy_i, v_j> - c_i) / sqrt(d)
 *     dq_i = sum_j g_ij k_j,   dk_j = sum_i g_ij q_i,   dv_j = sum_i p_ij dy_i
 */
import * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel, type Shapes} from '../engine/kernel.ts';
import type {Values} from '../engine/records.ts';
import {places} from './texts.ts';

/** The longest sequence. */
export const LONGEST = 128;

type Input = 'q' | 'k' | 'v' | 'lengths';

/** q, k, v [R, B, T, d], lengths int32 [R or 1, B] -> y [R, B, T, d] and L [R, B, T]; both 0 where the length is 0. */
export const attentionForward = defineKernel<Input, object>({
  name: 'LabAttentionForward',
  outputs: ({q}) => [
    {shape: [...q], dtype: 'float32'},
    {shape: q.slice(0, 3), dtype: 'float32'},
  ],
  plain([y, logSum], {q, k, v, lengths}, shapes) {
    const d = shapes.q[3];
    const weights = new Float64Array(LONGEST);
    const sum = new Float64Array(d);
    eachSequence(lengths, shapes, (from, to, length) => {
      for (let i = from; i < to; i++) {
        let highest = length > 0 ? Number.NEGATIVE_INFINITY : 0;
        for (let j = 0; j < length; j++) {
          weights[j] = dot(q, i * d, k, (from + j) * d, d) / Math.sqrt(d);
          highest = Math.max(highest, weights[j]);
        }
        let total = 0;
        sum.fill(0);
        for (let j = 0; j < length; j++) {
          const weight = Math.exp(weights[j] - highest);
          total += weight;
          for (let c = 0; c < d; c++) sum[c] += weight * v[(from + j) * d + c];
        }
        total ||= 1;
        for (let c = 0; c < d; c++) y[i * d + c] = sum[c] / total;
        logSum[i] = highest + Math.log(total);
      }
    });
  },
});

/** dq [R, B, T, d], and L and c of every query, [R, B, T, 2]. */
export const attentionQueries = defineKernel<Input | 'logSum' | 'dy', object>({
  name: 'LabAttentionQueries',
  outputs: ({q}) => [
    {shape: [...q], dtype: 'float32'},
    {shape: [...q.slice(0, 3), 2], dtype: 'float32'},
  ],
  plain([dq, saved], {q, k, v, lengths, logSum, dy}, shapes) {
    const d = shapes.q[3];
    const [p, slopes] = [new Float64Array(LONGEST), new Float64Array(LONGEST)];
    const sum = new Float64Array(d);
    eachSequence(lengths, shapes, (from, to, length) => {
      for (let i = from; i < to; i++) {
        let mean = 0;
        for (let j = 0; j < length; j++) {
          p[j] = Math.exp(Math.min(0, dot(q, i * d, k, (from + j) * d, d) / Math.sqrt(d) - logSum[i]));
          slopes[j] = dot(dy, i * d, v, (from + j) * d, d);
          mean += p[j] * slopes[j];
        }
        sum.fill(0);
        for (let j = 0; j < length; j++) {
          const g = (p[j] * (slopes[j] - mean)) / Math.sqrt(d);
          for (let c = 0; c < d; c++) sum[c] += g * k[(from + j) * d + c];
        }
        dq.set(sum, i * d);
        saved[2 * i] = logSum[i];
        saved[2 * i + 1] = mean;
      }
    });
  },
});

/** dk and dv, [R, B, T, d], from L and c of every query. */
export const attentionKeys = defineKernel<Input | 'saved' | 'dy', object>({
  name: 'LabAttentionKeys',
  outputs: ({k, v}) => [
    {shape: [...k], dtype: 'float32'},
    {shape: [...v], dtype: 'float32'},
  ],
  plain([dk, dv], {q, k, v, lengths, saved, dy}, shapes) {
    const d = shapes.q[3];
    const [keySum, valueSum] = [new Float64Array(d), new Float64Array(d)];
    eachSequence(lengths, shapes, (from, to, length) => {
      for (let j = from; j < to; j++) {
        keySum.fill(0);
        valueSum.fill(0);
        for (let i = from; i < to && j < from + length; i++) {
          const p = Math.exp(Math.min(0, dot(q, i * d, k, j * d, d) / Math.sqrt(d) - saved[2 * i]));
          const g = (p * (dot(dy, i * d, v, j * d, d) - saved[2 * i + 1])) / Math.sqrt(d);
          for (let c = 0; c < d; c++) {
            keySum[c] += g * q[i * d + c];
            valueSum[c] += p * dy[i * d + c];
          }
        }
        dk.set(keySum, j * d);
        dv.set(valueSum, j * d);
      }
    });
  },
});

/** Calls `visit` with the first row of each sequence, the row after its last, and its length. */
function eachSequence(
  lengths: Values,
  shapes: Shapes<'q' | 'lengths'>,
  visit: (from: number, to: number, length: number) => void,
): void {
  const [replicas, sequences, longest] = shapes.q;
  for (let s = 0; s < replicas * sequences; s++) {
    const length = lengths[shapes.lengths[0] === 1 ? s % sequences : s];
    visit(s * longest, (s + 1) * longest, Math.min(Math.max(length, 0), longest));
  }
}

function dot(x: Values, xAt: number, y: Values, yAt: number, d: number): number {
  let sum = 0;
  for (let c = 0; c < d; c++) sum += x[xAt + c] * y[yAt + c];
  return sum;
}

/**
 * softmax(q k^T / sqrt(d)) v for q, k, v [R, B, T, d] with T up to 128 -> [R, B, T, d]. Keys from `lengths`, int32
 * [R or 1, B], on are padding, and get no weight; a sequence of length 0 gives 0. With several heads B is batch x heads.
 */
export function attention(q: tf.Tensor, k: tf.Tensor, v: tf.Tensor, lengths: tf.Tensor): tf.Tensor {
  if (q.shape[2]! > LONGEST) {
    throw new Error(`Attention takes sequences of at most ${LONGEST} tokens, and got ${q.shape[2]}.`);
  }
  if (![attentionForward, attentionQueries, attentionKeys].every(hasKernel)) return composedAttention(q, k, v, lengths);
  const operation = tf.customGrad((...all) => {
    const save = all.pop() as unknown as tf.GradSaveFunc;
    const [queries, keys, values] = all as tf.Tensor[];
    const [y, logSum] = runKernel(attentionForward, {q: queries, k: keys, v: values, lengths}, {});
    save([queries, keys, values, lengths, logSum]);
    return {
      value: y,
      gradFunc: (dy: tf.Tensor, [savedQ, savedK, savedV, savedLengths, savedLogSum]: tf.Tensor[]) => {
        const inputs = {q: savedQ, k: savedK, v: savedV, lengths: savedLengths, dy};
        const [dq, saved] = runKernel(attentionQueries, {...inputs, logSum: savedLogSum}, {});
        return [dq, ...runKernel(attentionKeys, {...inputs, saved}, {})];
      },
    };
  });
  return operation(q, k, v);
}

/** Added to the exponent of a key that is padding. */
const LEFT_OUT = -1e9;

/** The composed form, with the gradient of its operations. Stores T x T for every sequence. */
export function composedAttention(q: tf.Tensor, k: tf.Tensor, v: tf.Tensor, lengths: tf.Tensor): tf.Tensor {
  const [replicas, sequences, longest, d] = q.shape as [number, number, number, number];
  const [queries, keys, values] = [q, k, v].map((x) => tf.reshape(x, [replicas * sequences, longest, d]));
  const ends = tf.tile(tf.cast(lengths, 'float32'), [replicas / lengths.shape[0], 1]);
  // 1 for each key that counts.
  const counts = tf.step(tf.sub(tf.reshape(ends, [-1, 1, 1]), places(longest)));
  const scores = tf.mul(tf.matMul(queries, keys, false, true), 1 / Math.sqrt(d));
  const p = tf.softmax(tf.add(scores, tf.mul(tf.sub(1, counts), LEFT_OUT)));
  return tf.reshape(tf.matMul(tf.mul(p, counts), values), q.shape);
}
