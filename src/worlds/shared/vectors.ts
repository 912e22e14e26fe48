/** Worlds whose things are vectors: each is a row of one table. */
import * as tf from '@tensorflow/tfjs-core';
import {deriveKey, permutation} from '../../engine/keys.ts';
import type {Keys, Slots} from '../../engine/program.ts';
import {permuted} from '../../kernels/random.ts';
import {
  dataSlot,
  type InputViews,
  type Labelled,
  labelledThings,
  membershipSlot,
  type RowsOf,
  sharesOf,
  type Tower,
  type World,
  type WorldContext,
} from '../world.ts';
import {nextOfGroup, partnerSlots, partnersOf} from './partners.ts';

const UNSEEN_PAIRS = 'world/unseenPairs';
const fixedPairs = (of: 'seen' | 'unseen') => `world/fixedPairs/${of}`;
/** The most things of each kind on which losses are compared. */
const FIXED = 640;

export interface Vectors {
  /** [count, size], row by row. */
  values: Float32Array;
  size: number;
  /** Names of the classes; one name where there are no classes. */
  groups: string[];
  groupOf: number[];
  names?: string[];
  details?: string[];
  /** Another label of each thing, from 0 to one less than the number of these labels. */
  second?: {of: number[]; count: number};
  /** Never trained on. */
  isUnseen(row: number): boolean;
  /** Not trained on either, but a classifier of the representation may learn from it. */
  isLeftOut?(row: number): boolean;
  /** A class that is smaller than others, or nearer to another. */
  minority?: number;
  /**
   * Whether the two views of a pair show different points of one class, which then remain negatives of others of their
   * class. Else both show one point.
   */
  classPairs?: boolean;
}

/** The rows that are drawn for a batch, and what their two views are made from. */
export interface Drawn {
  /** [count, size] */
  table: tf.Tensor;
  /** int32 [R or 1, N], or where the views of a pair show different points [R or 1, 2N]. */
  rows: tf.Tensor;
  /** How many pairs there are, N. */
  pairs: number;
  /** The rows from which the batch is drawn, on the device and as they were uploaded. */
  pool: {tensor: tf.Tensor; rows: Int32Array};
  /** Keys of the first and the second view for a use of random numbers. */
  key(use: string): Keys;
}

/** Two views of each row: [R, 2N, size]. */
export type ViewsOf = (context: WorldContext, drawn: Drawn) => tf.Tensor;

export class VectorsWorld implements World {
  readonly towers: readonly [Tower];
  readonly items: number;
  readonly slots: Slots;
  readonly points: World['points'];
  readonly unseenSets: readonly RowsOf[] = [{tower: 0, rows: 'world/unseen'}];
  readonly unseenGroups = 'world/unseenClasses';
  readonly labelled?: Labelled;
  readonly #train: Int32Array;
  readonly #unseen: Int32Array;
  readonly #viewsOf: ViewsOf;
  readonly #classPairs: boolean;

