import * as tf from '@tensorflow/tfjs-core';
import {type DirectObjective, logRatio, spread} from '../objective.ts';

/**
 * The mean over all pairs of a question's answers of 1/2 [(r - r') - beta (rho - rho')]^2. Flet-Berliac et al., "Contrastive
 * policy gradient: aligning LLMs on sequence-level scores in a supervised-friendly fashion" (2024), where K = 2. With
 * e = r - beta rho it is the sample variance of e, sum_k (e_k - mean e)^2 / (K - 1): 0 exactly for pi = ref exp(r / beta) / Z.
 */
export const copg: DirectObjective = {
  loss(context, answers) {
    const left = tf.sub(answers.rewards, tf.mul(spread(context, 'beta', 3), logRatio(answers)));
    const about = tf.sub(left, tf.mean(left, 2, true));
    return tf.div(tf.sum(tf.square(about), 2), left.shape[2]! - 1);
  },
};
