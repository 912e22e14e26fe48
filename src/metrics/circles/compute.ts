import exp from '@stdlib/math-base-special-exp';
import {mean} from '../shared/statistics.ts';
import {half} from '../shared/verdicts.ts';

/** From scores of each item of a circle against the next, three for each circle. Equal ones count half. */
export function circleMetrics(scores: ArrayLike<number>): Record<'circleAccuracy' | 'circlesWhole', number> {
  const credits = Array.from(scores, half);
  const circles = Array.from({length: credits.length / 3}, (_, i) => credits.slice(3 * i, 3 * i + 3));
  return {
    circleAccuracy: mean(credits),
    circlesWhole: mean(circles.map((three) => Number(three.every((credit) => credit === 1)))),
  };
}

/** Mean |s(a, b) + s(b, a) - 1| of the logistic function of scores [2, pairs], one way round and the other. */
export function orderError(scores: ArrayLike<number>): {orderError: number} {
  const pairs = scores.length / 2;
  const chance = (score: number) => 1 / (1 + exp(-score));
  const off = Array.from({length: pairs}, (_, i) => Math.abs(chance(scores[i]) + chance(scores[pairs + i]) - 1));
  return {orderError: mean(off)};
}
