/** The update of an exponential moving average (EMA), in one launch. */
import * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel} from '../engine/kernel.ts';

/** copy, target [R, ...], momentum [R] -> m copy + (1 - m) target. */
export const emaUpdateKernel = defineKernel<'copy' | 'target' | 'momentum', object>({
  name: 'LabEmaUpdate',
  outputs: ({copy}) => [{shape: [...copy], dtype: 'float32'}],
  plain([next], {copy, target, momentum}) {
    const size = copy.length / momentum.length;
    for (let i = 0; i < copy.length; i++) {
      next[i] = target[i] + (copy[i] - target[i]) * momentum[Math.floor(i / size)];
    }
  },
});

/**
 * The EMA update m copy + (1 - m) target, [R, ...] for a momentum m [R] of each member. No gradient passes. He et al.,
 * "Momentum contrast for unsupervised visual representation learning" (2020), eq. 2.
 */
export function emaUpdate(copy: tf.Tensor, target: tf.Tensor, momentum: tf.Tensor): tf.Tensor {
  if (hasKernel(emaUpdateKernel)) return runKernel(emaUpdateKernel, {copy, target, momentum}, {})[0];
  return composedEmaUpdate(copy, target, momentum);
}

/** The composed form. */
export function composedEmaUpdate(copy: tf.Tensor, target: tf.Tensor, momentum: tf.Tensor): tf.Tensor {
  const m = tf.reshape(momentum, [-1, ...copy.shape.slice(1).map(() => 1)]);
  return tf.add(target, tf.mul(tf.sub(copy, target), m));
}
