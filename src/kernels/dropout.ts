/**
 * Dropout (Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014), scaled while
 * training: its mean is the identity.
 */
import * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel} from '../engine/kernel.ts';
import type {Keys} from '../engine/program.ts';
import {drawn, keepMask, keysIn} from './random.ts';

/** x [R, V n, ...], keys int32 [R, V, 2] -> x times `keepMask` of the keys. */
export const dropoutKernel = defineKernel<'x' | 'keys', {rate: number}>({
  name: 'LabDropout',
  outputs: ({x}) => [{shape: [...x], dtype: 'float32'}],
  plain([y], {x, keys}, _shapes, {rate}) {
    const size = x.length / (keys.length / 2);
    for (const [i, key] of keysIn(keys).entries()) {
      const mask = drawn('keep', key, size, rate);
      for (let e = 0; e < size; e++) y[i * size + e] = x[i * size + e] * mask[e];
    }
  },
});

/**
 * x [R, V n, ...] for V streams of keys -> each number 0 with probability `rate`, else x / (1 - rate). The gradient goes
 * through the same mask, which is drawn again and not stored.
 */
export function dropout(x: tf.Tensor, keys: Keys, rate: number): tf.Tensor {
  if (!(rate >= 0 && rate < 1)) throw new Error(`The dropout rate is ${rate}; it must be at least 0 and less than 1.`);
  if (rate === 0) return x;
  if (!hasKernel(dropoutKernel)) return composedDropout(x, keys, rate);
  const operation = tf.customGrad((value, save) => {
    (save as tf.GradSaveFunc)([keys.tensor]);
    return {
      value: runKernel(dropoutKernel, {x: value as tf.Tensor, keys: keys.tensor}, {rate})[0],
      gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) => runKernel(dropoutKernel, {x: dy, keys: saved}, {rate})[0],
    };
  });
  return operation(x);
}

/** The composed form. */
export function composedDropout(x: tf.Tensor, keys: Keys, rate: number): tf.Tensor {
  const [, rows, ...rest] = x.shape;
  return tf.mul(x, keepMask(keys, [rows! / keys.tensor.shape[1]!, ...rest], rate));
}
