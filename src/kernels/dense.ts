/** A dense layer with its activation as one operation with its own gradient. */
import * as tf from '@tensorflow/tfjs-core';
import {product, productTransposed, transposedProduct} from './matmul.ts';

export type Activation = 'none' | 'relu';

/**
 * act(x w + b) for x [R, N, I], w [R, I, O], b [R, O] -> [R, N, O].
 *
 * With g = dy act'(y):  dw = x^T g,  db = sum_n g,  dx = g w^T. For data (`input: 'data'`) dx is never formed.
 */
export function dense(
  x: tf.Tensor,
  w: tf.Tensor,
  b: tf.Tensor,
  activation: Activation,
  input: 'tensor' | 'data' = 'tensor',
): tf.Tensor {
  const forward = (value: tf.Tensor) => {
    const sum = tf.add(product(value, w), tf.expandDims(b, 1));
    return activation === 'relu' ? tf.relu(sum) : sum;
  };
  const backward = (dy: tf.Tensor, value: tf.Tensor, y: tf.Tensor) => {
    const g = activation === 'relu' ? tf.mul(dy, tf.step(y)) : dy;
    return {g, dw: transposedProduct(value, g), db: tf.sum(g, 1)};
  };
  // A gradient function may use only what was saved: everything else of the forward pass is gone when it runs.
  if (input === 'data') {
    // `x` is closed over, not an input: then the gradient machinery does not ask for its derivative.
    const layer = tf.customGrad((_w, _b, save) => {
      const y = forward(x);
      (save as tf.GradSaveFunc)([x, y]);
      return {
        value: y,
        gradFunc: (dy: tf.Tensor, [savedX, savedY]: tf.Tensor[]) => {
          const {dw, db} = backward(dy, savedX, savedY);
          return [dw, db];
        },
      };
    });
    return layer(w, b);
  }
  const layer = tf.customGrad((value, _w, _b, save) => {
    const y = forward(value as tf.Tensor);
    (save as tf.GradSaveFunc)([value as tf.Tensor, w, y]);
    return {
      value: y,
      gradFunc: (dy: tf.Tensor, [savedX, savedW, savedY]: tf.Tensor[]) => {
        const {g, dw, db} = backward(dy, savedX, savedY);
        return [productTransposed(g, savedW), dw, db];
      },
    };
  });
  return layer(x, w, b);
}
