/** Projection onto the unit sphere. */
import * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel} from '../engine/kernel.ts';

const EPSILON = 1e-12;

/** x [R, N, D] -> y = x r, [R, N, D], and r = 1 / sqrt(|x|^2 + 1e-12), [R, N, 1]. */
export const normaliseForward = defineKernel<'x', object>({
  name: 'LabNormaliseForward',
  outputs: ({x}) => [
    {shape: [...x], dtype: 'float32'},
    {shape: [...x.slice(0, -1), 1], dtype: 'float32'},
  ],
  plain([y, inverse], {x}, shapes) {
    const d = shapes.x.at(-1)!;
    for (let i = 0; i < inverse.length; i++) {
      let square = 0;
      for (let k = 0; k < d; k++) square += x[i * d + k] ** 2;
      inverse[i] = 1 / Math.sqrt(square + EPSILON);
      for (let k = 0; k < d; k++) y[i * d + k] = x[i * d + k] * inverse[i];
    }
  },
});

/** dx = r (dy - y <dy, y>). */
export const normaliseBackward = defineKernel<'y' | 'inverse' | 'dy', object>({
  name: 'LabNormaliseBackward',
  outputs: ({y}) => [{shape: [...y], dtype: 'float32'}],
  plain([dx], {y, inverse, dy}, shapes) {
    const d = shapes.y.at(-1)!;
    for (let i = 0; i < inverse.length; i++) {
      let along = 0;
      for (let k = 0; k < d; k++) along += dy[i * d + k] * y[i * d + k];
      for (let k = 0; k < d; k++) dx[i * d + k] = inverse[i] * (dy[i * d + k] - y[i * d + k] * along);
    }
  },
});

/**
 * x / sqrt(|x|^2 + eps) over the last axis, for x [R, N, D]. eps is inside the root, so value and gradient
 * are finite at x = 0.
 *
 * With y = x r, r = 1 / sqrt(|x|^2 + eps):  dx = r (dy - y <dy, y>).
 */
export function normalise(x: tf.Tensor): tf.Tensor {
  const fused = hasKernel(normaliseForward) && hasKernel(normaliseBackward);
  const operation = tf.customGrad((value, save) => {
    const [y, inverse] = fused
      ? runKernel(normaliseForward, {x: value as tf.Tensor}, {})
      : composedForward(value as tf.Tensor);
    (save as tf.GradSaveFunc)([y, inverse]);
    return {
      value: y,
      gradFunc: (dy: tf.Tensor, [savedY, r]: tf.Tensor[]) =>
        fused
          ? runKernel(normaliseBackward, {y: savedY, inverse: r, dy}, {})[0]
          : tf.mul(r, tf.sub(dy, tf.mul(savedY, tf.sum(tf.mul(dy, savedY), -1, true)))),
    };
  });
  return operation(x);
}

function composedForward(x: tf.Tensor): tf.Tensor[] {
  const r = tf.rsqrt(tf.add(tf.sum(tf.square(x), -1, true), EPSILON));
  return [tf.mul(x, r), r];
}
