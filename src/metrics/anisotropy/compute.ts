import * as tf from '@tensorflow/tfjs-core';

/**
 * Mean of <x_i, x_j> over ordered pairs i != j of unit vectors x [R, N, D], [R]. Ethayarajh, "How contextual are
 * contextualized word representations?" (2019). 0 for points spread evenly over the sphere, 1 for one point.
 *
 * By the sum of all: sum_{i, j} <x_i, x_j> = |sum_i x_i|^2, from which the N pairs (i, i) are taken away.
 */
export function anisotropy(x: tf.Tensor): tf.Tensor {
  const n = x.shape[1]!;
  const all = tf.sum(tf.square(tf.mean(x, 1)), 1);
  return tf.div(tf.sub(all, 1 / n), Math.max(1, n - 1) / n);
}
