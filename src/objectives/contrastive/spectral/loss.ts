import * as tf from '@tensorflow/tfjs-core';
import {meanOfRows} from '../../../engine/reduceRows.ts';
import {formOf, pairwise} from '../../../kernels/pairwise.ts';
import {pairSimilarity} from '../negatives.ts';
import type {ContrastiveObjective} from '../objective.ts';

/**
 * Spectral contrast, [R]. HaoChen, Wei, Gaidon and Ma, "Provable guarantees for self-supervised deep learning with spectral
 * contrastive loss" (2021), eq. 6, for vectors of squared length mu:
 *
 *     L = -2 mu mean_i <a_i, b_i> + mu^2 mean_{i != j} <a_i, b_j>^2
 *
 * Pairs that share a label are not pushed.
 */
export const spectral: ContrastiveObjective = {
  loss(context, {points, labels}) {
    const n = points.shape[1]! / 2;
    const form = formOf({
      term: 'squared',
      rows: [0, n],
      columns: [n, n],
      positive: 0,
      counted: false,
      labels: labels ? 'different' : 'all',
    });
    const parameters = context.fromHot(['objective.scale'], 2, (mu) => [mu ** 2 / Math.max(1, n - 1), 0]);
    const pulls = context.fromHot(['objective.scale'], 1, (mu) => [2 * mu]);
    return meanOfRows(tf.sub(pairwise({points, parameters, labels}, form), tf.mul(pairSimilarity(points), pulls)));
  },
};
