/** Tensors of the members of a population. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../engine/constant.ts';
import type {Context} from '../engine/program.ts';
import {gatherRows} from '../kernels/gatherRows.ts';

/** The matrix [M, D] of the shown member, from x [R, M, D]. */
export const shown = (context: Pick<Context, 'shown'>, x: tf.Tensor) =>
  tf.squeeze(tf.slice(x, [context.shown, 0, 0], [1, -1, -1]), [0]);

/** Repeats values that all members share, [1, M, ...], for each member: [R, M, ...]. */
export const ofEachMember = ({replicas}: Pick<Context, 'replicas'>, x: tf.Tensor) =>
  x.shape[0] === replicas ? x : tf.tile(x, [replicas, 1, 1].slice(0, x.rank));

/** Entries [R, n] of each member's table [R, count]. */
export function fromTable({replicas}: Pick<Context, 'replicas'>, table: tf.Tensor, rows: tf.Tensor): tf.Tensor {
  return gatherRows(tf.reshape(table, [-1]), ofOwnTable(replicas, table.shape[1]!, rows));
}

/** Rows of the tables of all members, one behind another. */
export function ofOwnTable(replicas: number, count: number, rows: tf.Tensor): tf.Tensor {
  if (replicas === 1) return rows;
  const first = constant(`tables of ${count} for ${replicas}`, [replicas, 1], () =>
    Int32Array.from({length: replicas}, (_, r) => r * count),
  );
  return tf.add(rows, first);
}
