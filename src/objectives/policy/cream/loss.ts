import * as tf from '@tensorflow/tfjs-core';
import {softplus} from '../../reward/objective.ts';
import {type DirectObjective, logRatio, sides, spread} from '../objective.ts';

/**
 * -C log s(d) - (1 - C) log s(-d) with d = beta (rho_w - rho_l), the logistic function s and the consistency C of rankings,
 * which is softplus(-d) + (1 - C) d. Wang et al., "CREAM: consistency regularized self-rewarding language models" (2024),
 * equation 9.
 */
export const cream: DirectObjective = {
  loss(context, answers) {
    const [chosen, rejected] = sides(logRatio(answers));
    const d = tf.mul(spread(context, 'beta', 2), tf.sub(chosen, rejected));
    const doubt = tf.reshape(tf.sub(1, answers.consistency!), [-1, 1]);
    return tf.add(softplus(tf.neg(d)), tf.mul(doubt, d));
  },
};
