/** Rows of a table by index, without gradient: for data. */
import * as tf from '@tensorflow/tfjs-core';
import {hasKernel, registerMemoryKernel, runMemoryKernel} from './memory.ts';

const NAME = 'GatherRows';

/** table [M, ...], rows int32 [...any] -> [...any, ...], float32. */
export function gatherRows(table: tf.Tensor, rows: tf.Tensor): tf.Tensor {
  const shape = [...rows.shape, ...table.shape.slice(1)];
  const flat = hasKernel(NAME) ? runMemoryKernel(NAME, {table, rows}) : tf.gather(table, tf.reshape(rows, [-1]));
  return tf.reshape(flat, shape);
}

registerMemoryKernel<'table' | 'rows', object>(
  NAME,
  ({table, rows}) => [rows.shape.reduce((a, b) => a * b, 1), table.shape.slice(1).reduce((a, b) => a * b, 1)],
  (out, {table, rows}, shapes) => {
    const width = shapes.table.slice(1).reduce((a, b) => a * b, 1);
    for (let i = 0; i < rows.length; i++) {
      out.set(table.subarray(rows[i] * width, (rows[i] + 1) * width), i * width);
    }
  },
);
