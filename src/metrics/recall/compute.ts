import * as tf from '@tensorflow/tfjs-core';
import {productTransposed} from '../../kernels/matmul.ts';
import {normalise} from '../../kernels/normalise.ts';

/** Recall at 1 and at 5, [R] each. */
export type Recall = {
  at1: tf.Tensor;
  at5: tf.Tensor;
};

/**
 * Mean recall over all ordered pairs of sets: is the partner of x_i in another set among the k most similar of that
 * set? Each set is [R, N, D]; row i of every set shows the same thing. Vectors are normalised here, so that similarity
 * is the cosine.
 *
 * With g things more similar than the partner and e others as similar as it (up to rounding), it is found with
 * probability (k - g) / (e + 1), between 0 and 1: so a model that has collapsed to one point finds no more than chance.
 */
export const recallAcross = (sets: readonly tf.Tensor[]): Recall => tf.tidy(() => recallOf(sets));

function recallOf(sets: readonly tf.Tensor[]): Recall {
  const unit = sets.map(normalise);
  const ahead: tf.Tensor[] = [];
  const notBehind: tf.Tensor[] = [];
  for (let i = 0; i < unit.length; i++) {
    for (let j = i + 1; j < unit.length; j++) {
      // A matrix of similarities is large, and what is kept of it small.
      const found = tf.tidy(() => {
        const similarity = productTransposed(unit[i], unit[j]);
        const partner = tf.sum(tf.mul(unit[i], unit[j]), 2);
        return [2, 1].map((axis) => {
          const margin = tf.sub(similarity, tf.expandDims(partner, axis));
          return [tf.sub(margin, SLACK), tf.add(margin, SLACK)].map((x) => tf.sum(tf.step(x), axis));
        });
      });
      for (const [before, upTo] of found) {
        ahead.push(before);
        notBehind.push(upTo);
      }
    }
  }
  const [g, all] = [tf.stack(ahead), tf.stack(notBehind)];
  // The partner itself is among those that are not behind it.
  const level = tf.maximum(tf.sub(all, g), 1);
  const within = (k: number) => tf.mean(tf.clipByValue(tf.div(tf.sub(k, g), level), 0, 1), [0, 2]);
  return {at1: within(1), at5: within(5)};
}

/** Similarities computed two ways differ by rounding. */
const SLACK = 1e-6;
