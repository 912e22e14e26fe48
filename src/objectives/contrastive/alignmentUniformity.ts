import * as tf from '@tensorflow/tfjs-core';
import {equal, gaussianPotential, pairwiseLogSum} from '../../kernels/pairwise.ts';
import type {ContrastiveObjective, Views} from './objective.ts';

/** Keeps the gradient of |a - b|^alpha finite where a = b. */
const EPSILON = 1e-12;

/**
 * Wang and Isola, "Understanding contrastive representation learning through alignment and uniformity on the
 * hypersphere" (2020), [R]:
 *
 *     L = w_a mean_i |a_i - b_i|^alpha + w_u ( U(a) + U(b) ) / 2
 *     U(x) = log mean_{i != j} exp(-t |x_i - x_j|^2)
 *
 * Pairs of items that share a label do not push each other apart.
 */
export const alignmentUniformity: ContrastiveObjective = (context, views) => {
  const t = context.hot('objective.t');
  const alignment = alignmentLoss(views, context.hot('objective.alpha'));
  const uniformity = tf.div(
    tf.add(uniformityLoss(views.a, t, views.labels), uniformityLoss(views.b, t, views.labels)),
    2,
  );
  return tf.add(
    tf.mul(alignment, context.hot('objective.alignmentWeight')),
    tf.mul(uniformity, context.hot('objective.uniformityWeight')),
  );
};

/** mean_i |a_i - b_i|^alpha, [R], for alpha [R]. */
export function alignmentLoss({a, b}: Views, alpha: tf.Tensor): tf.Tensor {
  const squared = tf.sum(tf.square(tf.sub(a, b)), 2);
  return tf.mean(tf.pow(tf.add(squared, EPSILON), tf.expandDims(tf.div(alpha, 2), 1)), 1);
}

/** log of the mean of exp(-t |x_i - x_j|^2) over the ordered pairs that count, [R], for x [R, N, D] and t [R]. */
export function uniformityLoss(x: tf.Tensor, t: tf.Tensor, labels?: tf.Tensor): tf.Tensor {
  const n = x.shape[1]!;
  const term = gaussianPotential(t);
  if (!labels) return tf.sub(tf.logSumExp(pairwiseLogSum(x, x, term, {self: false}), 1), Math.log(n * (n - 1)));
  const pairs = {self: false, labels: {rows: labels, columns: labels, positive: 0}};
  const counted = tf.sub(n * n, tf.sum(equal(tf.expandDims(labels, 2), tf.expandDims(labels, 1)), [1, 2]));
  return tf.sub(tf.logSumExp(pairwiseLogSum(x, x, term, pairs), 1), tf.log(tf.maximum(counted, 1)));
}
