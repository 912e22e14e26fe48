/** A dense layer with its activation as one operation with its own gradient. */
import * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel} from '../engine/kernel.ts';
import {product, productTransposed, transposedProduct} from './matmul.ts';
import {countOf} from './packTexts.ts';

export type Activation = 'none' | 'relu';

interface Attributes {
  activation: Activation;
}

/**
 * act(x w + b): x [R or 1, N, I], w [R, I, O], b [R, O] -> [R, N, O]. counts, int32 [R or 1], is
 * the number of the N rows that are used; the others become 0.
 */
export const denseForward = defineKernel<'x' | 'w' | 'b' | 'counts', Attributes>(
  {
    name: 'LabDenseForward',
    outputs: ({x, w}) => [{shape: [w[0], x[1], w[2]], dtype: 'float32'}],
    plain([y], {x, w, b, counts}, shapes, {activation}) {
      const [replicas, inputs, outputs] = shapes.w;
      const n = shapes.x[1];
      for (let r = 0; r < replicas; r++) {
        const xr = shapes.x[0] === 1 ? 0 : r;
        const count = countOf(counts, r, n);
        y.fill(0, (r * n + count) * outputs, (r + 1) * n * outputs);
        for (let i = 0; i < count; i++) {
          for (let o = 0; o < outputs; o++) {
            let sum = b[r * outputs + o];
            for (let k = 0; k < inputs; k++) {
              sum += x[(xr * n + i) * inputs + k] * w[(r * inputs + k) * outputs + o];
            }
            y[(r * n + i) * outputs + o] = activation === 'relu' && sum < 0 ? 0 : sum;
          }
        }
      }
    },
  },
  {plainOn: ['cpu']},
);

/**
 * With g = dy act'(y):  dw = x^T g [R, I, O],  db = sum_n g [R, O],  and where `input` is wanted dx = g w^T [R, N, I].
 * All replicas may share x only where dx is not wanted. Sums run over the rows that are used; dx of the others is 0.
 */
export const denseBackward = defineKernel<'x' | 'w' | 'y' | 'dy' | 'counts', Attributes & {input: boolean}>(
  {
    name: 'LabDenseBackward',
    outputs: ({x, w}, {input}) => [
      {shape: [...w], dtype: 'float32'},
      {shape: [w[0], w[2]], dtype: 'float32'},
      ...(input ? [{shape: [...x], dtype: 'float32' as const}] : []),
    ],
    plain([dw, db, dx], {x, w, y, dy, counts}, shapes, {activation}) {
      const [replicas, inputs, outputs] = shapes.w;
      const n = shapes.x[1];
      const g = (at: number) => (activation === 'relu' && y[at] <= 0 ? 0 : dy[at]);
      for (let r = 0; r < replicas; r++) {
        const xr = shapes.x[0] === 1 ? 0 : r;
        const count = countOf(counts, r, n);
        for (let o = 0; o < outputs; o++) {
          for (let k = 0; k < inputs; k++) {
            let sum = 0;
            for (let i = 0; i < count; i++) sum += x[(xr * n + i) * inputs + k] * g((r * n + i) * outputs + o);
            dw[(r * inputs + k) * outputs + o] = sum;
          }
          let sum = 0;
          for (let i = 0; i < count; i++) sum += g((r * n + i) * outputs + o);
          db[r * outputs + o] = sum;
        }
        if (!dx) continue;
        dx.fill(0, (r * n + count) * inputs, (r + 1) * n * inputs);
        for (let i = 0; i < count; i++) {
          for (let k = 0; k < inputs; k++) {
            let sum = 0;
            for (let o = 0; o < outputs; o++) sum += g((r * n + i) * outputs + o) * w[(r * inputs + k) * outputs + o];
            dx[(r * n + i) * inputs + k] = sum;
          }
        }
      }
    },
  },
  {plainOn: ['cpu']},
);

/**
 * act(x w + b) for x [R or 1, N, I], w [R, I, O], b [R, O] -> [R, N, O].
 *
 * With g = dy act'(y):  dw = x^T g,  db = sum_n g,  dx = g w^T. For data (`input: 'data'`) dx is never formed. `counts`,
 * int32 [R or 1], is the number of the N rows that are used, if not all are: dy of the others must be 0.
 */
export function dense(
  x: tf.Tensor,
  w: tf.Tensor,
  b: tf.Tensor,
  activation: Activation,
  input: 'tensor' | 'data' = 'tensor',
  counts?: tf.Tensor,
): tf.Tensor {
  const fused = hasKernel(denseForward) && hasKernel(denseBackward);
  const forward = (value: tf.Tensor) =>
    fused
      ? runKernel(denseForward, {x: value, w, b, counts}, {activation})[0]
      : composedForward(value, w, b, activation);
  const more = counts ? [counts] : [];
  const backward = (dy: tf.Tensor, [value, weights, y, savedCounts]: tf.Tensor[]) =>
    fused
      ? runKernel(
          denseBackward,
          {x: value, w: weights, y, dy, counts: savedCounts},
          {activation, input: input === 'tensor'},
        )
      : composedBackward(value, weights, y, dy, activation, input === 'tensor');
  // A gradient function may use only saved tensors: the others of the forward pass are disposed of when it runs.
  if (input === 'data') {
    // `x` comes from the closure and is not an input, so TensorFlow.js does not ask for its derivative.
    const layer = tf.customGrad((weights, _b, save) => {
      const y = forward(x);
      (save as tf.GradSaveFunc)([x, weights as tf.Tensor, y, ...more]);
      return {value: y, gradFunc: backward};
    });
    return layer(w, b);
  }
  const layer = tf.customGrad((value, weights, _b, save) => {
    const y = forward(value as tf.Tensor);
    (save as tf.GradSaveFunc)([value as tf.Tensor, weights as tf.Tensor, y, ...more]);
    return {
      value: y,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [dw, db, dx] = backward(dy, saved);
        return [dx, dw, db];
      },
    };
  });
  return layer(x, w, b);
}

function composedForward(x: tf.Tensor, w: tf.Tensor, b: tf.Tensor, activation: Activation): tf.Tensor {
  const sum = tf.add(product(x, w), tf.expandDims(b, 1));
  return activation === 'relu' ? tf.relu(sum) : sum;
}

function composedBackward(
  x: tf.Tensor,
  w: tf.Tensor,
  y: tf.Tensor,
  dy: tf.Tensor,
  activation: Activation,
  input: boolean,
): tf.Tensor[] {
  const g = activation === 'relu' ? tf.mul(dy, tf.step(y)) : dy;
  return [transposedProduct(x, g), tf.sum(g, 1), ...(input ? [productTransposed(g, w)] : [])];
}
