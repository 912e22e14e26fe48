/** Answers that are collected first, and learnt from at many steps. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import type {Slots} from '../../engine/program.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {permuted, uniform} from '../../kernels/random.ts';
import {type AnswerWorld, DEMONSTRATIONS, REVISIONS} from '../../worlds/answers/world.ts';
import {fromTable, ofOwnTable} from '../members.ts';
import {answer, asked, beginnings, each, type Given, retraced} from './answering.ts';
import {goalsAsked, goalWidth, levelsOf, measuredTargets, weighedGoals} from './goals.ts';
import type {PolicySettings} from './index.spec.ts';
import {answersAt, featuresAt, likingOf, rewardsOf, worthOf} from './judging.ts';
import {POLICY, type PolicyContext, REFERENCE} from './network.ts';
import {chanceOfFirst, circles, iterates, keepIterate, winRatesOf} from './preferring.ts';
import {emitLabels, isConsistent, keepConsistency, selfRewards} from './selfRewards.ts';

const MOVES = 'pool/moves';
const REWARDS = 'pool/rewards';
const GOALS = 'pool/goals';

type Sampling = PolicySettings['sampling'];
type Pooled = Extract<Sampling, {kind: 'pairs' | 'sets'}>;

type Pairs = Extract<Pooled, {kind: 'pairs'}>;

const pooled = ({sampling}: Pick<PolicySettings, 'sampling'>): Pooled | undefined =>
  sampling.kind === 'pairs' || sampling.kind === 'sets' ? sampling : undefined;

/** Whether the chosen answers are revisions of the rejected ones. */
const isRevised = (sampling: Pooled): boolean => sampling.kind === 'pairs' && sampling.pairing === 'edited';

/** How many answers to each question are kept. */
const keptOf = (sampling: Pooled): number => (sampling.kind === 'pairs' ? 2 : sampling.perQuestion);

/** How many collections the pool holds; with one, each takes the place of the one before. */
const roundsOf = (sampling: Pooled): number => (sampling.kind === 'sets' ? sampling.rounds : 1);

/** Answers in sets, one set behind another; set p is about question p mod Q. */
export function poolSlots(spec: PolicySettings, world: AnswerWorld): Slots {
  const {longest} = world;
  const sampling = pooled(spec);
  if (!sampling) return {};
  const answers = sampling.questions * keptOf(sampling) * roundsOf(sampling);
  const goals = goalWidth(spec);
  return {
    ...(isRevised(sampling) && world.revisions!()),
    [MOVES]: {shape: [answers, longest], dtype: 'int32', axis: 'replica', role: 'ring'},
    [REWARDS]: {shape: [answers], dtype: 'float32', axis: 'replica', role: 'ring'},
    ...(goals > 0 && {[GOALS]: {shape: [answers, goals], dtype: 'float32', axis: 'replica', role: 'ring'}}),
  };
}

/** Whether answers are collected before the step at this tick. */
export const collectsAt = ({sampling}: PolicySettings, tick: number): boolean =>
  'refreshEvery' in sampling && sampling.refreshEvery > 0 && tick > 0 && tick % sampling.refreshEvery === 0;

/** Whether the policy rewards its own answers. */
const isSelf = (sampling: Pooled): boolean => sampling.kind === 'pairs' && sampling.labels === 'self';

/** What the policy learns that answers are worth: by itself, against its own answers, or by the judge. */
function worthToLearner(context: PolicyContext, sampling: Pooled, given: Given): tf.Tensor {
  if (isSelf(sampling)) return selfRewards(context, given);
  return iterates(context.spec) ? winRatesOf(context, given.end) : rewardsOf(context, given.end);
}

