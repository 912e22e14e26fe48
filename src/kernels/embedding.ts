/**
 * Vectors of tokens from a table, and their means over a text.
 *
 * Both are one pair of kernels: a single token is a text of one. The gradient adds up the places where a token stands,
 * one after another in the order of the texts, so that no two threads add to one number and the sum has always the same
 * bits.
 */
import * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel} from '../engine/kernel.ts';
import {product, transposedProduct} from './matmul.ts';

/**
 * table [R, V, D], tokens int32 [S, N, T], S = R or 1 -> the mean of each text's vectors [R, N, D] and 1 / their number
 * [S, N]. What is no row of the table is padding; a text of nothing else has the mean 0.
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
 * tokens int32 [S, N, T] -> where each token of the vocabulary stands, as lists of rising places n T + t:
 * the first place of each [S, V] and, for each place, the next one of the same token [S, N T]; -1 where there is none.
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

/** dy [R, N, D], weight [S, N], first [S, V], next [S, N T] -> sum over the places of each token of weight dy, [R, V, D]. */
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
 * table [R, V, D], tokens int32 [R or 1, N, T] -> [R, N, T, D]: y_nt = table[tokens_nt], and 0 where a token is padding
 * (-1).
 */
export function embedding(table: tf.Tensor, tokens: tf.Tensor): tf.Tensor {
  const [sets, n, length] = tokens.shape as [number, number, number];
  const flat = meanEmbedding(table, tf.reshape(tokens, [sets, n * length, 1]));
  return tf.reshape(flat, [table.shape[0], n, length, -1]);
}

/**
 * table [R, V, D], tokens int32 [R or 1, N, T] -> [R, N, D]: the mean of the vectors of each text's tokens, without
 * padding (-1); 0 for a text of padding alone. A bag of words: their order does not count.
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

/** The composed form: a product with the share that each token has in each text. Stores N x T x V. */
export function composedMeanEmbedding(table: tf.Tensor, tokens: tf.Tensor): tf.Tensor {
  const operation = tf.customGrad((rows, save) => {
    // Word by word: TensorFlow.js's WebGPU backend sums over an inner axis slowly, and cannot transpose whole numbers.
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
