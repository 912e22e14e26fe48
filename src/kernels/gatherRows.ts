/** Rows of a table by index, without gradient: for data. */
import * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel, sizeOf} from '../engine/kernel.ts';

/** table [M, ...], rows int32 [...any] -> [...any, ...]. */
export const gatherRowsKernel = defineKernel<'table' | 'rows', object>({
  name: 'LabGatherRows',
  outputs: ({table, rows}) => [{shape: [...rows, ...table.slice(1)], dtype: 'float32'}],
  plain([out], {table, rows}, shapes) {
    const width = sizeOf(shapes.table.slice(1));
    for (let i = 0; i < rows.length; i++) {
      out.set(table.subarray(rows[i] * width, (rows[i] + 1) * width), i * width);
    }
  },
});

/** table [M, ...], rows int32 [...any] -> [...any, ...], float32. */
export function gatherRows(table: tf.Tensor, rows: tf.Tensor): tf.Tensor {
  if (hasKernel(gatherRowsKernel)) return runKernel(gatherRowsKernel, {table, rows}, {})[0];
  return tf.reshape(tf.gather(table, tf.reshape(rows, [-1])), [...rows.shape, ...table.shape.slice(1)]);
}
