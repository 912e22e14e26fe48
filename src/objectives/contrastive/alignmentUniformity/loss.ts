import * as tf from '@tensorflow/tfjs-core';
import {logSumExpOfRows, meanOfRows} from '../../../engine/reduceRows.ts';
import {formOf, pairwise, type Stretch} from '../../../kernels/pairwise.ts';
import type {ContrastiveObjective, Views} from '../objective.ts';

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
export const alignmentUniformity: ContrastiveObjective = {loss};

function loss(
  context: Parameters<ContrastiveObjective['loss']>[0],
  views: Pick<Views, 'points' | 'labels'>,
): tf.Tensor {
  const n = views.points.shape[1]! / 2;
  const potential = context.fromHot(['objective.t'], 2, (t) => [2 * t, -2 * t]);
  const alignment = alignmentLoss(views.points, context.hot('objective.alpha'));
  const nothing = views.labels && context.fromHot([], 2, () => [0, 0]);
  const [a, b] = ([0, n] as const).map((from) => uniformityLoss(views, [from, n], potential, nothing));
  return tf.add(
    tf.mul(alignment, context.hot('objective.alignmentWeight')),
    tf.mul(tf.div(tf.add(a, b), 2), context.hot('objective.uniformityWeight')),
  );
}

/** mean_i |x_i - x_(N + i)|^alpha, [R], for x [R, 2N, D] and alpha [R]. */
export function alignmentLoss(points: tf.Tensor, alpha: tf.Tensor): tf.Tensor {
  const [a, b] = tf.split(points, 2, 1);
  const squared = tf.sum(tf.square(tf.sub(a, b)), 2);
  return meanOfRows(tf.pow(tf.add(squared, EPSILON), tf.expandDims(tf.div(alpha, 2), 1)));
}

/**
 * log of the mean of exp(-t |x_i - x_j|^2) over the ordered pairs that count among the points of a stretch, [R].
 * `potential` [R, 2] is (2 t, -2 t). With labels the pairs are counted in the same way, as a sum of exp(0): `nothing` is
 * (0, 0).
 */
export function uniformityLoss(
  {points, labels}: Pick<Views, 'points' | 'labels'>,
  stretch: Stretch,
  potential: tf.Tensor,
  nothing?: tf.Tensor,
): tf.Tensor {
  const form = formOf({
    term: 'affine',
    rows: stretch,
    columns: stretch,
    same: true,
    labels: labels ? 'different' : 'all',
  });
  const total = (parameters: tf.Tensor) => logSumExpOfRows(pairwise({points, parameters, labels}, form));
  const n = stretch[1];
  return tf.sub(total(potential), nothing ? total(nothing) : Math.log(n * (n - 1)));
}
