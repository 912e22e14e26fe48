/**
 * The generator of contrast losses.
 *
 * A contrast loss looks at all similarities s_ij = <row_i, column_j> through one function of one similarity, the term,
 * and reduces over j. Softmax contrast, uniformity and their relatives differ only in the term and in which pairs
 * count. This is the composed form: it stores the N x M matrix, and is the reference for fused kernels.
 */
import * as tf from '@tensorflow/tfjs-core';
import {product, productTransposed, transposedProduct} from './matmul.ts';

/** What one similarity contributes: exp(exponent(s)), and the derivative of the exponent. All are [R, N, M]. */
export interface Term {
  /** [R, 1, 1] each. */
  parameters: tf.Tensor[];
  exponent(similarity: tf.Tensor, parameters: tf.Tensor[]): tf.Tensor;
  /** d exponent / d s; may be [R, 1, 1] when it does not depend on s. */
  slope(similarity: tf.Tensor, parameters: tf.Tensor[]): tf.Tensor;
}

/** Which pairs count. Pair (i, j) is left out when j = i and `self` is false, or when it shares a label unduly. */
export interface Pairs {
  /** Whether row i and column i are different things (two views) or the same one. */
  self: boolean;
  /**
   * Labels [R, N] of rows and [R, M] of columns: a pair with equal labels is no negative and is left out, except the
   * row's own positive, column (i + positive) mod M. Leave out when no label can occur twice.
   */
  labels?: {rows: tf.Tensor; columns: tf.Tensor; positive: number};
}

/** s / temperature, for temperature [R]. */
export function scaledSimilarity(temperature: tf.Tensor): Term {
  const inverse = tf.reshape(tf.reciprocal(temperature), [-1, 1, 1]);
  return {parameters: [inverse], exponent: (s, [scale]) => tf.mul(s, scale), slope: (_s, [scale]) => scale};
}

/** -t |x - y|^2 = -t (2 - 2 s) on the unit sphere, for t [R]: the Gaussian potential of uniformity. */
export function gaussianPotential(t: tf.Tensor): Term {
  const twice = tf.reshape(tf.mul(t, 2), [-1, 1, 1]);
  return {parameters: [twice], exponent: (s, [scale]) => tf.mul(tf.sub(s, 1), scale), slope: (_s, [scale]) => scale};
}

/** Added to the exponent of a pair that does not count. */
const LEFT_OUT = -1e9;

/**
 * log sum_j exp(exponent(s_ij)) over the columns that count, [R, N], for rows [R, N, D] and columns [R, M, D].
 *
 * With p_ij = exp(exponent(s_ij)) / sum_k exp(exponent(s_ik)) and w_ij = dy_i p_ij slope(s_ij):
 *     d rows_i = sum_j w_ij columns_j          d columns_j = sum_i w_ij rows_i
 */
export function pairwiseLogSum(rows: tf.Tensor, columns: tf.Tensor, term: Term, pairs: Pairs): tf.Tensor {
  const leftOut = penalty(rows.shape[1]!, columns.shape[1]!, pairs);
  const operation = tf.customGrad((a, b, save) => {
    const [u, v] = [a as tf.Tensor, b as tf.Tensor];
    const similarity = productTransposed(u, v);
    const exponent = term.exponent(similarity, term.parameters);
    const counted = leftOut ? tf.add(exponent, leftOut) : exponent;
    const highest = tf.max(counted, 2, true);
    const weights = tf.exp(tf.sub(counted, highest));
    const total = tf.sum(weights, 2, true);
    const shares = tf.div(weights, total);
    (save as tf.GradSaveFunc)([u, v, similarity, shares, ...term.parameters]);
    return {
      value: tf.squeeze(tf.add(highest, tf.log(total)), [2]),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [savedU, savedV, s, p, ...parameters] = saved;
        const w = tf.mul(tf.mul(p, term.slope(s, parameters)), tf.expandDims(dy, 2));
        return [product(w, savedV), transposedProduct(w, savedU)];
      },
    };
  });
  return operation(rows, columns);
}

/** 0 for a pair that counts and a large negative number for one that does not; [R or 1, N, M]. */
function penalty(n: number, m: number, {self, labels}: Pairs): tf.Tensor | undefined {
  const columns = tf.reshape(tf.range(0, m), [1, 1, m]);
  const at = (offset: number) => equal(tf.reshape(tf.mod(tf.add(tf.range(0, n), offset), m), [1, n, 1]), columns);
  const parts: tf.Tensor[] = [];
  if (!self) parts.push(at(0));
  if (labels) {
    const same = equal(tf.expandDims(labels.rows, 2), tf.expandDims(labels.columns, 1));
    parts.push(tf.mul(same, tf.sub(1, at(labels.positive))));
  }
  if (parts.length === 0) return undefined;
  return tf.mul(
    parts.reduce((a, b) => tf.add(a, b)),
    LEFT_OUT,
  );
}

/** 1 where two whole numbers are equal, 0 elsewhere. (Comparisons that broadcast are a hundred times slower on wasm.) */
export function equal(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const difference = tf.sub(tf.cast(a, 'float32'), tf.cast(b, 'float32'));
  return tf.sub(1, tf.step(tf.abs(difference)));
}
