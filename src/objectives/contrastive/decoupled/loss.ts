import * as tf from '@tensorflow/tfjs-core';
import {meanOfRows} from '../../../engine/reduceRows.ts';
import {NOTHING, pairwise} from '../../../kernels/pairwise.ts';
import {negativesOf} from '../negatives.ts';
import type {ContrastiveObjective} from '../objective.ts';

/**
 * Decoupled contrast, [R]. Yeh et al., "Decoupled contrastive learning" (2022): over the 2N views, with p(i) the other
 * view of the same item and N(i) the views of all other items,
 *
 *     L = mean_i ( log sum_{j in N(i)} exp(<x_i, x_j> / tau) - <x_i, x_p(i)> / tau )
 *
 * Views of items that share a label are no negatives. A view without any negative counts 0: its sum would be log 0.
 */
export const decoupled: ContrastiveObjective = {
  loss(context, views) {
    const {points, labels} = views;
    const parameters = context.fromHot(['objective.temperature'], 2, (tau) => [1 / tau, 0]);
    const values = pairwise({points, parameters, labels}, {...negativesOf(views), contrast: true});
    const always = !labels && points.shape[1]! > 2;
    return meanOfRows(always ? values : tf.mul(values, tf.step(tf.add(values, -NOTHING / 2))));
  },
};
