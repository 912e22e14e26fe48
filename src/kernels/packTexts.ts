/**
 * Texts without their padding. Where a kernel can look at numbers to know how much it has to do, as on wasm, the rows of
 * all texts stand one after another at the beginning of tables whose shape does not depend on them: no work is done for
 * padding. Rows past those that count hold nothing that anybody reads, and their gradients are 0.
 */
import type * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel} from '../engine/kernel.ts';
import type {Values} from '../engine/records.ts';

/** For texts of T words with their padding, in S sets of N. Past the rows that count, `words` and `places` are -1. */
export interface Packing {
  /** The words, int32 [S, N T]. */
  words: tf.Tensor;
  /** Which of the N T places each word has among the texts with their padding, int32 [S, N T]. */
  places: tf.Tensor;
  /** Which of the T places each word has in its text, int32 [S, N T]. */
  placesInText: tf.Tensor;
  /** The row of each text's first word, int32 [S, N]. */
  starts: tf.Tensor;
  /** How many rows count, int32 [S]. */
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

/** tokens int32 [S, N, T], where padding (-1) stands last in a text; undefined where the present backend is better off with it. */
export function packTexts(tokens: tf.Tensor): Packing | undefined {
  if (!hasKernel(packTextsKernel)) return undefined;
  const [words, places, placesInText, starts, counts] = runKernel(packTextsKernel, {tokens}, {});
  return {words, places, placesInText, starts, counts};
}

/** In a plain form: how many of the n rows of replica r count. */
export const countOf = (counts: Values | undefined, r: number, n: number): number =>
  counts ? counts[r % counts.length] : n;
