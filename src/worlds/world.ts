import type {Tensor} from '@tensorflow/tfjs-core';
import type {Context, Slot, Slots} from '../engine/program.ts';
import type {Values} from '../engine/records.ts';
import type {Points} from './points.ts';

/** Two views of each of N things, as input vectors. */
export interface InputViews {
  /** [R, 2N, inputs]; rows i and N + i show the same thing. */
  inputs: Tensor;
  /** What each row shows, int32 [R, 2N]; left out when no two things of a batch are the same. */
  labels?: Tensor;
}

/**
 * A source of data with a known structure, as an encoder program sees it. The tensor methods are called inside phases;
 * what they read lives in the world's own slots.
 */
export interface World {
  /** Length of one input vector. */
  inputs: number;
  /** The largest batch of different things. */
  items: number;
  slots: Slots;
  points: Points;
  /** A training batch of this tick. */
  batch(context: WorldContext, size: number): InputViews;
  /** Every point of a frame, in the order of `points`, [1, M, inputs]. */
  everything(context: WorldContext): Tensor;
  /** Pairs of views of things never trained on, the same at every tick, [R or 1, 2T, inputs]. */
  unseenViews(context: WorldContext): InputViews;
  /** Things never trained on, once for each way in which they are drawn; row i of every set shows the same thing. */
  unseenSets(context: WorldContext): Tensor[];
  /** Which group each row of the concatenated unseen sets belongs to, one-hot [1, rows, groups]. */
  unseenGroups(context: WorldContext): Tensor;
  /** For the comparison without learning: raw and mean-centred inputs of the unseen sets, where that makes sense. */
  unseenRaw?(context: WorldContext): {raw: Tensor[]; centred: Tensor[]};
}

export type WorldContext = Pick<Context, 'get' | 'hot' | 'fromHot' | 'key' | 'replicas'>;

/** A slot that holds part of a world. */
export function dataSlot(shape: number[], values: Values): Slot {
  const dtype = values instanceof Int32Array ? 'int32' : 'float32';
  return {shape, dtype, axis: 'shared', role: 'data', initial: () => values};
}

/**
 * Membership [1, N, count] of the groups of N things, one-hot. A table made here: TensorFlow.js's own gives wrong float32
 * values on wasm, and int32 ones that later do not compile on WebGPU.
 */
export function membershipSlot(groups: readonly number[], count: number): Slot {
  const values = new Float32Array(groups.length * count);
  groups.forEach((group, i) => {
    values[i * count + group] = 1;
  });
  return dataSlot([1, groups.length, count], values);
}
