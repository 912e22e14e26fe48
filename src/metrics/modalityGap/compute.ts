import * as tf from '@tensorflow/tfjs-core';

/**
 * |mean of a - mean of b| for the points a [R, N, D] and b [R, M, D] of two towers, [R]. Liang et al., "Mind the gap:
 * understanding the modality gap in multi-modal contrastive representation learning" (2022). 0 where the towers have one
 * centre, 2 where each has one point, opposite the other's.
 */
export function modalityGap(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return tf.sqrt(tf.sum(tf.square(tf.sub(tf.mean(a, 1), tf.mean(b, 1))), 1));
}
