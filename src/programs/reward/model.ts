/** What a reward model is, whatever its kind. */
import type * as tf from '@tensorflow/tfjs-core';
import type {Context, Slots} from '../../engine/program.ts';
import type {Mode} from '../../nn/encoders.ts';
import type {PreferenceWorld} from '../../worlds/preferenceWorld.ts';
import type {RewardSettings} from './index.spec.ts';

export type RewardContext = Context<RewardSettings, PreferenceWorld>;

export const GROUP = 'reward';
/** What models can see of items, each computed on first use. */
export interface Seen {
  /** int32 [R or 1, N, T]. */
  texts(): tf.Tensor;
  /** [R or 1, N, features]. */
  features(): tf.Tensor;
  /** Who judges each item, int32 [R or 1, N]; left out where nobody in particular does. */
  who?(): tf.Tensor;
}

/** One reward model: an ensemble has several. */
export interface Model {
  slots: Slots;
  /** Number of values in the outputs of all layers for one item, and in the largest output. */
  units: number;
  largest: number;
  weights: number;
  /** Rewards [R, N]. */
  rewards(context: RewardContext, seen: Seen, mode: Mode): tf.Tensor;
  /** Scores [R, N] of first items against second ones, where the model compares two instead of judging one. */
  score?(context: RewardContext, first: Seen, second: Seen): tf.Tensor;
  /** Inputs [R or 1, N, size] of the last layer, where that is linear: the reward is their product with its weights, the slot
   * `weights` where that has a name. */
  last?: {size: number; weights?: string; inputs(context: RewardContext, seen: Seen): tf.Tensor};
  /** Representations [R, N, D] of texts int32 [R or 1, N, T], where the model has one. */
  represent?(context: RewardContext, texts: tf.Tensor, mode: Mode): tf.Tensor;
}
