/** Random views of texts: some words of each text are blanked out. */
import * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel} from '../engine/kernel.ts';
import {uniforms} from '../engine/keys.ts';
import type {Keys} from '../engine/program.ts';
import {gatherRows} from './gatherRows.ts';
import {keysIn, uniform} from './random.ts';

/** The token of a blanked or unknown word. */
export const BLANK = 0;

/**
 * table int32 [M, T], rows int32 [R or 1, V N], keys int32 [R, V, 2], share [R] -> int32 [R, V N, T]: the texts of the
 * rows. A word becomes blank where the uniform number of its place is below the share. Padding (-1) stays.
 */
export const maskWordsKernel = defineKernel<'table' | 'rows' | 'keys' | 'share', object>({
  name: 'LabMaskWords',
  outputs: ({table, rows, keys}) => [{shape: [keys[0], rows[1], table[1]], dtype: 'int32'}],
  plain([out], {table, rows, keys, share}, shapes) {
    const length = shapes.table[1];
    const [sets, n] = shapes.rows;
    const streams = shapes.keys[1];
    const size = (n / streams) * length;
    for (const [i, key] of keysIn(keys).entries()) {
      const u = uniforms(key, size);
      const r = Math.floor(i / streams);
      const first = (sets === 1 ? 0 : r * n) + (i % streams) * (n / streams);
      for (let k = 0; k < size; k++) {
        const token = table[rows[first + Math.floor(k / length)] * length + (k % length)];
        out[i * size + k] = token > BLANK && u[k] < share[r] ? BLANK : token;
      }
    }
  },
});

export function maskWords(table: tf.Tensor, rows: tf.Tensor, keys: Keys, share: tf.Tensor): tf.Tensor {
  if (hasKernel(maskWordsKernel)) return runKernel(maskWordsKernel, {table, rows, keys: keys.tensor, share}, {})[0];
  const tokens = gatherRows(table, rows);
  const [, n, length] = tokens.shape as [number, number, number];
  const u = uniform(keys, [n / keys.tensor.shape[1]!, length]);
  const kept = tf.cast(tf.greaterEqual(u, tf.reshape(share, [-1, 1, 1])), 'int32');
  // Words are above 0 and are multiplied by 1 or 0; the blank is 0; padding is below 0 and stays.
  const blank = tf.scalar(BLANK, 'int32');
  return tf.add(tf.mul(tf.maximum(tokens, blank), kept), tf.minimum(tokens, blank));
}
