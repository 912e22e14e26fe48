import * as tf from '@tensorflow/tfjs-core';
import {column, difference, type RewardObjective, softplus} from '../objective.ts';

/**
 * (1 - 2 max(0, s(d) - 1/2))^gamma (-log s(d)) for d = r_chosen - r_rejected; half for either side of a tie. The focal ranking
 * loss of "InternLM2 Technical Report". The gradient goes through the weight, too. As 1 - 2 (s(d) - 1/2) = 2 s(-d), the weight is
 * e^(-gamma max(0, softplus(d) - log 2)), which is exact however large d is.
 */
export const focal: RewardObjective = {
  loss(context, compared) {
    const focus = column(context, 'focus');
    const d = difference(compared);
    const [ahead, behind] = [softplus(d), softplus(tf.neg(d))];
    const weight = (x: tf.Tensor) => tf.exp(tf.neg(tf.mul(focus, tf.relu(tf.sub(x, Math.LN2)))));
    const first = tf.mul(weight(ahead), behind);
    const second = tf.mul(weight(behind), ahead);
    return tf.add(second, tf.mul(compared.label, tf.sub(first, second)));
  },
};
