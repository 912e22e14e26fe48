import * as tf from '@tensorflow/tfjs-core';
import type {PartValue} from '../../../spec/index.ts';
import type {SampledObjective} from '../objective.ts';
import {aheadOfOthers, meanLoss, ofMoves, policyGradient, returnsOf} from '../samples.ts';
import type {reinforce as part} from './index.spec.ts';

/**
 * -mean over answers of A sum_t log pi(a_t|s_t), with A = R - b for the return R of the answer (`returnsOf`). Williams, "Simple
 * statistical gradient-following algorithms for connectionist reinforcement learning" (1992).
 *
 * The baseline b is 0, or the mean over the other answers of the batch: with its own answer in it the gradient would be
 * 1 - 1/(NK) times as long.
 */
export const reinforce: SampledObjective<PartValue<typeof part>> = {
  advantages(_context, samples, {baseline, place}) {
    const returns = returnsOf(samples, place);
    if (baseline === 'none') return ofMoves(returns, samples);
    const [replicas] = returns.shape;
    const ahead = aheadOfOthers(tf.reshape(returns, [replicas, -1]), 1);
    return ofMoves(tf.reshape(ahead, returns.shape), samples);
  },
  loss: (_context, samples, advantages, {place}) => meanLoss(policyGradient(samples, advantages), samples, place),
};
