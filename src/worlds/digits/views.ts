/** The digits world: handwritten digits, changed at random. */
import * as tf from '@tensorflow/tfjs-core';
import type {Slots} from '../../engine/program.ts';
import {type Resources, storedJson} from '../../engine/resources.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {permuted} from '../../kernels/random.ts';
import type {PartValue} from '../../spec/index.ts';
import {inkOfAtlas} from '../shared/atlas.ts';
import {changedPictures, scaledInk} from '../shared/changes.ts';
import {nextOfGroup, partnerSlots, partnersOf} from '../shared/partners.ts';
import {
  dataSlot,
  evenly,
  type InputViews,
  type Labelled,
  labelledThings,
  membershipSlot,
  type RowsOf,
  type Tower,
  type World,
  type WorldContext,
} from '../world.ts';
import type {digits} from './index.spec.ts';

export type DigitsSpec = PartValue<typeof digits>;

/** The content of `digits/digits.json`. */
interface Table {
  cell: number;
  columns: number;
  /** A character for each picture: the digit; and 1 where it is kept unseen. */
  label: string;
  test: string;
}

const CLASSES = 10;
const ATLAS = 'digits/digits.png';
/** The most unseen pictures that are measured on. */
const MEASURED = 1000;

export async function openDigits(spec: DigitsSpec, resources: Resources): Promise<World> {
  const [table, png] = await Promise.all([storedJson<Table>(resources, 'digits/digits.json'), resources.file(ATLAS)]);
  const side = Number(spec.resolution);
  return new DigitsWorld(spec, table, await inkOfAtlas(png, {...table, count: spec.points}, side), side);
}

class DigitsWorld implements World {
  readonly towers: readonly [Tower];
  readonly items: number;
  readonly slots: Slots;
  readonly points: World['points'];
  readonly unseenSets: readonly RowsOf[] = [{tower: 0, rows: 'world/unseen'}];
  readonly unseenGroups = 'world/unseenClasses';
  readonly labelled: Labelled;
  readonly #positive: DigitsSpec['positive'];
  readonly #shape: {side: number; channels: 1};
  readonly #train: Int32Array;

  constructor(
    {points, positive, imbalance}: DigitsSpec,
    {cell, columns, label, test}: Table,
    ink: Float32Array,
    side: number,
  ) {
    const size = side * side;
    const all = Array.from({length: points}, (_, row) => row);
    const digitOf = (row: number) => Number(label[row]);
    const seen = thinned(
      all.filter((row) => test[row] === '0'),
      digitOf,
      imbalance,
    );
    const trained = new Set(seen);
    const unseen = all.filter((row) => test[row] === '1');
    const measured = evenly(unseen, MEASURED);
    const partners = positive === 'digit' ? nextOfGroup(measured, digitOf) : measured;
    this.#train = Int32Array.from(seen);
    this.#positive = positive;
    this.#shape = {side, channels: 1};
    this.towers = [{input: {kind: 'pictures', ...this.#shape}, table: 'world/pictures', classes: 'world/classes'}];
    this.items = seen.length;
    this.points = {
      kind: 'things',
      groups: Array.from({length: CLASSES}, (_, digit) => String(digit)),
      groupOf: all.map(digitOf),
      names: all.map((row) => `Handwritten ${label[row]}`),
      details: all.map((row) => `picture ${row + 1}, ${trained.has(row) ? 'trained on' : 'never trained on'}`),
      sprites: {file: ATLAS, cell, columns, ink: true, at: all},
    };
    const {slot, labelled} = labelledThings(0, seen, unseen, digitOf, CLASSES);
    this.labelled = labelled;
    this.slots = {
      'world/pictures': dataSlot([points, size], scaledInk(ink, size, seen).pictures),
      'world/train': dataSlot([seen.length], this.#train),
      'world/unseen': dataSlot([measured.length], Int32Array.from(measured)),
      'world/unseenClasses': membershipSlot(measured.map(digitOf), CLASSES),
      'world/unseenPairs': dataSlot([2 * measured.length], Int32Array.from([...measured, ...partners])),
      'world/classes': dataSlot([points], Int32Array.from(all, digitOf)),
      ...slot,
      ...(positive === 'digit' && partnerSlots(seen, digitOf, points)),
    };
  }

  batch(context: WorldContext, size: number): InputViews {
    const table = {tensor: context.get('world/train'), rows: this.#train};
    const first = permuted(context.key('batch/pictures'), this.#train.length, size, table);
    const second = this.#positive === 'digit' ? partnersOf(context, first, context.key('batch/partners')) : first;
    return this.#views(context, tf.concat([first, second], 1), 'batch');
  }

  unseenViews(context: WorldContext): InputViews {
    const rows = tf.tile(tf.expandDims(context.get('world/unseenPairs'), 0), [context.replicas, 1]);
    return this.#views(context, rows, 'unseen');
  }

  #views(context: WorldContext, rows: tf.Tensor, use: 'batch' | 'unseen'): InputViews {
    const inputs = [changedPictures(context, context.get('world/pictures'), rows, this.#shape, use)];
    // Two pictures of one digit are positives of each other, never negatives.
    const labels = this.#positive === 'digit' ? gatherRows(context.get('world/classes'), rows) : undefined;
    return {inputs, rows: [rows], labels};
  }
}

/**
 * The rows of which class c has the first n f^(-c / (C - 1)), rounded, at least two; f is the imbalance and n the size of the
 * smallest class in the whole, so that every class has as many as it should.
 */
function thinned(rows: readonly number[], classOf: (row: number) => number, imbalance: number): number[] {
  if (imbalance === 1) return [...rows];
  const counts = new Array<number>(CLASSES).fill(0);
  for (const row of rows) counts[classOf(row)]++;
  const most = counts.map((_, c) => Math.max(2, Math.round(Math.min(...counts) * imbalance ** (-c / (CLASSES - 1)))));
  const taken = new Array<number>(CLASSES).fill(0);
  return rows.filter((row) => taken[classOf(row)]++ < most[classOf(row)]);
}
