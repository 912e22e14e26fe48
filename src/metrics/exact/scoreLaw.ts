/**
 * The best of n by groups of equal scores as in bestOfN.ts, everything in logarithms, log n too: chances may be too small
 * for a double, and n may be exp(1000).
 */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import log1p from '@stdlib/math-base-special-log1p';
import {logAdd, logOneMinusExp} from './logarithms.ts';

/** What the best of any n needs to know of one answer, by group, the lowest score first. F(g) is the chance up to group g. */
export interface ScoreLaw {
  /** log of the chance of each group, [G]. */
  log: Float64Array;
  /** log(-log F(g)), [G]: F(g)^n = exp(-exp(log n + this)). */
  upTo: Float64Array;
  /** log(log F(g) - log F(g - 1)), [G]. */
  step: Float64Array;
}

/** Below this exp(x) is all there is of log(1 + exp(x)) and of 1 - exp(-exp(x)). */
const TINY = -40;

/** From the logarithms of the chances of groups, each of which is possible; they need not sum to 1, [G]. */
export function scoreLawOf(weights: Float64Array): ScoreLaw {
  const groups = weights.length;
  const all = weights.reduce(logAdd, -Infinity);
  const log = weights.map((weight) => weight - all);
  const [upTo, step] = [new Float64Array(groups), new Float64Array(groups)];
  // log(1 - F), from the top down: near the top it is known far better than F.
  let above = -Infinity;
  for (let g = groups - 1; g >= 0; g--) {
    upTo[g] = above < TINY ? above : ln(-log1p(-Math.min(1, exp(above))));
    above = logAdd(above, log[g]);
  }
  let below = -Infinity;
  for (let g = 0; g < groups; g++) {
    const to = logAdd(below, log[g]);
    if (to < -Math.LN2) upTo[g] = ln(-to);
    // The group's share of F(g).
    const share = log[g] + exp(upTo[g]);
    step[g] = share < TINY ? share : ln(-log1p(-Math.min(1, exp(share))));
    below = to;
  }
  return {log, upTo, step};
}

/** How much likelier the best of n is in each group than one answer is, as a logarithm, [G]. */
export function bestOfRatios({log, upTo, step}: ScoreLaw, logN: number): Float64Array {
  return log.map((chance, g) => {
    const tries = logN + step[g];
    return (tries < TINY ? tries : logOneMinusExp(exp(tries))) - exp(logN + upTo[g]) - chance;
  });
}

/** sum_g P(best of n in g) x(g), with ratios as above. */
export function expectedBest({log}: ScoreLaw, ratios: Float64Array, x: (group: number) => number): number {
  let sum = 0;
  for (let g = 0; g < log.length; g++) {
    const chance = exp(log[g] + ratios[g]);
    if (chance !== 0) sum += chance * x(g);
  }
  return sum;
}
