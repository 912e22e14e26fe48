import * as tf from '@tensorflow/tfjs-core';
import {difference, type RewardObjective, sign} from '../objective.ts';

/**
 * |w|^2 / 2 - s d for each pair, with weights w [R, D] of the last layer and s = 1 where the first was chosen, -1 where the second was, 0
 * for a tie. With d = <w, h_1 - h_2> and a representation h that stays, the mean over pairs is least where
 *
 *     w = mean of s (h_1 - h_2),
 *
 * the difference between the means of chosen and rejected texts. "Generalization Analogies: A Testbed for Generalizing AI Oversight to
 * Hard-To-Measure Domains", released code, has that of several layers.
 */
export const meanDifference: RewardObjective = {
  loss(_context, compared) {
    const size = tf.mul(0.5, tf.sum(tf.square(compared.head!), 1, true));
    return tf.sub(size, tf.mul(sign(compared), difference(compared)));
  },
};
