/** What the ways to choose among answers of a memoryless source come to, by name. */
import {oneMinusExp} from '../exact/logarithms.ts';
import {bestAgainstTilt, filtered, type Source, type Totals, tiltAt} from '../exact/memoryless.ts';

/** The best of n = exp(m rate), the best share 1/n, and the tilt with a divergence of log n. */
export function compared(source: Source, totals: Totals, rate: number): Record<string, number> {
  const logN = totals.length * rate;
  const tilt = tiltAt(source, rate);
  const {best, between} = bestAgainstTilt(totals, logN, tilt);
  const filter = filtered(totals, logN);
  return {
    bestReward: best.reward,
    tiltReward: tilt.reward,
    filterReward: filter.reward,
    bestDivergence: best.divergence,
    gap: tilt.reward - best.reward,
    bestLacks: tiltAt(source, best.divergence).reward - best.reward,
    filterLacks: tiltAt(source, filter.divergence).reward - filter.reward,
    // (n - 1) / n is 1 - exp(-log n).
    slack: logN - oneMinusExp(logN) - totals.length * best.divergence,
    // Where only the best tokens are left, anything else is infinitely far.
    ...(tilt.beta > 0 && {between}),
  };
}
