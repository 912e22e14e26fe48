import * as tf from '@tensorflow/tfjs-core';
import {softplus} from '../../reward/objective.ts';
import {type DirectObjective, logRatio, sides, spread} from '../objective.ts';

/**
 * -(1 - e) log s(d) - e log s(-d) with d = beta (rho_w - rho_l) and the logistic function s, which is
 * softplus(-d) + e d. Rafailov et al., "Direct preference optimization" (2023), equation 7; with smoothing the conservative
 * form of Mitchell, "A note on DPO with noisy preferences" (2023).
 */
export const dpo: DirectObjective = {
  loss(context, answers) {
    const [chosen, rejected] = sides(logRatio(answers));
    const d = tf.mul(spread(context, 'beta', 2), tf.sub(chosen, rejected));
    return tf.add(softplus(tf.neg(d)), tf.mul(spread(context, 'smoothing', 2), d));
  },
};
