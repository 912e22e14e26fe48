import * as tf from '@tensorflow/tfjs-core';
import {type DirectObjective, logRatio, sides, spread} from '../objective.ts';

/**
 * (rho_w - rho_l - 1 / (2 beta))^2. Azar et al., "A general theoretical paradigm to understand learning from human
 * preferences" (2024), equation 17, where beta is tau. The log-ratios are of whole answers, as there; TRL divides each by
 * its number of moves.
 */
export const ipo: DirectObjective = {
  loss(context, answers) {
    const [chosen, rejected] = sides(logRatio(answers));
    const goal = tf.div(0.5, spread(context, 'beta', 2));
    return tf.square(tf.sub(tf.sub(chosen, rejected), goal));
  },
};
