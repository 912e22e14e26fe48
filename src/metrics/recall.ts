import * as tf from '@tensorflow/tfjs-core';
import {productTransposed} from '../kernels/matmul.ts';

/** Recall at 1 and at 5, [R] each. */
export interface Recall {
  at1: tf.Tensor;
  at5: tf.Tensor;
}

/**
 * Mean recall over all ordered pairs of sets: is the partner of x_i in another set among the k most similar of that
 * set? Each set is [R, N, D]; row i of every set shows the same thing. Vectors are normalised here, so that similarity
 * is the cosine. The partner's rank is the number of others that are more similar (by more than rounding).
 */
export function recallAcross(sets: readonly tf.Tensor[]): Recall {
  const unit = sets.map((x) => tf.mul(x, tf.rsqrt(tf.add(tf.sum(tf.square(x), 2, true), 1e-12))));
  const ranks: tf.Tensor[] = [];
  for (let i = 0; i < unit.length; i++) {
    for (let j = i + 1; j < unit.length; j++) {
      const similarity = productTransposed(unit[i], unit[j]);
      const partner = tf.sum(tf.mul(unit[i], unit[j]), 2);
      ranks.push(
        moreSimilar(similarity, tf.expandDims(partner, 2), 2),
        moreSimilar(similarity, tf.expandDims(partner, 1), 1),
      );
    }
  }
  const all = tf.stack(ranks);
  const within = (k: number) => tf.mean(tf.step(tf.sub(k, all)), [0, 2]);
  return {at1: within(1), at5: within(5)};
}

/** Similarities computed two ways differ by rounding; the partner itself must not count as another. */
const SLACK = 1e-6;

/** How many entries along the axis exceed the partner's, [R, N]. */
function moreSimilar(similarity: tf.Tensor, partner: tf.Tensor, axis: number): tf.Tensor {
  return tf.sum(tf.step(tf.sub(similarity, tf.add(partner, SLACK))), axis);
}
