import * as tf from '@tensorflow/tfjs-core';
import {meanOfRows} from '../../../engine/reduceRows.ts';
import type {ContrastiveObjective} from '../objective.ts';

/** Keeps the gradient of a distance finite at 0. */
const EPSILON = 1e-12;

/**
 * Triplet margin loss of given triplets, [R]: for the pairs (a, b) and the negative n of each,
 *
 *     L = mean_i max(0, m + |a_i - b_i| - |a_i - n_i|)
 *
 * Cohan et al., "SPECTER: document-level representation learning using citation-informed transformers" (2020), eq. 1. There vectors are
 * of any length, here they are on the sphere.
 */
export const givenTriplets: ContrastiveObjective = {
  loss(context, {points, third}) {
    const [a, b] = tf.split(points, 2, 1);
    const distance = (x: tf.Tensor) => tf.sqrt(tf.add(tf.sum(tf.square(tf.sub(a, x)), 2), EPSILON));
    const margin = tf.expandDims(context.hot('objective.margin'), 1);
    return meanOfRows(tf.relu(tf.add(margin, tf.sub(distance(b), distance(third!)))));
  },
};
