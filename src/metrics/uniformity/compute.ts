import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import {uniformityLoss} from '../../objectives/contrastive/alignmentUniformity/loss.ts';

const T = 2;

/** log mean_{i != j} exp(-2 |x_i - x_j|^2) for unit vectors x [R, N, D], [R]. Wang and Isola (2020), with t = 2. */
export function uniformity(x: tf.Tensor): tf.Tensor {
  const [replicas, n] = x.shape as [number, number];
  const potential = constant('potential of uniformity', [1, 2], () => Float32Array.of(2 * T, -2 * T));
  return uniformityLoss({points: x}, [0, n], tf.tile(potential, [replicas, 1]));
}
