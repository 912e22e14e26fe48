/** Rows of a table plus normal noise: for the views of vectors, and for augmented pictures. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../engine/constant.ts';
import {defineKernel, hasKernel, runKernel} from '../engine/kernel.ts';
import {normals} from '../engine/keys.ts';
import type {Keys} from '../engine/program.ts';
import {gatherRows} from './gatherRows.ts';
import {keysIn, normal} from './random.ts';

interface Attributes {
  /** Whether each stream takes its own part of the rows, one part after another; else every stream takes all rows. */
  parts: boolean;
}

/**
 * table [M, D], rows int32 [R or 1, N], keys int32 [R, V, 2], deviation [R] -> [R, V N, D], or [R, N, D] in parts: the
 * rows of each stream, plus deviation times the stream's normal numbers.
 */
export const noisyRowsKernel = defineKernel<'table' | 'rows' | 'keys' | 'deviation', Attributes>({
  name: 'LabNoisyRows',
  outputs: ({table, rows, keys}, {parts}) => {
    return [{shape: [keys[0], parts ? rows[1] : keys[1] * rows[1], table[1]], dtype: 'float32'}];
  },
  plain([out], {table, rows, keys, deviation}, shapes, attributes) {
    const d = shapes.table[1];
    const {n, perReplica, perStream} = stretchOf(shapes.rows, shapes.keys, attributes);
    const streams = shapes.keys[1];
    for (const [i, key] of keysIn(keys).entries()) {
      const r = Math.floor(i / streams);
      const noise = normals(key, n * d);
      const row = r * perReplica + (i % streams) * perStream;
      for (let k = 0; k < n * d; k++) {
        const at = rows[row + Math.floor(k / d)] * d + (k % d);
        // Rounded after the product and after the sum, as in single precision on every backend.
        out[i * n * d + k] = table[at] + Math.fround(noise[k] * deviation[r]);
      }
    }
  },
});

/** Rows of a stream, and the steps in `rows` [R or 1, N] to the next replica and to the next stream. */
export function stretchOf(rows: readonly number[], keys: readonly number[], {parts}: Attributes) {
  const n = parts ? rows[1] / keys[1] : rows[1];
  return {n, perReplica: rows[0] === 1 ? 0 : rows[1], perStream: parts ? n : 0};
}

/** With `parts` each stream takes its own part of the rows; else every stream takes all rows. */
export function noisyRows(table: tf.Tensor, rows: tf.Tensor, keys: Keys, deviation: tf.Tensor, parts = false) {
  if (hasKernel(noisyRowsKernel)) {
    return runKernel(noisyRowsKernel, {table, rows, keys: keys.tensor, deviation}, {parts})[0];
  }
  const base = gatherRows(table, rows);
  const [streams, d] = [keys.tensor.shape[1]!, base.shape[2]!];
  const noise = normal(keys, [base.shape[1]! / (parts ? streams : 1), d]);
  const all = parts ? base : tf.tile(base, [1, streams, 1]);
  return tf.add(all, tf.mul(noise, tf.reshape(deviation, [-1, 1, 1])));
}

/** Adds normal noise to the rows x [R, N, D]; each stream serves its part of them. */
export function withNoise(x: tf.Tensor, keys: Keys, deviation: tf.Tensor): tf.Tensor {
  const [replicas, n, d] = x.shape as [number, number, number];
  const rows = constant(`every row of ${[replicas, n]}`, [replicas, n], () =>
    Int32Array.from({length: replicas * n}, (_, i) => i),
  );
  return noisyRows(tf.reshape(x, [replicas * n, d]), rows, keys, deviation, true);
}
