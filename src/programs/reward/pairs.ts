/** The training pairs of a reward model, and its loss on them. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import {deriveKey, permutation} from '../../engine/keys.ts';
import type {Slot} from '../../engine/program.ts';
import {meanOfRows} from '../../engine/reduceRows.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {maskWords} from '../../kernels/maskWords.ts';
import {normalise} from '../../kernels/normalise.ts';
import {permuted} from '../../kernels/random.ts';
import {rewardNeedsOf} from '../../objectives/reward/index.spec.ts';
import {rewardObjectives} from '../../objectives/reward/index.ts';
import type {Compared} from '../../objectives/reward/objective.ts';
import type {PreferenceWorld} from '../../worlds/preferenceWorld.ts';
import {dataSlot} from '../../worlds/world.ts';
import type {RewardSettings} from './index.spec.ts';
import {LIKENESS} from './likeness.ts';
import {GROUP, type Model, type RewardContext} from './model.ts';
import {seenOf} from './models.ts';
import {strengthOf} from './votes.ts';

export const COEFFICIENT = 'objective/length';
/** The coefficient of length is ten times its slot, so that it learns faster than the model learns to like length. */
const FASTER = 10;
/** Share of the pairs that each model of an ensemble learns from. */
export const SHARE = 0.7;
/** Share of the words that is left out of each view of a text. */
const LEFT_OUT = 0.2;

export const learntFrom = (m: number) => `reward/pairs${m}`;

/** Rows of the pairs that model m of an ensemble learns from. */
export function pairsOf({train}: PreferenceWorld, m: number, models: number): Slot {
  if (models === 1)
    return dataSlot(
      [train],
      Int32Array.from({length: train}, (_, i) => i),
    );
  const count = Math.floor(SHARE * train);
  const drawn = permutation(deriveKey(m, 'reward/pairs'), train);
  return dataSlot(
    [count],
    Int32Array.from({length: count}, (_, i) => drawn(i)),
  );
}

/** Rows of all pairs to learn from, int32 [1, train]. */
export const toLearnFrom = ({train}: PreferenceWorld): tf.Tensor =>
  constant(`pairs to learn from ${train}`, [1, train], () => Int32Array.from({length: train}, (_, i) => i));

export const coefficientSlot: Slot = {shape: [1], dtype: 'float32', axis: 'replica', role: 'parameter', group: GROUP};

export interface Batch {
  /** Items int32 [R or 1, N] each. */
  items: readonly [tf.Tensor, tf.Tensor];
  label: tf.Tensor;
  /** Who chose, int32 [R or 1, N], where that is known. */
  who?: tf.Tensor;
  /** How strong the preferences are, [R, N], where the objective asks for it. */
  strengths?: tf.Tensor;
  /** How much each pair counts, [R, N], where the objective asks for it. */
  weights?: tf.Tensor;
  /** How much alike both items are, [R or 1, N], where the objective asks for it. */
  likeness?: tf.Tensor;
  /** What voters say of the first items minus the second ones, and the share of all pairs with a weaker preference, [R, N]. */
  voted?: tf.Tensor;
  ranks?: tf.Tensor;
  /** Share of votes for the first items, [R, N], where the objective asks for them. */
  votes?: tf.Tensor;
}

export function batchOf(context: RewardContext, m: number, size: number): Batch {
  const table = tf.expandDims(context.get(learntFrom(m)), 1);
  const drawn = permuted(context.key(`batch/pairs${m || ''}`), table.shape[0], size);
  const pairs = tf.squeeze(gatherRows(table, drawn), [2]);
  const {strengths, likeness, votes, voted} = rewardNeedsOf(context.spec.objective.kind);
  return {
    ...paired(context, pairs),
    ...(strengths && {strengths: context.world.strengths!(context, pairs)}),
    ...(voted && strengthOf(context, pairs)),
    ...(votes && {votes: context.world.votes!(context, pairs)}),
    ...(likeness && {likeness: tf.squeeze(gatherRows(context.get(LIKENESS), pairs), [2])}),
  };
}

export function paired(context: RewardContext, pairs: tf.Tensor): Batch {
  const {world} = context;
  const [a, b] = tf.split(gatherRows(context.get(world.pairs), pairs), 2, 2);
  const who = world.judges && tf.squeeze(gatherRows(context.get(world.judges.who), pairs), [2]);
  return {items: [tf.squeeze(a, [2]), tf.squeeze(b, [2])], label: world.labels(context, pairs), ...(who && {who})};
}

