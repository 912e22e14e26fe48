import * as tf from '@tensorflow/tfjs-core';
import {column, difference, type RewardObjective, sign} from '../objective.ts';

/** max(0, m - (r_chosen - r_rejected)); nothing for a tie. */
export const hinge: RewardObjective = {
  loss(context, compared) {
    const chosen = sign(compared);
    const missing = tf.sub(column(context, 'margin'), tf.mul(chosen, difference(compared)));
    return tf.mul(tf.relu(missing), tf.abs(chosen));
  },
};
