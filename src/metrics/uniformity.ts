import * as tf from '@tensorflow/tfjs-core';
import {productTransposed} from '../kernels/matmul.ts';

const T = 2;

/** log mean_{i != j} exp(-2 |x_i - x_j|^2) for unit vectors x [R, N, D], [R]. Wang and Isola (2020), with t = 2. */
export function uniformity(x: tf.Tensor): tf.Tensor {
  const n = x.shape[1]!;
  const potential = tf.exp(tf.mul(tf.sub(productTransposed(x, x), 1), 2 * T));
  // The n pairs (i, i) contribute |x_i|^2 = 1, so exp(0) each, up to rounding.
  // Row by row: one running sum of a million terms would lose the third digit where it is kept in single precision.
  const others = tf.sub(tf.sum(tf.sum(potential, 2), 1), n);
  return tf.log(tf.maximum(tf.div(others, n * (n - 1)), 1e-30));
}