  constructor(vectors: Vectors, viewsOf: ViewsOf) {
    const {
      values,
      size,
      groups,
      groupOf,
      names,
      details,
      second,
      isUnseen,
      isLeftOut,
      minority,
      classPairs = false,
    } = vectors;
    const all = groupOf.map((_, row) => row);
    const seen = all.filter((row) => !isUnseen(row));
    this.#train = Int32Array.from(isLeftOut ? seen.filter((row) => !isLeftOut(row)) : seen);
    this.#unseen = Int32Array.from(all.filter(isUnseen));
    this.#viewsOf = viewsOf;
    this.#classPairs = classPairs;
    this.items = this.#train.length;
    const classes = groupOf.some((group) => group !== groupOf[0]);
    this.towers = [{input: {kind: 'vectors', size}, table: 'world/points', ...(classes && {classes: 'world/classes'})}];
    this.points = {kind: 'things', groups, groupOf, names, details};
    this.slots = {
      'world/points': dataSlot([groupOf.length, size], values),
      'world/train': dataSlot([this.#train.length], this.#train),
      'world/unseen': dataSlot([this.#unseen.length], this.#unseen),
      'world/unseenClasses': membershipSlot(
        Array.from(this.#unseen, (row) => groupOf[row]),
        groups.length,
      ),
      ...this.#fixedSlots(groupOf),
    };
    if (classPairs) Object.assign(this.slots, this.#pairSlots(groupOf));
    if (!classes) return;
    const {slot, labelled} = labelledThings(
      0,
      seen,
      [...this.#unseen],
      (row) => groupOf[row],
      groups.length,
      second && {of: (row) => second.of[row], classes: second.count},
    );
    const shares = sharesOf(this.#train, (row) => groupOf[row], groups.length);
    this.labelled = {...labelled, shares, ...(minority !== undefined && {minority})};
    this.slots = {...this.slots, 'world/classes': dataSlot([groupOf.length], Int32Array.from(groupOf)), ...slot};
  }

  batch(context: WorldContext, size: number): InputViews {
    const pool = {tensor: context.get('world/train'), rows: this.#train};
    const first = permuted(context.key('batch/points'), this.#train.length, size, pool);
    const rows = this.#classPairs
      ? tf.concat([first, partnersOf(context, first, context.key('batch/partners'))], 1)
      : first;
    const key = (use: string) => context.key([`batch/${use}/a`, `batch/${use}/b`]);
    return this.#views(context, {rows, pairs: size, pool, key});
  }

  unseenViews(context: WorldContext): InputViews {
    const pool = {tensor: context.get('world/unseen'), rows: this.#unseen};
    const key = (use: string) => context.key([`unseen/${use}/a`, `unseen/${use}/b`], 'always');
    const rows = this.#classPairs ? context.get(UNSEEN_PAIRS) : pool.tensor;
    return this.#views(context, {rows: tf.expandDims(rows, 0), pairs: this.#unseen.length, pool, key});
  }

  fixedViews(context: WorldContext, of: 'seen' | 'unseen'): InputViews {
    const table = of === 'seen' ? this.#train : this.#unseen;
    const pool = {tensor: context.get(of === 'seen' ? 'world/train' : 'world/unseen'), rows: table};
    const key = (use: string) => context.key([`fixed/${of}/${use}/a`, `fixed/${of}/${use}/b`], 'always');
    const rows = tf.expandDims(context.get(fixedPairs(of)), 0);
    return this.#views(context, {rows, pairs: this.#fixed, pool, key});
  }

  /** How many things of each kind losses are compared on. */
  get #fixed(): number {
    return Math.min(FIXED, this.#train.length, this.#unseen.length);
  }

  /** In random order, the first views of as many seen things as unseen ones; and the second views where they show others. */
  #fixedSlots(groupOf: readonly number[]): Slots {
    const rows = (of: 'seen' | 'unseen', all: Int32Array) => {
      const at = permutation(deriveKey(0, `world/fixed/${of}`), all.length);
      const shuffled = Array.from(all, (_, i) => all[at(i)]);
      const first = shuffled.slice(0, this.#fixed);
      const second = this.#classPairs ? nextOfGroup(shuffled, (row) => groupOf[row]).slice(0, this.#fixed) : [];
      return dataSlot([first.length + second.length], Int32Array.from([...first, ...second]));
    };
    return {[fixedPairs('seen')]: rows('seen', this.#train), [fixedPairs('unseen')]: rows('unseen', this.#unseen)};
  }

  #pairSlots(groupOf: readonly number[]): Slots {
    const of = (row: number) => groupOf[row];
    const unseen = [...this.#unseen];
    return {
      [UNSEEN_PAIRS]: dataSlot([2 * unseen.length], Int32Array.from([...unseen, ...nextOfGroup(unseen, of)])),
      ...partnerSlots([...this.#train], of, groupOf.length),
    };
  }

  #views(context: WorldContext, drawn: Omit<Drawn, 'table'>): InputViews {
    const table = context.get('world/points');
    return {inputs: [this.#viewsOf(context, {...drawn, table})], rows: [drawn.rows]};
  }
}
