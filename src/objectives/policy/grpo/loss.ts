import * as tf from '@tensorflow/tfjs-core';
import type {PartValue} from '../../../spec/index.ts';
import {type SampledObjective, spread} from '../objective.ts';
import {aheadOfOthers, betaOf, centred, distances, meanLoss, ofMoves, returnsOf, surrogate} from '../samples.ts';
import type {grpo as part} from './index.spec.ts';

/** What is added to a deviation, as in TRL: in a group of equal rewards all advantages are 0. */
const SMALLEST = 1e-4;

/**
 * The clipped surrogate (`surrogate`) with A_k = (r_k - mean r) / (std r + 1e-4) for all moves of answer k, mean and deviation
 * (over K - 1) of the K answers to its question; the mean over its own moves, then over answers. Shao et al., "DeepSeekMath"
 * (2024), equations 3 and 4.
 *
 * - `scaled` off: A_k = r_k - mean r; `perMove` off: the sum over moves. Both off: Dr. GRPO (Liu et al., "Understanding
 *   R1-Zero-like training", 2025), but for the factor 1 / L of a fixed length L in TRL's. Then the slope is, before any clip,
 *   (K-1)/K times that of the expected reward, because r_k is part of its own mean.
 * - The KL in the reward: r_k is the return R_k (`returnsOf`), and is scaled with it.
 * - The KL in the loss: beta D_t at each move. DeepSeekMath and TRL estimate D_t as ref/pi - 1 - log ref/pi at the move that was
 *   made and stop there. Here it is exact, and what earlier moves do to it is in the advantages, minus the mean of the other
 *   answers. Both are left as they are by `scaled`.
 */
export const grpo: SampledObjective<PartValue<typeof part>> = {
  advantages(_context, samples, {place, scaled}) {
    const off = centred(place === 'reward' ? returnsOf(samples, place) : samples.rewards, 2);
    const each = scaled ? tf.div(off, tf.add(deviationOf(off), SMALLEST)) : off;
    if (place === 'reward') return ofMoves(each, samples);
    const distance = tf.mul(betaOf(samples, 3), aheadOfOthers(distances(samples, place), 2));
    return ofMoves(tf.sub(each, distance), samples);
  },
  loss: (context, samples, advantages, {place, perMove}) =>
    meanLoss(surrogate(samples, advantages, spread(context, 'clip', 4)), samples, place, perMove),
};

/** Root of the mean square of differences from a mean, over K - 1, [R, N, K] -> [R, N, 1]. */
const deviationOf = (off: tf.Tensor): tf.Tensor =>
  tf.sqrt(tf.div(tf.sum(tf.square(off), 2, true), Math.max(1, off.shape[2]! - 1)));
