/** The verdicts of a reward model on pairs and candidates that it was not trained on. */
import * as tf from '@tensorflow/tfjs-core';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {CHANNELS} from '../../metrics/shared/channels.ts';
import {ofEachMember} from '../members.ts';
import {differencesByKind} from './mixture.ts';
import type {RewardContext} from './model.ts';
import {scoreOn, seenOf, verdict, verdicts} from './models.ts';
import {type Batch, featureOf, lengthsOf, paired} from './pairs.ts';

interface Judged extends Batch {
  /** Verdicts on both items, [R, N] each. */
  rewards: readonly [tf.Tensor, tf.Tensor];
}

export function unseen(context: RewardContext): Judged {
  const batch = paired(context, tf.expandDims(context.get('reward/unseen'), 0));
  const [a, b] = batch.items;
  const rewards: [tf.Tensor, tf.Tensor] = [verdict(context, a, batch.who), verdict(context, b, batch.who)];
  const score = scoreOn(context, a, b);
  if (!score) return {...batch, rewards};
  // Around what both are worth by themselves, as far apart as one is scored against the other.
  const middle = tf.mul(0.5, tf.add(...rewards));
  return {...batch, rewards: [tf.add(middle, tf.mul(0.5, score)), tf.sub(middle, tf.mul(0.5, score))]};
}

/** Scores of unseen pairs both ways round, [R, 2, pairs]; undefined for models that judge one item. */
export function bothWays(context: RewardContext): tf.Tensor | undefined {
  const [a, b] = paired(context, tf.expandDims(context.get('reward/unseen'), 0)).items;
  const [one, other] = [scoreOn(context, a, b), scoreOn(context, b, a)];
  return one && other && tf.stack([one, other], 1);
}

/** The difference between both items of each unseen pair, by each model of an ensemble, [R, members, pairs]. */
export function differencesOfEach(context: RewardContext): tf.Tensor {
  const [a, b] = paired(context, tf.expandDims(context.get('reward/unseen'), 0)).items;
  return tf.sub(verdicts(context, a), verdicts(context, b));
}

/** How far each item of a circle is above the next, [R, 3 * circles]. */
export function alongCircles(context: RewardContext): tf.Tensor {
  const items = tf.reshape(context.get(context.world.circles!), [1, -1, 3]);
  const next = tf.concat([tf.slice(items, [0, 0, 1], [-1, -1, 2]), tf.slice(items, [0, 0, 0], [-1, -1, 1])], 2);
  const [from, to] = [items, next].map((x) => tf.reshape(x, [1, -1]));
  return scoreOn(context, from, to) ?? tf.sub(verdict(context, from), verdict(context, to));
}

/** Verdicts on the unseen pairs and what is known about them, [R, channels, pairs]: see CHANNELS. */
export function judged(context: RewardContext, {items, rewards, label}: Judged): tf.Tensor {
  const {world} = context;
  const nothing = tf.zerosLike(label);
  const both = (measure: ((x: tf.Tensor) => tf.Tensor) | undefined) =>
    items.map((x) => (measure ? measure(x) : nothing));
  const taste = world.taste?.(context);
  const channels: Record<(typeof CHANNELS)[number], tf.Tensor> = Object.assign(
    {label},
    pairOf('reward', rewards),
    pairOf('gold', both(world.gold && ((x) => world.gold!(context, x)))),
    pairOf(
      'liking',
      both(
        taste && ((x) => tf.sum(tf.mul(gatherRows(context.get(world.featureTable), x), tf.expandDims(taste, 1)), 2)),
      ),
    ),
    pairOf('length', both(world.length && ((x) => lengthsOf(context, x)))),
    pairOf('style', both(world.style && ((x) => featureOf(context, x, world.style!.feature)))),
  );
  return tf.stack(
    CHANNELS.map((name) => ofEachMember(context, channels[name])),
    1,
  );
}

const pairOf = (name: string, [a, b]: readonly tf.Tensor[]) => ({[`${name}A`]: a, [`${name}B`]: b});

/**
 * Of every pair that a newcomer has labelled: what each kind of taste says of the difference and the label, [R, K + 1,
 * pairs]. A model without kinds has one: its verdict; one that shares nothing has the attributes instead.
 */
export function newcomers(context: RewardContext): tf.Tensor {
  const {items, label} = paired(context, tf.expandDims(context.get(context.world.judges!.rows), 0));
  const labels = tf.expandDims(ofEachMember(context, label), 1);
  return tf.concat([differencesOf(context, items), labels], 1);
}

function differencesOf(context: RewardContext, items: Batch['items']): tf.Tensor {
  const {model} = context.spec;
  if (model.kind !== 'mixture') return tf.expandDims(tf.sub(verdict(context, items[0]), verdict(context, items[1])), 1);
  const [first, second] = items.map((x) => seenOf(context, x));
  const kinds =
    model.weights === 'own'
      ? tf.sub(first.features(), second.features())
      : differencesByKind(context, 'model0', first, second);
  const turned = tf.transpose(kinds, [0, 2, 1]);
  return turned.shape[0] === context.replicas ? turned : tf.tile(turned, [context.replicas, 1, 1]);
}

/** How much more the first item of each unseen pair is liked, and by which share of all annotators it truly is, [R, 2, pairs]. */
export function aggregate(context: RewardContext): tf.Tensor {
  const pairs = tf.expandDims(context.get('reward/unseen'), 0);
  const {items} = paired(context, pairs);
  const ahead = scoreOn(context, ...items) ?? tf.sub(verdict(context, items[0]), verdict(context, items[1]));
  return tf.stack([ahead, ofEachMember(context, context.world.shares!(context, pairs))], 1);
}

/** Verdict, gold and length of every candidate, [R, 3, questions * each]. */
export function candidates(context: RewardContext): tf.Tensor {
  const {world} = context;
  const {rows, questions, each} = world.candidates!;
  const items = tf.reshape(context.get(rows), [1, questions * each]);
  const proxy = verdict(context, items);
  const gold = world.gold ? ofEachMember(context, world.gold(context, items)) : tf.zerosLike(proxy);
  const length = world.length ? ofEachMember(context, lengthsOf(context, items)) : tf.zerosLike(proxy);
  return tf.stack([proxy, gold, length], 1);
}
