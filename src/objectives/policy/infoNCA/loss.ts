import * as tf from '@tensorflow/tfjs-core';
import {type DirectObjective, logRatio, rewardWeights, spread, weightedSum} from '../objective.ts';

/**
 * -sum_i w_i log softmax(beta rho)_i with w = softmax(r / alpha). Chen et al., "Noise contrastive alignment of language models
 * with explicit rewards" (2024). With K = 2 and alpha -> 0 it is DPO.
 */
export const infoNCA: DirectObjective = {
  loss(context, answers) {
    const scaled = tf.mul(spread(context, 'beta', 3), logRatio(answers));
    return tf.neg(weightedSum(rewardWeights(context, 'alpha', answers.rewards), tf.logSoftmax(scaled)));
  },
};
