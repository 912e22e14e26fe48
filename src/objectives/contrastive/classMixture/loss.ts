import * as tf from '@tensorflow/tfjs-core';
import {meanOfRows} from '../../../engine/reduceRows.ts';
import {gatherRows} from '../../../kernels/gatherRows.ts';
import {formOf, pairwise} from '../../../kernels/pairwise.ts';
import {classifierLoss} from '../classifier.ts';
import type {ContrastiveObjective} from '../objective.ts';

/**
 * Gaussian mixture likelihood, [R]. "Long-tailed recognition by mutual information maximization between latent features and
 * ground-truth labels" (2023), as in the released losses: with the points q of the first views, their classes y, the queue K_c of
 * earlier points of each class and the share pi_c of each class,
 *
 *     L = mean_i -log softmax_c( log mean_{k in K_c} exp(<q_i, k> / tau) + a log pi_c )[y_i] + gamma L_CE
 *
 * with the cross-entropy L_CE of a cosine classifier, which has the same a. Here the queue holds keys of earlier steps alone, tau is
 * not learnt, and the classifier looks at the points.
 *
 * No matrix of classes is stored: with the weights w_k = pi_c(k)^a / |K_c(k)| the first term is the log of the sum of
 * w_k exp(<q, k> / tau) over all keys minus that over the keys of the class, and w is one more coordinate of each key.
 */
export const classMixture: ContrastiveObjective = {
  loss(context, views) {
    const {points, classes, classQueue, logShares} = views;
    const {keys, classes: classOfKey, logSizes} = classQueue!;
    const n = points.shape[1]! / 2;
    const column = (path: string, compute: (x: number) => number) => context.fromHot([path], 1, (x) => [compute(x)]);
    // [1, Q]
    const sharesOfKeys = tf.reshape(gatherRows(tf.reshape(logShares!, [-1]), classOfKey), [1, -1]);
    const logWeights = tf.sub(
      tf.mul(
        column('objective.adjustment', (a) => a),
        sharesOfKeys,
      ),
      logSizes,
    );
    const scaled = tf.mul(
      logWeights,
      column('objective.temperature', (tau) => tau),
    );
    const [first] = tf.split(points, 2, 1);
    const queries = tf.concat([first, tf.onesLike(tf.slice(first, [0, 0, 0], [-1, -1, 1]))], 2);
    const columns = tf.concat([keys, tf.expandDims(scaled, 2)], 2);
    const parameters = context.fromHot(['objective.temperature'], 2, (tau) => [1 / tau, 0]);
    const form = {term: 'affine', rows: [0, n], columns: [0, columns.shape[1]!], separate: true} as const;
    const everything = pairwise({points: queries, columns, parameters}, formOf(form));
    const [labels] = tf.split(classes!, 2, 1);
    // As many sets as there are of keys: the shader finds both at one place.
    const columnLabels = tf.tile(tf.reshape(classOfKey, [1, -1]), [keys.shape[0], 1]);
    const own = pairwise(
      {points: queries, columns, parameters, labels, columnLabels},
      formOf({...form, labels: 'equal'}),
    );
    const gamma = context.hot('objective.classifierWeight');
    return tf.add(meanOfRows(tf.sub(everything, own)), tf.mul(gamma, meanOfRows(classifierLoss(context, views))));
  },
};
