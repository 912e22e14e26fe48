/** Rewards of single moves, and how much better a move was than the value network expected. */
import * as tf from '@tensorflow/tfjs-core';
import type {Place} from './control.spec.ts';
import {type HotContext, type Samples, spread} from './objective.ts';
import {betaOf} from './samples.ts';

/** x of the move after, 0 after the last one, [R, N, K, L]. */
function next(x: tf.Tensor): tf.Tensor {
  const [r, n, k, moves] = x.shape as [number, number, number, number];
  if (moves === 1) return tf.zerosLike(x);
  return tf.pad(tf.slice(x, [0, 0, 0, 1], [r, n, k, moves - 1]), [
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 1],
  ]);
}

/**
 * What each move is paid, [R, N, K, L]: the reward of the answer at the move that ends it, and
 *
 * - reward: -beta (log pi(a_t|s_t) - log ref(a_t|s_t)) at every move
 * - loss: -beta D_t+1, the divergence at the state to which the move leads. That of the first state is the same for all answers.
 */
export function movesPaid(samples: Samples, place: Place): tf.Tensor {
  const {live, rewards, before, reference, divergence} = samples;
  const last = tf.sub(live, next(live));
  const distance = place === 'reward' ? tf.sub(before, reference) : next(divergence);
  return tf.sub(tf.mul(tf.expandDims(rewards, 3), last), tf.mul(betaOf(samples, 4), distance));
}

/**
 * Generalised advantage estimation, [R, N, K, L]: for rewards r_t and values V_t, 0 after the end of an answer,
 *
 *     A_t = sum_{u >= t} (gamma lambda)^(u - t) delta_u,    delta_t = r_t + gamma V_t+1 - V_t
 *
 * with the discount gamma. lambda = 1: what followed minus V_t; lambda = 0: delta_t. Schulman et al., "High-dimensional
 * continuous control using generalized advantage estimation" (2016), equation 16.
 */
export function generalisedAdvantages(context: HotContext, paid: tf.Tensor, values: tf.Tensor): tf.Tensor {
  const [replicas, , , moves] = paid.shape as [number, number, number, number];
  const errors = tf.sub(tf.add(paid, tf.mul(spread(context, 'discount', 4), next(values))), values);
  const weights = context.fromHot(['objective.gaeLambda', 'objective.discount'], moves * moves, (lambda, discount) =>
    Array.from({length: moves * moves}, (_, i) => {
      const ahead = (i % moves) - Math.floor(i / moves);
      return ahead < 0 ? 0 : (lambda * discount) ** ahead;
    }),
  );
  // A sum of products and no matrix product: so each member of a population has the bits of a run alone.
  const products = tf.mul(
    tf.reshape(weights, [replicas, 1, moves, moves]),
    tf.reshape(errors, [replicas, -1, 1, moves]),
  );
  return tf.reshape(tf.sum(products, 3), paid.shape);
}

/** How much is added to a variance, so that equal values are no division by 0. */
const SMALLEST = 1e-8;

/** Values of live moves minus their mean, over their deviation, of each replica; 0 after the end, [R, N, K, L]. */
export function whitened(x: tf.Tensor, live: tf.Tensor): tf.Tensor {
  const all = [1, 2, 3];
  const count = tf.sum(live, all, true);
  const off = tf.mul(live, tf.sub(x, tf.div(tf.sum(tf.mul(live, x), all, true), count)));
  const variance = tf.div(tf.sum(tf.square(off), all, true), tf.maximum(tf.sub(count, 1), 1));
  return tf.div(off, tf.sqrt(tf.add(variance, SMALLEST)));
}
