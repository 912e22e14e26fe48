import * as tf from '@tensorflow/tfjs-core';
import {bradleyTerryLoss, column, difference, type RewardObjective} from '../objective.ts';
import {squaredError} from '../regression/loss.ts';

/** Bradley-Terry + lambda squared error of the scores. */
export const mixed: RewardObjective = {
  loss(context, compared) {
    const choices = bradleyTerryLoss(difference(compared), compared.label);
    return tf.add(choices, tf.mul(column(context, 'regressionWeight'), squaredError(compared)));
  },
};
