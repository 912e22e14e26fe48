/** How the encoder program trains: what its objective knows about a batch, and one step of the optimiser. */
import ln from '@stdlib/math-base-special-ln';
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {normalise} from '../../kernels/normalise.ts';
import type {Mode} from '../../nn/encoders.ts';
import {applyMlp, type Mlp} from '../../nn/mlp.ts';
import {identityOf} from '../../objectives/contrastive/classifier.ts';
import {needsOf} from '../../objectives/contrastive/index.spec.ts';
import {objectiveOf} from '../../objectives/contrastive/index.ts';
import type {Views} from '../../objectives/contrastive/objective.ts';
import type {InputViews} from '../../worlds/world.ts';
import {ofEachMember} from '../members.ts';
import {CLASSIFIER, LOG_SHARES} from './classifier.ts';
import {classQueueOf} from './classQueue.ts';
import type {EncoderSettings} from './index.spec.ts';
import {QUEUE, settingOf, targetsOf} from './momentum.ts';
import {
  chunkOf,
  chunksOf,
  type Embedded,
  type EncoderContext,
  embedAll,
  embedChunk,
  embedThird,
  GROUP,
} from './networks.ts';

/** What an objective knows about a batch besides its points. None of it has a gradient but `third`. */
export type Known = Pick<Views, 'labels' | 'weights' | 'classes' | 'salient' | 'targets' | 'queue' | 'classQueue'> & {
  /** What the head makes of the negatives of pairs, which has a gradient where it is trained. */
  third?: tf.Tensor;
};

export function knownOf(context: EncoderContext, views: InputViews): Known {
  const {labels, weights} = views;
  const needs = needsOf(context.spec.objective.kind);
  return {
    labels: labels && ofEachMember(context, labels),
    weights: weights && ofEachMember(context, weights),
    classes: needs.classes ? ofEachMember(context, classesOf(context, views)) : undefined,
    salient: needs.salient ? ofEachMember(context, salientOf(context, views)) : undefined,
    targets: needs.targets ? targetsOf(context, views) : undefined,
    queue: needs.queue ? context.get(QUEUE) : undefined,
    classQueue: needs.classQueue ? classQueueOf(context) : undefined,
  };
}

/** Class of each view, int32 [R or 1, 2N]. */
function classesOf({get, world}: EncoderContext, views: InputViews): tf.Tensor {
  const parts = views.rows.map((rows, tower) => gatherRows(get(world.towers[tower].classes!), rows));
  return bothViews(views, parts);
}

/** 1 at the class of each first view, [R, N, C]; undefined where there are no classes. */
export function memberOf(context: EncoderContext, views: InputViews): tf.Tensor | undefined {
  const {towers, labelled} = context.world;
  if (!labelled || towers.some(({classes}) => !classes)) return undefined;
  const [first] = tf.split(ofEachMember(context, classesOf(context, views)), 2, 1);
  return gatherRows(identityOf(labelled.classes), first);
}

/** 1 for each view of a target, 0 for one of background, float32 [R or 1, 2N]. */
function salientOf({get, world}: EncoderContext, views: InputViews): tf.Tensor {
  return tf.cast(bothViews(views, [gatherRows(get(world.salient!), views.rows[0])]), 'float32');
}

/** The negatives of pairs through the network, for objectives of triples. */
export function thirdOf(context: EncoderContext, {third}: InputViews, mode: Mode): tf.Tensor | undefined {
  return third && needsOf(context.spec.objective.kind).third ? embedThird(context, third, mode) : undefined;
}

/** Which of the page's points each view shows, int32 [R or 1, 2N]. */
export function pointRows({get, world}: EncoderContext, views: InputViews): tf.Tensor {
  let before = 0;
  const parts = views.rows.map((rows, tower) => {
    const from = before;
    before += get(world.towers[tower].table).shape[0];
    const offset = constant(`first row ${from}`, [1], () => Int32Array.of(from));
    return from === 0 ? rows : tf.add(rows, offset);
  });
  return bothViews(views, parts);
}

/** Looks up a table of each tower's rows for all views: [R or 1, 2N]. */
function bothViews({inputs}: InputViews, parts: readonly tf.Tensor[]): tf.Tensor {
  const joined = parts.length === 1 ? parts[0] : tf.concat([...parts], 1);
  const views = inputs.reduce((sum, one) => sum + one.shape[1]!, 0);
  return joined.shape[1] === views ? joined : tf.tile(joined, [1, 2]);
}

