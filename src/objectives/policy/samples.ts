/** What the objectives that learn from fresh answers have in common. */
import * as tf from '@tensorflow/tfjs-core';
import {meanOfRows} from '../../engine/reduceRows.ts';
import {withoutGradient} from '../withoutGradient.ts';
import type {Place} from './control.spec.ts';
import type {Samples} from './objective.ts';

/** Above e^20 a ratio of probabilities counts as e^20, with a slope of 0: it would overflow. */
const LARGEST_LOG_RATIO = 20;

/** beta [R] for values of this rank. */
export const betaOf = ({beta}: Samples, rank: number): tf.Tensor =>
  tf.reshape(beta, [-1, ...new Array<number>(rank - 1).fill(1)]);

/**
 * How far each answer is from the reference, in nats, [R, N, K]. Its mean is KL(pi || ref) in both places:
 *
 * - reward: sum_t log pi(a_t|s_t) - log ref(a_t|s_t), of the moves that were made
 * - loss: sum_t D_t, the exact divergence KL(pi(.|s_t) || ref(.|s_t)) at the states that were visited
 */
export const distances = ({before, reference, divergence}: Samples, place: Place): tf.Tensor =>
  tf.sum(place === 'reward' ? tf.sub(before, reference) : divergence, 3);

/** r - beta distance, [R, N, K]: what a whole answer was worth. */
export const returnsOf = (samples: Samples, place: Place): tf.Tensor =>
  tf.sub(samples.rewards, tf.mul(betaOf(samples, 3), distances(samples, place)));

/**
 * x minus the mean along an axis. One of the values is taken off first, so that equal values give 0 exactly, however large
 * they are.
 */
export function centred(x: tf.Tensor, axis: number): tf.Tensor {
  const shape = x.shape.map((size, i) => (i === axis ? 1 : size));
  const off = tf.sub(x, tf.slice(x, new Array<number>(x.rank).fill(0), shape));
  return tf.sub(off, tf.mean(off, axis, true));
}

/** x minus the mean of the others along an axis, n / (n - 1) of its distance from the mean; 0 where there are no others. */
export function aheadOfOthers(x: tf.Tensor, axis: number): tf.Tensor {
  const n = x.shape[axis]!;
  return tf.mul(centred(x, axis), n / Math.max(1, n - 1));
}

/** The advantage of each answer [R, N, K] as that of each of its moves, [R, N, K, L]: 0 after the end, and without gradient. */
export const ofMoves = (each: tf.Tensor, {live}: Samples): tf.Tensor =>
  withoutGradient(tf.mul(tf.expandDims(each, 3), live));

/** -A log pi(a|s) of each move, [R, N, K, L]: its slope is minus that of the expected reward, on average. */
export const policyGradient = ({policy}: Samples, advantages: tf.Tensor): tf.Tensor =>
  tf.neg(tf.mul(advantages, policy));

/**
 * -A pi / before of each move, [R, N, K, L]: while pi is as it was, with the slope of `policyGradient`. With a clip epsilon,
 *
 *     max(-A pi / before, -A clip(pi / before, 1 - epsilon, 1 + epsilon)),
 *
 * which has no slope where the ratio has already moved more than epsilon in the direction of the advantage. Schulman et al.,
 * "Proximal policy optimization algorithms" (2017), equation 7.
 */
export function surrogate({policy, before}: Samples, advantages: tf.Tensor, clip?: tf.Tensor): tf.Tensor {
  const ratio = tf.exp(tf.minimum(tf.sub(policy, before), LARGEST_LOG_RATIO));
  const plain = tf.mul(ratio, advantages);
  if (!clip) return tf.neg(plain);
  const near = tf.minimum(tf.maximum(ratio, tf.sub(1, clip)), tf.add(1, clip));
  return tf.neg(tf.minimum(plain, tf.mul(near, advantages)));
}

/**
 * The loss of each replica, [R]: the mean over all answers of the sum over their moves, or of the mean over their own moves,
 * of `each` [R, N, K, L]; with the KL in the loss, of each + beta D_t.
 *
 * The slope of sum_t D_t is one half of that of the divergence of whole answers:
 *
 *     d/dtheta E[sum_t D_t] = E[sum_t dD_t/dtheta] + E[(sum_t d log pi(a_t|s_t)/dtheta) (sum_t D_t)]
 *
 * The other half says which states are visited. It has the form of a policy gradient, so it is in the advantages, as a reward
 * of -beta sum_t D_t: together they are exact. DeepSeekMath and TRL leave it out.
 */
export function meanLoss(each: tf.Tensor, samples: Samples, place: Place, perMove = false): tf.Tensor {
  const all = place === 'loss' ? tf.add(each, tf.mul(betaOf(samples, 4), samples.divergence)) : each;
  const answers = tf.sum(all, 3);
  const values = perMove ? tf.div(answers, tf.sum(samples.live, 3)) : answers;
  return meanOfRows(tf.reshape(values, [values.shape[0], -1]));
}
