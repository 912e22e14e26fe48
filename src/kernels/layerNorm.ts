/**
 * Layer normalisation (Ba, Kiros and Hinton, "Layer normalization", 2016).
 *
 *     m = mean_d x,   s = 1 / sqrt(mean_d (x - m)^2 + epsilon),   h = (x - m) s,   y = h gain + bias
 * and with g = dy gain:
 *     dx = s (g - mean_d g - h mean_d (g h)),   dgain = sum_n dy h,   dbias = sum_n dy
 */
import * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel} from '../engine/kernel.ts';
import {countOf} from './packTexts.ts';

/**
 * x [R, N, D], gain and bias [R, D] -> y [R, N, D], and m and s of each row, [R, N, 2]. counts,
 * int32 [R or 1], is the number of the N rows that are used; the results of the others are 0.
 */
export const layerNormForward = defineKernel<'x' | 'gain' | 'bias' | 'counts', {epsilon: number}>({
  name: 'LabLayerNormForward',
  outputs: ({x}) => [
    {shape: [...x], dtype: 'float32'},
    {shape: [x[0], x[1], 2], dtype: 'float32'},
  ],
  plain([y, moments], {x, gain, bias, counts}, shapes, {epsilon}) {
    const [replicas, n, d] = shapes.x;
    y.fill(0);
    moments.fill(0);
    for (let i = 0; i < replicas * n; i++) {
      const [at, own] = [i * d, Math.floor(i / n) * d];
      if (i % n >= countOf(counts, Math.floor(i / n), n)) continue;
      let mean = 0;
      for (let k = 0; k < d; k++) mean += x[at + k] / d;
      let variance = 0;
      for (let k = 0; k < d; k++) variance += (x[at + k] - mean) ** 2 / d;
      const s = 1 / Math.sqrt(variance + epsilon);
      moments[2 * i] = mean;
      moments[2 * i + 1] = s;
      for (let k = 0; k < d; k++) y[at + k] = (x[at + k] - mean) * s * gain[own + k] + bias[own + k];
    }
  },
});

/** Number of rows in each partial sum of dgain and dbias. */
export const ROWS = 64;

/** dx [R, N, D], and for every 64 rows the sums of dy h and of dy, [R, C, 2, D]. */
export const layerNormBackward = defineKernel<'x' | 'gain' | 'moments' | 'dy' | 'counts', object>({
  name: 'LabLayerNormBackward',
  outputs: ({x: [replicas, n, d]}) => [
    {shape: [replicas, n, d], dtype: 'float32'},
    {shape: [replicas, Math.ceil(n / ROWS), 2, d], dtype: 'float32'},
  ],
  plain([dx, sums], {x, gain, moments, dy, counts}, shapes) {
    const [replicas, n, d] = shapes.x;
    const chunks = Math.ceil(n / ROWS);
    dx.fill(0);
    sums.fill(0);
    for (let i = 0; i < replicas * n; i++) {
      const r = Math.floor(i / n);
      if (i % n >= countOf(counts, r, n)) continue;
      const [at, own] = [i * d, r * d];
      const sum = (r * chunks + Math.floor((i % n) / ROWS)) * 2 * d;
      const [mean, s] = [moments[2 * i], moments[2 * i + 1]];
      let [g, gh] = [0, 0];
      for (let k = 0; k < d; k++) {
        const h = (x[at + k] - mean) * s;
        g += (dy[at + k] * gain[own + k]) / d;
        gh += (dy[at + k] * gain[own + k] * h) / d;
        sums[sum + k] += dy[at + k] * h;
        sums[sum + d + k] += dy[at + k];
      }
      for (let k = 0; k < d; k++) dx[at + k] = s * (dy[at + k] * gain[own + k] - g - (x[at + k] - mean) * s * gh);
    }
  },
});

/** sums [R, C, 2, D] -> dgain and dbias, [R, D]. */
export const layerNormSums = defineKernel<'sums', object>({
  name: 'LabLayerNormSums',
  outputs: ({sums: [replicas, , , d]}) => [
    {shape: [replicas, d], dtype: 'float32'},
    {shape: [replicas, d], dtype: 'float32'},
  ],
  plain([dGain, dBias], {sums}, shapes) {
    const [replicas, chunks, , d] = shapes.sums;
    for (let r = 0; r < replicas; r++) {
      for (let k = 0; k < d; k++) {
        let [gain, bias] = [0, 0];
        for (let c = r * chunks; c < (r + 1) * chunks; c++) {
          gain += sums[2 * c * d + k];
          bias += sums[(2 * c + 1) * d + k];
        }
        dGain[r * d + k] = gain;
        dBias[r * d + k] = bias;
      }
    }
  },
});

/**
 * x [R, N, D], gain and bias [R, D] -> [R, N, D]: each row with mean 0 and variance 1, then scaled and shifted. epsilon
 * is inside the root, so value and gradient are finite for a row of equal numbers. `counts`, int32 [R or 1], is the
 * number of the N rows that are used, if not all are: dy of the others must be 0.
 */
export function layerNorm(
  x: tf.Tensor,
  gain: tf.Tensor,
  bias: tf.Tensor,
  epsilon = 1e-5,
  counts?: tf.Tensor,
): tf.Tensor {
  if (![layerNormForward, layerNormBackward, layerNormSums].every(hasKernel)) {
    return composedLayerNorm(x, gain, bias, epsilon);
  }
  const operation = tf.customGrad((value, scale, shift, save) => {
    const inputs = {x: value as tf.Tensor, gain: scale as tf.Tensor, bias: shift as tf.Tensor, counts};
    const [y, moments] = runKernel(layerNormForward, inputs, {epsilon});
    (save as tf.GradSaveFunc)([inputs.x, inputs.gain, moments, ...(counts ? [counts] : [])]);
    return {
      value: y,
      gradFunc: (dy: tf.Tensor, [savedX, savedGain, savedMoments, savedCounts]: tf.Tensor[]) => {
        const saved = {x: savedX, gain: savedGain, moments: savedMoments, counts: savedCounts};
        const [dx, sums] = runKernel(layerNormBackward, {...saved, dy}, {});
        return [dx, ...runKernel(layerNormSums, {sums}, {})];
      },
    };
  });
  return operation(x, gain, bias);
}

/** The same, composed of TensorFlow.js operations. */
export function composedLayerNorm(x: tf.Tensor, gain: tf.Tensor, bias: tf.Tensor, epsilon: number): tf.Tensor {
  const centred = tf.sub(x, tf.mean(x, 2, true));
  const s = tf.rsqrt(tf.add(tf.mean(tf.square(centred), 2, true), epsilon));
  return tf.add(tf.mul(tf.mul(centred, s), tf.expandDims(gain, 1)), tf.expandDims(bias, 1));
}
