import * as tf from '@tensorflow/tfjs-core';
import {column, difference, type RewardObjective, sign} from '../objective.ts';

/**
 * Davidson, "On extending the Bradley-Terry model to accommodate ties" (1970): win, loss and tie are as likely as
 * e^(d/2), e^(-d/2) and nu. Minus the log-likelihood, with t = 1 for a tie:
 *
 *     |d|/2 + log(1 + e^-|d| + nu e^(-|d|/2)) - sign d / 2 - t log nu
 */
export const davidson: RewardObjective = {
  loss(context, compared) {
    const d = difference(compared);
    const half = tf.mul(0.5, tf.abs(d));
    const tieRate = column(context, 'tieRate');
    const all = tf.addN([tf.onesLike(half), tf.exp(tf.mul(-2, half)), tf.mul(tieRate, tf.exp(tf.neg(half)))]);
    const chosen = sign(compared);
    const tied = tf.sub(1, tf.abs(chosen));
    const likely = tf.add(tf.mul(0.5, tf.mul(chosen, d)), tf.mul(tied, tf.log(tieRate)));
    return tf.sub(tf.add(half, tf.log(all)), likely);
  },
};
