/** Second moments of a batch, with gradients. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import {dense} from '../../kernels/dense.ts';

/**
 * a^T b, [R, E, D], for a [R, N, E] and b [R, N, D]. Uses the dense kernel: its sums do not depend on the number of members,
 * those of TensorFlow.js's product on WebGPU do.
 */
export function crossMoment(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const [replicas, , d] = b.shape;
  const none = constant(`zeros ${replicas} ${d}`, [replicas, d!], () => new Float32Array(replicas * d!));
  return dense(tf.transpose(a, [0, 2, 1]), b, none, 'none');
}

/** 1 on the diagonal, [1, D, D]. */
export function identity(d: number): tf.Tensor {
  return constant(`identity ${d}`, [1, d, d], () =>
    Float32Array.from({length: d * d}, (_, i) => Number(i % (d + 1) === 0)),
  );
}

/** Sum over all entries of [R, D, D], [R]. */
export const total = (x: tf.Tensor): tf.Tensor => tf.sum(tf.sum(x, 2), 1);

/** x without its mean over the batch, and the variance of each number, [R, 1, D], with N - `lost` degrees of freedom. */
export function centred(x: tf.Tensor, lost: 0 | 1): {values: tf.Tensor; variance: tf.Tensor} {
  const n = x.shape[1]!;
  const values = tf.sub(x, tf.mean(x, 1, true));
  return {values, variance: tf.div(tf.sum(tf.square(values), 1, true), Math.max(1, n - lost))};
}
