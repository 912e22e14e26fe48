/** The update of an exponential moving average (EMA), as one kernel. */
import * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel} from '../engine/kernel.ts';

/** copy and target [R, ...], momentum m [R] -> m copy + (1 - m) target, [R, ...]. */
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
 * The exponential moving average m copy + (1 - m) target, [R, ...], with one momentum m [R] for each replica. It has no
 * gradient. Source: He et al., "Momentum contrast for unsupervised visual representation learning" (2020), equation 2.
 */
export function emaUpdate(copy: tf.Tensor, target: tf.Tensor, momentum: tf.Tensor): tf.Tensor {
  if (hasKernel(emaUpdateKernel)) return runKernel(emaUpdateKernel, {copy, target, momentum}, {})[0];
  return composedEmaUpdate(copy, target, momentum);
}

/** The same, composed of TensorFlow.js operations. */
export function composedEmaUpdate(copy: tf.Tensor, target: tf.Tensor, momentum: tf.Tensor): tf.Tensor {
  const m = tf.reshape(momentum, [-1, ...copy.shape.slice(1).map(() => 1)]);
  return tf.add(target, tf.mul(tf.sub(copy, target), m));
}
