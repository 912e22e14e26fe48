/** The models of the reward program, and the verdict of all of them together. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {type Architecture, encoderOf} from '../../nn/encoders.ts';
import {applyMlp, type Mlp, mlpSlots} from '../../nn/mlp.ts';
import {rewardNeedsOf} from '../../objectives/reward/index.spec.ts';
import type {RewardNeeds} from '../../objectives/reward/objective.spec.ts';
import type {PreferenceWorld} from '../../worlds/preferenceWorld.ts';
import {frozen} from '../frozen.ts';
import type {RewardSettings} from './index.spec.ts';
import {mixtureModel} from './mixture.ts';
import {GROUP, type Model, type RewardContext, type Seen} from './model.ts';
import {pairScoreModel} from './pairScore.ts';

/** Items that are judged together where nothing is trained. */
export const AT_ONCE = 256;

/** Of items int32 [R or 1, N], perhaps with their annotators. */
export const seenOf = ({get, world}: RewardContext, items: tf.Tensor, who?: tf.Tensor): Seen => ({
  ...(who && {who: () => who}),
  texts: () => gatherRows(get(world.texts!.table), items),
  features: () => gatherRows(get(world.readTable ?? world.featureTable), items),
});

/** What must be known of a reward to lay out its models. */
type Laid = Pick<RewardSettings, 'model'> & {objective: Pick<RewardSettings['objective'], 'kind'>};
type Read = Pick<PreferenceWorld, 'texts' | 'features' | 'length' | 'judges'>;

/** `prefix` stands before the names of their slots. */
export const modelsOf = (spec: Laid, world: Read, prefix = ''): Model[] =>
  Array.from({length: spec.model.members}, (_, m) => modelOf(spec, world, `${prefix}model${m}`));

function modelOf({model, objective}: Laid, world: Read, name: string): Model {
  if (model.kind === 'linear' || model.kind === 'lengthOnly') {
    return linearModel(name, featuresOf(model.kind, world, rewardNeedsOf(objective.kind)));
  }
  if (model.kind === 'mixture') return mixtureModel(model, world, name);
  if (model.kind === 'unit') return unitModel(name, world);
  if (model.kind === 'pairScore') return pairScoreModel(model, world, name);
  const {input} = world.texts!;
  const {width} = model;
  const architecture: Architecture = {
    ...model,
    representation: width,
    ...(model.kind === 'bag' && {kind: 'mlp'}),
  } as Architecture;
  const encoder = encoderOf(architecture, input, {name, group: GROUP});
  const head: Mlp = {name: `${name}/reward`, sizes: [width, 1], group: GROUP, activateLast: false};
  return {
    slots: {...(rewardNeedsOf(objective.kind).trunk ? frozen(encoder.slots) : encoder.slots), ...mlpSlots(head)},
    units: encoder.units.total + 1,
    largest: encoder.units.largest,
    weights: encoder.weights + width + 1,
    represent: encoder.apply,
    last: {
      size: width,
      weights: `${name}/reward/w0`,
      inputs: (context, seen) => tf.relu(encoder.apply(context, seen.texts(), 'evaluate')),
    },
    rewards(context, seen, mode) {
      return tf.squeeze(applyMlp(head, context, tf.relu(encoder.apply(context, seen.texts(), mode))), [2]);
    },
  };
}

/** Which features a linear model sees. Length is left out if the objective has a coefficient for it. */
function featuresOf(kind: 'linear' | 'lengthOnly', {features, length}: Read, needs: RewardNeeds): boolean[] {
  return features.map((_, i) =>
    i === length?.feature ? kind === 'lengthOnly' || !needs.coefficient : kind === 'linear',
  );
}

/** A weight for each feature that it sees; all 0 at first. */
function linearModel(name: string, sees: readonly boolean[]): Model {
  const size = sees.length;
  const slot = linearWeights(name);
  const mask = (): tf.Tensor =>
    constant(`features ${sees.join()}`, [1, 1, size], () => Float32Array.from(sees, Number));
  return {
    slots: {[slot]: {shape: [size], dtype: 'float32', axis: 'replica', role: 'parameter', group: GROUP}},
    units: size + 1,
    largest: size,
    weights: size,
    last: {size, inputs: (_context, seen) => tf.mul(seen.features(), mask())},
    rewards(context, seen) {
      const features = tf.mul(seen.features(), mask());
      // There are few features: a product and a sum have the same bits for a member of a population as alone.
      return tf.sum(tf.mul(features, tf.expandDims(context.get(slot), 1)), 2);
    },
  };
}

/** A trained scale, 0 at first, of the features' signs. */
function unitModel(name: string, world: Read): Model {
  const slot = linearWeights(name);
  return {
    slots: {[slot]: {shape: [1], dtype: 'float32', axis: 'replica', role: 'parameter', group: GROUP}},
    units: world.features.length + 1,
    largest: world.features.length,
    weights: 1,
    rewards(context, seen) {
      const sum = tf.sum(tf.mul(seen.features(), tf.expandDims(signsOf(world), 0)), 2);
      return tf.mul(sum, context.get(slot));
    },
  };
}

/** [1, features] */
const signsOf = ({features}: Pick<PreferenceWorld, 'features'>): tf.Tensor => {
  const signs = features.map(({sign}) => sign ?? 0);
  return constant(`signs ${signs.join()}`, [1, signs.length], () => Float32Array.from(signs));
};

