/**
 * Scores of pairs. A reward puts items on a line, and so cannot say that A beats B, B beats C and C beats A. "General Preference
 * Modeling with Preference Representations for Aligning Language Models" gives each item a vector v of 2k numbers instead,
 *
 *     embedding:  s(a, b) = sum_j v_2j(a) v_2j+1(b) - v_2j+1(a) v_2j(b)        (GPM: <R v(a), v(b)> with skew-symmetric R)
 *     joint:      s(a, b) = perceptron of [h(a), h(b)]                         (PairPM: s(b, a) need not be -s(a, b))
 *     reward:     s(a, b) = r(a) - r(b)                                        (Bradley-Terry, on the same network)
 *
 * and a is chosen over b with the logistic function of s(a, b). What an item is worth by itself is its mean score against some
 * fixed items of training pairs.
 */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {applyMlp, type Mlp, mlpSlots, weightsOf} from '../../nn/mlp.ts';
import type {PreferenceWorld} from '../../worlds/preferenceWorld.ts';
import type {RewardSettings} from './index.spec.ts';
import {GROUP, type Model, type RewardContext, type Seen} from './model.ts';

type PairSettings = Extract<RewardSettings['model'], {kind: 'pairScore'}>;

/** Items that a single one is scored against. */
const REFERENCES = 16;

export function pairScoreModel(
  {form, blocks, hidden}: PairSettings,
  world: Pick<PreferenceWorld, 'features'>,
  name: string,
): Model {
  const features = world.features.length;
  const joint = form === 'joint';
  const outputs = joint ? hidden : form === 'reward' ? 1 : 2 * blocks;
  const trunk: Mlp = {name: `${name}/v`, sizes: [features, hidden, outputs], group: GROUP, activateLast: joint};
  const head: Mlp = {name: `${name}/pair`, sizes: [2 * hidden, hidden, 1], group: GROUP, activateLast: false};
  const embed = (context: RewardContext, seen: Seen) => applyMlp(trunk, context, seen.features(), 'data');
  /** Of embeddings [R, N, D] each. */
  const compare = (context: RewardContext, a: tf.Tensor, b: tf.Tensor): tf.Tensor => {
    if (joint) return tf.squeeze(applyMlp(head, context, tf.concat([a, b], 2)), [2]);
    if (form === 'reward') return tf.squeeze(tf.sub(a, b), [2]);
    // The first half of an embedding holds the first numbers of its blocks, the second half the second ones.
    const [[a1, a2], [b1, b2]] = [tf.split(a, 2, 2), tf.split(b, 2, 2)];
    return tf.sum(tf.sub(tf.mul(a1, b2), tf.mul(a2, b1)), 2);
  };
  return {
    slots: {...mlpSlots(trunk), ...(joint && mlpSlots(head))},
    // A single item is judged beside many others.
    units: REFERENCES * (3 * hidden + outputs + 1),
    largest: REFERENCES * 2 * hidden,
    weights: weightsOf(trunk.sizes) + (joint ? weightsOf(head.sizes) : 0),
    score: (context, first, second) => compare(context, embed(context, first), embed(context, second)),
    rewards(context, seen) {
      const own = embed(context, seen);
      if (form === 'reward') return tf.squeeze(own, [2]);
      const [r, n, size] = own.shape as [number, number, number];
      const others = embed(context, referencesOf(context));
      if (!joint) return compare(context, own, tf.mean(others, 1, true));
      const [one, each] = [tf.expandDims(own, 2), tf.expandDims(others, 1)];
      const [a, b] = [tf.tile(one, [1, 1, REFERENCES, 1]), tf.tile(each, [1, n, 1, 1])];
      const scores = compare(
        context,
        tf.reshape(a, [r, n * REFERENCES, size]),
        tf.reshape(b, [b.shape[0], n * REFERENCES, size]),
      );
      return tf.mean(tf.reshape(scores, [r, n, REFERENCES]), 2);
    },
  };
}

/** The first items of the first training pairs. */
function referencesOf({get, world}: RewardContext): Seen {
  const rows = constant(`references ${REFERENCES}`, [1, REFERENCES], () =>
    Int32Array.from({length: REFERENCES}, (_, i) => i),
  );
  const items = () => tf.squeeze(tf.slice(gatherRows(get(world.pairs), rows), [0, 0, 0], [-1, -1, 1]), [2]);
  return {
    texts: () => gatherRows(get(world.texts!.table), items()),
    features: () => gatherRows(get(world.readTable ?? world.featureTable), items()),
  };
}