/** Fills the pool, or adds to it. */
export function collect(context: PolicyContext): void {
  const sampling = pooled(context.spec);
  if (!sampling) return;
  const isPair = sampling.kind === 'pairs' && !isRevised(sampling);
  const times = isPair ? sampling.among : keptOf(sampling);
  const given = isRevised(sampling) ? withRevisions(context, sampling) : written(context, sampling, times);
  const targets = context.spec.policy.goals === 'targets' && measuredTargets(context, featuresAt(context, given.end));
  const rewards = targets ? weighedGoals(targets, sampling.questions, times) : worthToLearner(context, sampling, given);
  if (iterates(context.spec)) keepIterate(context);
  if (isConsistent(context.spec)) {
    const own = isSelf(sampling) ? rewards : selfRewards(context, given);
    keepConsistency(context, given, own, times);
  }
  const keep = isPair ? chosenFirst(context, sampling, given, rewards) : undefined;
  if (keep && isSelf(sampling)) emitLabels(context, fromTable(context, worthOf(context, given.end), keep));
  const longest = context.world.longest;
  const moves = tf.reshape(given.moves, [-1, longest]);
  const count = sampling.questions * times;
  const put = (slot: string, fresh: tf.Tensor) => {
    const all = withEarlier(context, sampling, slot, fresh);
    context.set(slot, all);
    return all;
  };
  put(MOVES, keep ? gatherRows(moves, ofOwnTable(context.replicas, count, keep)) : given.moves);
  const all = put(REWARDS, keep ? fromTable(context, rewards, keep) : rewards);
  if (targets) put(GOALS, targets);
  else if (goalWidth(context.spec) > 0) context.set(GOALS, levelsInPool(context, sampling, all));
}

/** Which collection this is, from 0. */
const roundAt = (tick: number, {refreshEvery}: Pooled): number =>
  refreshEvery > 0 ? Math.floor(tick / refreshEvery) : 0;

/** What the slot holds, with this collection in the place of the oldest, [R, ...]. */
function withEarlier(context: PolicyContext, sampling: Pooled, slot: string, fresh: tf.Tensor): tf.Tensor {
  const rounds = roundsOf(sampling);
  if (rounds === 1) return fresh;
  const here = context.perTick(rounds, (tick) =>
    Array.from({length: rounds}, (_, round) => Number(round === roundAt(tick, sampling) % rounds)),
  );
  const before = context.get(slot);
  const mask = tf.cast(tf.reshape(here, [1, rounds, 1]), before.dtype);
  const old = tf.reshape(before, [context.replicas, rounds, -1]);
  const added = tf.reshape(fresh, [context.replicas, 1, -1]);
  const others = tf.sub(tf.onesLike(mask), mask);
  return tf.reshape(tf.add(tf.mul(old, others), tf.mul(added, mask)), before.shape);
}

/** The level of every answer among all that were collected so far, [R, answers, K]. */
function levelsInPool(context: PolicyContext, sampling: Pooled, rewards: tf.Tensor): tf.Tensor {
  const {levels} = context.spec.policy;
  const rounds = roundsOf(sampling);
  const inRound = sampling.questions * keptOf(sampling);
  const filled = context.perTick(rounds, (tick) =>
    Array.from({length: rounds}, (_, round) => Number(round <= roundAt(tick, sampling))),
  );
  const counts = tf.reshape(tf.tile(tf.reshape(filled, [rounds, 1]), [1, inRound]), [1, rounds * inRound]);
  return levelsOf(tf.reshape(rewards, [context.replicas, -1]), levels, counts, tf.sum(counts, 1));
}

function written(context: PolicyContext, {writer, questions: rows}: Pooled, times: number): Given {
  const begin = beginnings(context, rows, times);
  if (writer !== 'demonstrations') {
    const goals = goalsAsked(context.spec, rows, times);
    const who = writer === 'policy' ? POLICY : REFERENCE;
    return tf.tidy(() => {
      const {moves, places, end} = answer(context, who, begin, context.key('pool/answers'), goals);
      return {moves, places, end};
    });
  }
  const {questions, demonstrations} = context.world;
  const draw = uniform(context.key('pool/demonstrations'), [rows * times]);
  const which = tf.cast(tf.floor(tf.mul(draw, Math.floor(demonstrations / questions.length))), 'int32');
  const drawn = tf.add(tf.mul(which, tf.scalar(questions.length, 'int32')), asked(context, rows, times));
  return retraced(context, gatherRows(context.get(DEMONSTRATIONS), drawn), begin);
}

