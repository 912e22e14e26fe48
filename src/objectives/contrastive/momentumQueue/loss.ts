import * as tf from '@tensorflow/tfjs-core';
import {meanOfRows} from '../../../engine/reduceRows.ts';
import {formOf, pairwise} from '../../../kernels/pairwise.ts';
import type {PartValue} from '../../../spec/index.ts';
import type {ContrastiveObjective} from '../objective.ts';
import type {momentumQueue as part} from './index.spec.ts';

/**
 * Momentum contrast, [R]. He et al., "Momentum contrast for unsupervised visual representation learning" (2020), eq. 1: with
 * q_i the point of the first view, k_i the momentum encoder's of the second, and the queue c,
 *
 *     L = mean_i log(1 + exp(log sum_j exp(<q_i, c_j> / tau) - <q_i, k_i> / tau))
 */
export const momentumQueue: ContrastiveObjective<PartValue<typeof part>> = {
  loss(context, {points, targets, queue}) {
    const n = points.shape[1]! / 2;
    const parameters = context.fromHot(['objective.temperature'], 2, (tau) => [1 / tau, 0]);
    const inverse = context.fromHot(['objective.temperature'], 1, (tau) => [1 / tau]);
    const kept = queue!.shape[1]!;
    const form = formOf({term: 'affine', rows: [0, n], columns: [0, kept], separate: true});
    const negatives = pairwise({points, columns: queue, parameters}, form);
    const [, keys] = tf.split(targets!, 2, 1);
    const [queries] = tf.split(points, 2, 1);
    const positive = tf.mul(tf.sum(tf.mul(queries, keys), 2), inverse);
    return meanOfRows(tf.softplus(tf.sub(negatives, positive)));
  },
  candidates: (_n, {queue}) => queue + 1,
};
