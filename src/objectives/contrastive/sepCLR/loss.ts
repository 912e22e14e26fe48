import * as tf from '@tensorflow/tfjs-core';
import {logSumExpOfRows, meanOfRows} from '../../../engine/reduceRows.ts';
import {normalise} from '../../../kernels/normalise.ts';
import {formOf, pairwise} from '../../../kernels/pairwise.ts';
import {halvesOf} from '../halves.spec.ts';
import type {ContrastiveObjective} from '../objective.ts';

/**
 * SepCLR with kernel joint entropy, [R]. Louiset, Duchesnay, Grigis and Gori, "Separating common from salient patterns with
 * contrastive representation learning" (2024), as in the released losses and training script. The raw output of the head is split
 * into c, which is put on the sphere, and s, which is not; s' is s for targets T and 0 for background B. With views a and b,
 *
 *     L = A(c) + 2 U(c) + w ( A_T(s) + 2 U(s') + Z_B(s) ) + lambda J(c, s')
 *     A(x) = mean_i |x_i^a - x_i^b|^2 / (2 tau),    U(x) = log mean_{i != j} exp(-|x_i - x_j|^2 / (2 tau))
 *     Z(s) = mean_i |s_i|^2 / (2 tau),    J(c, s) = mean_i log mean_j exp(-(|c_i - c_j|^2 + |s_i - s_j|^2) / (2 tau))
 *
 * A_T is a mean over targets and Z_B one over background; U, Z and J are means of both views. In the script w is 1000, and c
 * and s come from networks of their own.
 */
export const sepCLR: ContrastiveObjective = {
  loss(context, {raw, salient}) {
    const n = raw.shape[1]! / 2;
    const [head, s] = tf.split(raw, halvesOf(raw.shape[2]!), 2);
    const c = normalise(head);
    const target = tf.expandDims(salient!, 2);
    const pinned = tf.mul(s, target);
    const half = context.fromHot(['objective.temperature'], 1, (tau) => [1 / (2 * tau)]);
    const common = tf.add(meanOfRows(tf.mul(distances(c), half)), tf.mul(2, uniformity(context, c)));
    const [first] = tf.split(salient!, 2, 1);
    const aligned = weightedMean(tf.mul(distances(s), half), first);
    const zero = weightedMean(tf.mul(tf.sum(tf.square(s), 2), half), tf.sub(1, salient!));
    const ofSalient = tf.addN([aligned, tf.mul(2, uniformity(context, pinned)), zero]);
    const joint = tf.concat(
      views(tf.concat([c, pinned], 2)).map((z) => tf.sub(neighbourhoods(context, z, true), Math.log(n))),
      1,
    );
    return tf.addN([
      common,
      tf.mul(context.hot('objective.salientWeight'), ofSalient),
      tf.mul(context.hot('objective.jointEntropy'), meanOfRows(joint)),
    ]);
  },
};

type Hot = Parameters<ContrastiveObjective['loss']>[0];

const views = (x: tf.Tensor): tf.Tensor[] => tf.split(x, 2, 1);

/** |x_i^a - x_i^b|^2, [R, N]. */
function distances(x: tf.Tensor): tf.Tensor {
  const [a, b] = views(x);
  return tf.sum(tf.square(tf.sub(a, b)), 2);
}

/** The mean of values [R, M] over those whose weight is 1, [R]; 0 where none is. */
const weightedMean = (values: tf.Tensor, weights: tf.Tensor): tf.Tensor =>
  tf.div(meanOfRows(tf.mul(values, weights)), tf.maximum(meanOfRows(weights), 1e-6));

/** U(x) of each view, and the mean of both, [R]. */
function uniformity(context: Hot, x: tf.Tensor): tf.Tensor {
  const n = x.shape[1]! / 2;
  // One point has no other.
  if (n < 2) return tf.mul(meanOfRows(tf.sum(x, 2)), 0);
  const [a, b] = views(x).map((z) => logSumExpOfRows(neighbourhoods(context, z, false)));
  return tf.sub(tf.div(tf.add(a, b), 2), Math.log(n * (n - 1)));
}

/**
 * log sum_j exp(-|z_i - z_j|^2 / (2 tau)) for each i, [R, N], for z [R, N, D] of any length, with j = i or without. Nothing of size
 * N x N is stored: -|x - y|^2 / 2 is the inner product of (x, -|x|^2 / 2, 1) and (y, 1, -|y|^2 / 2).
 */
function neighbourhoods(context: Hot, z: tf.Tensor, self: boolean): tf.Tensor {
  const n = z.shape[1]!;
  const size = tf.mul(tf.sum(tf.square(z), 2, true), -0.5);
  const one = tf.onesLike(size);
  const points = tf.concat([tf.concat([z, size, one], 2), tf.concat([z, one, size], 2)], 1);
  const parameters = context.fromHot(['objective.temperature'], 2, (tau) => [1 / tau, 0]);
  const form = formOf({term: 'affine', rows: [0, n], columns: [n, n], same: !self});
  return pairwise({points, parameters}, form);
}
