import * as tf from '@tensorflow/tfjs-core';
import {softplus} from '../../reward/objective.ts';
import {type DirectObjective, logistic, logRatio, spread} from '../objective.ts';

/**
 * The mean over ordered pairs of different answers to a question of -s(r_i - r_j) log s(d) - s(r_j - r_i) log s(-d) with
 * d = eta (rho_i - rho_j), the logistic function s, win rates r, and rho against the policy that gave the answers: softplus(-d) +
 * (1 - s(r_i - r_j)) d. Rosset et al., "Direct Nash optimization" (2024), algorithm 1.
 */
export const dno: DirectObjective = {
  loss(context, answers) {
    const k = answers.rewards.shape[2]!;
    const d = tf.mul(spread(context, 'eta', 4), differences(logRatio(answers)));
    const loses = logistic(tf.neg(differences(answers.rewards)));
    const all = tf.sum(tf.add(softplus(tf.neg(d)), tf.mul(loses, d)), [2, 3]);
    // An answer beside itself gives log 2.
    return tf.div(tf.sub(all, k * Math.LN2), k * (k - 1));
  },
};

/** x_i - x_j of all pairs of a question's answers, [R, N, K] -> [R, N, K, K]. */
const differences = (x: tf.Tensor): tf.Tensor => tf.sub(tf.expandDims(x, 3), tf.expandDims(x, 2));
