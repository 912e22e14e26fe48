import * as tf from '@tensorflow/tfjs-core';
import {softplus} from '../../reward/objective.ts';
import {type DirectObjective, logRatio, rewardWeights, spread} from '../objective.ts';

/**
 * -sum_i [w_i log s(beta rho_i) + (1 / K) log s(-beta rho_i)] with w = softmax(r / alpha) and the logistic function s, which
 * is sum_i [(w_i + 1 / K) softplus(beta rho_i) - w_i beta rho_i]. Chen et al., "Noise contrastive alignment of language models
 * with explicit rewards" (2024). TRL has pairs only, the limit alpha -> 0 for K = 2.
 */
export const nca: DirectObjective = {
  loss(context, answers) {
    const scaled = tf.mul(spread(context, 'beta', 3), logRatio(answers));
    const weights = rewardWeights(context, 'alpha', answers.rewards);
    const noise = 1 / scaled.shape[2]!;
    return tf.sum(tf.sub(tf.mul(tf.add(weights, noise), softplus(scaled)), tf.mul(weights, scaled)), 2);
  },
};
