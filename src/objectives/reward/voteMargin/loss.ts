import * as tf from '@tensorflow/tfjs-core';
import {bradleyTerryLoss, column, difference, type RewardObjective, sign} from '../objective.ts';

/**
 * -log s(d - kappa (2 v - 1)) for d = r_chosen - r_rejected and the share v of votes for the chosen item; a tie has no margin. After
 * "Beyond the Binary: Capturing Diverse Preferences With Reward Regularization"; the map from votes to margins is ours.
 */
export const voteMargin: RewardObjective = {
  loss(context, compared) {
    const margin = tf.mul(column(context, 'marginScale'), tf.sub(tf.mul(2, compared.votes!), 1));
    return bradleyTerryLoss(tf.sub(difference(compared), tf.mul(margin, sign(compared))), compared.label);
  },
};
