/** States in the order of a score. It is sorted once; the laws that are compared by it change. */
import log2 from '@stdlib/math-base-special-log2';
import type {Numbers} from './lattice.ts';

export interface Ranking {
  /** States by rising score, [M]. */
  order: Int32Array;
  /** The place in `order` at which each group of equal scores begins, the lowest first, and M: [G + 1]. */
  starts: Int32Array;
}

/** Scores that differ by less than 2^-40 of the largest count as equal: they may be the same sum, taken in another order. */
export function rankingOf(score: Numbers): Ranking {
  const steps = inSteps(score);
  const order = Int32Array.from(steps, (_, s) => s).sort((s, t) => steps[s] - steps[t] || s - t);
  const starts = new Int32Array(steps.length + 1);
  let groups = 0;
  for (let k = 0; k < order.length; k++) {
    if (k === 0 || steps[order[k]] !== steps[order[k - 1]]) starts[groups++] = k;
  }
  starts[groups] = order.length;
  return {order, starts: starts.slice(0, groups + 1)};
}

/** Rounded to whole steps. A step is a power of two, so that halves, quarters and the like are not rounded. */
function inSteps(score: Numbers): Float64Array {
  let most = 0;
  for (let s = 0; s < score.length; s++) most = Math.max(most, Math.abs(score[s]));
  const step = most === 0 ? 1 : 2 ** (Math.ceil(log2(most)) - 40);
  return Float64Array.from(score, (x) => Math.round(x / step));
}

/** The chance of each group, [G]. */
export function groupChances(law: Float64Array, {order, starts}: Ranking): Float64Array {
  const chances = new Float64Array(starts.length - 1);
  for (let g = 0; g < chances.length; g++) {
    for (let k = starts[g]; k < starts[g + 1]; k++) chances[g] += law[order[k]];
  }
  return chances;
}

/** P(x > y) + P(x = y) / 2 for the score x of an answer by one law and y of one by another, drawn independently. */
export function winRate(law: Float64Array, other: Float64Array, ranking: Ranking): number {
  const [mine, theirs] = [groupChances(law, ranking), groupChances(other, ranking)];
  let [below, wins] = [0, 0];
  for (let g = 0; g < mine.length; g++) {
    wins += mine[g] * (below + theirs[g] / 2);
    below += theirs[g];
  }
  return wins;
}
