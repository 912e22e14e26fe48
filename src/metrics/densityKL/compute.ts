import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';

/** What a reward stands for, if choices were made by a density. */
interface Densities {
  points: number;
  /** [annotators][points] */
  annotators: readonly ArrayLike<number>[];
  assumed: number;
}

/** An annotator likes a point whose density is at least this share of the highest. */
const LIKED = 0.1;

/**
 * Metrics by name, from the rewards [blocks * points]. With q the mean over blocks of softmax(r / assumed), and p* that of
 * the annotators' densities p_k:
 *
 *     densityKL      = sum_x p*(x) log p*(x) / q(x)                    (nats)
 *     densityUnliked = sum of q(x) where p_k(x) < max p_k / 10 for every k
 *
 * Dumoulin et al., "A density estimation perspective on learning from pairwise human preferences" (2024): the reward that
 * makes an annotator's choices likeliest under Luce's rule is log p plus a constant.
 */
export function densityMetrics(
  rewards: ArrayLike<number>,
  {points, annotators, assumed}: Densities,
): Record<'densityKL' | 'densityUnliked', number> {
  const blocks = rewards.length / points;
  const learnt = Array.from({length: blocks}, (_, b) =>
    logSoftmax(Array.from({length: points}, (_, x) => rewards[b * points + x] / assumed)),
  );
  // Logarithms, so that a density that is too small for a number still has a finite distance.
  const logQ = Array.from({length: points}, (_, x) => logSumExp(learnt.map((block) => block[x])) - ln(blocks));
  const highest = annotators.map((density) => Math.max(...Array.from(density)));
  let [divergence, unliked] = [0, 0];
  for (let x = 0; x < points; x++) {
    const p = annotators.reduce((sum, density) => sum + density[x], 0) / annotators.length;
    if (p > 0) divergence += p * (ln(p) - logQ[x]);
    if (annotators.every((density, k) => density[x] < LIKED * highest[k])) unliked += exp(logQ[x]);
  }
  return {densityKL: divergence, densityUnliked: unliked};
}

function logSumExp(values: readonly number[]): number {
  const largest = Math.max(...values);
  return largest + ln(values.reduce((sum, value) => sum + exp(value - largest), 0));
}

function logSoftmax(values: readonly number[]): number[] {
  const all = logSumExp(values);
  return values.map((value) => value - all);
}
