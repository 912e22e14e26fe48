import type {PartValue} from '../../../spec/index.ts';
import type {SampledObjective} from '../objective.ts';
import {aheadOfOthers, meanLoss, ofMoves, policyGradient, returnsOf} from '../samples.ts';
import type {rloo as part} from './index.spec.ts';

/**
 * -mean over answers of A_k sum_t log pi(a_t|s_t), with A_k = R_k - 1/(K-1) sum_{j != k} R_j over the K answers to a question.
 * The whole answer is one action: all its moves have the same advantage. Kool, van Hoof and Welling, "Buy 4 REINFORCE
 * samples, get a baseline for free!" (2019); Ahmadian et al., "Back to basics" (2024).
 *
 * TRL multiplies by a clipped ratio of whole answers instead of log pi: the same slope where each batch is used once, as here.
 * A group of one has advantage 0.
 */
export const rloo: SampledObjective<PartValue<typeof part>> = {
  advantages: (_context, samples, {place}) => ofMoves(aheadOfOthers(returnsOf(samples, place), 2), samples),
  loss: (_context, samples, advantages, {place}) => meanLoss(policyGradient(samples, advantages), samples, place),
};
