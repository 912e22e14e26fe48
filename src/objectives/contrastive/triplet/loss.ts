import {meanOfRows} from '../../../engine/reduceRows.ts';
import {pairwise} from '../../../kernels/pairwise.ts';
import {negativesOf} from '../negatives.ts';
import type {ContrastiveObjective} from '../objective.ts';

/**
 * Triplet loss over all triplets of a batch, [R]. Schroff, Kalenichenko and Philbin, "FaceNet" (2015), eq. 2; all triplets
 * as in Hermans, Beyer and Leibe, "In defense of the triplet loss" (2017): over the 2N views, with p(i) the partner of i
 * and its 2N - 2 negatives j,
 *
 *     L = mean_i 1 / (2N - 2) sum_j max(0, m + |x_i - x_p(i)|^2 - |x_i - x_j|^2)
 *
 * On the sphere |x - y|^2 = 2 - 2 <x, y>. Pairs that share a label are no negatives.
 */
export const triplet: ContrastiveObjective = {
  loss(context, views) {
    const {points, labels} = views;
    const negatives = Math.max(1, points.shape[1]! - 2);
    const parameters = context.fromHot(['objective.margin'], 2, (margin) => [2 / negatives, margin / 2]);
    return meanOfRows(pairwise({points, parameters, labels}, negativesOf(views, 'hinge')));
  },
};
