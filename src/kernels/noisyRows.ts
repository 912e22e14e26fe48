/** Rows of a table with normal noise: the views of vectors. */
import * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel} from '../engine/kernel.ts';
import {normals} from '../engine/keys.ts';
import type {Keys} from '../engine/program.ts';
import {gatherRows} from './gatherRows.ts';
import {keysIn, normal} from './random.ts';

/**
 * table [M, D], rows int32 [R or 1, N], keys int32 [R, V, 2], deviation [R] -> [R, V N, D]: for each stream all rows, each
 * with deviation times the stream's normal numbers.
 */
export const noisyRowsKernel = defineKernel<'table' | 'rows' | 'keys' | 'deviation', object>({
  name: 'LabNoisyRows',
  outputs: ({table, rows, keys}) => [{shape: [keys[0], keys[1] * rows[1], table[1]], dtype: 'float32'}],
  plain([out], {table, rows, keys, deviation}, shapes) {
    const d = shapes.table[1];
    const [replicas, n] = shapes.rows;
    const streams = shapes.keys[1];
    for (const [i, key] of keysIn(keys).entries()) {
      const r = Math.floor(i / streams);
      const noise = normals(key, n * d);
      const row = replicas === 1 ? 0 : r * n;
      for (let k = 0; k < n * d; k++) {
        const at = rows[row + Math.floor(k / d)] * d + (k % d);
        // Rounded like a product and a sum in single precision, whatever computes them.
        out[i * n * d + k] = table[at] + Math.fround(noise[k] * deviation[r]);
      }
    }
  },
});

export function noisyRows(table: tf.Tensor, rows: tf.Tensor, keys: Keys, deviation: tf.Tensor): tf.Tensor {
  if (hasKernel(noisyRowsKernel)) {
    return runKernel(noisyRowsKernel, {table, rows, keys: keys.tensor, deviation}, {})[0];
  }
  const base = gatherRows(table, rows);
  const streams = keys.tensor.shape[1]!;
  const noise = normal(keys, base.shape.slice(1));
  return tf.add(tf.tile(base, [1, streams, 1]), tf.mul(noise, tf.reshape(deviation, [-1, 1, 1])));
}
