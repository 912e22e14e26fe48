/** Queues of momentum points for each class, as one ring: larger classes have more places. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import type {Slots} from '../../engine/program.ts';
import {dense} from '../../kernels/dense.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {equal} from '../../kernels/pairwiseComposed.ts';
import {identityOf} from '../../objectives/contrastive/classifier.ts';
import type {Views} from '../../objectives/contrastive/objective.ts';
import type {World} from '../../worlds/world.ts';
import type {EncoderSettings} from './index.spec.ts';
import {pointsOnSphere, settingOf} from './momentum.ts';
import type {EncoderContext} from './networks.ts';

const POINTS = 'classQueue/points';
/** The place of each class that is written next, from the first of the class. */
const NEXT = 'classQueue/next';
/** The least places of a class. */
const LEAST = 5;

/** Places of each class: its share of the queue, and five at least. */
export const sizesOf = (queue: number, shares: ArrayLike<number>): number[] =>
  Array.from(shares, (share) => Math.max(LEAST, Math.round(share * queue)));

const sizesIn = ({objective}: EncoderSettings, {labelled}: World) =>
  sizesOf(settingOf(objective, 'queue'), labelled!.shares);

export function classQueueSlots(spec: EncoderSettings, world: World): Slots {
  const sizes = sizesIn(spec, world);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return {
    [POINTS]: pointsOnSphere(total, spec.model.head),
    [NEXT]: {shape: [sizes.length], dtype: 'float32', axis: 'replica', role: 'state'},
  };
}

/** The queue as objectives see it. */
export function classQueueOf({get, spec, world}: EncoderContext): NonNullable<Views['classQueue']> {
  const sizes = sizesIn(spec, world);
  const classes = sizes.flatMap((size, c) => new Array<number>(size).fill(c));
  const name = sizes.join();
  return {
    keys: get(POINTS),
    classes: constant(`class of each key of ${name}`, [classes.length], () => Int32Array.from(classes)),
    logSizes: constant(`log sizes of ${name}`, [1, classes.length], () =>
      Float32Array.from(classes, (c) => Math.log(sizes[c])),
    ),
  };
}

/**
 * The second views' targets [R, N, D] take the oldest places of their classes, in the order of the batch; what a class has no
 * place for is left out. With Q places in all: a matrix [R, Q, N] says which key goes where, so that nothing depends on the data in
 * shape; about 20 launches.
 */
export function updateClassQueue(
  context: EncoderContext,
  {targets, classes}: Pick<Views, 'targets' | 'classes'>,
): void {
  const sizes = sizesIn(context.spec, context.world);
  const count = sizes.length;
  const name = sizes.join();
  const starts = sizes.map((_, c) => sizes.slice(0, c).reduce((sum, size) => sum + size, 0));
  const total = starts[count - 1] + sizes[count - 1];
  const ofClasses = (what: string, values: readonly number[]) =>
    constant(`${what} of ${name}`, [1, 1, count], () => Float32Array.from(values));
  const [, keys] = tf.split(targets!, 2, 1);
  const [, labels] = tf.split(classes!, 2, 1);
  const [replicas, n, d] = keys.shape as [number, number, number];
  // [R, N, C]: 1 at the class of each key.
  const member = gatherRows(identityOf(count), labels);
  const pick = (values: tf.Tensor) => tf.sum(tf.mul(member, values), 2);
  const [size, start] = [pick(ofClasses('sizes', sizes)), pick(ofClasses('starts', starts))];
  const next = tf.expandDims(context.get(NEXT), 1);
  // How many keys of the same class come before it.
  const rank = pick(dense(earlier(replicas, n), member, zeros(replicas, count), 'none'));
  const after = tf.add(pick(next), rank);
  const remainder = (x: tf.Tensor, by: tf.Tensor) => tf.sub(x, tf.mul(by, tf.floor(tf.div(x, by))));
  const fits = tf.step(tf.sub(size, rank));
  // -1 where there is no place.
  const place = tf.sub(tf.mul(tf.add(tf.add(start, remainder(after, size)), 1), fits), 1);
  const places = constant(`places ${total}`, [1, total, 1], () => Float32Array.from({length: total}, (_, q) => q));
  const goes = equal(places, tf.expandDims(place, 1));
  const old = context.get(POINTS);
  context.set(
    POINTS,
    tf.add(dense(goes, keys, zeros(replicas, d), 'none'), tf.mul(old, tf.sub(1, tf.sum(goes, 2, true)))),
  );
  const moved = tf.add(next, tf.sum(member, 1, true));
  context.set(NEXT, tf.squeeze(remainder(moved, ofClasses('sizes', sizes)), [1]));
}

const zeros = (replicas: number, size: number) =>
  constant(`zeros ${replicas} ${size}`, [replicas, size], () => new Float32Array(replicas * size));

/** 1 where the column comes before the row, [R, N, N]. */
const earlier = (replicas: number, n: number) =>
  constant(`earlier ${replicas} ${n}`, [replicas, n, n], () =>
    Float32Array.from({length: replicas * n * n}, (_, i) => Number(i % n < Math.floor(i / n) % n)),
  );
