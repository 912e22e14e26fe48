import * as tf from '@tensorflow/tfjs-core';
import {meanOfRows} from '../../engine/reduceRows.ts';
import {bradleyTerryLoss, column, difference, type RewardObjective} from './objective.ts';

/** Keeps the correlation of constant rewards from being 0 / 0. */
const EPSILON = 1e-6;

/** Bradley-Terry + lambda rho^2, with Pearson's rho of reward and length over the 2N items of the batch, [R]. */
export const decorrelated: RewardObjective = {
  loss(context, compared) {
    const choices = meanOfRows(bradleyTerryLoss(difference(compared), compared.label));
    const reward = centred(tf.concat([...compared.rewards], 1));
    const length = centred(tf.concat([...compared.lengths!], 1));
    const [rr, ll, rl] = [tf.mul(reward, reward), tf.mul(length, length), tf.mul(reward, length)].map((x) =>
      tf.mean(x, 1),
    );
    const squared = tf.div(tf.square(rl), tf.add(tf.mul(rr, ll), EPSILON));
    return tf.add(choices, tf.mul(tf.squeeze(column(context, 'fine'), [1]), squared));
  },
};

const centred = (x: tf.Tensor): tf.Tensor => tf.sub(x, tf.mean(x, 1, true));
