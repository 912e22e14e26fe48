/** Controllers of beta, the weight of the divergence from the reference. */
import * as tf from '@tensorflow/tfjs-core';
import type {Control} from './control.spec.ts';
import type {Samples} from './objective.ts';

/** Where every controller stops. */
const LARGEST = 10;
/** Of the adaptive one: how strongly it answers, and the largest relative error that it sees. */
const GAIN = 0.1;
const LARGEST_ERROR = 0.2;
/** Of the constrained one: nats above the target in one update are this much more of beta. */
const RATE = 0.01;

/** KL(pi || ref) of whole answers as the samples show it, [R]: the mean over answers of the sum of exact divergences. */
export const divergenceOf = ({divergence}: Pick<Samples, 'divergence'>): tf.Tensor =>
  tf.mean(tf.sum(divergence, 3), [1, 2]);

type Rule = (beta: tf.Tensor, measured: tf.Tensor, target: tf.Tensor) => tf.Tensor;

const RULES: Readonly<Record<Control, Rule>> = {
  fixed: (beta) => beta,
  adaptive(beta, measured, target) {
    const error = tf.clipByValue(tf.div(tf.sub(measured, target), target), -LARGEST_ERROR, LARGEST_ERROR);
    return within(tf.mul(beta, tf.add(1, tf.mul(GAIN, error))));
  },
  constrained: (beta, measured, target) => within(tf.add(beta, tf.mul(RATE, tf.sub(measured, target)))),
};

const within = (beta: tf.Tensor): tf.Tensor => tf.clipByValue(beta, 0, LARGEST);

/**
 * Beta after an update, [R], from the beta before it, the divergence KL that was measured and the target K*, [R] each.
 *
 * - adaptive: beta (1 + 0.1 clip((KL - K*) / K*, -0.2, 0.2)). Ziegler et al., "Fine-tuning language models from human
 *   preferences" (2019), section 2.2. A beta of 0 stays 0.
 * - constrained: max(0, beta + 0.01 (KL - K*)). Gradient ascent on the multiplier of E[r] - beta (KL - K*), projected onto
 *   beta >= 0, while the policy climbs the same function: its rest is the best policy with KL <= K*, and there beta is 0
 *   unless the limit binds. It is beta itself that moves, not its logarithm, so it can reach 0 and leave it again.
 *
 * Neither goes above 10.
 */
export const nextBeta = (kind: Control, ...values: Parameters<Rule>): tf.Tensor => RULES[kind](...values);
