import * as tf from '@tensorflow/tfjs-core';
import {bradleyTerryLoss, column, difference, type RewardObjective} from '../objective.ts';

/**
 * -log s(r_chosen - r_rejected) + alpha [(r_chosen - r'_chosen)^2 + (r_rejected - r'_rejected)^2] for the rewards r' of the same
 * answers in other words. "reWordBench: Benchmarking and Improving the Robustness of Reward Models with Transformed Inputs".
 */
export const pairConsistency: RewardObjective = {
  loss(context, compared) {
    const [first, second] = compared.rewards.map((reward, i) => tf.square(tf.sub(reward, compared.reworded![i])));
    const choices = bradleyTerryLoss(difference(compared), compared.label);
    return tf.add(choices, tf.mul(column(context, 'consistency'), tf.add(first, second)));
  },
};