const linearWeights = (name: string) => `${name}/weights`;

/** The mean of an ensemble's weights for each feature, [R, features]; undefined for models that have none. */
export function weightsOf(context: RewardContext): tf.Tensor | undefined {
  const {model} = context.spec;
  if (model.kind !== 'linear' && model.kind !== 'lengthOnly' && model.kind !== 'unit') return undefined;
  const each = Array.from({length: model.members}, (_, m) => context.get(linearWeights(`model${m}`)));
  const mean = tf.div(tf.addN(each), each.length);
  return model.kind === 'unit' ? tf.mul(mean, signsOf(context.world)) : mean;
}

/**
 * The ensemble's verdict on items, perhaps for their annotators, averaged with those on items near them and with that of verifiers, [R, N],
 * in blocks that fit into memory.
 */
export const verdict = (context: RewardContext, items: tf.Tensor, who?: tf.Tensor): tf.Tensor =>
  withChecks(context, fused(context, items, who), (checks) => gatherRows(checks, items));

/**
 * sum_k s_k r(x_k) over the items x_k near each one and their shares s_k, [R, N]: K times as many verdicts. The verdict alone where the
 * world has none near, or a model scores pairs.
 */
function fused(context: RewardContext, items: tf.Tensor, who?: tf.Tensor): tf.Tensor {
  const {near} = context.world;
  const judge = (some: tf.Tensor, of?: tf.Tensor) => inBlocks(context, some, of, (seen) => verdictOn(context, seen));
  if (!near || context.spec.model.kind === 'pairScore') return judge(items, who);
  const [found, shares] = [near.items, near.shares].map((slot) => gatherRows(context.get(slot), items));
  const [r, n, k] = found.shape as [number, number, number];
  const of = who && tf.reshape(tf.tile(tf.expandDims(who, 2), [1, 1, k]), [who.shape[0], n * k]);
  const said = tf.reshape(judge(tf.reshape(found, [r, n * k]), of), [-1, n, k]);
  return tf.sum(tf.mul(said, shares), 2);
}

/** What each model of the ensemble says of items, [R, members, N]. */
export const verdicts = (context: RewardContext, items: tf.Tensor): tf.Tensor =>
  inBlocks(context, items, undefined, (seen) => tf.stack(rewardsOfEach(context, seen), 1));

/** `judge` of blocks of the items, one after another along its last axis. */
function inBlocks(
  context: RewardContext,
  items: tf.Tensor,
  who: tf.Tensor | undefined,
  judge: (seen: Seen) => tf.Tensor,
): tf.Tensor {
  const n = items.shape[1]!;
  const parts = Array.from({length: Math.ceil(n / AT_ONCE)}, (_, part) => {
    const from = part * AT_ONCE;
    return tf.tidy(() => {
      const some = (x: tf.Tensor) => tf.slice(x, [0, from], [-1, Math.min(AT_ONCE, n - from)]);
      return judge(seenOf(context, some(items), who && some(who)));
    });
  });
  return tf.concat(parts, -1);
}

/** A verdict [R, N] and what verifiers find [R or 1, N, 1], each with its weight; the verdict alone where there are none. */
function withChecks(context: RewardContext, said: tf.Tensor, of: (checks: tf.Tensor) => tf.Tensor): tf.Tensor {
  const {checks} = context.world;
  if (!checks) return said;
  const weight = (name: string) => tf.expandDims(context.hot(`world.${name}`), 1);
  const found = tf.squeeze(of(context.get(checks)), [2]);
  return tf.add(tf.mul(weight('modelWeight'), said), tf.mul(weight('verifierWeight'), found));
}

export const verdictOn = (context: RewardContext, seen: Seen): tf.Tensor =>
  aggregated(rewardsOfEach(context, seen), context.spec.model.aggregate);

/** Rewards [R, N] of each model of the ensemble. */
const rewardsOfEach = (context: RewardContext, seen: Seen): tf.Tensor[] =>
  modelsOf(context.spec, context.world).map((model) => model.rewards(context, seen, 'evaluate'));

/** The mean of an ensemble's scores of first items against second ones, [R, N]; undefined for models that judge one item. */
export function scoreOn(context: RewardContext, first: tf.Tensor, second: tf.Tensor): tf.Tensor | undefined {
  const models = modelsOf(context.spec, context.world);
  if (!models[0].score) return undefined;
  const [a, b] = [seenOf(context, first), seenOf(context, second)];
  const score = tf.div(tf.addN(models.map((model) => model.score!(context, a, b))), models.length);
  return withChecks(context, score, (checks) => tf.sub(gatherRows(checks, first), gatherRows(checks, second)));
}

/** One verdict from the rewards [R, N] of each model. */
export function aggregated(each: readonly tf.Tensor[], aggregate: RewardSettings['model']['aggregate']): tf.Tensor {
  if (each.length === 1) return each[0];
  if (aggregate === 'worst') return each.reduce((worst, one) => tf.minimum(worst, one));
  const mean = tf.div(tf.addN([...each]), each.length);
  if (aggregate === 'mean') return mean;
  const squares = each.map((one) => tf.square(tf.sub(one, mean)));
  return tf.sub(mean, tf.sqrt(tf.div(tf.addN(squares), each.length)));
}
