import {expandDims, oneHot as oneHotRows, type Tensor, type Tensor1D} from '@tensorflow/tfjs-core';
import type {Context, Slot, Slots} from '../engine/program.ts';
import type {Values} from '../engine/records.ts';
import type {Points} from './points.ts';

/** Two views of each of N things, as input vectors. */
export interface InputViews {
  /** [R, N, inputs] each; row i of both shows the same thing. */
  a: Tensor;
  b: Tensor;
  /** What each thing is, int32 [R, N]; left out when no two things of a batch are the same. */
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
  /** Pairs of views of things never trained on, the same at every tick, [R or 1, T, inputs] each. */
  unseenViews(context: WorldContext): InputViews;
  /** Things never trained on, once for each way in which they are drawn; row i of every set shows the same thing. */
  unseenSets(context: WorldContext): Tensor[];
  /** Which group each row of the concatenated unseen sets belongs to, one-hot [1, rows, groups]. */
  unseenGroups(context: WorldContext): Tensor;
  /** For the comparison without learning: raw and mean-centred inputs of the unseen sets, where that makes sense. */
  unseenRaw?(context: WorldContext): {raw: Tensor[]; centred: Tensor[]};
}

export type WorldContext = Pick<Context, 'get' | 'hot' | 'key' | 'replicas'>;

/** A slot that holds part of a world. */
export function dataSlot(shape: number[], values: Values): Slot {
  const dtype = values instanceof Int32Array ? 'int32' : 'float32';
  return {shape, dtype, axis: 'shared', role: 'data', initial: () => values};
}

/**
 * Membership [1, N, count] of groups int32 [N], in float32. Made as such: on WebGPU a cast from int32 to float32 leaves
 * the bits as they are, and TensorFlow.js's transposition then does not compile.
 */
export const oneHot = (groups: Tensor, count: number): Tensor =>
  expandDims(oneHotRows(groups as Tensor1D, count, 1, 0, 'float32'), 0);
