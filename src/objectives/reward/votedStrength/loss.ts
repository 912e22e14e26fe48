import * as tf from '@tensorflow/tfjs-core';
import {bradleyTerryLoss, column, difference, type RewardObjective, sign, smoothedLabel} from '../objective.ts';

/**
 * Pairs in the order of their strength mu = mean_m (r_m(chosen) - r_m(rejected)), by the vote of M models: the share `dropShare` of the
 * lowest is left out; of those below `flipShare` the choice is turned, which turns mu, too; the labels of the next `softShare` are
 * smoothed. -log s(d - kappa mu) for the choice that is left. Whichever of two items that is, its margin is kappa times what the voters
 * say of the first minus the second one: so a vote for the other side takes the margin away. Ties have none. "Secrets of RLHF in Large
 * Language Models Part II: Reward Modeling".
 */
export const votedStrength: RewardObjective = {
  loss(context, compared) {
    const {label, voted, ranks} = compared;
    const weaker = (share: tf.Tensor) => tf.step(tf.sub(share, ranks!));
    const [turnedShare, dropped] = [column(context, 'flipShare'), column(context, 'dropShare')];
    const turned = weaker(turnedShare);
    const taken = tf.add(label, tf.mul(turned, tf.sub(1, tf.mul(2, label))));
    const softened = tf.sub(weaker(tf.add(turnedShare, column(context, 'softShare'))), turned);
    const smoothing = tf.mul(softened, column(context, 'smoothing'));
    const target = smoothedLabel(taken, smoothing);
    const margin = tf.mul(tf.mul(column(context, 'marginScale'), voted!), tf.square(sign(compared)));
    const loss = bradleyTerryLoss(tf.sub(difference(compared), margin), target);
    return tf.mul(tf.div(tf.sub(1, weaker(dropped)), tf.sub(1, dropped)), loss);
  },
};
