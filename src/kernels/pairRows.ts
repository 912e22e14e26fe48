/** Draws a batch of pairs of pictures, where every thing is pictured in several styles. */
import * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel} from '../engine/kernel.ts';
import {permutation, uniforms} from '../engine/keys.ts';
import type {Keys} from '../engine/program.ts';
import {keysIn, permuted, uniform} from './random.ts';

interface Attributes {
  /** The number of pairs. */
  count: number;
  styles: number;
  /** The number of things: picture s things + c shows thing c in style s. */
  things: number;
  /** Whether the pictures of a pair differ in style; else both are the same picture. */
  across: boolean;
}

/**
 * table int32 [T] (the things to draw from), order and draws int32 [R, 1, 2] (keys) -> rows int32 [R, 2 count]: the
 * first picture of every pair, then the second. The first style is floor(u styles), the second lies 1 + floor(u'
 * (styles - 1)) further on, for uniform numbers u, u' of the stream `draws`.
 */
export const pairRowsKernel = defineKernel<'table' | 'order' | 'draws', Attributes>({
  name: 'LabPairRows',
  outputs: ({order}, {count}) => [{shape: [order[0], 2 * count], dtype: 'int32'}],
  plain([out], {table, order, draws}, _shapes, {count, styles, things, across}) {
    const keys = keysIn(draws);
    for (const [r, key] of keysIn(order).entries()) {
      const at = permutation(key, table.length);
      const u = uniforms(keys[r], 2 * count);
      for (let i = 0; i < count; i++) {
        const thing = table[at(i)];
        const first = pick(u[2 * i], styles);
        const second = across ? (first + 1 + pick(u[2 * i + 1], styles - 1)) % styles : first;
        out[2 * r * count + i] = first * things + thing;
        out[(2 * r + 1) * count + i] = second * things + thing;
      }
    }
  },
});

/** floor(u count) with the product in single precision, as in the other forms. It is below `count`, as u < 1. */
const pick = (u: number, count: number): number => Math.floor(Math.fround(u * count));

/** The same table twice: on the device, and as it was uploaded. */
export function pairRows(
  table: {tensor: tf.Tensor; rows: Int32Array},
  order: Keys,
  draws: Keys,
  attributes: Attributes,
) {
  if (hasKernel(pairRowsKernel)) {
    const inputs = {table: table.tensor, order: order.tensor, draws: draws.tensor};
    return runKernel(pairRowsKernel, inputs, attributes)[0];
  }
  const {count, styles, things, across} = attributes;
  const thing = permuted(order, table.rows.length, count, table);
  const [u, v] = tf.split(uniform(draws, [count, 2]), 2, 2).map((draw) => tf.squeeze(draw, [2]));
  const picked = (draw: tf.Tensor, of: number) => tf.cast(tf.floor(tf.mul(draw, of)), 'int32');
  const whole = (value: number) => tf.scalar(value, 'int32');
  const first = picked(u, styles);
  const second = across ? tf.mod(tf.add(tf.add(first, picked(v, styles - 1)), whole(1)), whole(styles)) : first;
  const rows = (style: tf.Tensor) => tf.add(tf.mul(style, whole(things)), thing);
  return tf.concat([rows(first), rows(second)], 1);
}
