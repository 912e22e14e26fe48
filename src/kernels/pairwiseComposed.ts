/**
 * `pairwise` composed of TensorFlow.js operations, for backends without the kernels. It stores rows x columns numbers.
 */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../engine/constant.ts';
import {product, productTransposed, transposedProduct} from './matmul.ts';
import type {Form, PairwiseInputs} from './pairwise.ts';

/** Added to the exponent of a pair that does not count. */
const LEFT_OUT = -1e9;

export function composedPairwise({points, columns, parameters, labels, columnLabels}: PairwiseInputs, form: Form) {
  const {rows, columns: range, separate, both} = form;
  const stretch = (x: tf.Tensor, [from, count]: readonly [number, number]) =>
    tf.slice(x, [0, from, 0].slice(0, x.rank), [-1, count, -1].slice(0, x.rank));
  const u = stretch(points, rows);
  const v = stretch(separate ? columns! : points, range);
  const names = labels && {
    rows: stretch(labels, rows),
    columns: stretch(separate ? columnLabels! : labels, range),
  };
  const p = [0, 1, 2, 3].map((i) =>
    i < parameters.shape[1]! ? tf.reshape(tf.slice(parameters, [0, i], [-1, 1]), [-1, 1, 1]) : undefined,
  );
  const forward = anchors(u, v, p as tf.Tensor[], names, form, form.positive);
  if (!both) return forward;
  const turned = names && {rows: names.columns, columns: names.rows};
  const back = form.positive < 0 ? -1 : (rows[1] - (form.positive % rows[1])) % rows[1];
  return tf.concat([forward, anchors(v, u, p as tf.Tensor[], turned, form, back)], 1);
}

/** The values of the rows u [R, N, D] against the columns v [R, M, D]. */
function anchors(
  u: tf.Tensor,
  v: tf.Tensor,
  p: tf.Tensor[],
  labels: {rows: tf.Tensor; columns: tf.Tensor} | undefined,
  form: Form,
  positive: number,
): tf.Tensor {
  const [n, m] = [u.shape[1]!, v.shape[1]!];
  const similarity = similarities(u, v);
  // A mask of each row's own positive, [1, N, M].
  const own = positive < 0 ? undefined : diagonal(n, m, positive);
  const a = own ? tf.sum(tf.mul(similarity, own), 2, true) : tf.zeros([1, 1, 1]);
  const value = termValue(form.term, similarity, p, a);
  const out = leftOut(n, m, own, labels, form);
  const sum = form.term === 'affine' ? logSum(value, out) : tf.sum(out ? tf.mul(value, tf.sub(1, out)) : value, 2);
  return form.contrast ? tf.sub(sum, tf.squeeze(termValue(form.term, a, p, a), [2])) : sum;
}

/** log sum exp over the last axis, without the pairs that are left out; -1e9 where no pair is left. */
function logSum(value: tf.Tensor, out: tf.Tensor | undefined): tf.Tensor {
  if (!out) return tf.logSumExp(value, 2);
  const some = tf.sub(1, tf.min(out, 2));
  const sum = tf.logSumExp(tf.add(value, tf.mul(out, LEFT_OUT)), 2);
  return tf.add(tf.mul(sum, some), tf.mul(tf.sub(1, some), LEFT_OUT));
}

/** u v^T with a gradient of its own: that of TensorFlow.js uses products that are slow on wasm. */
export function similarities(u: tf.Tensor, v: tf.Tensor): tf.Tensor {
  const operation = tf.customGrad((x, y, save) => {
    const [left, right] = [x as tf.Tensor, y as tf.Tensor];
    (save as tf.GradSaveFunc)([left, right]);
    return {
      value: productTransposed(left, right),
      gradFunc: (dy: tf.Tensor, [savedU, savedV]: tf.Tensor[]) => [product(dy, savedV), transposedProduct(dy, savedU)],
    };
  });
  return operation(u, v);
}

function termValue(term: string, s: tf.Tensor, p: tf.Tensor[], a: tf.Tensor): tf.Tensor {
  switch (term) {
    case 'affine':
      return tf.add(tf.mul(s, p[0]), p[1]);
    case 'linear':
      return tf.mul(s, p[0]);
    case 'squared':
      return tf.mul(tf.square(s), p[0]);
    case 'hinge':
      return tf.mul(tf.relu(tf.add(tf.sub(s, a), p[1])), p[0]);
    default:
      throw new Error(`There is no term ${term}.`);
  }
}

/** 1 for each pair that is left out, 0 for the others; [R or 1, N, M]. */
function leftOut(
  n: number,
  m: number,
  own: tf.Tensor | undefined,
  labels: {rows: tf.Tensor; columns: tf.Tensor} | undefined,
  form: Form,
): tf.Tensor | undefined {
  const parts: tf.Tensor[] = [];
  if (form.same) parts.push(diagonal(n, m, 0));
  if (own && !form.counted) parts.push(own);
  if (labels && form.labels !== 'all') {
    const equals = equal(tf.expandDims(labels.rows, 2), tf.expandDims(labels.columns, 1));
    if (form.labels === 'equal') parts.push(tf.sub(1, equals));
    else parts.push(own ? tf.mul(equals, tf.sub(1, own)) : equals);
  }
  if (parts.length === 0) return undefined;
  return parts.reduce((x, y) => tf.maximum(x, y));
}

/** 1 where the column is (row + offset) mod M, [1, N, M]. */
const diagonal = (n: number, m: number, offset: number): tf.Tensor =>
  constant(`pairwise diagonal ${n} ${m} ${offset}`, [1, n, m], () => {
    const values = new Float32Array(n * m);
    for (let i = 0; i < n; i++) values[i * m + ((i + offset) % m)] = 1;
    return values;
  });

/** 1 where two integers are equal, 0 elsewhere. Comparisons that broadcast are a hundred times slower on wasm. */
export function equal(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const difference = tf.sub(tf.cast(a, 'float32'), tf.cast(b, 'float32'));
  return tf.sub(1, tf.step(tf.abs(difference)));
}
