import type {Rows} from './rows.ts';

/** Vectors of things with a class each: those that a classifier learns from, then those that it is measured on. */
export interface LabelledRows extends Rows {
  /** The first so many are learned from. */
  train: number;
  classOf: ArrayLike<number>;
  classes: number;
}

/** How likely the class with the highest score is the right one: of several with that score each is as likely. */
export function chanceOfRight(scores: Float64Array, right: number): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (const score of scores) highest = Math.max(highest, score);
  // Shares of places add up to whole numbers only up to rounding.
  const least = highest - 1e-9;
  if (scores[right] < least) return 0;
  let level = 0;
  for (const score of scores) if (score >= least) level++;
  return 1 / level;
}
