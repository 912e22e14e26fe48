import * as tf from '@tensorflow/tfjs-core';
import {bestOf, type DirectObjective, spread, weightedSum} from '../objective.ts';

/**
 * The sum over pairs of answers with r_i > r_j of max(0, f_j - f_i + (rank_j - rank_i) lambda) with f = log pi(y|x) / |y|^a,
 * and c times -log pi of the answer with the highest reward. Liu et al., "BRIO: bringing order to abstractive summarization"
 * (2022), equations 7 to 10, where the supervised term is of a given summary. Answers with equal rewards share the mean of
 * their ranks and have no term between them.
 */
export const rankMargin: DirectObjective = {
  loss(context, {policy, rewards, moves}) {
    const score = tf.div(policy, tf.pow(moves, spread(context, 'lengthExponent', 3)));
    // 1 where answer i has more reward than j, -1 where it has less; over j they sum to K + 1 - 2 rank_i.
    const order = tf.sign(differences(rewards));
    const places = tf.mul(0.5, differences(tf.sum(order, 3)));
    const missing = tf.sub(tf.mul(spread(context, 'margin', 4), places), differences(score));
    const terms = tf.mul(tf.relu(order), tf.relu(missing));
    const clone = tf.mul(spread(context, 'mleWeight', 2), weightedSum(bestOf(rewards), policy));
    return tf.sub(tf.sum(terms, [2, 3]), clone);
  },
};

/** x_i - x_j of all pairs of a question's answers, [R, N, K] -> [R, N, K, K]. */
const differences = (x: tf.Tensor): tf.Tensor => tf.sub(tf.expandDims(x, 3), tf.expandDims(x, 2));
