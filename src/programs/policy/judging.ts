/** What the judge gives an answer: the proxy that the policy is trained on. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import type {Slots} from '../../engine/program.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {type AnswerWorld, FEATURES, PLACES, TEXTS} from '../../worlds/answers/world.ts';
import {lateSlot} from '../../worlds/world.ts';
import {givenFrozen} from '../frozen.ts';
import {fromTable} from '../members.ts';
import type {RewardSettings} from '../reward/index.spec.ts';
import type {RewardContext} from '../reward/model.ts';
import {aggregated, modelsOf} from '../reward/models.ts';
import {COUNTED, countedRewards, counts, weighs} from './counting.ts';
import type {LearntJudge, PolicySettings} from './index.spec.ts';
import type {PolicyContext} from './network.ts';
import {learntJudge} from './settings.ts';

/** The judge's reward of every answer to every question, [Q M]; where a reward model judges. */
export const PROXY = 'proxy';
/** Before the names of a reward model's slots. */
const MODEL = 'rm/';
/** Answers that are judged at once. */
const AT_ONCE = 1024;

const modelsOfJudge = (judge: LearntJudge, world: AnswerWorld) => {
  const texts = world.texts && {
    input: {kind: 'tokens' as const, vocabulary: world.texts.vocabulary, length: world.texts.length},
    table: TEXTS,
  };
  const length = world.features.findIndex(({name}) => name === 'length');
  const reads = {texts, features: world.features, length: {feature: length, unit: 1, counted: 'tokens' as const}};
  const settings = {model: judge as RewardSettings['model'], objective: {kind: 'bradleyTerry'} as const};
  return modelsOf(settings, reads, MODEL);
};

const readsTexts = ({kind}: LearntJudge): boolean => kind === 'bag' || kind === 'transformer';

/** The frozen reward model, what it reads, and the table of its rewards; or what is counted and no weights say. */
export function judgeSlots(spec: PolicySettings, world: AnswerWorld): Slots {
  const judge = learntJudge(spec);
  if (!judge) return counts(spec.judge) ? countedSlots(spec, world) : {};
  const models = Object.assign({}, ...modelsOfJudge(judge, world).map(({slots}) => slots)) as Slots;
  return {
    ...(readsTexts(judge) && world.texts!.slots()),
    ...givenFrozen(models),
    [PROXY]: {
      shape: [answersOf(world)],
      dtype: 'float32',
      axis: 'replica',
      role: 'state',
    },
  };
}

/** Numbers that a reward model works with while it judges. */
export function judging(spec: PolicySettings, world: AnswerWorld): number {
  const judge = learntJudge(spec);
  if (!judge) return 0;
  const units = modelsOfJudge(judge, world).reduce((sum, model) => sum + model.units, 0);
  return 1.2 * Math.min(AT_ONCE, answersOf(world)) * units;
}

function countedSlots(spec: PolicySettings, world: AnswerWorld): Slots {
  return {[COUNTED]: lateSlot([answersOf(world)], 'float32', () => countedRewards(spec, world))};
}

/** 0, 1, ... as [1, n]. */
const firstNumbers = (n: number): tf.Tensor =>
  constant(`the first ${n} numbers`, [1, n], () => Float32Array.from({length: n}, (_, i) => i));

const answersOf = ({questions, lattice}: AnswerWorld): number => questions.length * lattice.states;

/** How often `scoreSome` runs until every answer to every question is judged. */
export const partsToScore = (world: AnswerWorld): number => Math.ceil(answersOf(world) / AT_ONCE);

/** Fills the next part of the table, as long as `AT_ONCE` or the whole table. */
export function scoreSome(context: PolicyContext): void {
  const {spec, world, replicas, get} = context;
  const judge = learntJudge(spec);
  if (!judge) return;
  const count = answersOf(world);
  const length = Math.min(AT_ONCE, count);
  // The last part ends where the table does: some answers are judged twice.
  const from = context.perTick(1, (_, part) => [Math.min(part * AT_ONCE, count - length)]);
  const rows = tf.cast(tf.add(from, firstNumbers(length)), 'int32');
  const some = (slot: string) => gatherRows(get(slot), rows);
  const seen = {texts: () => some(TEXTS), features: () => some(FEATURES)};
  const each = modelsOfJudge(judge, world).map((model) =>
    model.rewards(context as unknown as RewardContext, seen, 'evaluate'),
  );
  const found = aggregated(each, judge.aggregate);
  const places = tf.sub(firstNumbers(count), from);
  const isHere = tf.logicalAnd(tf.greaterEqual(places, 0), tf.less(places, length));
  const within = tf.tile(tf.cast(tf.clipByValue(places, 0, length - 1), 'int32'), [replicas, 1]);
  const own = found.shape[0] === replicas ? found : tf.tile(found, [replicas, 1]);
  context.set(PROXY, tf.where(isHere, fromTable(context, own, within), get(PROXY)));
}

/** The judge's rewards [R, n] of answers that stand, or have ended, at these places, int32 [R or 1, n]. */
export function rewardsOf(context: PolicyContext, places: tf.Tensor): tf.Tensor {
  const {spec, world, replicas} = context;
  if (learntJudge(spec)) {
    const rows = answersAt(context, places);
    return fromTable(context, context.get(PROXY), rows.shape[0] === replicas ? rows : tf.tile(rows, [replicas, 1]));
  }
  const {judge} = spec;
  const weights = judge.kind === 'gold' ? world.gold(context) : world.taste(context);
  const worth = weighs(judge) ? weighed(context, places, weights) : tf.zeros([replicas, 1]);
  return counts(judge) ? tf.add(worth, gatherRows(context.get(COUNTED), answersAt(context, places))) : worth;
}

/** What annotators like of them, [R, n]. */
export const likingOf = (context: PolicyContext, places: tf.Tensor): tf.Tensor =>
  weighed(context, places, context.world.taste(context));

/** What they are truly worth, [R, n]. */
export const worthOf = (context: PolicyContext, places: tf.Tensor): tf.Tensor =>
  weighed(context, places, context.world.gold(context));

const weighed = (context: PolicyContext, places: tf.Tensor, weights: tf.Tensor): tf.Tensor =>
  tf.sum(
    tf.mul(gatherRows(context.get(context.world.weighed.slot), answersAt(context, places)), tf.expandDims(weights, 1)),
    2,
  );

/** The numbers about answers that stand, or have ended, at these places, [R or 1, n, features]. */
export const featuresAt = (context: PolicyContext, places: tf.Tensor): tf.Tensor =>
  gatherRows(context.get(FEATURES), answersAt(context, places));

/** Rows of tables of all answers, of answers that stand at these places, or have ended there. */
export const answersAt = ({get}: PolicyContext, places: tf.Tensor): tf.Tensor => gatherRows(get(PLACES.answer), places);
