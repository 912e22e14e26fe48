/** Projection onto the unit sphere. */
import * as tf from '@tensorflow/tfjs-core';

const EPSILON = 1e-12;

/**
 * x / sqrt(|x|^2 + eps) over the last axis, for x [R, N, D]. eps stands inside the root, so that value and gradient
 * are finite at x = 0.
 *
 * With y = x r, r = 1 / sqrt(|x|^2 + eps):  dx = r (dy - y <dy, y>).
 */
export function normalise(x: tf.Tensor): tf.Tensor {
  const operation = tf.customGrad((value, save) => {
    const v = value as tf.Tensor;
    const r = tf.rsqrt(tf.add(tf.sum(tf.square(v), -1, true), EPSILON));
    const y = tf.mul(v, r);
    (save as tf.GradSaveFunc)([y, r]);
    return {
      value: y,
      gradFunc: (dy: tf.Tensor, [savedY, savedR]: tf.Tensor[]) =>
        tf.mul(savedR, tf.sub(dy, tf.mul(savedY, tf.sum(tf.mul(dy, savedY), -1, true)))),
    };
  });
  return operation(x);
}
