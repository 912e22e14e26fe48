/** Answers that are collected first, and learnt from at many steps. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import type {Slots} from '../../engine/program.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {permuted, uniform} from '../../kernels/random.ts';
import {type AnswerWorld, DEMONSTRATIONS} from '../../worlds/answers/world.ts';
import {answer, asked, beginnings, each, type Given, retraced} from './answering.ts';
import type {PolicySettings} from './index.spec.ts';
import {fromTable, likingOf, ofOwnTable, rewardsOf} from './judging.ts';
import {POLICY, type PolicyContext, REFERENCE} from './network.ts';

const MOVES = 'pool/moves';
const REWARDS = 'pool/rewards';

type Sampling = PolicySettings['sampling'];
type Pooled = Extract<Sampling, {kind: 'pairs' | 'sets'}>;

const pooled = ({sampling}: Pick<PolicySettings, 'sampling'>): Pooled | undefined =>
  sampling.kind === 'pairs' || sampling.kind === 'sets' ? sampling : undefined;

/** How many answers to each question are kept. */
const keptOf = (sampling: Pooled): number => (sampling.kind === 'pairs' ? 2 : sampling.perQuestion);

/** Answers in sets, one set behind another; set p is about question p mod Q. */
export function poolSlots(spec: PolicySettings, {longest}: AnswerWorld): Slots {
  const sampling = pooled(spec);
  if (!sampling) return {};
  const answers = sampling.questions * keptOf(sampling);
  return {
    [MOVES]: {shape: [answers, longest], dtype: 'int32', axis: 'replica', role: 'ring'},
    [REWARDS]: {shape: [answers], dtype: 'float32', axis: 'replica', role: 'ring'},
  };
}

/** Whether answers are collected before the step at this tick. */
export const collectsAt = ({sampling}: PolicySettings, tick: number): boolean =>
  'refreshEvery' in sampling && sampling.refreshEvery > 0 && tick > 0 && tick % sampling.refreshEvery === 0;

/** Fills the pool. */
export function collect(context: PolicyContext): void {
  const sampling = pooled(context.spec);
  if (!sampling) return;
  const times = sampling.kind === 'pairs' ? sampling.among : sampling.perQuestion;
  const given = written(context, sampling, times);
  const rewards = rewardsOf(context, given.end);
  const keep = sampling.kind === 'pairs' ? chosenFirst(context, sampling, given, rewards) : undefined;
  const longest = context.world.longest;
  const moves = tf.reshape(given.moves, [-1, longest]);
  const count = sampling.questions * times;
  context.set(MOVES, keep ? gatherRows(moves, ofOwnTable(context.replicas, count, keep)) : given.moves);
  context.set(REWARDS, keep ? fromTable(context, rewards, keep) : rewards);
}

function written(context: PolicyContext, {writer, questions: rows}: Pooled, times: number): Given {
  const begin = beginnings(context, rows, times);
  if (writer !== 'demonstrations') {
    return answer(context, writer === 'policy' ? POLICY : REFERENCE, begin, context.key('pool/answers'));
  }
  const {questions, demonstrations} = context.world;
  const draw = uniform(context.key('pool/demonstrations'), [rows * times]);
  const which = tf.cast(tf.floor(tf.mul(draw, Math.floor(demonstrations / questions.length))), 'int32');
  const drawn = tf.add(tf.mul(which, tf.scalar(questions.length, 'int32')), asked(context, rows, times));
  return retraced(context, gatherRows(context.get(DEMONSTRATIONS), drawn), begin);
}

/** Rows of the two answers of each pair among all that were given, the chosen one first, int32 [R, 2 P]. */
function chosenFirst(
  context: PolicyContext,
  sampling: Extract<Pooled, {kind: 'pairs'}>,
  given: Given,
  rewards: tf.Tensor,
): tf.Tensor {
  const {questions: pairs, among, pairing, labels} = sampling;
  const sets = tf.reshape(rewards, [-1, pairs, among]);
  const first = constant(`first of ${pairs} sets of ${among}`, [1, pairs], () =>
    Int32Array.from({length: pairs}, (_, p) => p * among),
  );
  const [best, worst] =
    pairing === 'extremes'
      ? [tf.argMax(sets, 2), tf.argMax(tf.neg(sets), 2)]
      : [tf.zeros([context.replicas, pairs], 'int32'), tf.ones([context.replicas, pairs], 'int32')];
  const [a, b] = [best, worst].map((place) => tf.add(place, first));
  const judged = labels === 'judge' ? rewards : likingOf(context, given.end);
  const ahead = tf.sub(fromTable(context, judged, a), fromTable(context, judged, b));
  const chosen = tf.cast(labels === 'judge' ? tf.greaterEqual(ahead, 0) : isChosen(context, ahead), 'int32');
  // Adding c (a - b) to b gives a where c is 1.
  const winner = tf.add(b, tf.mul(chosen, tf.sub(a, b)));
  return tf.reshape(tf.stack([winner, tf.sub(tf.add(a, b), winner)], 2), [-1, 2 * pairs]);
}

/** The choice of annotators who like the first answer so much more: with the chance of the logistic function, times care. */
function isChosen(context: PolicyContext, ahead: tf.Tensor): tf.Tensor {
  const chance = tf.sigmoid(tf.mul(tf.expandDims(context.hot('world.care'), 1), ahead));
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

export function drawSets(context: PolicyContext): Sets {
  const {spec, world, replicas} = context;
  const sampling = pooled(spec)!;
  const [pool, kept] = [sampling.questions, keptOf(sampling)];
  const rows = Math.min(spec.training.batch, pool);
  const drawn = permuted(context.key('batch/sets'), pool, rows);
  const inSet = constant(`places in ${rows} sets of ${kept}`, [1, rows * kept], () =>
    Int32Array.from({length: rows * kept}, (_, i) => i % kept),
  );
  const answers = tf.add(tf.mul(each(drawn, kept), tf.scalar(kept, 'int32')), inSet);
  const own = ofOwnTable(replicas, pool * kept, answers);
  const moves = gatherRows(tf.reshape(context.get(MOVES), [-1, world.longest]), own);
  const rewards = gatherRows(tf.reshape(context.get(REWARDS), [-1]), own);
  return {given: retraced(context, moves, each(beginningOf(context, pool, drawn), kept)), rewards, rows, each: kept};
}

/** Where answers begin to the questions of rows int32 [R, N] out of so many. */
const beginningOf = (context: PolicyContext, count: number, rows: tf.Tensor): tf.Tensor =>
  gatherRows(tf.reshape(beginnings(context, count, 1), [count]), rows);

/** Answers of the writers. */
export function drawDemonstrations(context: PolicyContext): Sets {
  const {spec, world} = context;
  const rows = Math.min(spec.training.batch, world.demonstrations);
  const drawn = permuted(context.key('batch/demonstrations'), world.demonstrations, rows);
  const moves = gatherRows(context.get(DEMONSTRATIONS), drawn);
  const given = retraced(context, moves, beginningOf(context, world.demonstrations, drawn));
  return {given, rewards: rewardsOf(context, given.end), rows, each: 1};
}
