import * as tf from '@tensorflow/tfjs-core';
import {bradleyTerryLoss, column, difference, type RewardObjective, sign, softplus} from '../objective.ts';

/**
 * -log s(d) - log s(b - d) for d = r_chosen - r_rejected and the bound b = b_1 / (likeness + b_2) + b_3. Of a tie, whose items
 * should be level, the second term is the same for all rewards. "Prior Constraints-based Reward Model Training for Aligning Large
 * Language Models", released code.
 */
export const priorBound: RewardObjective = {
  loss(context, compared) {
    const alike = tf.add(compared.likeness!, column(context, 'boundShift'));
    const bound = tf.add(tf.div(column(context, 'boundScale'), alike), column(context, 'boundOffset'));
    const d = difference(compared);
    return tf.add(bradleyTerryLoss(d, compared.label), softplus(tf.sub(tf.mul(sign(compared), d), bound)));
  },
};
