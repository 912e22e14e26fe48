import * as tf from '@tensorflow/tfjs-core';
import {type DirectObjective, spread} from '../objective.ts';

/**
 * -log pi(y|x,g) + beta sum_t KL(ref(.|s_t) || pi(.|s_t,g)) with the goal g that the answer meets; the divergence is exact at each
 * state. Lu et al., "Quark: Controllable text generation with reinforced unlearning" (2022), equation 2; with beta = 0 the
 * supervised stage of Yang et al., "Rewards-in-Context" (2024).
 */
export const quark: DirectObjective = {
  loss: (context, {policy, divergence}) => tf.sub(tf.mul(spread(context, 'beta', 3), divergence()), policy),
};
