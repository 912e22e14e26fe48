import * as tf from '@tensorflow/tfjs-core';
import {type DirectObjective, sides, spread} from '../objective.ts';

/**
 * -alpha log pi(accepted) + (1 - alpha) log pi(rejected) + beta KL(ref || pi). Abdolmaleki et al., "Preference optimization as
 * probabilistic inference" (2024). The divergence is exact at each state, and the mean of its sums along the two answers: it
 * weighs states by how often these answers pass them, which is KL(ref || pi) itself where the reference has written them.
 */
export const pmpo: DirectObjective = {
  loss(context, answers) {
    const alpha = spread(context, 'alpha', 2);
    const [accepted, rejected] = sides(answers.policy);
    const learnt = tf.sub(tf.mul(tf.sub(1, alpha), rejected), tf.mul(alpha, accepted));
    return tf.add(learnt, tf.mul(spread(context, 'beta', 2), tf.mean(answers.divergence(), 2)));
  },
};
