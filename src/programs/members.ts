/** Tensors of the members of a population. */
import * as tf from '@tensorflow/tfjs-core';
import type {Context} from '../engine/program.ts';

/** The matrix [M, D] of the shown member, from x [R, M, D]. */
export const shown = (context: Pick<Context, 'shown'>, x: tf.Tensor) =>
  tf.squeeze(tf.slice(x, [context.shown, 0, 0], [1, -1, -1]), [0]);

/** Repeats values that all members share, [1, M, ...], for each member: [R, M, ...]. */
export const ofEachMember = ({replicas}: Pick<Context, 'replicas'>, x: tf.Tensor) =>
  x.shape[0] === replicas ? x : tf.tile(x, [replicas, 1, 1].slice(0, x.rank));
