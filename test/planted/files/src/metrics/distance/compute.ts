import * as tf from '@tensorflow/tfjs-core';

/** |d| of differences d [R, D], [R]. */
export const distance = (difference: tf.Tensor): tf.Tensor => tf.sqrt(tf.sum(tf.square(difference), 1));
