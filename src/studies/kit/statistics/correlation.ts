/** Correlations, weighted by how often each point is counted: a bootstrap's resample is a list of counts. */
import {varies} from './summary.ts';

export type CorrelationKind = 'pearson' | 'spearman';

/** The values as a resample counts them: themselves for Pearson, their ranks for Spearman. */
export type Scores = (counts: ArrayLike<number>) => ArrayLike<number>;

/** Scores of `values` for any counts. What the returned function gives is overwritten by its next call. */
export function scoresOf(kind: CorrelationKind, values: readonly number[]): Scores {
  if (kind === 'pearson') return () => values;
  const order = values.map((_, i) => i).sort((i, j) => values[i] - values[j]);
  const ranks = new Float64Array(values.length);
  return (counts) => {
    let before = 0;
    for (let start = 0; start < order.length; ) {
      let end = start;
      let tied = 0;
      for (; end < order.length && values[order[end]] === values[order[start]]; end++) tied += counts[order[end]];
      // Tied values share the mean of the ranks before + 1 ... before + tied.
      for (; start < end; start++) ranks[order[start]] = before + (tied + 1) / 2;
      before += tied;
    }
    return ranks;
  };
}

/** Pearson's r of scores with counts; NaN where one of them does not vary. */
export function weightedPearson(x: ArrayLike<number>, y: ArrayLike<number>, counts: ArrayLike<number>): number {
  let n = 0;
  let meanX = 0;
  let meanY = 0;
  for (let i = 0; i < counts.length; i++) {
    n += counts[i];
    meanX += counts[i] * x[i];
    meanY += counts[i] * y[i];
  }
  meanX /= n;
  meanY /= n;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < counts.length; i++) {
    const dx = x[i] - meanX;
    const dy = y[i] - meanY;
    xx += counts[i] * dx * dx;
    yy += counts[i] * dy * dy;
    xy += counts[i] * dx * dy;
  }
  const isFlat = (squares: number, centre: number) => squares <= n * (1e-12 * centre) ** 2;
  if (isFlat(xx, meanX) || isFlat(yy, meanY)) return Number.NaN;
  return Math.min(1, Math.max(-1, xy / Math.sqrt(xx * yy)));
}

/** r of two lists, Spearman's with ties as mean ranks; NaN where one of them does not vary. */
export function correlation(kind: CorrelationKind, x: readonly number[], y: readonly number[]): number {
  if (!varies(x) || !varies(y)) return Number.NaN;
  const once = x.map(() => 1);
  return weightedPearson(scoresOf(kind, x)(once), scoresOf(kind, y)(once), once);
}

/**
 * The largest |r| that Fisher's z is taken of: atanh(1) is infinite. Without ties, the largest rank correlation of n points
 * below 1 is 1 - 12 / (n^3 - n), and 1 is counted as half way to it. For Pearson's r it is 0.9999: what few points say does
 * not reach further.
 */
export const largestCorrelation = (kind: CorrelationKind, n: number): number =>
  kind === 'spearman' ? 1 - 6 / (n ** 3 - n) : 0.9999;

/** atanh(r), with |r| at most `largest`. */
export const fisherZ = (r: number, largest: number): number => Math.atanh(Math.max(-largest, Math.min(largest, r)));
