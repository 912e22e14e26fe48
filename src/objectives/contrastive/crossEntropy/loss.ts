import {meanOfRows} from '../../../engine/reduceRows.ts';
import {classifierLoss} from '../classifier.ts';
import type {ContrastiveObjective} from '../objective.ts';

/**
 * Cross-entropy of a cosine classifier, [R]: of the points x and their classes y, the directions w_c and the shares pi_c,
 *
 *     L = mean_i -log softmax_c( <x_i, w_c> / T + a log pi_c )[y_i]
 *
 * With a = 1 it is logit-adjusted: Menon et al., "Long-tail learning via logit adjustment" (2021).
 */
export const crossEntropy: ContrastiveObjective = {
  loss: (context, views) => meanOfRows(classifierLoss(context, views)),
};
