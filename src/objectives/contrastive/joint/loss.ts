import * as tf from '@tensorflow/tfjs-core';
import {meanOfRows} from '../../../engine/reduceRows.ts';
import {ntXentOfViews} from '../infoNCE/loss.ts';
import type {ContrastiveObjective} from '../objective.ts';
import {supervisedOfViews} from '../supervised/loss.ts';

/**
 * Supervised and unsupervised contrast on the same points, [R]:
 *
 *     L = mean_i ( beta l_i^sup + (1 - beta) l_i )
 *
 * with the supervised contrast l^sup and the NT-Xent l of every view i. Xue et al., "Which features are learnt by contrastive
 * learning? On the role of simplicity bias in class collapse and feature suppression" (2023), weigh both so.
 */
export const joint: ContrastiveObjective = {
  loss(context, views) {
    const beta = context.fromHot(['objective.supervision'], 1, (supervision) => [supervision]);
    const supervised = supervisedOfViews(context, views);
    const unsupervised = ntXentOfViews(context, views);
    return meanOfRows(tf.add(unsupervised, tf.mul(beta, tf.sub(supervised, unsupervised))));
  },
};
