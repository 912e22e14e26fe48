/** Pairs of different things of one group: one class, letter or typeface. */
import * as tf from '@tensorflow/tfjs-core';
import type {Keys, Slots} from '../../engine/program.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {uniform} from '../../kernels/random.ts';
import {dataSlot, type WorldContext} from '../world.ts';

const ROWS = 'world/partners';
const PLACES = 'world/partnerPlaces';

/** Slots that `partnersOf` reads: the rows of things, group by group, and for each row the start, size and rank in its group. */
export function partnerSlots(rows: readonly number[], groupOf: (row: number) => number, table: number): Slots {
  const groups = grouped(rows, groupOf);
  const places = new Float32Array(table * 3);
  let start = 0;
  for (const members of groups.values()) {
    for (const [rank, row] of members.entries()) places.set([start, members.length, rank], 3 * row);
    start += members.length;
  }
  return {
    [ROWS]: dataSlot([rows.length], Int32Array.from([...groups.values()].flat())),
    [PLACES]: dataSlot([table, 3], places),
  };
}

/**
 * For every row [R, N] a random other row of its group, all equally likely: the one 1 + floor(u (count - 1)) places
 * further on, cyclically, for a uniform number u. A thing that is alone in its group is its own partner.
 */
export function partnersOf(context: WorldContext, rows: tf.Tensor, draws: Keys): tf.Tensor {
  const [start, count, rank] = tf
    .split(gatherRows(context.get(PLACES), rows), 3, 2)
    .map((part) => tf.squeeze(part, [2]));
  const further = tf.floor(tf.mul(uniform(draws, [rows.shape[1]!]), tf.sub(count, 1)));
  const on = tf.add(tf.add(rank, further), 1);
  const round = tf.mul(count, tf.cast(tf.greaterEqual(on, count), 'float32'));
  return gatherRows(context.get(ROWS), tf.cast(tf.add(start, tf.sub(on, round)), 'int32'));
}

/** The next row of the same group for each of some rows; the last one of a group gets the first. */
export function nextOfGroup(rows: readonly number[], groupOf: (row: number) => number): number[] {
  const groups = grouped(rows, groupOf);
  return rows.map((row) => {
    const members = groups.get(groupOf(row))!;
    return members[(members.indexOf(row) + 1) % members.length];
  });
}

function grouped(rows: readonly number[], groupOf: (row: number) => number): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const members = groups.get(groupOf(row));
    if (members) members.push(row);
    else groups.set(groupOf(row), [row]);
  }
  return groups;
}