/** One step of the optimiser, with all rows at once or chunk after chunk. */
export function minimised(context: EncoderContext, views: InputViews, known: Known): tf.Tensor {
  const chunks = chunksOf(context, views.inputs);
  if (chunks.length === 0) {
    return context.minimise(GROUP, () => {
      const third = thirdOf(context, views, 'train');
      return lossOf(context, embedAll(context, views.inputs, 'train'), {...known, third});
    });
  }
  const both = context.spec.model.lossOn === 'both';
  const parts = chunks.map((chunk) => () => {
    const {raw, representation} = embedChunk(context, views.inputs, chunk);
    return both ? tf.concat([raw, representation], 2) : raw;
  });
  return context.minimiseInParts(GROUP, parts, (vectors) => {
    const {head, representation} = context.spec.model;
    const [raw, behind] = both ? tf.split(vectors, [head, representation], 2) : [vectors, vectors];
    if (context.spec.training.negatives === 'batch') return lossOf(context, {raw, representation: behind}, known);
    return lossOfChunks(context, {raw, representation: behind}, known);
  });
}

/** The mean over pairs of losses that compare each pair with its own chunk alone: the gradients of small batches, added up. */
function lossOfChunks(context: EncoderContext, {raw, representation}: Embedded, known: Known): tf.Tensor {
  const pairs = raw.shape[1]! / 2;
  const size = chunkOf(context.spec);
  const losses = Array.from({length: Math.ceil(pairs / size)}, (_, k) => {
    const [from, count] = [k * size, Math.min(size, pairs - k * size)];
    return tf.mul(lossOfPairs(context, {raw, representation}, known, {from, count}), count / pairs);
  });
  return tf.addN(losses);
}

/** The loss of `count` pairs from `from` on, which are compared with each other alone. */
export function lossOfPairs(
  context: EncoderContext,
  {raw, representation}: Embedded,
  {labels, weights, classes, salient, targets, queue, classQueue}: Known,
  {from, count}: {from: number; count: number},
): tf.Tensor {
  const pairs = raw.shape[1]! / 2;
  const ofViews = (x: tf.Tensor) => tf.concat([rowsOf(x, from, count), rowsOf(x, pairs + from, count)], 1);
  return lossOf(
    context,
    {raw: ofViews(raw), representation: ofViews(representation)},
    {
      labels: labels && ofViews(labels),
      weights: weights && rowsOf(weights, from, count),
      classes: classes && ofViews(classes),
      salient: salient && ofViews(salient),
      targets: targets && ofViews(targets),
      queue,
      classQueue,
    },
  );
}

/** Some columns of [R, N], or rows of [R, N, D]. */
const rowsOf = (x: tf.Tensor, from: number, count: number): tf.Tensor =>
  tf.slice(x, [0, from, 0].slice(0, x.rank), [-1, count, -1].slice(0, x.rank));

function lossOf(context: EncoderContext, {representation, raw}: Embedded, known: Known): tf.Tensor {
  if (context.spec.model.lossOn === 'head') return compare(context, raw, known);
  return tf.mul(tf.add(compare(context, raw, known), compare(context, representation, known)), 0.5);
}

/** The objective of vectors [R, 2N, D], which are normalised to points on the sphere. */
export function compare(context: EncoderContext, raw: tf.Tensor, known: Known): tf.Tensor {
  const {objective} = context.spec;
  const points = normalise(raw);
  const {predictor, classifier} = needsOf(objective.kind);
  const predicted = predictor ? normalise(applyMlp(predictorOf(context.spec), context, points)) : undefined;
  const ofClasses = classifier && {classifier: context.get(CLASSIFIER), logShares: context.get(LOG_SHARES)};
  return objectiveOf(objective).loss(
    context,
    {...known, ...ofClasses, third: known.third && normalise(known.third), points, raw, predicted},
    objective,
  );
}

/**
 * The ceiling of the mutual information that the loss can show, log N in nats. Undefined where a batch may hold an item
 * twice: then some candidates are left out of the loss, and it is no bound.
 */
export function boundOf(context: EncoderContext, {labels}: InputViews): number | undefined {
  if (labels) return undefined;
  const {objective} = context.spec;
  const candidates = objectiveOf(objective).candidates?.(comparedPairs(context), objective);
  return candidates === undefined ? undefined : ln(candidates);
}

/** How many pairs are compared with each other in a step. */
export function comparedPairs(context: EncoderContext): number {
  const {negatives} = context.spec.training;
  return negatives === 'batch' ? batchSize(context) : Math.min(batchSize(context), chunkOf(context.spec));
}

export function predictorOf({model, objective}: EncoderSettings): Mlp {
  const sizes = [model.head, settingOf(objective, 'predictor'), model.head];
  return {name: 'predictor', sizes, group: GROUP, activateLast: false};
}

/** Never more than the world has different things. */
export const batchSize = ({spec, world}: EncoderContext) => Math.min(spec.training.batch, world.items);
