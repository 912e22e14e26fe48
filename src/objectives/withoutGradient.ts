import * as tf from '@tensorflow/tfjs-core';

/** x, through which no gradient passes. */
export const withoutGradient = tf.customGrad((x) => {
  const value = x as tf.Tensor;
  return {value: tf.clone(value), gradFunc: (dy: tf.Tensor) => tf.zerosLike(dy)};
});
