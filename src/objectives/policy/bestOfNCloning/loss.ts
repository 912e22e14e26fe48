import * as tf from '@tensorflow/tfjs-core';
import {bestOf, type DirectObjective, weightedSum} from '../objective.ts';

/** -log pi(y|x) of the answer with the highest reward of the K; those that are level share its place evenly. */
export const bestOfNCloning: DirectObjective = {
  loss: (_context, {policy, rewards}) => tf.neg(weightedSum(bestOf(rewards), policy)),
};
