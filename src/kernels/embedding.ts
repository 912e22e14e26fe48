/**
 * Vectors of tokens from a table, and their means over a text.
 *
 * One pair of kernels computes both: a single token is a text of length 1. The gradient of a token's vector sums over
 * the places of the token in the order of the texts. So no two threads add to one number, and the sum always has the
 * same bits.
 */
import * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel} from '../engine/kernel.ts';
import {product, transposedProduct} from './matmul.ts';

/**
 * table [R, V, D], tokens int32 [S, N, T] with S = R or 1 -> the mean of each text's vectors [R, N, D], and 1 / the
 * number of its tokens [S, N]. Tokens that are not rows of the table are padding. A text of padding only has mean 0.
 */
export const meanForward = defineKernel<'table' | 'tokens', object>({
  name: 'LabEmbeddingMeanForward',
  outputs: ({table, tokens}) => [
    {shape: [table[0], tokens[1], table[2]], dtype: 'float32'},
    {shape: tokens.slice(0, 2), dtype: 'float32'},
  ],
  plain([y, weight], {table, tokens}, shapes) {
    const [replicas, vocabulary, d] = shapes.table;
    const [sets, n, length] = shapes.tokens;
    const sum = new Float64Array(d);
    for (let r = 0; r < replicas; r++) {
      for (let i = 0; i < n; i++) {
        const text = (sets === 1 ? 0 : r * n) + i;
        let count = 0;
        sum.fill(0);
        for (let t = text * length; t < (text + 1) * length; t++) {
          if (tokens[t] < 0 || tokens[t] >= vocabulary) continue;
          count++;
          const row = (r * vocabulary + tokens[t]) * d;
          for (let k = 0; k < d; k++) sum[k] += table[row + k];
        }
        weight[text] = 1 / Math.max(count, 1);
        for (let k = 0; k < d; k++) y[(r * n + i) * d + k] = sum[k] * weight[text];
      }
    }
  },
});

/**
 * tokens int32 [S, N, T] -> for each token of the vocabulary the linked list of its places n T + t, in rising order:
 * the first place of each token [S, V], and after each place the next place of the same token [S, N T]; -1 ends a list.
 */
export const tokenPlaces = defineKernel<'tokens', {vocabulary: number}>({
  name: 'LabTokenPlaces',
  outputs: ({tokens: [sets, n, length]}, {vocabulary}) => [
    {shape: [sets, vocabulary], dtype: 'int32'},
    {shape: [sets, n * length], dtype: 'int32'},
  ],
  plain([first, next], {tokens}, shapes, {vocabulary}) {
    const [sets, n, length] = shapes.tokens;
    first.fill(-1);
    next.fill(-1);
    for (let s = 0; s < sets; s++) {
      for (let place = n * length - 1; place >= 0; place--) {
        const token = tokens[s * n * length + place];
        if (token < 0 || token >= vocabulary) continue;
        next[s * n * length + place] = first[s * vocabulary + token];
        first[s * vocabulary + token] = place;
      }
    }
  },
});

/**
 * dy [R, N, D], weight [S, N], first [S, V], next [S, N T] -> the sum of weight dy over each token's places, [R, V, D].
 */
export const meanBackward = defineKernel<'dy' | 'weight' | 'first' | 'next', object>({
  name: 'LabEmbeddingMeanBackward',
  outputs: ({dy, first}) => [{shape: [dy[0], first[1], dy[2]], dtype: 'float32'}],
  plain([dTable], {dy, weight, first, next}, shapes) {
    const [replicas, n, d] = shapes.dy;
    const [sets, vocabulary] = shapes.first;
    const places = shapes.next[1];
    const sum = new Float64Array(d);
    for (let r = 0; r < replicas; r++) {
      const s = sets === 1 ? 0 : r;
      for (let token = 0; token < vocabulary; token++) {
        sum.fill(0);
        for (let place = first[s * vocabulary + token]; place >= 0; place = next[s * places + place]) {
          const text = Math.floor((place * n) / places);
          const w = weight[s * n + text];
          for (let k = 0; k < d; k++) sum[k] += w * dy[(r * n + text) * d + k];
        }
        dTable.set(sum, (r * vocabulary + token) * d);
      }
    }
  },
});

/**
 * table [R, V, D], tokens int32 [R or 1, N, T] -> [R, N, T, D]: y_nt = table[tokens_nt], and 0 for padding (-1).
 */
export function embedding(table: tf.Tensor, tokens: tf.Tensor): tf.Tensor {
  const [sets, n, length] = tokens.shape as [number, number, number];
  const flat = meanEmbedding(table, tf.reshape(tokens, [sets, n * length, 1]));
  return tf.reshape(flat, [table.shape[0], n, length, -1]);
}

/**
 * table [R, V, D], tokens int32 [R or 1, N, T] -> [R, N, D]: the mean of the vectors of each text's tokens, without
 * padding (-1); 0 for a text of padding only. This is a bag of words: their order does not matter.
 */
export function meanEmbedding(table: tf.Tensor, tokens: tf.Tensor): tf.Tensor {
  if (![meanForward, tokenPlaces, meanBackward].every(hasKernel)) return composedMeanEmbedding(table, tokens);
  const vocabulary = table.shape[1]!;
  const operation = tf.customGrad((rows, save) => {
    const [y, weight] = runKernel(meanForward, {table: rows as tf.Tensor, tokens}, {});
    (save as tf.GradSaveFunc)([weight, tokens]);
    return {
      value: y,
      gradFunc: (dy: tf.Tensor, [savedWeight, savedTokens]: tf.Tensor[]) => {
        const [first, next] = runKernel(tokenPlaces, {tokens: savedTokens}, {vocabulary});
        return runKernel(meanBackward, {dy, weight: savedWeight, first, next}, {})[0];
      },
    };
  });
  return operation(table);
}

/** The same, composed: the share of each token in each text, times the table. It stores N x T x V numbers. */
export function composedMeanEmbedding(table: tf.Tensor, tokens: tf.Tensor): tf.Tensor {
  const operation = tf.customGrad((rows, save) => {
    // Word by word, because TensorFlow.js's WebGPU backend is slow at sums over an inner axis and cannot transpose
    // integers.
    const words = tf.unstack(tokens, 2).map((word) => tf.cast(tf.oneHot(word, table.shape[1]!), 'float32'));
    const counts = words.reduce((sum, word) => tf.add(sum, word), tf.scalar(0));
    const shares = tf.div(counts, tf.maximum(tf.sum(counts, 2, true), 1));
    (save as tf.GradSaveFunc)([shares]);
    return {
      value: product(shares, rows as tf.Tensor),
      gradFunc: (dy: tf.Tensor, [savedShares]: tf.Tensor[]) => transposedProduct(savedShares, dy),
    };
  });
  return operation(table);
}
