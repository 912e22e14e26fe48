import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../../engine/constant.ts';
import {meanOfRows} from '../../../engine/reduceRows.ts';
import {keptLogSum} from '../../../kernels/keptPairs.ts';
import {equal, similarities} from '../../../kernels/pairwiseComposed.ts';
import type {PartValue} from '../../../spec/index.ts';
import {pairSimilarity} from '../negatives.ts';
import type {ContrastiveObjective, Views} from '../objective.ts';
import type {keptNegatives as part} from './index.spec.ts';

/**
 * The hard contrastive loss, [R]. Wang and Liu, "Understanding the behaviour of contrastive loss" (2021): InfoNCE in whose
 * denominator only the negatives beyond a quantile of the anchor's similarities are left. With s_ij = <a_i, b_j> and K_i
 * the kept ones of the negatives j of i,
 *
 *     L = mean_i -log( exp(s_ii / tau) / (exp(s_ii / tau) + sum_{j in K_i} exp(s_ij / tau)) )
 *
 * and the mean of L(a, b) and L(b, a). Pairs that share a label are no negatives.
 */
export const keptNegatives: ContrastiveObjective<PartValue<typeof part>> = {
  loss(context, {points, labels}, {side}) {
    const [a, b] = tf.split(points, 2, 1);
    const parameters = context.fromHot(['objective.temperature', 'objective.kept'], 2, (tau, kept) => [1 / tau, kept]);
    const inverse = context.fromHot(['objective.temperature'], 1, (tau) => [1 / tau]);
    const s = similarities(a, b);
    // Whether a pair counts does not depend on which of the two looks.
    const out = leftOut(a.shape[1]!, labels);
    const positive = tf.mul(pairSimilarity(points), inverse);
    const losses = [s, tf.transpose(s, [0, 2, 1])].map((of) =>
      tf.softplus(tf.sub(keptLogSum({s: of, parameters, out}, side), positive)),
    );
    return meanOfRows(tf.concat(losses, 1));
  },
};

/** 1 for the positive of each row and for pairs with equal labels, [1 or R, N, N]. */
function leftOut(n: number, labels: Views['labels']): tf.Tensor {
  const own = constant(`own pair of ${n}`, [1, n, n], () =>
    Float32Array.from({length: n * n}, (_, i) => Number(i % (n + 1) === 0)),
  );
  if (!labels) return own;
  const [of] = tf.split(labels, 2, 1);
  return tf.maximum(own, equal(tf.expandDims(of, 2), tf.expandDims(of, 1)));
}
