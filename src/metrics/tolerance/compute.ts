import * as tf from '@tensorflow/tfjs-core';
import {crossMoment} from '../../objectives/contrastive/moments.ts';

/**
 * Mean of <x_i, x_j> over ordered pairs i != j of one group, for x [R, N, D] and membership [1, N, G] (one-hot), [R].
 * Wang and Liu, "Understanding the behaviour of contrastive loss" (2021), eq. 12.
 *
 * Summed by group: sum_{i, j in g} <x_i, x_j> = |sum_{i in g} x_i|^2, from which the N pairs (i, i) are taken away.
 */
export function tolerance(x: tf.Tensor, membership: tf.Tensor): tf.Tensor {
  const [replicas, n] = x.shape;
  const sizes = tf.sum(membership, 1);
  const pairs = tf.sub(tf.sum(tf.square(sizes)), n);
  const repeated = tf.tile(membership, [replicas, 1, 1]);
  const sums = crossMoment(repeated, x);
  const inner = tf.sub(tf.sum(tf.square(sums), [1, 2]), tf.sum(tf.square(x), [1, 2]));
  return tf.div(inner, tf.maximum(pairs, 1));
}
