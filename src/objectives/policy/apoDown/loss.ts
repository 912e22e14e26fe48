import * as tf from '@tensorflow/tfjs-core';
import {type DirectObjective, logistic, logRatio, sides, spread} from '../objective.ts';

/**
 * s(beta rho_w) + 1 - s(beta (rho_w - rho_l)) with the logistic function s. D'Oosterlinck et al., "Anchored preference
 * optimization and contrastive revisions" (2024), equation 8; TRL has the same.
 */
export const apoDown: DirectObjective = {
  loss(context, answers) {
    const [chosen, rejected] = sides(tf.mul(spread(context, 'beta', 3), logRatio(answers)));
    return tf.add(logistic(chosen), logistic(tf.sub(rejected, chosen)));
  },
};
