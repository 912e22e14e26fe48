import * as tf from '@tensorflow/tfjs-core';

/** Mean of <a_i, b_j> over i != j, [R], for points [R, 2N, D]; linear in N: sum_ij = <sum a, sum b>. */
export function batchHardness(points: tf.Tensor): tf.Tensor {
  const n = points.shape[1]! / 2;
  const [a, b] = tf.split(points, 2, 1);
  const all = tf.sum(tf.mul(tf.sum(a, 1), tf.sum(b, 1)), 1);
  const own = tf.sum(tf.sum(tf.mul(a, b), 2), 1);
  return tf.div(tf.sub(all, own), Math.max(1, n * (n - 1)));
}

/** Share of pairs i != j of equal class, [R], for `member` [R, N, C], 1 at the class of each: (sum_c n_c^2 - N) / (N (N - 1)). */
export function batchSameClass(member: tf.Tensor): tf.Tensor {
  const n = member.shape[1]!;
  const counts = tf.sum(member, 1);
  return tf.div(tf.sub(tf.sum(tf.square(counts), 1), n), Math.max(1, n * (n - 1)));
}
