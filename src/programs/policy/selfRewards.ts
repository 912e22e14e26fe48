/** Rewards that a policy gives itself: how much likelier it makes an answer than the reference does. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import type {Slots} from '../../engine/program.ts';
import {meanOfRows} from '../../engine/reduceRows.ts';
import {policyNeedsOf} from '../../objectives/policy/index.spec.ts';
import type {AnswerWorld} from '../../worlds/answers/world.ts';
import {type Given, likelihood} from './answering.ts';
import type {PolicySettings} from './index.spec.ts';
import {ITERATE, type Mover, networkSlots, POLICY, type PolicyContext, REFERENCE} from './network.ts';

/** How far two policies agree about the answers that were collected last, []. */
export const CONSISTENCY = 'self/consistency';

export const isConsistent = ({objective}: Pick<PolicySettings, 'objective'>): boolean =>
  policyNeedsOf(objective.kind).consistency ?? false;

/** The policy of the collection before, and how far both agree. */
export function consistencySlots(spec: PolicySettings, world: AnswerWorld): Slots {
  if (!isConsistent(spec)) return {};
  const state = {dtype: 'float32', axis: 'replica', role: 'state'} as const;
  const copies = Object.entries(networkSlots(spec, world, ITERATE)).map(([name, {shape}]) => [name, {...state, shape}]);
  return {...Object.fromEntries(copies), [CONSISTENCY]: {...state, shape: []}};
}

/** The policy becomes the one that the next is compared with. */
export function remember(context: PolicyContext): void {
  for (const name of Object.keys(networkSlots(context.spec, context.world, ITERATE))) {
    context.set(name, tf.clone(context.get(name.replace(ITERATE, POLICY))));
  }
}

/** log pi(y) - log ref(y), [R, n]: DPO's reward in units of beta. */
export function selfRewards(context: PolicyContext, given: Given, name: Mover = POLICY): tf.Tensor {
  const [own, reference] = ([name, REFERENCE] as const).map((one) => tf.sum(likelihood(context, one, given).made, 2));
  return tf.sub(own, reference);
}

/**
 * Keeps C = (tau + 1) / 2, where tau is the share of pairs of answers to a question that both policies put in the same order
 * minus that of the others (Kendall, 1938); a pair that is level for either does not count, and where none counts nothing speaks
 * against the policy: C is 1. Then remembers the policy.
 */
export function keepConsistency(context: PolicyContext, given: Given, rewards: tf.Tensor, perQuestion: number): void {
  const [now, before] = [rewards, selfRewards(context, given, ITERATE)].map((x) => orders(x, perQuestion));
  const both = tf.mul(now, before);
  const [agreed, counted] = [both, tf.abs(both)].map((x) => tf.sum(x, [1, 2, 3]));
  const none = tf.cast(tf.equal(counted, 0), 'float32');
  const tau = tf.add(none, tf.div(agreed, tf.maximum(counted, 1)));
  const consistency = tf.mul(0.5, tf.add(1, tau));
  context.set(CONSISTENCY, consistency);
  context.emit('consistency', tf.clone(consistency));
  remember(context);
}

/** 1 where answer i is ahead of j, -1 where it is behind, 0 where they are level, [R, P, K, K]. */
function orders(x: tf.Tensor, perQuestion: number): tf.Tensor {
  const sets = tf.reshape(x, [x.shape[0], -1, perQuestion]);
  return tf.sign(tf.sub(tf.expandDims(sets, 3), tf.expandDims(sets, 2)));
}

/** In how many pairs, rows [R, 2 P] of the answers given, the chosen one is truly better; a tie counts half. */
export function emitLabels(context: PolicyContext, gold: tf.Tensor): void {
  const pairs = tf.reshape(gold, [gold.shape[0], -1, 2]);
  const sides = constant('chosen minus rejected', [1, 1, 2], () => Float32Array.of(1, -1));
  context.emit('labelAccuracy', meanOfRows(tf.mul(0.5, tf.add(1, tf.sign(tf.sum(tf.mul(pairs, sides), 2))))));
}
