/** How hard every point of the picture pushes on one of them. Without a canvas. */
import {highest, type Law, sharesOf} from '../../objectives/contrastive/law.spec.ts';
import type {EmbeddingFrame, PointSet} from '../data.ts';

export interface Pushers {
  row: number;
  /** The other points of the same thing: they can be its positives and never push. */
  own: readonly number[];
  /** Rows of the others, the ones that push hardest first. */
  rows: Uint32Array;
  /** Cosine of each of them with the point. */
  cosines: Float32Array;
  /** Their shares of all that is done to the point, below 0 where a law pulls. */
  shares: Float64Array;
  /** The smallest number of them that do half of it; 0 where nothing is done. */
  half: number;
}

/**
 * The pushes on a point under a law, as if all other things of the picture were its negatives. `classes` says that a
 * negative must be of another group.
 */
export function pushersOn(frame: EmbeddingFrame, points: PointSet, law: Law, row: number, classes = false): Pushers {
  const own: number[] = [];
  const others: number[] = [];
  for (let other = 0; other < frame.count; other++) {
    if (points.thing(other) !== points.thing(row)) {
      if (!classes || points.groupOf[other] !== points.groupOf[row]) others.push(other);
    } else if (other !== row) own.push(other);
  }
  const negatives = Float32Array.from(others, (other) => cosineOf(frame, row, other));
  // Two views of a thing that has one point lie about where it lies.
  const positive = own.length > 0 ? highest(own.map((other) => cosineOf(frame, row, other))) : 1;
  const shares = sharesOf(law, {positive, negatives});
  const order = Array.from(others.keys()).sort((a, b) => Math.abs(shares[b]) - Math.abs(shares[a]));
  const sorted = Float64Array.from(order, (i) => shares[i]);
  return {
    row,
    own,
    rows: Uint32Array.from(order, (i) => others[i]),
    cosines: Float32Array.from(order, (i) => negatives[i]),
    shares: sorted,
    half: halfOf(sorted),
  };
}

function halfOf(shares: Float64Array): number {
  let sum = 0;
  let count = 0;
  while (count < shares.length && sum < 0.5 && shares[count] !== 0) sum += Math.abs(shares[count++]);
  return count;
}

function cosineOf({dimension, data}: EmbeddingFrame, a: number, b: number): number {
  let sum = 0;
  for (let d = 0, i = a * dimension, j = b * dimension; d < dimension; d++) sum += data[i + d] * data[j + d];
  return sum;
}
