/** The negatives of a batch of 2N views (all views of other items), as several objectives use them. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import {meanOfRows} from '../../engine/reduceRows.ts';
import {type Form, formOf, NOTHING, pairwise} from '../../kernels/pairwise.ts';
import type {ContrastiveObjective, Views} from './objective.ts';

type Context = Parameters<ContrastiveObjective['loss']>[0];

/** Every view against its negatives. Its partner is its positive, and counts only where `contrast` compares it with them. */
export function negativesOf({points, labels}: Pick<Views, 'points' | 'labels'>, term = 'affine'): Form {
  const all = [0, points.shape[1]!] as const;
  return formOf({
    term,
    rows: all,
    columns: all,
    same: true,
    positive: all[1] / 2,
    counted: false,
    labels: labels ? 'different' : 'all',
  });
}

/**
 * log of the number of points of `form` that count for each view, [R, 2N]; NOTHING where none does. It depends on the labels
 * alone: a log-sum of exp(0) over points at the origin, through which no gradient passes.
 */
export function logCount(context: Context, form: Form, points: tf.Tensor, labels: tf.Tensor): tf.Tensor {
  const shape = [points.shape[0], points.shape[1]!, 1];
  const origin = constant(`origin ${shape}`, shape, () => new Float32Array(shape[0] * shape[1]));
  const nothing = context.fromHot([], 2, () => [0, 0]);
  return pairwise({points: origin, parameters: nothing, labels}, form);
}

/** <a_i, b_i> of every pair, [R, N]. */
export function pairSimilarity(points: tf.Tensor): tf.Tensor {
  const [a, b] = tf.split(points, 2, 1);
  return tf.sum(tf.mul(a, b), 2);
}

/** The exponent is cut off here: the floor decides where the hidden positives are so much larger than the mean. */
const OVERFLOW = 60;

/**
 * Contrast with an estimate of the true negatives, [R]. Negatives are drawn from all things, so a share tau+ of them is of the
 * anchor's own kind. For view i with partner p(i), s+ = <x_i, x_p(i)> / tau, M negatives and m_i their mean of
 * exp(s / tau),
 *
 *     g_i = max( (m_i - tau+ exp(s+)) / (1 - tau+), exp(-1 / tau) ),      L = mean_i log(1 + M g_i exp(-s+))
 *
 * `hardness` names the hot field beta by which negatives weigh more the more similar they are:
 *
 *     m_i = sum_j exp((1 + beta) s_ij / tau) / sum_j exp(beta s_ij / tau)
 *
 * Computed in logarithms, so that it is finite at every temperature.
 */
export function contrastOfTrueNegatives(
  context: Context,
  views: Pick<Views, 'points' | 'labels'>,
  hardness?: string,
): tf.Tensor {
  const {points, labels} = views;
  const form = negativesOf(views);
  const logSum = (exponent: (beta: number) => number) => {
    const hot = ['objective.temperature', ...(hardness ? [hardness] : [])];
    const parameters = context.fromHot(hot, 2, (tau, beta = 0) => [exponent(beta) / tau, 0]);
    return pairwise({points, parameters, labels}, form);
  };
  const number = (compute: (tau: number, share: number) => number) =>
    context.fromHot(['objective.temperature', 'objective.share'], 1, (tau, share) => [compute(tau, share)]);
  const similarity = pairSimilarity(points);
  const positive = tf.mul(
    tf.concat([similarity, similarity], 1),
    number((tau) => 1 / tau),
  );
  const others = points.shape[1]! - 2;
  const count = labels ? logCount(context, form, points, labels) : others > 0 ? Math.log(others) : NOTHING;
  // log m_i
  const mean = tf.sub(
    logSum((beta) => 1 + beta),
    hardness ? logSum((beta) => beta) : count,
  );
  const share = number((_tau, hidden) => hidden);
  const hidden = tf.mul(tf.exp(tf.minimum(tf.sub(positive, mean), OVERFLOW)), share);
  const left = tf.log(tf.maximum(tf.sub(1, hidden), 1e-30));
  const estimate = tf.sub(
    tf.add(mean, left),
    number((_tau, hidden) => Math.log(1 - hidden)),
  );
  const floor = number((tau) => -1 / tau);
  const negatives = tf.add(tf.maximum(estimate, floor), count);
  return meanOfRows(tf.softplus(tf.sub(negatives, positive)));
}
