/** The similarities of a batch as its objective sees them: of anchors with their positive and with their negatives. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import {productTransposed} from '../../kernels/matmul.ts';
import {normalise} from '../../kernels/normalise.ts';
import {equal} from '../../kernels/pairwiseComposed.ts';
import {negativesOf} from '../../objectives/contrastive/index.spec.ts';
import {shown} from '../members.ts';
import {NOT_COMPARED} from './frames.ts';
import {batchSize, type Known, knownOf} from './learning.ts';
import {chunkOf, type EncoderContext, embedAll} from './networks.ts';

/** The most anchors and the most numbers of a frame: it is read and drawn several times a second. */
const MOST_ANCHORS = 64;
const MOST_NUMBERS = 2 ** 16;

/** Cosines of the first anchors of the next batch, a row of [positive, points that may be negatives] for each. */
export function comparedSimilarities(context: EncoderContext): tf.Tensor {
  const {objective, training} = context.spec;
  const views = context.world.batch(context, batchSize(context));
  const known = knownOf(context, views);
  const points = shown(context, normalise(embedAll(context, views.inputs, 'evaluate').raw));
  const pairs = points.shape[0] / 2;
  // Pairs beyond the first chunk are never compared with these.
  const together = training.negatives === 'batch' ? pairs : Math.min(pairs, chunkOf(context.spec));
  const rowsOf = (x: tf.Tensor, from: number, count: number) => tf.slice(x, [from, 0], [count, -1]);
  const first = rowsOf(points, 0, together);
  const second = rowsOf(known.targets ? shown(context, known.targets) : points, pairs, together);
  const negatives = negativesOf(objective) ?? 'facing';
  const columns = {
    facing: () => second,
    all: () => tf.concat([first, second]),
    otherClasses: () => tf.concat([first, second]),
    beside: () => first,
    queue: () => shown(context, known.queue!),
  }[negatives]();
  const count = Math.max(1, Math.min(MOST_ANCHORS, Math.floor(MOST_NUMBERS / columns.shape[0]), together));
  const anchors = rowsOf(first, 0, count);
  const positive = tf.sum(tf.mul(anchors, rowsOf(second, 0, count)), 1, true);
  const cosines = tf.squeeze(productTransposed(tf.expandDims(anchors, 0), tf.expandDims(columns, 0)), [0]);
  if (negatives === 'queue') return tf.concat([positive, cosines], 1);
  const out = leftOut(context, negatives === 'otherClasses' ? known.classes : known.labels, {pairs, together, count});
  const sides = columns.shape[0] / together;
  const mask = tf.tile(out, [1, sides]);
  return tf.concat([positive, tf.add(cosines, tf.mul(mask, tf.sub(NOT_COMPARED, cosines)))], 1);
}

interface Sizes {
  pairs: number;
  together: number;
  count: number;
}

/** 1 where an item is no negative of an anchor: it is its own, or has the same label, [count, together]. */
function leftOut(context: EncoderContext, labels: Known['labels'], {together, count}: Sizes): tf.Tensor {
  const own = constant(`own item of ${count} of ${together}`, [count, together], () =>
    Float32Array.from({length: count * together}, (_, i) => Number(i % together === Math.floor(i / together))),
  );
  if (!labels) return own;
  const of = (size: number) => tf.slice(labels, [context.shown, 0], [1, size]);
  return tf.maximum(own, equal(tf.reshape(of(count), [count, 1]), of(together)));
}
