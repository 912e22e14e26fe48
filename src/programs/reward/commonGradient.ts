/**
 * How much each group of annotators counts in a step, so that the reward moves along what their losses have in common: the weights of the
 * shortest vector in the hull of their gradients. "On Diversified Preferences of Large Language Model Alignment" (MORE) and, for the
 * shortest vector, Sener and Koltun, "Multi-task learning as multi-objective optimization" (2018).
 *
 * With inputs h of the last, linear layer, r = <w, h> + b, the gradient of group k's mean loss along w needs no backward pass:
 *
 *     g_k = 1/N_k sum_{i in k} (s(d_i) - y_i) (h_i1 - h_i2)
 *
 * A moving average of it stays in a slot [K, D]. The search for the weights is ten steps of Frank and Wolfe, about 150 launches of small
 * tensors; with two groups the first step is exact.
 */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import type {Slot} from '../../engine/program.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import type {PreferenceWorld} from '../../worlds/preferenceWorld.ts';
import type {Model, RewardContext} from './model.ts';
import {seenOf} from './models.ts';
import type {Batch} from './pairs.ts';

const SEARCH = 10;

const averages = (m: number) => `objective/gradients${m}`;

export const averageSlots = (models: readonly Model[], {judges}: PreferenceWorld): Record<string, Slot> =>
  Object.fromEntries(
    models.map(({last}, m) => [
      averages(m),
      {shape: [judges!.groups, last!.size], dtype: 'float32', axis: 'replica', role: 'state'} satisfies Slot,
    ]),
  );

/** Weights of the pairs of a batch, [R, N], with mean 1; moves the averages of model m. */
export function commonWeights(context: RewardContext, model: Model, m: number, {items, label, who}: Batch): tf.Tensor {
  const {judges} = context.world;
  const [a, b] = items.map((x) => seenOf(context, x, who));
  const [lead, towards] = [model.rewards(context, a, 'evaluate'), model.last!.inputs(context, a)];
  const [behind, against] = [model.rewards(context, b, 'evaluate'), model.last!.inputs(context, b)];
  const error = tf.sub(tf.sigmoid(tf.sub(lead, behind)), label);
  /** One-hot, [R or 1, N, K]. */
  const groups = gatherRows(context.get(judges!.members), who!);
  const counts = tf.maximum(tf.sum(groups, 1, true), 1);
  const shares = tf.div(groups, counts);
  // Products and sums, which have the same bits for a member of a population as alone.
  const each = tf.mul(
    tf.expandDims(tf.mul(shares, tf.expandDims(error, 2)), 3),
    tf.expandDims(tf.sub(towards, against), 2),
  );
  const kept = tf.reshape(context.hot('objective.average'), [-1, 1, 1]);
  const gradients = tf.add(tf.mul(kept, context.get(averages(m))), tf.mul(tf.sub(1, kept), tf.sum(each, 1)));
  context.set(averages(m), gradients);
  const lambda = shortest(gradients);
  const weights = tf.sum(tf.mul(shares, tf.expandDims(lambda, 1)), 2);
  return tf.mul(items[0].shape[1]!, weights);
}

/** lambda [R, K] on the simplex for which |sum_k lambda_k g_k| is least, for g [R, K, D]. */
export function shortest(g: tf.Tensor): tf.Tensor {
  const groups = g.shape[1]!;
  const gram = tf.sum(tf.mul(tf.expandDims(g, 1), tf.expandDims(g, 2)), 3);
  const along = (x: tf.Tensor) => tf.sum(tf.mul(gram, tf.expandDims(x, 1)), 2);
  const dot = (x: tf.Tensor, y: tf.Tensor) => tf.sum(tf.mul(x, y), 1, true);
  let lambda = tf.add(
    tf.mul(0, tf.sum(gram, 2)),
    constant(`even shares of ${groups}`, [1, groups], () => new Float32Array(groups).fill(1 / groups)),
  );
  for (let step = 0; step < SEARCH; step++) {
    const slope = along(lambda);
    const lowest = tf.sub(1, tf.step(tf.sub(slope, tf.min(slope, 1, true))));
    const vertex = tf.div(lowest, tf.sum(lowest, 1, true));
    const way = tf.sub(vertex, lambda);
    // Along lambda + gamma way the square of the length is least where its slope, (lambda + gamma way) G way, is 0.
    const [down, curve] = [tf.neg(dot(way, slope)), dot(way, along(way))];
    const gamma = tf.clipByValue(tf.div(down, tf.maximum(curve, 1e-20)), 0, 1);
    lambda = tf.add(lambda, tf.mul(gamma, way));
  }
  return lambda;
}
