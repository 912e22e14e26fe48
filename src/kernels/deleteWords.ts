/** Random views of texts: some words of each text are deleted, and the others move together. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../engine/constant.ts';
import {defineKernel, hasKernel, runKernel} from '../engine/kernel.ts';
import {uniforms} from '../engine/keys.ts';
import type {Keys} from '../engine/program.ts';
import {gatherRows} from './gatherRows.ts';
import {keysIn, uniform} from './random.ts';

/**
 * table int32 [M, T], rows int32 [R or 1, V N], keys int32 [R, V, 2], share [R] -> int32 [R, V N, T]: the texts of the
 * rows. A word is deleted where the uniform number of its place is below the share, and padding (-1) fills the end. Of a
 * text that would lose all words the first one stays.
 */
export const deleteWordsKernel = defineKernel<'table' | 'rows' | 'keys' | 'share', object>({
  name: 'LabDeleteWords',
  outputs: ({table, rows, keys}) => [{shape: [keys[0], rows[1], table[1]], dtype: 'int32'}],
  plain([out], {table, rows, keys, share}, shapes) {
    const length = shapes.table[1];
    const [sets, n] = shapes.rows;
    const streams = shapes.keys[1];
    const size = n / streams;
    for (const [i, key] of keysIn(keys).entries()) {
      const u = uniforms(key, size * length);
      const r = Math.floor(i / streams);
      const first = (sets === 1 ? 0 : r * n) + (i % streams) * size;
      for (let text = 0; text < size; text++) {
        const [from, to] = [rows[first + text] * length, (i * size + text) * length];
        let kept = 0;
        for (let t = 0; t < length; t++) {
          const token = table[from + t];
          if (token >= 0 && u[text * length + t] >= share[r]) out[to + kept++] = token;
        }
        if (kept === 0) out[to + kept++] = table[from];
        out.fill(-1, to + kept, to + length);
      }
    }
  },
});

export function deleteWords(table: tf.Tensor, rows: tf.Tensor, keys: Keys, share: tf.Tensor): tf.Tensor {
  if (hasKernel(deleteWordsKernel)) return runKernel(deleteWordsKernel, {table, rows, keys: keys.tensor, share}, {})[0];
  return composedDeleteWords(table, rows, keys, share);
}

/** The same, composed of TensorFlow.js operations: every word finds its new place by counting the words before it. */
export function composedDeleteWords(table: tf.Tensor, rows: tf.Tensor, keys: Keys, share: tf.Tensor): tf.Tensor {
  const length = table.shape[1]!;
  const n = rows.shape[1]!;
  const tokens = tf.cast(gatherRows(table, rows), 'float32');
  const u = uniform(keys, [n / keys.tensor.shape[1]!, length]);
  const words = tf.step(tf.add(tokens, 0.5));
  const drawn = tf.mul(words, tf.cast(tf.greaterEqual(u, tf.reshape(share, [-1, 1, 1])), 'float32'));
  const none = tf.sub(1, tf.max(drawn, 2, true));
  const kept = tf.add(drawn, tf.mul(none, firstPlace(length)));
  const texts = [kept.shape[0] * n, length];
  const place = tf.reshape(tf.matMul(tf.reshape(kept, texts), before(length)), [...texts, 1]);
  // 1 where a word goes to a place, [texts, T, T].
  const goes = tf.mul(tf.relu(tf.sub(1, tf.abs(tf.sub(place, places(length))))), tf.reshape(kept, [...texts, 1]));
  // Padding is -1: tokens are counted from 1, so that places without a word get 0.
  const moved = tf.sum(tf.mul(goes, tf.reshape(tf.add(tokens, tf.add(tf.mul(drawn, 0), 1)), [...texts, 1])), 1);
  return tf.cast(tf.floor(tf.sub(tf.reshape(moved, drawn.shape), 0.5)), 'int32');
}

const firstPlace = (length: number) =>
  constant(`first place ${length}`, [1, 1, length], () => Float32Array.from({length}, (_, t) => Number(t === 0)));

const places = (length: number) =>
  constant(`places of words ${length}`, [1, 1, length], () => Float32Array.from({length}, (_, t) => t));

/** 1 where row < column, [T, T]. */
const before = (length: number) =>
  constant(`words before ${length}`, [length, length], () =>
    Float32Array.from({length: length ** 2}, (_, at) => Number(Math.floor(at / length) < at % length)),
  );
