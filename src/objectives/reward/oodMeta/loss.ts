import * as tf from '@tensorflow/tfjs-core';
import {bradleyTerryLoss, difference, type RewardObjective} from '../objective.ts';

/**
 * Bradley-Terry; that its gradient is taken a step ahead is a matter of the program (`stepAhead.ts` there). "Secrets of RLHF in Large
 * Language Models Part II: Reward Modeling" (MetaRM).
 */
export const oodMeta: RewardObjective = {
  loss: (_context, compared) => bradleyTerryLoss(difference(compared), compared.label),
};

/**
 * How far apart the rewards [R, Q, k] of k answers to each of Q questions are: 2 / k^2 sum_{i<j} s(|r_i - r_j|), the mean over the
 * questions, [R]. [R, Q, k, k] is stored; k is small.
 */
export function farApart(rewards: tf.Tensor): tf.Tensor {
  const each = rewards.shape[2]!;
  const gaps = tf.abs(tf.sub(tf.expandDims(rewards, 3), tf.expandDims(rewards, 2)));
  // Each two twice, and each with itself, which is 1/2.
  const all = tf.sum(tf.sigmoid(gaps), [2, 3]);
  return tf.mean(tf.div(tf.sub(all, each / 2), each * each), 1);
}
