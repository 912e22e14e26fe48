import * as tf from '@tensorflow/tfjs-core';
import {meanOfRows} from '../../../engine/reduceRows.ts';
import {type Form, formOf, pairwise} from '../../../kernels/pairwise.ts';
import type {PartValue} from '../../../spec/index.ts';
import type {ContrastiveObjective, Views} from '../objective.ts';
import type {infoNCE as part} from './index.spec.ts';

type Settings = PartValue<typeof part>;
type Hot = Parameters<ContrastiveObjective['loss']>[0];

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
 * Pairs that share a label are left out of the sum over j, the positive excepted. With weights w_i of the pairs, a mean over
 * anchors becomes sum_i w_i l_i / sum_i w_i: both anchors of a pair have its weight (Zhu, Jung and Clark, "Generalized
 * contrastive learning for multi-modal retrieval and ranking", 2024).
 */
export const infoNCE: ContrastiveObjective<Settings> = {
  loss(context, views, {form}) {
    const values = ofAnchors(context, views, form);
    return views.weights ? weightedMean(values, views.weights) : meanOfRows(values);
  },
  candidates: (n, {form}) => (form === 'ntXent' ? 2 * n - 1 : n),
};

/** NT-Xent of each view, [R, 2N]. */
export const ntXentOfViews = (context: Hot, views: Pick<Views, 'points' | 'labels'>) =>
  ofAnchors(context, views, 'ntXent');

/** The loss of each view that looks for its partner, [R, A]. */
function ofAnchors(context: Hot, {points, labels}: Pick<Views, 'points' | 'labels'>, form: Settings['form']) {
  const parameters = context.fromHot(['objective.temperature'], 2, (temperature) => [1 / temperature, 0]);
  const facing = facingOf(form, points.shape[1]! / 2);
  return pairwise({points, parameters, labels}, {...facing, labels: labels ? 'different' : 'all'});
}

/** The mean of values [R, A] with the weights of their pairs, [R, N]: value i belongs to pair i mod N. */
function weightedMean(values: tf.Tensor, weights: tf.Tensor): tf.Tensor {
  const [, anchors] = values.shape;
  const each = tf.div(weights, tf.mean(weights, 1, true));
  return meanOfRows(tf.mul(values, tf.tile(each, [1, anchors! / weights.shape[1]!])));
}

/** Which of the 2n points look at which. */
function facingOf(form: Settings['form'], n: number): Form {
  if (form === 'ntXent') {
    const all = [0, 2 * n] as const;
    return formOf({term: 'affine', rows: all, columns: all, same: true, positive: n, contrast: true});
  }
  const both = form === 'symmetric';
  return formOf({term: 'affine', rows: [0, n], columns: [n, n], both, positive: 0, contrast: true});
}
