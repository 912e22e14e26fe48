/**
 * How strong preferences are by the vote of reward models that an earlier stage trained: what they say of the first item of every
 * training pair minus the second one, and how many pairs have a weaker preference. Both are found when a stage opens, part by part,
 * and stay. "Secrets of RLHF in Large Language Models Part II: Reward Modeling".
 */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import type {PhaseRun, Slots} from '../../engine/program.ts';
import type {RewardObjectiveSettings} from '../../objectives/reward/index.spec.ts';
import type {PreferenceWorld} from '../../worlds/preferenceWorld.ts';
import {givenFrozen} from '../frozen.ts';
import {fromTable, ofEachMember} from '../members.ts';
import type {RewardSettings} from './index.spec.ts';
import type {Model, RewardContext} from './model.ts';
import {modelsOf, seenOf} from './models.ts';
import {type Batch, paired, toLearnFrom} from './pairs.ts';
import {RANKS, VOTED} from './votes.ts';

/** Before the names of the voters' slots. */
const VOTERS = 'voters/';
/** Pairs that are looked at together. */
const TOGETHER = 128;

type Voted = Extract<RewardObjectiveSettings, {voters: unknown}>;

const voted = ({objective}: Pick<RewardSettings, 'objective'>): Voted | undefined =>
  'voters' in objective ? objective : undefined;

/** They are what this stage trains, as many as vote. */
const votersOf = ({model}: RewardSettings, {voters}: Voted, world: PreferenceWorld): Model[] =>
  modelsOf({model: {...model, members: voters}, objective: {kind: 'bradleyTerry'}}, world, VOTERS);

export function strengthSlots(spec: RewardSettings, world: PreferenceWorld): Slots {
  const objective = voted(spec);
  if (!objective) return {};
  const table = {shape: [world.train], dtype: 'float32', axis: 'replica', role: 'state'} as const;
  const models = votersOf(spec, objective, world).map(({slots}) => givenFrozen(slots));
  return {...Object.assign({}, ...models), [VOTED]: table, [RANKS]: table};
}

/** Numbers of the largest tensor of a vote; there are about eight as large. */
export const countingVotes = (spec: RewardSettings, {train}: PreferenceWorld): number =>
  voted(spec) ? Math.min(TOGETHER, train) * train : 0;

/** Phases that must have been run before a step. */
export function strengthPhases(spec: RewardSettings, {train}: PreferenceWorld): PhaseRun[] {
  const times = Math.ceil(train / TOGETHER);
  return voted(spec) ? ['vote', 'rank'].map((phase) => ({phase, times})) : [];
}

/** Fills the next part of the table of votes. */
export function vote(context: RewardContext): void {
  const {spec, world} = context;
  const part = partOf(context);
  const models = votersOf(spec, voted(spec)!, world);
  const batch = paired(context, tf.cast(part.rows, 'int32'));
  const each = models.map((model) => tf.tidy(() => saidBy(context, model, batch)));
  part.put(VOTED, tf.div(tf.addN(each), models.length));
}

/** What a model says of the first items minus the second ones, [R, N]. */
function saidBy(context: RewardContext, model: Model, {items, who}: Batch): tf.Tensor {
  const [first, second] = items.map((x) => seenOf(context, x, who));
  if (model.score) return model.score(context, first, second);
  return tf.sub(model.rewards(context, first, 'evaluate'), model.rewards(context, second, 'evaluate'));
}

/**
 * Fills the next part of the table of ranks: the share of all pairs with a weaker preference, and half of the own place so that no rank is a
 * round number. Among pairs as strong the first is the weaker. [R, 128, train] is stored, in some five tensors.
 */
export function rank(context: RewardContext): void {
  const {train} = context.world;
  const part = partOf(context);
  const all = strengths(context);
  const own = fromTable(context, all, ofEachMember(context, tf.cast(part.rows, 'int32')));
  const [mine, others] = [tf.expandDims(own, 2), tf.expandDims(all, 1)];
  const isBefore = tf.less(tf.expandDims(numbers(train), 1), tf.expandDims(part.rows, 2));
  const isWeaker = tf.logicalOr(tf.less(others, mine), tf.logicalAnd(tf.equal(others, mine), isBefore));
  const weaker = tf.sum(tf.cast(isWeaker, 'float32'), 2);
  part.put(RANKS, tf.div(tf.add(weaker, 0.5), train));
}

/** By how much the voters hold with the choice in each training pair, [R, train]; 0 for ties. */
export function strengths(context: RewardContext): tf.Tensor {
  const label = context.world.labels(context, toLearnFrom(context.world));
  return tf.mul(tf.sub(tf.mul(2, ofEachMember(context, label)), 1), context.get(VOTED));
}

/** Strengths of all training pairs, and which labels are the opposite of what was chosen, [R, 2, train]; where both are known. */
export function strengthsAndFlips(context: RewardContext): tf.Tensor | undefined {
  const {spec, world} = context;
  if (!voted(spec) || !world.flipped) return undefined;
  return tf.stack([strengths(context), ofEachMember(context, world.flipped(context, toLearnFrom(world)))], 1);
}

/** The pairs of this part, numbers as float32 [1, n], and what puts their values [R or 1, n] into a table. */
function partOf(context: RewardContext): {rows: tf.Tensor; put(slot: string, values: tf.Tensor): void} {
  const {train} = context.world;
  const length = Math.min(TOGETHER, train);
  // The last part ends where the table does: some pairs are looked at twice.
  const from = context.perTick(1, (_, part) => [Math.min(part * TOGETHER, train - length)]);
  const places = tf.sub(numbers(train), from);
  const isHere = tf.logicalAnd(tf.greaterEqual(places, 0), tf.less(places, length));
  const within = tf.cast(tf.clipByValue(places, 0, length - 1), 'int32');
  return {
    rows: tf.add(from, numbers(length)),
    put(slot, values) {
      const spread = fromTable(context, ofEachMember(context, values), ofEachMember(context, within));
      context.set(slot, tf.where(isHere, spread, context.get(slot)));
    },
  };
}

/** 0, 1, ... as [1, n]. */
const numbers = (n: number): tf.Tensor =>
  constant(`the first ${n} numbers`, [1, n], () => Float32Array.from({length: n}, (_, i) => i));
