import * as tf from '@tensorflow/tfjs-core';
import {meanOfRows} from '../../../engine/reduceRows.ts';
import {bradleyTerryLoss, column, difference, type RewardObjective} from '../objective.ts';

/** Keeps answers of one length from making it 0 / 0. */
const EPSILON = 1e-6;

/**
 * Added to the variance of the rewards. Without it small rewards get the same penalty as large ones, with a slope that
 * grows as they shrink, and nothing else is learnt.
 */
const FLOOR = 1;

/**
 * Bradley-Terry + lambda cov^2(r, l) / ((var r + 1) var l) over the 2N items of the batch, [R]: the square of Pearson's
 * correlation of reward and length, where rewards are not small.
 */
export const decorrelated: RewardObjective = {
  loss(context, compared) {
    const choices = meanOfRows(bradleyTerryLoss(difference(compared), compared.label));
    const reward = centred(tf.concat([...compared.rewards], 1));
    const length = centred(tf.concat([...compared.lengths!], 1));
    const [rr, ll, rl] = [tf.mul(reward, reward), tf.mul(length, length), tf.mul(reward, length)].map((x) =>
      tf.mean(x, 1),
    );
    const squared = tf.div(tf.square(rl), tf.add(tf.mul(tf.add(rr, FLOOR), ll), EPSILON));
    return tf.add(choices, tf.mul(tf.squeeze(column(context, 'penalty'), [1]), squared));
  },
};

const centred = (x: tf.Tensor): tf.Tensor => tf.sub(x, tf.mean(x, 1, true));