/** Rows of the two answers of each pair among all that were given, the chosen one first, int32 [R, 2 P]. */
function chosenFirst(context: PolicyContext, sampling: Pairs, given: Given, rewards: tf.Tensor): tf.Tensor {
  const {questions: pairs, among, pairing, labels} = sampling;
  const sets = tf.reshape(rewards, [-1, pairs, among]);
  const first = constant(`first of ${pairs} sets of ${among}`, [1, pairs], () =>
    Int32Array.from({length: pairs}, (_, p) => p * among),
  );
  const [a, b] = twoOf(sets, pairing).map((place) => tf.add(place, first));
  const judged = labels === 'annotators' ? likingOf(context, given.end) : rewards;
  const ahead = tf.sub(fromTable(context, judged, a), fromTable(context, judged, b));
  const ends = (rows: tf.Tensor) => fromTable(context, given.end, rows);
  const chances =
    labels === 'annotators' && circles(context.spec) ? chanceOfFirst(context, ends(a), ends(b)) : undefined;
  const chosen = tf.cast(
    labels === 'annotators' ? isChosen(context, ahead, chances) : tf.greaterEqual(ahead, 0),
    'int32',
  );
  // Adding c (a - b) to b gives a where c is 1.
  const winner = tf.add(b, tf.mul(chosen, tf.sub(a, b)));
  return tf.reshape(tf.stack([winner, tf.sub(tf.add(a, b), winner)], 2), [-1, 2 * pairs]);
}

/** The places in each set [R, P, K] of the two answers that make its pair, int32 [R, P] each. */
export function twoOf(sets: tf.Tensor, pairing: Pairs['pairing']): [tf.Tensor, tf.Tensor] {
  const [replicas, pairs] = sets.shape as [number, number];
  switch (pairing) {
    case 'extremes':
      return [tf.argMax(sets, 2), tf.argMax(tf.neg(sets), 2)];
    case 'low':
      return [tf.argMax(sets, 2), nearest(sets, -2)];
    case 'middle':
      return [tf.argMax(sets, 2), nearest(sets, 0)];
    default:
      return [tf.zeros([replicas, pairs], 'int32'), tf.ones([replicas, pairs], 'int32')];
  }
}

/** Where in each set is the reward nearest to its mean plus so many standard deviations; [R, P, K] -> int32 [R, P]. */
function nearest(sets: tf.Tensor, deviations: number): tf.Tensor {
  const off = tf.sub(sets, tf.mean(sets, 2, true));
  const wanted = tf.mul(deviations, tf.sqrt(tf.mean(tf.square(off), 2, true)));
  return tf.argMax(tf.neg(tf.abs(tf.sub(off, wanted))), 2);
}

/** Answers, each behind its revision. */
function withRevisions(context: PolicyContext, sampling: Pooled): Given {
  const {moves, end} = written(context, sampling, 1);
  const [old, made] = tf.split(gatherRows(context.get(REVISIONS), answersAt(context, end)), 2, 2);
  const both = tf.stack([revised(moves, old, made, context.world), moves], 2);
  const all = tf.reshape(both, [context.replicas, -1, context.world.longest]);
  return retraced(context, all, beginnings(context, sampling.questions, 2));
}

/**
 * Moves int32 [R, n, L] with the first one that is `old`, int32 [R, n, 1], replaced by `made`; where that is the end, it is left out
 * and those behind it move up. An answer that goes on ending can be given one more move.
 */
function revised(moves: tf.Tensor, old: tf.Tensor, made: tf.Tensor, {lattice, longest}: AnswerWorld): tf.Tensor {
  const end = tf.scalar(lattice.moves - 1, 'int32');
  const place = constant(`places of ${longest} moves`, [1, 1, longest], () =>
    Int32Array.from({length: longest}, (_, i) => i),
  );
  const first = tf.expandDims(tf.argMax(tf.cast(tf.equal(moves, old), 'float32'), 2), 2);
  const last = tf.add(tf.zerosLike(tf.slice(moves, [0, 0, 0], [-1, -1, 1])), end);
  const later = tf.concat([tf.slice(moves, [0, 0, 1], [-1, -1, -1]), last], 2);
  const isLeftOut = tf.equal(made, end);
  const isLater = tf.logicalAnd(isLeftOut, tf.greaterEqual(place, first));
  const isReplaced = tf.logicalAnd(tf.logicalNot(isLeftOut), tf.equal(place, first));
  return tf.where(isLater, later, tf.where(isReplaced, made, moves));
}

