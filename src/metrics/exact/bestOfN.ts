/**
 * The law of the best of n answers, exactly, for any real n >= 1. Where F(g) is the chance of a score in group g or below,
 *
 *     P(best of n in g) = F(g)^n - F(g - 1)^n = F(g)^n (1 - (F(g - 1) / F(g))^n),
 *
 * and within a group of equal scores the best is drawn as one answer is: ties are broken by chance.
 *
 * The exact divergence: Beirami et al., "Theoretical guarantees on the best-of-n alignment policy" (2024).
 */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import log1p from '@stdlib/math-base-special-log1p';
import {oneMinusExp} from './logarithms.ts';
import {groupChances, type Ranking} from './ranking.ts';

export interface BestOf {
  /** The law of the best of n, by state, [M]. */
  law(n: number): Float64Array;
  /** KL(best of n || one answer), in nats. */
  divergence(n: number): number;
}

/** The best of n answers drawn by a law, [M], where `ranking` says which is better. The law is summed up once for all n. */
export function bestOf(law: Float64Array, ranking: Ranking): BestOf {
  const {order, starts} = ranking;
  const chances = groupChances(law, ranking);
  const groups = chances.length;
  const {upTo, step} = powersOf(chances);
  const chanceAmong = (n: number, g: number) =>
    chances[g] === 0 ? 0 : (upTo[g] === 0 ? 1 : exp(-n * upTo[g])) * oneMinusExp(n * step[g]);
  return {
    law(n) {
      const best = new Float64Array(law.length);
      for (let g = 0; g < groups; g++) {
        const factor = chances[g] === 0 ? 0 : chanceAmong(n, g) / chances[g];
        for (let k = starts[g]; k < starts[g + 1]; k++) best[order[k]] = law[order[k]] * factor;
      }
      return best;
    },
    divergence(n) {
      let sum = 0;
      for (let g = 0; g < groups; g++) {
        const chance = chanceAmong(n, g);
        if (chance !== 0) sum += chance * ln(chance / chances[g]);
      }
      return sum;
    },
  };
}

/** -log F(g) and log F(g) - log F(g - 1), [G] each. */
function powersOf(chances: Float64Array): {upTo: Float64Array; step: Float64Array} {
  const groups = chances.length;
  const [upTo, step] = [new Float64Array(groups), new Float64Array(groups)];
  // 1 - F, summed from the top down: near the top it is known far better than F.
  let above = 0;
  for (let g = groups - 1; g >= 0; g--) {
    upTo[g] = above;
    above += chances[g];
  }
  const all = above;
  let below = 0;
  for (let g = 0; g < groups; g++) {
    const to = below + chances[g];
    upTo[g] = upTo[g] < to ? -log1p(-upTo[g] / all) : -ln(to / all);
    step[g] = -log1p(-chances[g] / to);
    below = to;
  }
  return {upTo, step};
}

/**
 * An upper bound of KL(best of n || one answer), exact where no two answers have the same score and none is likely:
 * log n - (n - 1) / n. Stiennon et al., "Learning to summarize from human feedback" (2020).
 */
export const bestOfBound = (n: number): number => ln(n) - (n - 1) / n;
