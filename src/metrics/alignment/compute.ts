import * as tf from '@tensorflow/tfjs-core';

/** mean_i |a_i - b_i|^2 for a, b [R, N, D], [R]. Wang and Isola (2020), with alpha = 2. */
export function alignment(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return tf.mean(tf.sum(tf.square(tf.sub(a, b)), 2), 1);
}
