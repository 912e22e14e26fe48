/**
 * Matrix products over the replica axis.
 *
 * TensorFlow.js's wasm backend multiplies plain matrices ten times faster than transposed ones. So on wasm transposes
 * are made explicit, and a^T b takes whichever of two ways moves fewer numbers. Its kernel for stacks of matrices is
 * slow too, and sums in another order. So on wasm each matrix is multiplied alone: a member of a population then gets
 * the same bits as a lone run. The other backends handle transposes and stacks inside their kernels.
 */
import * as tf from '@tensorflow/tfjs-core';

const transposed = (x: tf.Tensor) => tf.transpose(x, [0, 2, 1]);
const explicit = () => tf.getBackend() === 'wasm';

/** a b: [R, N, K] x [R, K, M] -> [R, N, M]. */
export function product(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const replicas = Math.max(a.shape[0], b.shape[0]);
  if (!explicit() || replicas === 1) return tf.matMul(a, b);
  const [left, right] = [tf.split(a, a.shape[0]), tf.split(b, b.shape[0])];
  return tf.concat(Array.from({length: replicas}, (_, r) => tf.matMul(left[r % left.length], right[r % right.length])));
}

/** a b^T: [R, N, K] x [R, M, K] -> [R, N, M]. */
export function productTransposed(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return explicit() ? product(a, transposed(b)) : tf.matMul(a, b, false, true);
}

/** a^T b: [R, K, N] x [R, K, M] -> [R, N, M]. */
export function transposedProduct(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  if (!explicit()) return tf.matMul(a, b, true, false);
  const [, k, n] = a.shape;
  const m = b.shape[2]!;
  const viaResult = k * m + n * m;
  return viaResult < k * n ? transposed(product(transposed(b), a)) : product(transposed(a), b);
}
