import * as tf from '@tensorflow/tfjs-core';
import {meanOfRows} from '../../../engine/reduceRows.ts';
import {formOf, pairwise} from '../../../kernels/pairwise.ts';
import {pairSimilarity} from '../negatives.ts';
import type {ContrastiveObjective} from '../objective.ts';

/**
 * The simple contrastive loss, [R]. Wang and Liu, "Understanding the behaviour of contrastive loss" (2021), for whom it is
 * the limit of InfoNCE at an endless temperature: no negative counts more than another. Over N pairs (a, b),
 *
 *     L = mean_i ( -<a_i, b_i> + lambda / (N - 1) sum_{j != i} <a_i, b_j> )
 *
 * It is the same from both sides. Pairs that share a label are no negatives.
 */
export const simple: ContrastiveObjective = {
  loss(context, {points, labels}) {
    const n = points.shape[1]! / 2;
    const parameters = context.fromHot(['objective.repulsion'], 2, (lambda) => [lambda / Math.max(1, n - 1), 0]);
    const form = formOf({
      ...{term: 'linear', rows: [0, n], columns: [n, n], positive: 0, counted: false},
      labels: labels ? 'different' : 'all',
    });
    return meanOfRows(tf.sub(pairwise({points, parameters, labels}, form), pairSimilarity(points)));
  },
};
