/**
 * Dropout (Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014), scaled while
 * training, so that the expected value of the output is the input.
 */
import * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel} from '../engine/kernel.ts';
import type {Keys} from '../engine/program.ts';
import {drawn, keepMask, keysIn} from './random.ts';

/**
 * x [R, V n, ...], keys int32 [R, V, 2] -> x times `keepMask` of the keys. places, int32 [R or 1, V n]: row i gets the
 * mask of row places_i, and becomes 0 where places_i is negative.
 */
export const dropoutKernel = defineKernel<'x' | 'keys' | 'places', {rate: number}>({
  name: 'LabDropout',
  outputs: ({x}) => [{shape: [...x], dtype: 'float32'}],
  plain([y], {x, keys, places}, shapes, {rate}) {
    const [replicas, rows] = shapes.x;
    const width = x.length / (replicas * rows);
    const size = x.length / (keys.length / 2);
    const masks = keysIn(keys).map((key) => drawn('keep', key, size, rate));
    for (let i = 0; i < replicas * rows; i++) {
      const place = places ? places[i % places.length] : i % rows;
      const at = (Math.floor(i / rows) * rows + place) * width;
      const mask = masks[Math.floor(at / size)];
      for (let k = 0; k < width; k++) y[i * width + k] = place < 0 ? 0 : x[i * width + k] * mask[(at % size) + k];
    }
  },
});

/**
 * x [R, V n, ...] for V streams of keys -> each number becomes 0 with probability `rate`, else x / (1 - rate). The
 * gradient uses the same mask, which is drawn again instead of stored. For packed texts, `places` comes from `Packing`:
 * a number is then dropped exactly when it would be with padding.
 */
export function dropout(x: tf.Tensor, keys: Keys, rate: number, places?: tf.Tensor): tf.Tensor {
  if (!(rate >= 0 && rate < 1)) throw new Error(`The dropout rate is ${rate}; it must be at least 0 and less than 1.`);
  if (rate === 0) return x;
  if (!hasKernel(dropoutKernel)) return composedDropout(x, keys, rate);
  const operation = tf.customGrad((value, save) => {
    (save as tf.GradSaveFunc)([keys.tensor, ...(places ? [places] : [])]);
    return {
      value: runKernel(dropoutKernel, {x: value as tf.Tensor, keys: keys.tensor, places}, {rate})[0],
      gradFunc: (dy: tf.Tensor, [savedKeys, savedPlaces]: tf.Tensor[]) =>
        runKernel(dropoutKernel, {x: dy, keys: savedKeys, places: savedPlaces}, {rate})[0],
    };
  });
  return operation(x);
}

/** The same, composed of TensorFlow.js operations. */
export function composedDropout(x: tf.Tensor, keys: Keys, rate: number): tf.Tensor {
  const [, rows, ...rest] = x.shape;
  return tf.mul(x, keepMask(keys, [rows! / keys.tensor.shape[1]!, ...rest], rate));
}