export function lossOf(context: RewardContext, model: Model, batch: Batch): tf.Tensor {
  const {spec, world} = context;
  const needs = rewardNeedsOf(spec.objective.kind);
  const {items, who, strengths, likeness, voted, ranks, weights} = batch;
  const {label, votes} = votesIn(spec.objective, batch);
  const both = tf.concat([...items], 1);
  const seen = seenOf(context, both, who && tf.concat([who, who], 1));
  const compared: Compared = {
    rewards: model.score
      ? halves(model.score(context, seenOf(context, items[0]), seenOf(context, items[1])))
      : (tf.split(model.rewards(context, seen, 'train'), 2, 1) as [tf.Tensor, tf.Tensor]),
    label,
    ...(strengths && {strengths}),
    ...(likeness && {likeness}),
    ...(votes && {votes}),
    ...(voted && {voted, ranks}),
    ...(needs.reworded && {reworded: inOtherWords(context, model, both, who)}),
    ...(weights && {weights}),
    ...(needs.lengths && {lengths: [lengthsOf(context, items[0]), lengthsOf(context, items[1])]}),
    ...(needs.scores && {scores: [world.scores!(context, items[0]), world.scores!(context, items[1])]}),
    ...(needs.coefficient && {coefficient: tf.mul(FASTER, context.get(COEFFICIENT))}),
    ...(needs.trunk && {head: tf.squeeze(context.get(model.last!.weights!), [2])}),
    ...(needs.looks && {looks: looksAt(context, model, both)}),
  };
  const loss = rewardObjectives[spec.objective.kind].loss(context, compared);
  return loss.rank === 2 ? meanOfRows(loss) : loss;
}

/** Rewards whose difference is a score. */
export const halves = (score: tf.Tensor): [tf.Tensor, tf.Tensor] => [tf.mul(0.5, score), tf.mul(-0.5, score)];

/** Labels, and the share of votes for what was chosen: of another pair, or as the labels themselves, where the objective says so. */
function votesIn(objective: RewardSettings['objective'], {label, votes}: Batch): Pick<Batch, 'label' | 'votes'> {
  if (!votes || objective.kind !== 'voteMargin') return {label};
  if (objective.votes === 'labels') return {label: votes, votes: tf.fill(votes.shape, 0.5)};
  const chosen = tf.add(tf.mul(label, votes), tf.mul(tf.sub(1, label), tf.sub(1, votes)));
  return {label, votes: objective.votes === 'other' ? ofNext(chosen) : chosen};
}

/** Each pair of a batch [R, N] gets the number of the next one. */
const ofNext = (x: tf.Tensor): tf.Tensor => tf.concat([tf.slice(x, [0, 1], [-1, -1]), tf.slice(x, [0, 0], [-1, 1])], 1);

/** Rewards of items [R or 1, 2N] in other words, of the first items of pairs and of the second. */
function inOtherWords(context: RewardContext, model: Model, items: tf.Tensor, who?: tf.Tensor): [tf.Tensor, tf.Tensor] {
  const {spec, world} = context;
  const other = tf.squeeze(gatherRows(context.get(world.reworded!), items), [2]);
  const seen = seenOf(context, other, who && tf.concat([who, who], 1));
  const rewards = tf.split(model.rewards(context, seen, 'train'), 2, 1) as [tf.Tensor, tf.Tensor];
  if (!('partner' in spec.objective && spec.objective.partner === 'other')) return rewards;
  const [first, second] = rewards.map(ofNext);
  return [first, second];
}

/** Two views of each text, each with some words left out, on the unit sphere. */
function looksAt(context: RewardContext, model: Model, items: tf.Tensor): tf.Tensor {
  const table = context.get(context.world.texts!.table);
  const {replicas} = context;
  const share = constant(`words left out ${replicas}`, [replicas], () => new Float32Array(replicas).fill(LEFT_OUT));
  const texts = maskWords(table, tf.concat([items, items], 1), context.key(['looks/a', 'looks/b']), share);
  return normalise(model.represent!(context, texts, 'train'));
}

export const lengthsOf = (context: RewardContext, items: tf.Tensor): tf.Tensor =>
  featureOf(context, items, context.world.length!.feature);

export function featureOf({get, world}: RewardContext, items: tf.Tensor, feature: number): tf.Tensor {
  return tf.squeeze(tf.slice(gatherRows(get(world.featureTable), items), [0, 0, feature], [-1, -1, 1]), [2]);
}
