import * as tf from '@tensorflow/tfjs-core';
import type {Context} from '../../engine/program.ts';

/**
 * K answers to each of N questions. Log-probabilities are natural, of whole answers: log pi(y|x) = sum_t log pi(a_t|s_t).
 * Gradients flow through `policy` and `divergence` alone.
 */
export interface Answers {
  /** log pi(y|x), [R, N, K]. Of a pair (K = 2) the first answer is the chosen one. */
  policy: tf.Tensor;
  /** The same under the frozen reference, [R, N, K]. */
  reference: tf.Tensor;
  /** What the judge gives each answer, [R, N, K]. */
  rewards: tf.Tensor;
  /** How many moves each answer has, its end counted, [R, N, K]. */
  moves: tf.Tensor;
  /** The log-probabilities of each answer as one to the question of the row before, [R, N, K] each; with `needs.mismatched`. */
  mismatched?: {policy: tf.Tensor; reference: tf.Tensor};
  /** From 0 to 1: how far the policy that collected the answers and the one before it agree, [R]; with `needs.consistency`. */
  consistency?: tf.Tensor;
  /** sum_t KL(ref(.|s_t) || pi(.|s_t)) along each answer, exact at every state, [R, N, K]. */
  divergence(): tf.Tensor;
}

/**
 * K answers to each of N questions that the policy has given, move by move; every answer has L moves, and those after its
 * end have probability 1. Gradients flow through `policy`, `divergence` and `values`.
 */
export interface Samples {
  /** log pi(a_t|s_t), [R, N, K, L]. */
  policy: tf.Tensor;
  /** The same when the answers were given, [R, N, K, L]: equal to `policy` unless they are used for several updates. */
  before: tf.Tensor;
  /** log ref(a_t|s_t), [R, N, K, L]. */
  reference: tf.Tensor;
  /** KL(pi(.|s_t) || ref(.|s_t)), exact, [R, N, K, L]. */
  divergence: tf.Tensor;
  /** 1 up to the move that ends the answer, 0 after it, [R, N, K, L]. */
  live: tf.Tensor;
  /** What the judge gives each answer, [R, N, K]. */
  rewards: tf.Tensor;
  /** The weight of the divergence, [R]: a setting, or what a controller has made of it. */
  beta: tf.Tensor;
  /** The value network's estimate of what is still to come at each state, [R, N, K, L]; of `rollouts` only. */
  values?: tf.Tensor;
  /** The same when the answers were given, [R, N, K, L]; of `rollouts` only. */
  valuesBefore?: tf.Tensor;
}

/** What the value network learns from. */
export type Estimates = Pick<Samples, 'values' | 'valuesBefore' | 'live'>;

export type HotContext = Pick<Context, 'hot' | 'fromHot'>;

/** A loss of answers that were collected before. Hot parameters are read from the context under `objective.`. */
export interface DirectObjective {
  /** The loss of each question or answer, [R, N] or [R, N, K], or of each replica, [R]. */
  loss(context: HotContext, answers: Answers): tf.Tensor;
}

/**
 * A loss whose gradient is, on average, that of the expected reward minus beta times KL(pi || ref). Hot parameters are read from
 * the context under `objective.`; the others are in `settings`, which is the objective's part of the spec.
 */
export interface SampledObjective<S = unknown> {
  /**
   * How much better each move was than expected, in units of the reward, [R, N, K, L]; 0 after the end. No gradient flows
   * through it.
   */
  advantages(context: HotContext, samples: Samples, settings: S): tf.Tensor;
  /** The loss of each replica, [R], given the advantages that these answers had when they were given. */
  loss(context: HotContext, samples: Samples, advantages: tf.Tensor, settings: S): tf.Tensor;
  /** The loss of the value network, [R]; of `rollouts` only. */
  criticLoss?(context: HotContext, samples: Estimates, advantages: tf.Tensor, settings: S): tf.Tensor;
}

/** rho(y) = log pi(y|x) - log ref(y|x), [R, N, K]. */
export const logRatio = ({policy, reference}: Answers): tf.Tensor => tf.sub(policy, reference);

/** Of pairs, what belongs to the chosen answers and to the rejected ones: [R, N, 2] -> [R, N] each. */
export const sides = (x: tf.Tensor): [chosen: tf.Tensor, rejected: tf.Tensor] =>
  tf.unstack(x, 2) as [tf.Tensor, tf.Tensor];

/** Beyond this e^x may be more than a 32-bit number holds, and the slope of the logistic function is below 1e-34. */
const FAR = 80;

/** The logistic function 1 / (1 + e^-x). Graphics cards need not compute with infinity as they should. */
export const logistic = (x: tf.Tensor): tf.Tensor => tf.sigmoid(tf.clipByValue(x, -FAR, FAR));

/** sum_k w_k x_k of each question, [R, N, K] -> [R, N]. */
export const weightedSum = (weights: tf.Tensor, x: tf.Tensor): tf.Tensor => tf.sum(tf.mul(weights, x), 2);

/** softmax_k(r_k / t) with the hot parameter t, [R, N, K]. */
export const rewardWeights = (context: HotContext, path: string, rewards: tf.Tensor): tf.Tensor =>
  tf.softmax(tf.div(rewards, spread(context, path, 3)));

/** 1 for the answer with the highest reward and 0 for the others; m that are level with it have 1 / m each, [R, N, K]. */
export function bestOf(rewards: tf.Tensor): tf.Tensor {
  const best = tf.cast(tf.greaterEqual(rewards, tf.max(rewards, 2, true)), 'float32');
  return tf.div(best, tf.sum(best, 2, true));
}

/** A hot parameter [R] as [R, 1, ...], to act on values of this rank. */
export function spread(context: HotContext, path: string, rank: number): tf.Tensor {
  const value = context.hot(`objective.${path}`);
  return tf.reshape(value, [-1, ...new Array<number>(rank - 1).fill(1)]);
}
