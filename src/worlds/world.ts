import type {Tensor} from '@tensorflow/tfjs-core';
import type {Context, Slot, SlotName, Slots} from '../engine/program.ts';
import type {Values} from '../engine/records.ts';
import type {InputShape} from '../nn/inputs.ts';
import type {Points} from './points.ts';

/** One modality, which has an encoder of its own: most worlds have one tower, worlds of two modalities have two. */
export interface Tower {
  input: InputShape;
  /** Slot with all inputs, [M, size]: float32, or int32 for tokens. */
  table: SlotName;
  /** Slot with the class of every row, int32 [M]; left out where there are no classes. */
  classes?: SlotName;
}

/** Some rows of a tower's table, in an int32 slot [K]. */
export interface RowsOf {
  tower: number;
  rows: SlotName;
}

/** Two views of each of N things. */
export interface InputViews {
  /** With one tower [R, 2N, size], where rows i and N + i show the same thing; with two, [R, N, size] for each. */
  inputs: readonly Tensor[];
  /** The rows of the table that are shown, int32, shaped like `inputs`; with one tower also [R, N] where both views have the same rows. */
  rows: readonly Tensor[];
  /** What each row shows, int32 [R, 2N]; left out when no two things of a batch are the same. */
  labels?: Tensor;
  /** A negative for each pair, [R, N, size], of worlds with one tower; left out where pairs have none of their own. */
  third?: Tensor;
  /** How much each pair counts, [R, N]; left out where all count alike. */
  weights?: Tensor;
}

/** One class for each of some rows. */
export interface Labelling {
  classOf: ArrayLike<number>;
  classes: number;
}

/** Things of one tower with a class each, for classifiers that are trained on the representation. */
export interface Labelled extends RowsOf, Labelling {
  /** A classifier may learn from the first `train` rows. Nothing is ever trained on the others. */
  train: number;
  /** The share of each class among all things of the world that are trained on. */
  shares: ArrayLike<number>;
  /** What else is known of the same rows, as the subclass. */
  second?: Labelling;
  /** A class that is smaller than others, or nearer to another. */
  minority?: number;
}

/** Pairs of things whose similarity is known. */
export interface Graded extends RowsOf {
  /** Similarity of pair i: of rows i and P + i. */
  similarity: ArrayLike<number>;
}

/** Normal signals with normal noise: what a linear encoder keeps is known in closed form. */
export interface Signals {
  /** Slot with the origin and the unit vectors of the input, [d + 1, d]. */
  axes: SlotName;
  /** Standard deviation of the noise of a view in each direction; that of the signal is 1. */
  deviations: Float64Array;
  /** y = <weights, signal>, of length 1. */
  weights: Float64Array;
}

/** How well each document answers each query. */
export interface Retrieval {
  queries: RowsOf;
  documents: RowsOf;
  /** From 0 to 1, [queries x documents], row by row. */
  relevance: Float32Array;
}

/**
 * A source of data with a known structure, as an encoder program sees it. The tensor methods are called inside phases;
 * what they read lives in the world's own slots.
 */
export interface World {
  /** One or two. */
  towers: readonly Tower[];
  /** How many different things there are to train on: the largest batch. */
  items: number;
  slots: Slots;
  /** All points, in the order of the tables' rows, tower after tower. */
  points: Points;
  /** A training batch of this tick. */
  batch(context: WorldContext, size: number): InputViews;
  /** Pairs of views of unseen things (never trained on), the same at every tick, for R or 1 replicas. */
  unseenViews(context: WorldContext): InputViews;
  /**
   * Pairs of views of things that are trained on, or of as many unseen ones, the same at every tick and in an order that says
   * nothing about them, for R or 1 replicas: where losses on both are compared.
   */
  fixedViews?(context: WorldContext, of: 'seen' | 'unseen'): InputViews;
  /** Unseen things, one set for each way in which they are shown; row i of every set shows the same thing. */
  unseenSets: readonly RowsOf[];
  /** Slot with the group of each row of the unseen sets, one after another: one-hot [1, rows, groups]. */
  unseenGroups: SlotName;
  /** Raw and mean-centred inputs of the unseen sets, for a search without learning; absent where that makes no sense. */
  unseenRaw?(context: WorldContext): {raw: Tensor[]; centred: Tensor[]};
  labelled?: Labelled;
  graded?: Graded;
  signals?: Signals;
  /** Slot that says of each row of the first tower whether it is a target (1) or background (0), int32 [M]. */
  salient?: SlotName;
  retrieval?: Retrieval;
  /** Searches with queries or documents that were trained on, or both, by the name of their nDCG. */
  splits?: Readonly<Record<string, Retrieval>>;
}

export type WorldContext = Pick<Context, 'get' | 'hot' | 'fromHot' | 'key' | 'replicas'>;

/** A slot that holds part of a world. */
export function dataSlot(shape: number[], values: Values): Slot {
  const dtype = values instanceof Int32Array ? 'int32' : 'float32';
  return {shape, dtype, axis: 'shared', role: 'data', initial: () => values};
}

/** The same with values that take long to make: they are made when they are uploaded, and not where only sizes count. */
export function lateSlot(shape: number[], dtype: Slot['dtype'], make: () => Values): Slot {
  return {shape, dtype, axis: 'shared', role: 'data', initial: make};
}

/**
 * Groups of N things, one-hot [1, N, count]. Made here because TensorFlow.js's oneHot gives wrong float32 values on wasm,
 * and int32 values that do not compile later on WebGPU.
 */
export function membershipSlot(groups: readonly number[], count: number): Slot {
  const values = new Float32Array(groups.length * count);
  groups.forEach((group, i) => {
    values[i * count + group] = 1;
  });
  return dataSlot([1, groups.length, count], values);
}

/** At most `count` entries of a list, evenly spaced. */
export function evenly<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  return Array.from({length: count}, (_, i) => list[Math.floor((i * list.length) / count)]);
}

/** The most rows that a classifier of the representation learns from, and is measured on. */
const LEARN = 1000;
const TEST = 500;

/**
 * The slot of rows and the description of labelled things: seen ones to learn from, unseen ones to measure on. `second` is
 * another label of every row, and how many of these there are.
 */
export function labelledThings(
  tower: number,
  seen: readonly number[],
  unseen: readonly number[],
  classOf: (row: number) => number,
  classes: number,
  second?: {of: (row: number) => number; classes: number},
): {slot: Slots; labelled: Labelled} {
  const learn = evenly(seen, LEARN);
  const all = [...learn, ...evenly(unseen, TEST)];
  return {
    slot: {'world/labelled': dataSlot([all.length], Int32Array.from(all))},
    labelled: {
      ...{tower, rows: 'world/labelled', train: learn.length, classOf: all.map(classOf), classes},
      shares: sharesOf(seen, classOf, classes),
      ...(second && {second: {classOf: all.map(second.of), classes: second.classes}}),
    },
  };
}

/** How much of some rows is of each class. */
export function sharesOf(rows: ArrayLike<number>, classOf: (row: number) => number, classes: number): Float64Array {
  const shares = new Float64Array(classes);
  for (let i = 0; i < rows.length; i++) shares[classOf(rows[i])] += 1;
  return shares.map((count) => count / rows.length);
}

/** Lists of tokens as rows of one length: shorter lists are padded with -1, longer ones are cut off. */
export function paddedRows(lists: readonly (readonly number[])[], length: number): Int32Array {
  const rows = new Int32Array(lists.length * length).fill(-1);
  lists.forEach((tokens, i) => {
    rows.set(tokens.slice(0, length), i * length);
  });
  return rows;
}
