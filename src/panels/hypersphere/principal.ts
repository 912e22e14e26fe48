/** The three directions of an embedding of more dimensions that are shown, chosen so that the picture stays still. */
import {symmetricEigen} from '../../worlds/shared/symmetricEigen.ts';
import {nearestOrthogonal} from './eigen.ts';

/** Directions followed beside the three that are shown: they make the iteration converge at the rate of the seventh. */
const BLOCK = 6;
const SHOWN = 3;
const MOST_ROUNDS = 40;
const GOOD_ENOUGH = 1e-4;
/** Numbers of the embedding that the search for the directions looks at; beyond, it takes every k-th row. */
const LOOKED_AT = 160_000;

export interface Vectors {
  count: number;
  dimension: number;
  /** [count, dimension] */
  data: Float32Array;
}

/** An orthonormal block [BLOCK, dimension] that the next search starts from. */
export type Block = Float64Array;

/**
 * The three leading eigenvectors, [3, dimension], of the second moment (1 / n) X^T X of the rows, by block power
 * iteration with a Rayleigh-Ritz step (Golub and Van Loan, 8.2).
 *
 * The moment is not centred: the origin stays the centre of the ball, so that a representation that has collapsed into
 * one direction is seen to sit at one place of the rim, and |projection|^2 is at most 1. Where two eigenvalues are close
 * the iteration turns slowly from its start, which costs next to no spread and keeps the picture still.
 */
export function principalDirections(
  {count, dimension, data}: Vectors,
  start?: Block,
): {directions: Float64Array; block: Block} {
  const stride = Math.max(1, Math.ceil((count * dimension) / LOOKED_AT));
  const known = start !== undefined && start.length === BLOCK * dimension;
  let block: Float64Array = known ? start : firstBlock(dimension);
  let best = 0;
  for (let round = 1; ; round++) {
    const {moved, ritz} = momentTimes(block, data, count, dimension, stride);
    const {values, vectors} = symmetricEigen(ritz, BLOCK);
    const captured = values[0] + values[1] + values[2];
    const settled = round > 1 && captured - best <= GOOD_ENOUGH * captured;
    best = captured;
    if (settled || round === MOST_ROUNDS) {
      block = combined(vectors, block, dimension);
      return {directions: block.slice(0, SHOWN * dimension), block};
    }
    block = orthonormal(moved, dimension);
  }
}

/** A start that is not perpendicular to the result; the same on every machine. */
function firstBlock(dimension: number): Float64Array {
  const block = Float64Array.from({length: BLOCK * dimension}, (_, i) => Math.sin(1 + 12.9898 * i + 0.37 * i * i));
  return orthonormal(block, dimension);
}

/** The second moment times each vector of the block, and the block's own moment V C V^T, [BLOCK, BLOCK]. */
function momentTimes(block: Float64Array, data: Float32Array, count: number, dimension: number, stride: number) {
  const moved = new Float64Array(BLOCK * dimension);
  const ritz = new Float64Array(BLOCK * BLOCK);
  const y = new Float64Array(BLOCK);
  for (let row = 0; row < count; row += stride) {
    const base = row * dimension;
    for (let k = 0; k < BLOCK; k++) {
      let sum = 0;
      for (let d = 0, at = k * dimension; d < dimension; d++) sum += data[base + d] * block[at + d];
      y[k] = sum;
    }
    for (let k = 0; k < BLOCK; k++) {
      const factor = y[k];
      for (let d = 0, at = k * dimension; d < dimension; d++) moved[at + d] += factor * data[base + d];
      for (let l = 0; l < BLOCK; l++) ritz[k * BLOCK + l] += factor * y[l];
    }
  }
  return {moved, ritz};
}

/** The vectors of a block recombined: row k of the result is sum_l w[k, l] block[l]. */
function combined(w: Float64Array, block: Float64Array, dimension: number): Float64Array {
  const out = new Float64Array(block.length);
  for (let k = 0; k < BLOCK; k++) {
    for (let l = 0; l < BLOCK; l++) {
      for (let d = 0; d < dimension; d++) out[k * dimension + d] += w[k * BLOCK + l] * block[l * dimension + d];
    }
  }
  return out;
}

/**
 * Gram-Schmidt in place, twice, which is enough for rounding. A vector that lies in the span of those before it is
 * replaced by a coordinate direction; with fewer dimensions than vectors the last ones are zero and stand for nothing.
 */
