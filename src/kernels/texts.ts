/** Pools the vectors of a text's tokens into one. Padding (-1) stands last in a text and is ignored. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../engine/constant.ts';
import {defineKernel, hasKernel, runKernel} from '../engine/kernel.ts';
import type {Values} from '../engine/records.ts';

/** tokens int32 [S, N, T] -> the number of tokens before the padding, int32 [S, N]. */
export const lengthsKernel = defineKernel<'tokens', object>({
  name: 'LabTextLengths',
  outputs: ({tokens}) => [{shape: tokens.slice(0, 2), dtype: 'int32'}],
  plain([lengths], {tokens}, shapes) {
    const longest = shapes.tokens[2];
    for (let i = 0; i < lengths.length; i++) {
      let length = 0;
      while (length < longest && tokens[i * longest + length] >= 0) length++;
      lengths[i] = length;
    }
  },
});

/**
 * x [R, N, T, D], lengths int32 [R or 1, N] -> y_n = sum_{t < l_n} x_nt / max(l_n, 1), [R, N, D]. With starts,
 * int32 [R or 1, N], x_nt is row starts_n + t of the N T rows of its replica.
 */
export const meanTokensForward = defineKernel<'x' | 'lengths' | 'starts', object>({
  name: 'LabMeanTokensForward',
  outputs: ({x: [replicas, n, , d]}) => [{shape: [replicas, n, d], dtype: 'float32'}],
  plain([y], {x, lengths, starts}, shapes) {
    const [replicas, n, longest, d] = shapes.x;
    const sum = new Float64Array(d);
    for (let i = 0; i < replicas * n; i++) {
      const length = lengths[i % lengths.length];
      const from = firstRow(starts, i, n, longest);
      sum.fill(0);
      for (let t = 0; t < length; t++) {
        for (let k = 0; k < d; k++) sum[k] += x[(from + t) * d + k];
      }
      for (let k = 0; k < d; k++) y[i * d + k] = sum[k] / Math.max(length, 1);
    }
  },
});

/** dy [R, N, D] -> dx_nt = dy_n / l_n for t < l_n, else 0, [R, N, T, D]. */
export const meanTokensBackward = defineKernel<'dy' | 'lengths' | 'starts', {longest: number}>({
  name: 'LabMeanTokensBackward',
  outputs: ({dy: [replicas, n, d]}, {longest}) => [{shape: [replicas, n, longest, d], dtype: 'float32'}],
  plain([dx], {dy, lengths, starts}, shapes, {longest}) {
    const [replicas, n, d] = shapes.dy;
    dx.fill(0);
    for (let i = 0; i < replicas * n; i++) {
      const length = lengths[i % lengths.length];
      const from = firstRow(starts, i, n, longest);
      for (let t = 0; t < length; t++) {
        for (let k = 0; k < d; k++) dx[(from + t) * d + k] = dy[i * d + k] / length;
      }
    }
  },
});

/** For plain forms: the first row of text i, counted over all replicas of n texts each. */
function firstRow(starts: Values | undefined, i: number, n: number, longest: number): number {
  return starts ? Math.floor(i / n) * n * longest + starts[i % starts.length] : i * longest;
}

/** tokens int32 [S, N, T] -> the length of each text without its padding, int32 [S, N]. */
export function textLengths(tokens: tf.Tensor): tf.Tensor {
  if (hasKernel(lengthsKernel)) return runKernel(lengthsKernel, {tokens}, {})[0];
  return composedTextLengths(tokens);
}

/** The same, composed of TensorFlow.js operations. */
export const composedTextLengths = (tokens: tf.Tensor): tf.Tensor =>
  tf.cast(tf.sum(tf.step(tf.add(tf.cast(tokens, 'float32'), 1)), 2), 'int32');

/**
 * x [R, N, T, D], lengths int32 [R or 1, N] -> the mean of each text's first l_n vectors, [R, N, D]; 0 for a length of
 * 0. For packed texts, see `Packing.starts`.
 */
export function meanTokens(x: tf.Tensor, lengths: tf.Tensor, starts?: tf.Tensor): tf.Tensor {
  if (![meanTokensForward, meanTokensBackward].every(hasKernel)) return composedMeanTokens(x, lengths);
  const longest = x.shape[2]!;
  const operation = tf.customGrad((value, save) => {
    (save as tf.GradSaveFunc)([lengths, ...(starts ? [starts] : [])]);
    return {
      value: runKernel(meanTokensForward, {x: value as tf.Tensor, lengths, starts}, {})[0],
      gradFunc: (dy: tf.Tensor, [savedLengths, savedStarts]: tf.Tensor[]) =>
        runKernel(meanTokensBackward, {dy, lengths: savedLengths, starts: savedStarts}, {longest})[0],
    };
  });
  return operation(x);
}

/** The same, composed of TensorFlow.js operations, with their gradients. */
export function composedMeanTokens(x: tf.Tensor, lengths: tf.Tensor): tf.Tensor {
  const ends = tf.expandDims(tf.cast(lengths, 'float32'), 2);
  const shares = tf.div(tf.step(tf.sub(ends, places(x.shape[2]!))), tf.maximum(ends, 1));
  return tf.sum(tf.mul(x, tf.expandDims(shares, 3)), 2);
}

/** 0, 1, ..., [1, 1, longest]. */
export const places = (longest: number): tf.Tensor =>
  constant(`places ${longest}`, [1, 1, longest], () => Float32Array.from({length: longest}, (_, i) => i));
