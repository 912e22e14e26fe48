/**
 * Packs texts without their padding. The rows of all texts stand one after another at the beginning of a table whose
 * shape is fixed. A kernel that can read the number of used rows, as on wasm, then does no work for padding. The unused
 * rows at the end of the table are never read, and their gradients are 0.
 */
import type * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel} from '../engine/kernel.ts';
import type {Values} from '../engine/records.ts';

/** S sets of N texts of T words, including padding. In unused rows, `words` and `places` are -1. */
export interface Packing {
  /** The words, int32 [S, N T]. */
  words: tf.Tensor;
  /** The place of each word among the N T places of the texts with their padding, int32 [S, N T]. */
  places: tf.Tensor;
  /** The place of each word in its text, 0 to T - 1, int32 [S, N T]. */
  placesInText: tf.Tensor;
  /** The row of each text's first word, int32 [S, N]. */
  starts: tf.Tensor;
  /** The number of used rows, int32 [S]. */
  counts: tf.Tensor;
}

/** tokens int32 [S, N, T] -> words, places, places in the text, starts and counts: see `Packing`. */
export const packTextsKernel = defineKernel<'tokens', object>({
  name: 'LabPackTexts',
  outputs: ({tokens: [sets, n, longest]}) =>
    [[sets, n * longest], [sets, n * longest], [sets, n * longest], [sets, n], [sets]].map((shape) => ({
      shape,
      dtype: 'int32',
    })),
  plain([words, places, placesInText, starts, counts], {tokens}, shapes) {
    const [sets, n, longest] = shapes.tokens;
    words.fill(-1);
    places.fill(-1);
    placesInText.fill(0);
    for (let s = 0; s < sets; s++) {
      const first = s * n * longest;
      let row = 0;
      for (let i = 0; i < n; i++) {
        starts[s * n + i] = row;
        for (let t = 0; t < longest && tokens[first + i * longest + t] >= 0; t++) {
          words[first + row] = tokens[first + i * longest + t];
          places[first + row] = i * longest + t;
          placesInText[first + row] = t;
          row++;
        }
      }
      counts[s] = row;
    }
  },
});

/** tokens int32 [S, N, T], with padding (-1) last in a text. Undefined on backends that are faster with padding. */
export function packTexts(tokens: tf.Tensor): Packing | undefined {
  if (!hasKernel(packTextsKernel)) return undefined;
  const [words, places, placesInText, starts, counts] = runKernel(packTextsKernel, {tokens}, {});
  return {words, places, placesInText, starts, counts};
}

/** For plain forms: the number of used rows of replica r, of n. */
export const countOf = (counts: Values | undefined, r: number, n: number): number =>
  counts ? counts[r % counts.length] : n;