function orthonormal(block: Float64Array, dimension: number): Float64Array {
  for (let k = 0; k < BLOCK; k++) {
    const v = block.subarray(k * dimension, (k + 1) * dimension);
    if (unitBeyond(v, block, k, dimension)) continue;
    let axis = 0;
    do {
      v.fill(0);
      if (axis === dimension) break;
      v[axis++] = 1;
    } while (!unitBeyond(v, block, k, dimension));
  }
  return block;
}

/** Leaves of v what is perpendicular to the first k vectors, at length 1; false if next to nothing is left. */
function unitBeyond(v: Float64Array, block: Float64Array, k: number, dimension: number): boolean {
  const before = lengthOf(v);
  for (let pass = 0; pass < 2; pass++) reduce(v, block, k, dimension);
  const length = lengthOf(v);
  if (!(length > 1e-9 * before)) return false;
  for (let d = 0; d < dimension; d++) v[d] /= length;
  return true;
}

const lengthOf = (v: Float64Array): number => Math.sqrt(v.reduce((sum, value) => sum + value * value, 0));

/** Takes away from v what lies along the first k vectors of the block. */
function reduce(v: Float64Array, block: Float64Array, k: number, dimension: number): void {
  for (let j = 0; j < k; j++) {
    let along = 0;
    for (let d = 0; d < dimension; d++) along += v[d] * block[j * dimension + d];
    for (let d = 0; d < dimension; d++) v[d] -= along * block[j * dimension + d];
  }
}

/**
 * Writes the coordinates of every row along three directions to `out` [count, 3] and returns the share of the spread
 * that they show: sum |projection|^2 / sum |x|^2, over all rows.
 *
 * With `follow`, `out` holds the picture before, and the new one is turned (and, if need be, mirrored) to lie as close
 * to it as it can: orthogonal Procrustes on the pictures themselves. The axes of a principal projection have no sign and
 * no order that lasts; the picture then moves only as much as the points have moved relative to one another. The
 * `directions` are turned along: what else is projected on them lies in the same picture.
 */
export function projectOnto(
  {count, dimension, data}: Vectors,
  directions: Float64Array,
  out: Float32Array,
  follow: boolean,
): number {
  const overlap = new Float64Array(9);
  const y = [0, 0, 0];
  let shown = 0;
  let all = 0;
  for (let row = 0; row < count; row++) {
    const base = row * dimension;
    for (let k = 0; k < SHOWN; k++) {
      let sum = 0;
      for (let d = 0, at = k * dimension; d < dimension; d++) sum += data[base + d] * directions[at + d];
      y[k] = sum;
      shown += sum * sum;
    }
    for (let d = 0; d < dimension; d++) all += data[base + d] * data[base + d];
    for (let i = 0; i < SHOWN; i++) {
      for (let j = 0; j < SHOWN; j++) overlap[3 * i + j] += y[i] * out[3 * row + j];
    }
    out.set(y, 3 * row);
  }
  if (follow) {
    const turn = nearestOrthogonal(overlap);
    turnRows(out, count, turn);
    turnDirections(directions, dimension, turn);
  }
  return all > 0 ? shown / all : 0;
}

/** Replaces every row y [3] by y R. */
function turnRows(rows: Float32Array, count: number, r: Float64Array): void {
  for (let i = 0; i < 3 * count; i += 3) {
    const [x, y, z] = [rows[i], rows[i + 1], rows[i + 2]];
    rows[i] = x * r[0] + y * r[3] + z * r[6];
    rows[i + 1] = x * r[1] + y * r[4] + z * r[7];
    rows[i + 2] = x * r[2] + y * r[5] + z * r[8];
  }
}

/** Replaces the directions [3, dimension] by those that turned rows are projections on. */
function turnDirections(directions: Float64Array, dimension: number, r: Float64Array): void {
  for (let d = 0; d < dimension; d++) {
    const [x, y, z] = [directions[d], directions[dimension + d], directions[2 * dimension + d]];
    for (let k = 0; k < SHOWN; k++) directions[k * dimension + d] = x * r[k] + y * r[3 + k] + z * r[6 + k];
  }
}

/** Vectors [count, dimension] along three directions [3, dimension], to `out` [count, 3]. */
export function project(vectors: Float32Array, directions: Float64Array, out: Float32Array): void {
  const dimension = directions.length / SHOWN;
  for (let row = 0; 3 * row < out.length; row++) {
    for (let k = 0; k < SHOWN; k++) {
      let sum = 0;
      for (let d = 0; d < dimension; d++) sum += vectors[row * dimension + d] * directions[k * dimension + d];
      out[3 * row + k] = sum;
    }
  }
}
