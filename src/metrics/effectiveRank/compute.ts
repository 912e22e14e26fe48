import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import * as tf from '@tensorflow/tfjs-core';
import {crossMoment} from '../../objectives/contrastive/moments.ts';
import {eigenvalues} from '../shared/eigenvalues.ts';

/** X^T X / N for x [R, N, D], [R, D, D]: its eigenvalues are the squared singular values of X / sqrt(N). */
export function secondMoment(x: tf.Tensor): tf.Tensor {
  return tf.div(crossMoment(x, x), x.shape[1]!);
}

/** The singular values of X / sqrt(N) from X^T X / N [D, D] (row-major), largest first. */
export const singularValues = (moment: ArrayLike<number>, size: number): number[] =>
  eigenvalues(moment, size).map((value) => Math.sqrt(Math.max(0, value)));

/**
 * Effective rank of the second moment M = X^T X / N [D, D] (row-major): exp of the entropy of its eigenvalues as shares,
 *
 *     exp(-sum_k p_k log p_k),    p_k = lambda_k / sum_l lambda_l = sigma_k^2 / sum_l sigma_l^2
 *
 * for the singular values sigma of X: the shares are those of the mean squared length. Roy and Vetterli, "The effective
 * rank: a measure of effective dimensionality" (2007), of M. 1 when all rows are multiples of one vector, D when all
 * directions are used alike, as on the whole sphere; 0 for X = 0.
 *
 * Rows are not centred: about their mean, points that have all but run together still fill every direction evenly. And
 * the shares are of M rather than of X, in which many faint directions count for more than they carry: of points of
 * which 99.9 % lies along one of 64 directions, M has rank 1.01 and X 3.8.
 */
export function effectiveRank(moment: ArrayLike<number>, size: number): number {
  const shares = eigenvalues(moment, size).map((value) => Math.max(0, value));
  const total = shares.reduce((a, b) => a + b, 0);
  if (!(total > 0)) return total === 0 ? 0 : Number.NaN;
  const entropy = shares.reduce((h, share) => (share > 0 ? h - (share / total) * ln(share / total) : h), 0);
  return exp(entropy);
}
