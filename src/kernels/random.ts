/**
 * Random tensors from keys: for each replica one stream after another.
 *
 * engine/keys.ts defines every element. All forms agree: uniform numbers and permutations to the bit, normal numbers
 * within 1e-6. Without a kernel of its own, a backend gets the numbers from the CPU.
 */
import type * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel, sizeOf} from '../engine/kernel.ts';
import {type Key, normals, permutation, uniforms} from '../engine/keys.ts';
import type {Keys} from '../engine/program.ts';
import type {Values} from '../engine/records.ts';

/** `keep` is 0 with probability `rate`, else 1 / (1 - rate): a mask for dropout. */
type Distribution = 'uniform' | 'normal' | 'keep';

interface FillAttributes {
  /** The shape of one stream's numbers. */
  shape: readonly number[];
  distribution: Distribution;
  rate: number;
}

/** keys int32 [R, V, 2] -> [R, V shape[0], ...], stream after stream. */
export const randomFill = defineKernel<'keys', FillAttributes>({
  name: 'LabRandomFill',
  outputs: ({keys}, {shape}) => [{shape: filledShape(keys, shape), dtype: 'float32'}],
  plain([out], {keys}, _shapes, {shape, distribution, rate}) {
    const size = sizeOf(shape);
    for (const [i, key] of keysIn(keys).entries()) out.set(drawn(distribution, key, size, rate), i * size);
  },
});

/** The first `count` elements of a random permutation of 0 ... size - 1, or of `table` int32 [size] if there is one. */
export const permute = defineKernel<'keys' | 'table', {size: number; count: number}>({
  name: 'LabPermute',
  outputs: ({keys}, {count}) => [{shape: [keys[0], keys[1] * count], dtype: 'int32'}],
  plain([out], {keys, table}, _shapes, {size, count}) {
    for (const [i, key] of keysIn(keys).entries()) {
      const at = permutation(key, size);
      for (let k = 0; k < count; k++) out[i * count + k] = table ? table[at(k)] : at(k);
    }
  },
});

/** The keys of a tensor [R, V, 2], listed by replica. */
export function keysIn(words: Values): Key[] {
  return Array.from({length: words.length / 2}, (_, i) => [words[2 * i], words[2 * i + 1]] as const);
}

export function drawn(distribution: Distribution, key: Key, size: number, rate: number): Float32Array {
  if (distribution === 'normal') return normals(key, size);
  const draws = uniforms(key, size);
  return distribution === 'uniform' ? draws : draws.map((u) => (u < rate ? 0 : 1 / (1 - rate)));
}

const filledShape = ([replicas, streams]: readonly number[], shape: readonly number[]) =>
  shape.length === 0 ? [replicas] : [replicas, streams * shape[0], ...shape.slice(1)];

/** Uniform in [0, 1), [R, V shape[0], ...]. */
export const uniform = (keys: Keys, shape: readonly number[]) => fill(keys, shape, 'uniform');

/** Standard normal. */
export const normal = (keys: Keys, shape: readonly number[]) => fill(keys, shape, 'normal');

/** A mask for dropout: 0 with probability `rate`, else 1 / (1 - rate). */
export const keepMask = (keys: Keys, shape: readonly number[], rate: number) => fill(keys, shape, 'keep', rate);

function fill(keys: Keys, shape: readonly number[], distribution: Distribution, rate = 0): tf.Tensor {
  if (hasKernel(randomFill)) return runKernel(randomFill, {keys: keys.tensor}, {shape, distribution, rate})[0];
  const size = sizeOf(shape);
  return keys.fed(filledShape(keys.tensor.shape, shape), 'float32', (key) => drawn(distribution, key, size, rate));
}

/**
 * The first `count` elements of a random permutation of 0 ... size - 1, or of the rows of a table; int32 [R, V count].
 */
export function permuted(keys: Keys, size: number, count: number, table?: {tensor: tf.Tensor; rows: Int32Array}) {
  if (count > size) throw new Error(`Cannot draw ${count} of ${size} without repetition.`);
  if (hasKernel(permute)) {
    return runKernel(permute, {keys: keys.tensor, table: table?.tensor}, {size, count})[0];
  }
  return keys.fed([keys.tensor.shape[0], keys.tensor.shape[1]! * count], 'int32', (key) => {
    const at = permutation(key, size);
    return Int32Array.from({length: count}, (_, k) => (table ? table.rows[at(k)] : at(k)));
  });
}
