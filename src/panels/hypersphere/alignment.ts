/** Turns the points of one picture onto those of another, so that two runs can be compared by eye. */
import type {EmbeddingFrame} from '../data.ts';
import {nearestOrthogonal} from './eigen.ts';
import {inThree} from './layout.ts';
import {type Block, principalDirections, projectOnto} from './principal.ts';

export interface Alignment {
  /** Every row y [3] of the turned picture becomes y R: R [3, 3] row by row. */
  turn: Float64Array;
  /** Whether R also mirrors: no turn alone brings the points so close. */
  mirrored: boolean;
  /** Root mean square distance of the points that both pictures have, in radii, before and after. */
  before: number;
  after: number;
  /** How many points both have. */
  common: number;
}

/** Fewer points say nothing about a turn. */
const FEWEST = 3;

/**
 * The orthogonal R [3, 3] that minimises sum |y R - x|^2 over the rows that both pictures have (orthogonal Procrustes,
 * Schoenemann 1966). `partner` gives for each row of `moving` [n, 3] its row of `fixed` [m, 3], or -1. On a circle, where the
 * third coordinates are 0, R turns within the plane. Undefined when fewer than three points are common.
 */
export function alignment(
  fixed: Float32Array,
  moving: Float32Array,
  partner: Int32Array,
  isCircle = false,
): Alignment | undefined {
  const overlap = new Float64Array(9);
  let common = 0;
  for (let row = 0; row < partner.length; row++) {
    const at = 3 * partner[row];
    if (at < 0) continue;
    common++;
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) overlap[3 * i + j] += moving[3 * row + i] * fixed[at + j];
    }
  }
  if (common < FEWEST) return undefined;
  const turn = isCircle ? nearestInPlane(overlap) : nearestOrthogonal(overlap);
  return {
    turn,
    mirrored: determinant(turn) < 0,
    before: distance(fixed, moving, partner, common),
    after: distance(fixed, turnedRows(moving, turn), partner, common),
    common,
  };
}

/** The same for the first two dimensions: the better one of the best rotation and the best reflection. */
function nearestInPlane(c: Float64Array): Float64Array {
  const [a, b, d, e] = [c[0], c[1], c[3], c[4]];
  const [rotation, reflection] = [Math.hypot(a + e, b - d), Math.hypot(a - e, b + d)];
  const isMirrored = reflection > rotation;
  const angle = isMirrored ? Math.atan2(b + d, a - e) : Math.atan2(b - d, a + e);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return Float64Array.of(cos, sin, 0, isMirrored ? sin : -sin, isMirrored ? -cos : cos, 0, 0, 0, 1);
}

const determinant = (r: Float64Array): number =>
  r[0] * (r[4] * r[8] - r[5] * r[7]) - r[1] * (r[3] * r[8] - r[5] * r[6]) + r[2] * (r[3] * r[7] - r[4] * r[6]);

/** The rows y R, [n, 3]. */
export function turnedRows(rows: Float32Array, r: Float64Array): Float32Array {
  const out = new Float32Array(rows.length);
  for (let i = 0; i < rows.length; i += 3) {
    for (let k = 0; k < 3; k++) out[i + k] = rows[i] * r[k] + rows[i + 1] * r[3 + k] + rows[i + 2] * r[6 + k];
  }
  return out;
}

function distance(fixed: Float32Array, moving: Float32Array, partner: Int32Array, common: number): number {
  let sum = 0;
  for (let row = 0; row < partner.length; row++) {
    const at = 3 * partner[row];
    if (at < 0) continue;
    for (let k = 0; k < 3; k++) sum += (moving[3 * row + k] - fixed[at + k]) ** 2;
  }
  return Math.sqrt(sum / common);
}

/** What is seen of an embedding: its points in three dimensions. */
export interface Seen {
  /** [count, 3] */
  positions: Float32Array;
  /** The dimension of the space, and the share of its spread that is seen. */
  of: {dimension: number; share: number};
}

/** Sees frame after frame of one run: a projection follows the one before, so that it does not jump. */
export class Onlooker {
  #block: Block | undefined;
  #before = new Float32Array(0);

  see({count, dimension, data, of}: EmbeddingFrame): Seen {
    const positions = new Float32Array(3 * count);
    if (dimension <= 3) {
      inThree(data, count, dimension, positions);
      return {positions, of: of ?? {dimension, share: 1}};
    }
    const {directions, block} = principalDirections({count, dimension, data}, this.#block);
    const follow = this.#before.length === positions.length;
    if (follow) positions.set(this.#before);
    const share = projectOnto({count, dimension, data}, directions, positions, follow);
    this.#block = block;
    this.#before = positions;
    return {positions, of: {dimension, share}};
  }
}

/** The frame that a picture is drawn from, as it is or turned. */
export function frameOf({positions, of}: Seen, tick: number, turn?: Float64Array): EmbeddingFrame {
  const data = turn ? turnedRows(positions, turn) : positions;
  return {tick, count: positions.length / 3, dimension: 3, data, of};
}
