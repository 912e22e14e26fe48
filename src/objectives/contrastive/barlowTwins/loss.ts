import * as tf from '@tensorflow/tfjs-core';
import {centred, crossMoment, identity, total} from '../moments.ts';
import type {ContrastiveObjective} from '../objective.ts';

/** Added to the variance, so that a coordinate that is constant over the batch has no correlation. */
const EPSILON = 1e-5;

/**
 * Barlow Twins, [R], on vectors before they are put on the sphere. Zbontar et al., "Barlow Twins: self-supervised learning
 * via redundancy reduction" (2021), eq. 1 and 2: with C_de the correlation over the batch of coordinate d of the first views
 * and e of the second,
 *
 *     L = sum_d (1 - C_dd)^2 + lambda sum_{d != e} C_de^2
 */
export const barlowTwins: ContrastiveObjective = {
  loss(context, {raw}) {
    const [a, b] = tf.split(raw, 2, 1).map((z) => {
      const {values, variance} = centred(z, 0);
      return tf.div(values, tf.sqrt(tf.add(variance, EPSILON)));
    });
    const [, n, d] = a.shape;
    const correlation = tf.div(crossMoment(a, b), n!);
    const diagonal = identity(d!);
    const agreement = total(tf.square(tf.mul(tf.sub(1, correlation), diagonal)));
    const redundancy = total(tf.square(tf.mul(correlation, tf.sub(1, diagonal))));
    return tf.add(agreement, tf.mul(redundancy, context.hot('objective.redundancy')));
  },
};
