/**
 * Random tensors from keys, one stream for each replica.
 *
 * The numbers are computed on the CPU and uploaded; the definition of every element is in engine/keys.ts, so that a
 * kernel on the GPU can produce the same bits.
 */
import * as tf from '@tensorflow/tfjs-core';
import {type Key, normals, permutation, uniforms} from '../engine/keys.ts';
import type {Keys} from '../engine/program.ts';

/** Uniform in [0, 1), shape [R, ...shape]. */
export const uniform = (keys: Keys, shape: readonly number[]) => filled(keys, shape, uniforms);

/** Standard normal, shape [R, ...shape]. */
export const normal = (keys: Keys, shape: readonly number[]) => filled(keys, shape, normals);

/** The first `count` elements of a random permutation of 0 ... size - 1, int32 [R, count]. */
export function permuted(keys: Keys, size: number, count: number): tf.Tensor {
  if (count > size) throw new Error(`Cannot draw ${count} of ${size} without repetition.`);
  const out = new Int32Array(keys.replicas.length * count);
  keys.replicas.forEach((key, r) => {
    const at = permutation(key, size);
    for (let i = 0; i < count; i++) out[r * count + i] = at(i);
  });
  return tf.tensor(out, [keys.replicas.length, count], 'int32');
}

function filled(keys: Keys, shape: readonly number[], fill: (key: Key, count: number) => Float32Array): tf.Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  const out = new Float32Array(keys.replicas.length * size);
  keys.replicas.forEach((key, r) => out.set(fill(key, size), r * size));
  return tf.tensor(out, [keys.replicas.length, ...shape]);
}
