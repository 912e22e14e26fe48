import * as tf from '@tensorflow/tfjs-core';
import {productTransposed} from '../../../kernels/matmul.ts';
import {pairSimilarity} from '../negatives.ts';
import type {ContrastiveObjective} from '../objective.ts';

/** L = mean_i (1 - <a_i, b_i>) + w mean_ij <a_i, b_j>^2 over N first views a and N second views b, [R]. */
export const squared: ContrastiveObjective = {
  loss(context, {points}) {
    const [a, b] = tf.split(points, 2, 1);
    const positive = tf.mean(tf.sub(1, pairSimilarity(points)), 1);
    const negative = tf.mean(tf.square(productTransposed(a, b)), [1, 2]);
    return tf.add(positive, tf.mul(context.hot('objective.weight'), negative));
  },
};
