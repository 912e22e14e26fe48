/**
 * Rewards for annotators who differ: each has a mixture of a few prototypes that all share. "PAL: Pluralistic Alignment
 * Framework for Learning from Heterogeneous Preferences". With a representation f of what is known of an item, the
 * annotator's weights w_u on the simplex and prototypes p_k:
 *
 *     ideal:  r_u = -|f - sum_k w_uk p_k|^2        (PAL-A: the nearer to the ideal point, the better)
 *     inner:  r_u = <f, sum_k w_uk p_k>            (PAL-B, with prototypes that do not depend on the question)
 *
 * A reward of one annotator is also given without sharing anything, `own`: a weight for each attribute.
 */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import {normals} from '../../engine/keys.ts';
import type {Slot, Slots} from '../../engine/program.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {applyMlp, type Mlp, mlpSlots, weightsOf} from '../../nn/mlp.ts';
import type {Judges, PreferenceWorld} from '../../worlds/preferenceWorld.ts';
import type {RewardSettings} from './index.spec.ts';
import {GROUP, type Model, type RewardContext, type Seen} from './model.ts';

type MixtureSettings = Extract<RewardSettings['model'], {kind: 'mixture'}>;

export function mixtureModel(
  model: MixtureSettings,
  world: Pick<PreferenceWorld, 'judges' | 'features'>,
  name: string,
): Model {
  const judges = world.judges!;
  const features = world.features.length;
  if (model.weights === 'own') return ownModel(judges, features, name);
  const mlp = mlpOf(model, features, name);
  const kinds = kindsOf(model, judges);
  const {hidden, dimension} = model;
  const slots: Slots = {
    ...mlpSlots(mlp),
    [prototypes(name)]: parameter([kinds, dimension]),
    ...(hasWeights(model) && {[weights(name)]: parameter([judges.seen, kinds])}),
  };
  return {
    slots,
    units: hidden + 2 * dimension + judges.seen + kinds,
    largest: Math.max(hidden, dimension, judges.seen),
    weights: weightsOf(mlp.sizes) + kinds * dimension + judges.seen * kinds,
    rewards(context, seen) {
      const f = applyMlp(mlp, context, seen.features(), 'data');
      const taste = tf.matMul(sharesOf(context, model, judges, name, seen), context.get(prototypes(name)));
      return model.form === 'ideal' ? tf.neg(squared(tf.sub(f, taste))) : tf.sum(tf.mul(f, taste), 2);
    },
  };
}

/**
 * What each kind of taste would say of the difference between two items, [R, N, K]: the reward's difference for an
 * annotator with weights w is sum_k w_k of it. |a|^2 is the same for both items.
 */
export function differencesByKind(context: RewardContext, name: string, first: Seen, second: Seen): tf.Tensor {
  const model = context.spec.model as MixtureSettings;
  const mlp = mlpOf(model, context.world.features.length, name);
  const [a, b] = [first, second].map((seen) => applyMlp(mlp, context, seen.features(), 'data'));
  const along = tf.matMul(tf.sub(a, b), context.get(prototypes(name)), false, true);
  if (model.form === 'inner') return along;
  return tf.add(tf.mul(2, along), tf.expandDims(tf.sub(squared(b), squared(a)), 2));
}

/** The weights of each annotator of training pairs, [R, seen, K], where they are learnt. */
export const learntShares = (context: RewardContext, name: string): tf.Tensor | undefined =>
  hasWeights(context.spec.model as MixtureSettings) ? tf.softmax(context.get(weights(name))) : undefined;

const hasWeights = ({weights: of, prototypes: count}: MixtureSettings): boolean => of === 'learnt' && count > 1;

const kindsOf = ({weights: of, prototypes: count}: MixtureSettings, {groups}: Judges): number =>
  of === 'groups' ? groups : count;

const mlpOf = ({hidden, dimension}: MixtureSettings, features: number, name: string): Mlp => ({
  name: `${name}/f`,
  sizes: [features, hidden, dimension],
  group: GROUP,
  activateLast: false,
});

const prototypes = (name: string) => `${name}/prototypes`;
const weights = (name: string) => `${name}/mixture`;
const own = (name: string) => `${name}/own`;

/** Trained, with normal first values. */
const parameter = (shape: [number, number]): Slot => ({
  shape,
  dtype: 'float32',
  axis: 'replica',
  role: 'parameter',
  group: GROUP,
  initial: (key) => normals(key, shape[0] * shape[1]),
});

const squared = (x: tf.Tensor): tf.Tensor => tf.sum(tf.square(x), 2);

/** The mixture of each item's annotator, [R, N, K]; with no annotator, the mean mixture of all, [R, 1, K]. */
function sharesOf(context: RewardContext, model: MixtureSettings, judges: Judges, name: string, seen: Seen): tf.Tensor {
  if (model.weights === 'learnt' && model.prototypes === 1)
    return constant('one kind', [1, 1, 1], () => Float32Array.of(1));
  const shares =
    model.weights === 'learnt' ? tf.softmax(context.get(weights(name))) : tf.expandDims(context.get(judges.members), 0);
  return ofAnnotator(shares, judges, seen);
}

/** Rows [R or 1, N, D] of a table [R or 1, seen, D] by annotator; with no annotator, the mean row [R or 1, 1, D]. */
function ofAnnotator(table: tf.Tensor, {seen: count}: Judges, {who}: Seen): tf.Tensor {
  if (!who) return tf.mean(table, 1, true);
  const identity = constant(`identity ${count}`, [count, count], () =>
    Float32Array.from({length: count * count}, (_, i) => Number(i % (count + 1) === 0)),
  );
  return tf.matMul(gatherRows(identity, who()), table);
}

/** A linear reward of the attributes for each annotator. */
function ownModel(judges: Judges, features: number, name: string): Model {
  const slot = own(name);
  return {
    slots: {
      [slot]: {
        shape: [judges.seen, features],
        dtype: 'float32',
        axis: 'replica',
        role: 'parameter',
        group: GROUP,
        decays: true,
      },
    },
    units: judges.seen + features,
    largest: Math.max(judges.seen, features),
    weights: judges.seen * features,
    rewards: (context, seen) => tf.sum(tf.mul(seen.features(), ofAnnotator(context.get(slot), judges, seen)), 2),
  };
}
