/** A cosine classifier, which several objectives train beside the encoder. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import {dense} from '../../kernels/dense.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {normalise} from '../../kernels/normalise.ts';
import type {ContrastiveObjective, Views} from './objective.ts';

type Hot = Parameters<ContrastiveObjective['loss']>[0];

/** <x_i, w_c> / |w_c| for points x [R, N, D] and the classifier w [R, C, D], [R, N, C]. */
export function classCosines(points: tf.Tensor, classifier: tf.Tensor): tf.Tensor {
  const [replicas, classes] = classifier.shape as [number, number, number];
  const none = constant(
    `zeros ${replicas} ${classes}`,
    [replicas, classes],
    () => new Float32Array(replicas * classes),
  );
  return dense(points, tf.transpose(normalise(classifier), [0, 2, 1]), none, 'none');
}

/** 1 at the number of each row, [C, C]: rows of it are one-hot. TensorFlow.js's oneHot is wrong on wasm. */
export const identityOf = (count: number): tf.Tensor =>
  constant(`classes ${count}`, [count, count], () =>
    Float32Array.from({length: count ** 2}, (_, i) => Number(i % (count + 1) === 0)),
  );

/** -log softmax_c(<x_i, w_c> / T + a log pi_c) at the class of each view, [R, 2N]. Of N x C numbers. */
export function classifierLoss(
  context: Hot,
  {points, classes, classifier, logShares}: Pick<Views, 'points' | 'classes' | 'classifier' | 'logShares'>,
): tf.Tensor {
  const count = classifier!.shape[1]!;
  const column = (paths: string[], compute: (x: number) => number) =>
    tf.expandDims(
      context.fromHot(paths, 1, (x) => [compute(x)]),
      2,
    );
  const inverse = column(['objective.classifierTemperature'], (t) => 1 / t);
  const adjustment = column(['objective.adjustment'], (a) => a);
  const priors = tf.mul(adjustment, tf.reshape(logShares!, [1, 1, count]));
  const logits = tf.add(tf.mul(classCosines(points, classifier!), inverse), priors);
  const own = tf.sum(tf.mul(logits, gatherRows(identityOf(count), classes!)), 2);
  return tf.sub(tf.logSumExp(logits, 2), own);
}
