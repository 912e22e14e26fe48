import * as tf from '@tensorflow/tfjs-core';
import {meanOfRows} from '../../../engine/reduceRows.ts';
import {keptLogSum} from '../../../kernels/keptPairs.ts';
import {similarities} from '../../../kernels/pairwiseComposed.ts';
import type {PartValue} from '../../../spec/index.ts';
import type {ContrastiveObjective} from '../objective.ts';
import type {dualView as part} from './index.spec.ts';

/**
 * Momentum contrast from both views with filtered negatives, [R]: of the views a and b, with q the encoder's points, k the
 * momentum encoder's, c the queue, and K_i the share of it that is kept for anchor i,
 *
 *     L(q, k) = mean_i -log( exp(<q_i, k_i> / tau) / (exp(<q_i, k_i> / tau) + sum_{j in K_i} exp(<q_i, c_j> / tau)) )
 *     L = (1 - w) L(q_a, k_b) + w L(q_b, k_a)
 *
 * Hoang et al., "Momentum contrastive learning with enhanced negative sampling and hard negative filtering" (2025), have a
 * loss of the query and one of the key; that the key's is that of swapped views, and so has a gradient, is ours.
 */
export const dualView: ContrastiveObjective<PartValue<typeof part>> = {
  loss(context, {points, targets, queue}, {side}) {
    const parameters = context.fromHot(['objective.temperature', 'objective.kept'], 2, (tau, kept) => [1 / tau, kept]);
    const inverse = context.fromHot(['objective.temperature'], 1, (tau) => [1 / tau]);
    const weights = context.fromHot(['objective.keyShare'], 2, (share) => [1 - share, share]);
    const [first, second] = tf.split(targets!, 2, 1);
    const positive = tf.mul(tf.sum(tf.mul(points, tf.concat([second, first], 1)), 2), inverse);
    const negative = keptLogSum({s: similarities(points, queue!), parameters}, side);
    const [a, b] = tf.split(tf.softplus(tf.sub(negative, positive)), 2, 1);
    const [ofFirst, ofSecond] = tf.split(weights, 2, 1);
    return meanOfRows(tf.add(tf.mul(a, ofFirst), tf.mul(b, ofSecond)));
  },
};
