import {meanOfRows} from '../../engine/reduceRows.ts';
import {pairwise} from '../../kernels/pairwise.ts';
import {negativesOf} from './negatives.ts';
import type {ContrastiveObjective} from './objective.ts';

/**
 * Decoupled contrast, [R]. Yeh et al., "Decoupled contrastive learning" (2022): over the 2N views, with p(i) the other
 * view of the same item and N(i) the views of all other items,
 *
 *     L = mean_i ( log sum_{j in N(i)} exp(<x_i, x_j> / tau) - <x_i, x_p(i)> / tau )
 */
export const decoupled: ContrastiveObjective = {
  loss(context, views) {
    const {points, labels} = views;
    const parameters = context.fromHot(['objective.temperature'], 2, (tau) => [1 / tau, 0]);
    return meanOfRows(pairwise({points, parameters, labels}, {...negativesOf(views), contrast: true}));
  },
};
