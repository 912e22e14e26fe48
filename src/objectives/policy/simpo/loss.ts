import * as tf from '@tensorflow/tfjs-core';
import {softplus} from '../../reward/objective.ts';
import {type DirectObjective, sides, spread} from '../objective.ts';

/**
 * -log s(beta log pi(w) / |w| - beta log pi(l) / |l| - gamma) with the logistic function s and lengths in moves. Meng, Xia and
 * Chen, "SimPO: simple preference optimization with a reference-free reward" (2024), equation 6; TRL has the same.
 */
export const simpo: DirectObjective = {
  loss(context, {policy, moves}) {
    const [chosen, rejected] = sides(tf.div(policy, moves));
    const ahead = tf.mul(spread(context, 'beta', 2), tf.sub(chosen, rejected));
    return softplus(tf.sub(spread(context, 'gamma', 2), ahead));
  },
};
