import * as tf from '@tensorflow/tfjs-core';
import {type DirectObjective, logistic, logRatio, sides, spread} from '../objective.ts';

/**
 * 1 - s(beta rho_w) + s(beta rho_l) with the logistic function s. D'Oosterlinck et al., "Anchored preference optimization and
 * contrastive revisions" (2024), equation 7; TRL has the same.
 */
export const apoZero: DirectObjective = {
  loss(context, answers) {
    const [chosen, rejected] = sides(tf.mul(spread(context, 'beta', 3), logRatio(answers)));
    return tf.add(logistic(tf.neg(chosen)), logistic(rejected));
  },
};
