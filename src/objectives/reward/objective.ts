import * as tf from '@tensorflow/tfjs-core';
import type {Context} from '../../engine/program.ts';

/** The rewards and the annotators' choices of N pairs of items. */
export interface Compared {
  /** Rewards of the first items and of the second, [R, N] each. */
  rewards: readonly [tf.Tensor, tf.Tensor];
  /** 1 where the first item was chosen, 0 where the second was, 1/2 for a tie, [R, N]. */
  label: tf.Tensor;
  /** Lengths of the first items and of the second, in units of the world's length, [R or 1, N] each. */
  lengths?: readonly [tf.Tensor, tf.Tensor];
  /** The annotators' scores of the items, [R, N] each. */
  scores?: readonly [tf.Tensor, tf.Tensor];
  /** How strong the preferences are, 1 to 3, [R, N]. */
  strengths?: tf.Tensor;
  /** How much alike the items of each pair are, 0 to 1, [R or 1, N]. */
  likeness?: tf.Tensor;
  /** Rewards of the same items in other words, [R, N] each. */
  reworded?: readonly [tf.Tensor, tf.Tensor];
  /** Share of votes for the chosen items, [R, N]. */
  votes?: tf.Tensor;
  /** What voters say of the first items minus the second ones, [R, N]. */
  voted?: tf.Tensor;
  /** Share of the training pairs whose preference is weaker by that vote, [R, N]. */
  ranks?: tf.Tensor;
  /** How much each pair counts, [R, N], for objectives that ask for it. */
  weights?: tf.Tensor;
  /** A trained coefficient [R, 1], for objectives that need one. */
  coefficient?: tf.Tensor;
  /** Weights of a linear last layer, [R, D], for objectives that train only that. */
  head?: tf.Tensor;
  /** Representations of two looks at each item, on the unit sphere, [R, 4N, D]: rows i and 2N + i show the same item. */
  looks?: tf.Tensor;
}

/** A loss of preference pairs. Hot parameters are read from the context under `objective.`. */
export interface RewardObjective {
  /** The loss of each pair, [R, N], or of each replica, [R]. */
  loss(context: Pick<Context, 'hot' | 'fromHot'>, compared: Compared): tf.Tensor;
}

/** r_1 - r_2. */
export const difference = ({rewards: [a, b]}: Compared): tf.Tensor => tf.sub(a, b);

/** 1 where the first was chosen, -1 where the second was, 0 for a tie. */
export const sign = ({label}: Compared): tf.Tensor => tf.sub(tf.mul(2, label), 1);

/** A hot parameter as a column [R, 1]. */
export const column = (context: Pick<Context, 'hot'>, path: string): tf.Tensor =>
  tf.expandDims(context.hot(`objective.${path}`), 1);

/**
 * log(1 + e^x) without overflow: x / 2 + |x| / 2 + log(1 + e^-|x|). At 0 the slopes of the last two cancel whatever the
 * slope of |x| is taken to be there, and 1/2 is left, as it should be.
 */
export const softplus = (x: tf.Tensor): tf.Tensor => {
  const size = tf.abs(x);
  return tf.add(tf.mul(0.5, tf.add(x, size)), tf.log(tf.add(1, tf.exp(tf.neg(size)))));
};

/** Labels y that are wrong with a chance e: y (1 - 2 e) + e, which is e for 0 and 1 - e for 1. */
export const smoothedLabel = (label: tf.Tensor, smoothing: tf.Tensor): tf.Tensor =>
  tf.add(tf.mul(label, tf.sub(1, tf.mul(2, smoothing))), smoothing);

/**
 * Cross-entropy of the Bradley-Terry model for a difference x and a label y: -y log s(x) - (1 - y) log s(-x) with the
 * logistic function s, which is softplus(x) - y x. Bradley and Terry, "Rank analysis of incomplete block designs" (1952).
 */
export const bradleyTerryLoss = (x: tf.Tensor, label: tf.Tensor): tf.Tensor => tf.sub(softplus(x), tf.mul(label, x));
