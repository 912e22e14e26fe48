import * as tf from '@tensorflow/tfjs-core';
import {bradleyTerryLoss, column, difference, type RewardObjective} from '../objective.ts';

/** The cross-entropy with the label y (1 - 2 e) + e: e for 0, 1 - e for 1. */
export const smoothed: RewardObjective = {
  loss(context, compared) {
    const smoothing = column(context, 'smoothing');
    const label = tf.add(tf.mul(compared.label, tf.sub(1, tf.mul(2, smoothing))), smoothing);
    return bradleyTerryLoss(difference(compared), label);
  },
};