/**
 * The choice of annotators who like the first answer so much more: with the chance of the logistic function, times care; or with
 * these chances.
 */
function isChosen(context: PolicyContext, ahead: tf.Tensor, chances?: tf.Tensor): tf.Tensor {
  const chance = chances ?? tf.sigmoid(tf.mul(tf.expandDims(context.hot('world.care'), 1), ahead));
  return tf.less(uniform(context.key('pool/choices'), [ahead.shape[1]!]), chance);
}

/** A batch of sets. */
export interface Sets {
  given: Given;
  rewards: tf.Tensor;
  /** N and K. */
  rows: number;
  each: number;
}

/**
 * A batch out of the pool. Under goals each pair is taught twice: as it is under the goal that the chosen answer meets, and turned
 * round under the one that the rejected answer meets. Zhang et al., "Reward-augmented data enhances direct preference alignment of
 * LLMs" (2024).
 */
export function drawSets(context: PolicyContext): Sets {
  const {spec, replicas} = context;
  const sampling = pooled(spec)!;
  const [pool, kept, rounds] = [sampling.questions, keptOf(sampling), roundsOf(sampling)];
  const rows = Math.min(spec.training.batch, pool);
  const drawn = rounds === 1 ? permuted(context.key('batch/sets'), pool, rows) : drawnSoFar(context, sampling, rows);
  const underGoals = goalWidth(spec) > 0;
  const twice = underGoals && sampling.kind === 'pairs';
  const sets = twice ? tf.concat([drawn, drawn], 1) : drawn;
  const [once, n] = [rows * kept, sets.shape[1]! * kept];
  const rowsAt = (what: string, place: (i: number) => number) => {
    const inSet = constant(`${what} in ${n / kept} sets of ${kept}`, [1, n], () =>
      Int32Array.from({length: n}, (_, i) => place(i)),
    );
    return ofOwnTable(
      replicas,
      pool * kept * rounds,
      tf.add(tf.mul(each(sets, kept), tf.scalar(kept, 'int32')), inSet),
    );
  };
  const own = twice
    ? rowsAt('places and back', (i) => (i < once ? i % kept : kept - 1 - (i % kept)))
    : rowsAt('places', (i) => i % kept);
  const of = (slot: string, at: tf.Tensor) => {
    const all = context.get(slot);
    return gatherRows(tf.reshape(all, [-1, ...all.shape.slice(2)]), at);
  };
  const given = retraced(context, of(MOVES, own), each(beginningOf(context, pool, sets, rounds), kept));
  const goals = underGoals && of(GOALS, twice ? rowsAt('first places', (i) => (i < once ? 0 : 1)) : own);
  return {given: {...given, ...(goals && {goals})}, rewards: of(REWARDS, own), rows: n / kept, each: kept};
}

/** Sets of those that were collected so far, int32 [R, N]; one can come twice. */
function drawnSoFar(context: PolicyContext, sampling: Pooled, rows: number): tf.Tensor {
  const there = context.perTick(1, (tick) => [
    sampling.questions * Math.min(roundsOf(sampling), 1 + roundAt(tick, sampling)),
  ]);
  const draw = tf.floor(tf.mul(uniform(context.key('batch/sets'), [rows]), there));
  return tf.cast(tf.minimum(draw, tf.sub(there, 1)), 'int32');
}

/** Where answers begin to the questions of rows int32 [R, N] out of so many, in each of some rounds. */
const beginningOf = (context: PolicyContext, count: number, rows: tf.Tensor, rounds = 1): tf.Tensor =>
  gatherRows(tf.tile(tf.reshape(beginnings(context, count, 1), [count]), [rounds]), rows);

/** Answers of the writers. */
export function drawDemonstrations(context: PolicyContext): Sets {
  const {spec, world} = context;
  const rows = Math.min(spec.training.batch, world.demonstrations);
  const drawn = permuted(context.key('batch/demonstrations'), world.demonstrations, rows);
  const moves = gatherRows(context.get(DEMONSTRATIONS), drawn);
  const given = retraced(context, moves, beginningOf(context, world.demonstrations, drawn));
  return {given, rewards: rewardsOf(context, given.end), rows, each: 1};
}
