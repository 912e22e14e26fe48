/** Worlds whose things are vectors: each is a row of one table. */
import * as tf from '@tensorflow/tfjs-core';
import type {Keys, Slots} from '../../engine/program.ts';
import {permuted} from '../../kernels/random.ts';
import {
  dataSlot,
  type InputViews,
  type Labelled,
  labelledThings,
  membershipSlot,
  type RowsOf,
  type Tower,
  type World,
  type WorldContext,
} from '../world.ts';
import {nextOfGroup, partnerSlots, partnersOf} from './partners.ts';

const UNSEEN_PAIRS = 'world/unseenPairs';

export interface Vectors {
  /** [count, size], row by row. */
  values: Float32Array;
  size: number;
  /** Names of the classes; one name where there are no classes. */
  groups: string[];
  groupOf: number[];
  names?: string[];
  details?: string[];
  /** Never trained on. */
  isUnseen(row: number): boolean;
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
    const {values, size, groups, groupOf, names, details, isUnseen, classPairs = false} = vectors;
    const all = groupOf.map((_, row) => row);
    this.#train = Int32Array.from(all.filter((row) => !isUnseen(row)));
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
    };
    if (classPairs) Object.assign(this.slots, this.#pairSlots(groupOf));
    if (!classes) return;
    const {slot, labelled} = labelledThings(
      0,
      [...this.#train],
      [...this.#unseen],
      (row) => groupOf[row],
      groups.length,
    );
    this.labelled = labelled;
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
