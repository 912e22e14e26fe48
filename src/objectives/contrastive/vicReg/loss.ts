import * as tf from '@tensorflow/tfjs-core';
import {centred, crossMoment, identity, total} from '../moments.ts';
import type {ContrastiveObjective} from '../objective.ts';

/** GAMMA is the standard deviation that each coordinate should keep; EPSILON keeps the gradient of the root finite. */
const GAMMA = 1;
const EPSILON = 1e-4;

/**
 * VICReg, [R], on vectors before they are put on the sphere. Bardes, Ponce and LeCun, "VICReg: variance-invariance-covariance
 * regularization for self-supervised learning" (2022), eq. 1 to 6, for views Z, Z' [N, D]:
 *
 *     L = lambda s(Z, Z') + mu (v(Z) + v(Z')) + nu (c(Z) + c(Z'))
 *     s = 1/N sum_i |z_i - z'_i|^2,   v = 1/D sum_d max(0, 1 - sqrt(Var z_d + 1e-4)),   c = 1/D sum_{d != e} Cov(z_d, z_e)^2
 */
export const vicReg: ContrastiveObjective = {
  loss(context, {raw}) {
    const [a, b] = tf.split(raw, 2, 1);
    const [replicas, n, d] = a.shape;
    const invariance = tf.mean(tf.sum(tf.square(tf.sub(a, b)), 2), 1);
    const terms = [a, b].map((z) => {
      const {values, variance} = centred(z, 1);
      const spread = tf.mean(tf.relu(tf.sub(GAMMA, tf.sqrt(tf.add(variance, EPSILON)))), 2);
      const covariance = tf.div(crossMoment(values, values), Math.max(1, n! - 1));
      const others = tf.mul(covariance, tf.sub(1, identity(d!)));
      return {variance: tf.reshape(spread, [replicas]), covariance: tf.div(total(tf.square(others)), d!)};
    });
    return tf.addN([
      tf.mul(invariance, context.hot('objective.invariance')),
      tf.mul(tf.add(terms[0].variance, terms[1].variance), context.hot('objective.variance')),
      tf.mul(tf.add(terms[0].covariance, terms[1].covariance), context.hot('objective.covariance')),
    ]);
  },
};
