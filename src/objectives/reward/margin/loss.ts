import * as tf from '@tensorflow/tfjs-core';
import {bradleyTerryLoss, column, difference, type RewardObjective, sign} from '../objective.ts';

/** -log s(r_chosen - r_rejected - m): the difference is moved by the margin towards the rejected item; ties have none. */
export const margin: RewardObjective = {
  loss(context, compared) {
    const moved = tf.sub(difference(compared), tf.mul(column(context, 'margin'), sign(compared)));
    return bradleyTerryLoss(moved, compared.label);
  },
};
