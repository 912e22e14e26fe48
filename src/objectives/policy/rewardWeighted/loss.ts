import * as tf from '@tensorflow/tfjs-core';
import {type DirectObjective, rewardWeights, weightedSum} from '../objective.ts';

/**
 * -sum_k w_k log pi(y_k|x) with w = softmax_k(r_k / beta). Peters and Schaal, "Reinforcement learning by reward-weighted
 * regression for operational space control" (2007). With many answers of the reference its optimum is the reference tilted
 * by exp(r / beta): Korbak, Perez and Buckley, "RL with KL penalties is better viewed as Bayesian inference" (2022).
 */
export const rewardWeighted: DirectObjective = {
  loss: (context, {policy, rewards}) => tf.neg(weightedSum(rewardWeights(context, 'temperature', rewards), policy)),
};
