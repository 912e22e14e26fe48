import * as tf from '@tensorflow/tfjs-core';
import {meanOfRows} from '../../../engine/reduceRows.ts';
import {formOf, pairwise} from '../../../kernels/pairwise.ts';
import {logCount} from '../negatives.ts';
import type {ContrastiveObjective, Views} from '../objective.ts';

/**
 * Supervised contrast, [R]. Khosla et al., "Supervised contrastive learning" (2020), eq. 2 (L_out): over the 2N views,
 * with P(i) the other views of the class of i,
 *
 *     L = mean_i ( log sum_{j != i} exp(<x_i, x_j> / tau) - 1 / |P(i)| sum_{p in P(i)} <x_i, x_p> / tau )
 *
 * A view's partner shares its class, so P(i) is never empty.
 */
export const supervised: ContrastiveObjective = {
  loss: (context, views) => meanOfRows(supervisedOfViews(context, views)),
};

/** Supervised contrast of each view, [R, 2N]. */
export function supervisedOfViews(
  context: Parameters<ContrastiveObjective['loss']>[0],
  {points, classes}: Pick<Views, 'points' | 'classes'>,
): tf.Tensor {
  const views = [0, points.shape[1]!] as const;
  const among = (term: string, labels: 'all' | 'equal') =>
    formOf({term, rows: views, columns: views, same: true, labels});
  const inverse = context.fromHot(['objective.temperature'], 2, (tau) => [1 / tau, 0]);
  const everything = pairwise({points, parameters: inverse}, among('affine', 'all'));
  const attracted = pairwise({points, parameters: inverse, labels: classes}, among('linear', 'equal'));
  // log |P(i)|
  const count = logCount(context, among('affine', 'equal'), points, classes!);
  return tf.sub(everything, tf.mul(attracted, tf.exp(tf.neg(count))));
}
