/** Reductions of the rows of [R, N] to [R], each one launch forward and one backward. */
import * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel} from './kernel.ts';

/** `rootSum` has no gradient. */
type Reduction = 'mean' | 'logSumExp' | 'rootSum';

/** x [R, N] -> [R]: the mean, log sum exp, or the root of the sum. */
export const reduceForward = defineKernel<'x', {reduction: Reduction}>({
  name: 'LabReduceForward',
  outputs: ({x}) => [{shape: [x[0]], dtype: 'float32'}],
  plain([out], {x}, shapes, {reduction}) {
    const [replicas, n] = shapes.x;
    for (let r = 0; r < replicas; r++) {
      let highest = 0;
      if (reduction === 'logSumExp') {
        highest = Number.NEGATIVE_INFINITY;
        for (let i = 0; i < n; i++) highest = Math.max(highest, x[r * n + i]);
      }
      let sum = 0;
      for (let i = 0; i < n; i++) sum += reduction === 'logSumExp' ? Math.exp(x[r * n + i] - highest) : x[r * n + i];
      out[r] = reduction === 'mean' ? sum / n : reduction === 'rootSum' ? Math.sqrt(sum) : highest + Math.log(sum);
    }
  },
});

/** dx of `mean`: dy / N. Of `logSumExp`: dy exp(x - y). x gives the shape, and is read for the latter alone. */
export const reduceBackward = defineKernel<'x' | 'y' | 'dy', {reduction: Exclude<Reduction, 'rootSum'>}>({
  name: 'LabReduceBackward',
  outputs: ({x}) => [{shape: [...x], dtype: 'float32'}],
  plain([dx], {x, y, dy}, shapes, {reduction}) {
    const [replicas, n] = shapes.x;
    for (let r = 0; r < replicas; r++) {
      for (let i = r * n; i < (r + 1) * n; i++) {
        dx[i] = reduction === 'mean' ? dy[r] / n : dy[r] * Math.exp(x[i] - y[r]);
      }
    }
  },
});

/** Mean of each row, [R, N] -> [R]. */
export const meanOfRows = (x: tf.Tensor): tf.Tensor => reduce(x, 'mean');

/** log sum_i exp(x_ri), [R, N] -> [R]. */
export const logSumExpOfRows = (x: tf.Tensor): tf.Tensor => reduce(x, 'logSumExp');

/** Root of the sum of each row, [R, N] -> [R]; without gradient. */
export const rootSumOfRows = (x: tf.Tensor): tf.Tensor =>
  hasKernel(reduceForward) ? runKernel(reduceForward, {x}, {reduction: 'rootSum'})[0] : tf.sqrt(tf.sum(x, 1));

function reduce(x: tf.Tensor, reduction: 'mean' | 'logSumExp'): tf.Tensor {
  if (!hasKernel(reduceForward) || !hasKernel(reduceBackward)) {
    return reduction === 'mean' ? tf.mean(x, 1) : tf.logSumExp(x, 1);
  }
  const operation = tf.customGrad((value, save) => {
    const rows = value as tf.Tensor;
    const [y] = runKernel(reduceForward, {x: rows}, {reduction});
    (save as tf.GradSaveFunc)([rows, y]);
    return {
      value: y,
      gradFunc: (dy: tf.Tensor, [savedX, savedY]: tf.Tensor[]) =>
        runKernel(reduceBackward, {x: savedX, y: savedY, dy}, {reduction})[0],
    };
  });
  return operation(x);
}
