/** Rows of a table by index, for data: it has no gradient. */
import * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel, sizeOf} from '../engine/kernel.ts';

/** table [M, ...] of either type, rows int32 [...any] -> [...any, ...] of the same type. */
export const gatherRowsKernel = defineKernel<'table' | 'rows', {dtype: 'float32' | 'int32'}>({
  name: 'LabGatherRows',
  outputs: ({table, rows}, {dtype}) => [{shape: [...rows, ...table.slice(1)], dtype}],
  plain([out], {table, rows}, shapes) {
    const width = sizeOf(shapes.table.slice(1));
    for (let i = 0; i < rows.length; i++) {
      out.set(table.subarray(rows[i] * width, (rows[i] + 1) * width), i * width);
    }
  },
});

/** table [M, ...], float32 or int32, rows int32 [...any] -> [...any, ...] of the same type. */
export function gatherRows(table: tf.Tensor, rows: tf.Tensor): tf.Tensor {
  const dtype = table.dtype === 'int32' ? 'int32' : 'float32';
  if (hasKernel(gatherRowsKernel)) return runKernel(gatherRowsKernel, {table, rows}, {dtype})[0];
  return tf.reshape(tf.gather(table, tf.reshape(rows, [-1])), [...rows.shape, ...table.shape.slice(1)]);
}
