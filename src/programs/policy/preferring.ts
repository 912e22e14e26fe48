/**
 * Preferences between any two answers, also such as no reward explains: P(y > y') = (1 - q) s(care (r - r')) + q [y beats y' in
 * the circle]. They are known where answers are few: on the bandit.
 */
import * as tf from '@tensorflow/tfjs-core';
import type {Slots} from '../../engine/program.ts';
import {uniform} from '../../kernels/random.ts';
import {policyNeedsOf} from '../../objectives/policy/index.spec.ts';
import {type AnswerWorld, CYCLE} from '../../worlds/answers/world.ts';
import {frozen} from '../frozen.ts';
import {fromTable} from '../members.ts';
import type {PolicySettings} from './index.spec.ts';
import {answersAt, likingOf} from './judging.ts';
import {
  everyPlace,
  ITERATE,
  logits,
  type Mover,
  networkSlots,
  POLICY,
  type PolicyContext,
  REFERENCE,
} from './network.ts';

/** The mean of the laws of all policies that have collected answers, [M]. */
const AVERAGE = 'average/law';

export const iterates = ({objective}: Pick<PolicySettings, 'objective'>): boolean =>
  policyNeedsOf(objective.kind).iterates ?? false;

/** Whether some choices go in a circle. */
export const circles = ({world}: Pick<PolicySettings, 'world'>): boolean => world.kind === 'bandit' && world.cyclic > 0;

export function iterateSlots(spec: PolicySettings, world: AnswerWorld): Slots {
  if (!iterates(spec)) return {};
  const state = {dtype: 'float32', axis: 'replica', role: 'state'} as const;
  const copies = Object.entries(frozen(networkSlots(spec, world, ITERATE)));
  return {
    ...Object.fromEntries(copies.map(([name, {shape}]) => [name, {...state, shape}])),
    [AVERAGE]: {...state, shape: [world.lattice.states]},
  };
}

/** P(y > y') of any two answers, by the states in which they end, [R, M, M]. */
function preferences(context: PolicyContext): tf.Tensor {
  const {spec} = context;
  const worth = likingOf(context, everyPlace(context));
  const ahead = tf.sub(tf.expandDims(worth, 2), tf.expandDims(worth, 1));
  const byWorth = tf.sigmoid(tf.mul(tf.reshape(context.hot('world.care'), [-1, 1, 1]), ahead));
  if (spec.world.kind !== 'bandit' || !circles(spec)) return byWorth;
  const {cyclic} = spec.world;
  return tf.add(tf.mul(byWorth, 1 - cyclic), tf.mul(tf.expandDims(context.get(CYCLE), 0), cyclic));
}

/** The chance that the first of two answers is chosen, [R, n], of answers that ended at these places, int32 [R, n]. */
export function chanceOfFirst(context: PolicyContext, first: tf.Tensor, second: tf.Tensor): tf.Tensor {
  const {states} = context.world.lattice;
  const [a, b] = [first, second].map((places) => answersAt(context, places));
  const table = tf.reshape(preferences(context), [context.replicas, states * states]);
  return fromTable(context, table, tf.add(tf.mul(a, tf.scalar(states, 'int32')), b));
}

/** How likely the one move of a bandit leads to each state, [R, M]. */
function lawOf(context: PolicyContext, name: Mover): tf.Tensor {
  const first = tf.slice(everyPlace(context), [0, 0], [1, 1]);
  const chances = tf.squeeze(tf.softmax(logits(context, name, first)), [1]);
  const arms = context.world.lattice.moves - 1;
  // Nobody ends before the move: state 0 has no chance, state 1 + a that of arm a.
  return tf.concat([tf.zerosLike(tf.slice(chances, [0, 0], [-1, 1])), tf.slice(chances, [0, 0], [-1, arms])], 1);
}

/** How often each answer is preferred to one drawn by a law, [R, M]. */
const winRates = (table: tf.Tensor, law: tf.Tensor): tf.Tensor => tf.sum(tf.mul(table, tf.expandDims(law, 1)), 2);

const exploitabilityOf = (table: tf.Tensor, law: tf.Tensor): tf.Tensor => tf.sub(tf.max(winRates(table, law), 1), 0.5);

/** How answers that ended at these places, int32 [R, n], fare against the policy: exactly, or in a few comparisons. */
export function winRatesOf(context: PolicyContext, places: tf.Tensor): tf.Tensor {
  const {objective} = context.spec;
  const wins = fromTable(context, winRates(preferences(context), lawOf(context, POLICY)), answersAt(context, places));
  const comparisons = objective.kind === 'dno' ? objective.comparisons : 0;
  if (comparisons === 0) return wins;
  // An answer of the policy is drawn, and one of both chosen: together that is one draw with the win rate as its chance.
  const n = wins.shape[1]!;
  const draws = tf.reshape(uniform(context.key('pool/comparisons'), [comparisons * n]), [-1, comparisons, n]);
  return tf.mean(tf.cast(tf.less(draws, tf.expandDims(wins, 1)), 'float32'), 1);
}

/** The policy becomes the one that the next is held to, and part of the average. */
export function keepIterate(context: PolicyContext): void {
  const {spec, world} = context;
  for (const name of Object.keys(networkSlots(spec, world, ITERATE))) {
    context.set(name, tf.clone(context.get(name.replace(ITERATE, POLICY))));
  }
  const every = 'refreshEvery' in spec.sampling ? spec.sampling.refreshEvery : 0;
  const share = context.perTick(1, (tick) => [1 / (1 + (every > 0 ? Math.floor(tick / every) : 0))]);
  const before = context.get(AVERAGE);
  const average = tf.add(before, tf.mul(tf.reshape(share, [1, 1]), tf.sub(lawOf(context, POLICY), before)));
  context.set(AVERAGE, average);
  context.emit('averageExploitability', exploitabilityOf(preferences(context), average));
}

/** Where all preferences are known, what the policy comes to in comparisons. */
export function emitComparisons(context: PolicyContext): void {
  if (context.spec.world.kind !== 'bandit') return;
  const table = preferences(context);
  const law = lawOf(context, POLICY);
  context.emit('exploitability', exploitabilityOf(table, law));
  const against = winRates(table, lawOf(context, REFERENCE));
  context.emit('preferred', tf.sum(tf.mul(law, against), 1));
}
