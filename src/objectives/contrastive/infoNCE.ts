import * as tf from '@tensorflow/tfjs-core';
import {pairwiseLogSum, scaledSimilarity, type Term} from '../../kernels/pairwise.ts';
import type {ContrastiveObjective, Views} from './objective.ts';

/**
 * InfoNCE with in-batch negatives, [R]:
 *
 *     L = 1/N sum_i ( log sum_j exp(<a_i, b_j> / tau) - <a_i, b_i> / tau )
 *
 * - one-directional: as above (van den Oord, Li, Vinyals, "Representation learning with contrastive predictive
 *   coding", 2018)
 * - symmetric: the mean of L(a, b) and L(b, a) (Radford et al., "Learning transferable visual models from natural
 *   language supervision", 2021)
 * - ntXent: a and b stacked to 2N rows, every other row is a candidate (Chen et al., "A simple framework for
 *   contrastive learning of visual representations", 2020)
 *
 * Pairs that share a label are left out of the sum over j, the positive excepted.
 */
export const infoNCE: ContrastiveObjective = (context, views, form) => {
  const temperature = context.hot('objective.temperature');
  const term = scaledSimilarity(temperature);
  const attraction = tf.div(tf.mean(positiveSimilarity(views), 1), temperature);
  return tf.sub(tf.mean(logSums(views, term, form), 1), attraction);
};

/** <a_i, b_i>, [R, N]. */
export const positiveSimilarity = ({a, b}: Views) => tf.sum(tf.mul(a, b), 2);

/** The log-sum of every anchor, [R, anchors]. */
function logSums({a, b, labels}: Views, term: Term, form: string): tf.Tensor {
  const positives = (offset: number, rows?: tf.Tensor) => rows && {labels: {rows, columns: rows, positive: offset}};
  if (form === 'ntXent') {
    const n = a.shape[1]!;
    const all = tf.concat([a, b], 1);
    const twice = labels && tf.concat([labels, labels], 1);
    return pairwiseLogSum(all, all, term, {self: false, ...positives(n, twice)});
  }
  const pairs = {self: true, ...positives(0, labels)};
  const forward = pairwiseLogSum(a, b, term, pairs);
  if (form === 'one-directional') return forward;
  return tf.concat([forward, pairwiseLogSum(b, a, term, pairs)], 1);
}
