import type {Rows} from './rows.ts';

/** Vectors with a class each: training vectors of a classifier, then test vectors. */
export interface LabelledRows extends Rows {
  /** How many are training vectors. */
  train: number;
  classOf: ArrayLike<number>;
  classes: number;
}

/** The probability that the class with the highest score is the right one; classes that share it are equally likely. */
export function chanceOfRight(scores: Float64Array, right: number): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (const score of scores) highest = Math.max(highest, score);
  // Shared places add up to whole numbers only up to rounding.
  const least = highest - 1e-9;
  if (scores[right] < least) return 0;
  let level = 0;
  for (const score of scores) if (score >= least) level++;
  return 1 / level;
}
