import * as tf from '@tensorflow/tfjs-core';
import {productTransposed} from '../kernels/matmul.ts';

const T = 2;

/** log mean_{i != j} exp(-2 |x_i - x_j|^2) for unit vectors x [R, N, D], [R]. Wang and Isola (2020), with t = 2. */
export function uniformity(x: tf.Tensor): tf.Tensor {
  const n = x.shape[1]!;
  const potential = tf.exp(tf.mul(tf.sub(productTransposed(x, x), 1), 2 * T));
  // The n pairs (i, i) contribute |x_i|^2 = 1, so exp(0) each, up to rounding.
  const others = tf.sub(tf.sum(potential, [1, 2]), n);
  return tf.log(tf.maximum(tf.div(others, n * (n - 1)), 1e-30));
}

/**
 * The value of the metric for points spread evenly over the whole sphere S^(d - 1), which is the lowest that many
 * points can reach:
 *
 *     log E exp(-t |x - y|^2) = -2 t + log 0F1(; d / 2; t^2)        since <x, y> has E exp(2 t <x, y>) = 0F1(; d/2; t^2)
 */
export function uniformityOfSphere(dimension: number): number {
  let term = 1;
  let total = 1;
  for (let k = 1; k < 200; k++) {
    term *= (T * T) / (k * (dimension / 2 + k - 1));
    total += term;
    if (term < 1e-16 * total) break;
  }
  return -2 * T + Math.log(total);
}
