/** The pushes of the loss on the views of a batch, as arrows along the sphere. Without a canvas. */
import type {BatchFrame} from '../data.ts';
import {circleRadius, type Disc, type Kind} from '../hypersphere/layout.ts';

/** Arrows that begin at places of the picture and run along the sphere. */
export interface Arrows {
  count: number;
  /** The row of the point set of each arrow. */
  rows: Int32Array;
  /** The start of each arrow, [count, 3]. */
  from: Float32Array;
  /** The direction of each along the sphere, of length 1 before the projection, [count, 3]. */
  along: Float32Array;
  /** The strength of each push, [count]: the slope of the loss for one radian along the arrow. */
  pushes: Float32Array;
}

/** The most arrows, both views of the first pairs of the batch: more would hide one another. */
const MOST_PAIRS = 128;

/** The views of the batch that are shown, of the first pairs: first views, then second views. */
export function shownViews(pairs: number): number[] {
  const shown = Math.min(pairs, MOST_PAIRS);
  return Array.from({length: 2 * shown}, (_, i) => (i < shown ? i : pairs + i - shown));
}

/** `positionsOf` says where vectors of the batch's space [n, dimension] are in the picture, [n, 3]; it is linear. */
export function arrowsOf(
  {pairs, dimension, rows, points, pushes}: BatchFrame,
  positionsOf: (vectors: Float32Array, dimension: number) => Float32Array,
): Arrows {
  const views = shownViews(pairs);
  const count = views.length;
  const at = new Float32Array(count * dimension);
  const towards = new Float32Array(count * dimension);
  const lengths = new Float32Array(count);
  for (const [i, view] of views.entries()) {
    const push = pushes.subarray(view * dimension, (view + 1) * dimension);
    lengths[i] = Math.hypot(...push);
    at.set(points.subarray(view * dimension, (view + 1) * dimension), i * dimension);
    if (lengths[i] > 0) for (let d = 0; d < dimension; d++) towards[i * dimension + d] = push[d] / lengths[i];
  }
  return {
    count,
    rows: Int32Array.from(views, (view) => rows[view]),
    from: positionsOf(at, dimension),
    along: positionsOf(towards, dimension),
    pushes: lengths,
  };
}

/** The arrows between two states of one batch, part `t` of the way from the first to the second. */
export function betweenArrows(a: Arrows, b: Arrows, t: number): Arrows {
  const mix = (x: Float32Array, y: Float32Array) => x.map((value, i) => value + t * (y[i] - value));
  return {...b, from: mix(a.from, b.from), along: mix(a.along, b.along), pushes: mix(a.pushes, b.pushes)};
}

/** Whether these are the same views in the same places, so that one set of arrows can turn into the other. */
export const sameViews = (a: BatchFrame, b: BatchFrame): boolean =>
  a.tick === b.tick && a.rows.length === b.rows.length && a.rows.every((row, i) => row === b.rows[i]);

// --- Their length --------------------------------------------------------------------------------------------------

/** The length of the legend's arrow, as a share of the radius. */
export const UNIT = 0.075;
/** The greatest length of an arrow, in units; longer arrows are cut. */
export const LONGEST = 4;
/** The unit stays until the median push is this many times larger or smaller. */
const STAYS = 3;

const LADDER = [1, 2, 5, 10];

/** The number 1, 2 or 5 times a power of ten that is nearest to `value` on a logarithmic scale. */
function roundPush(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const distance = (step: number) => Math.abs(Math.log((step * power) / value));
  const step = LADDER.reduce((best, next) => (distance(next) < distance(best) ? next : best));
  return Number((step * power).toPrecision(1));
}

/**
 * The push of an arrow of the legend's length: a round number near the median of the pushes. It changes only when the
 * median moves far away, so that a longer arrow means a stronger push.
 */
export function unitOf(median: number, before: number | undefined): number | undefined {
  if (!(median > 0)) return before;
  if (before !== undefined && median < before * STAYS && median > before / STAYS) return before;
  return roundPush(median);
}

export function medianOf(values: Float32Array): number {
  const sorted = values.toSorted();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The length of an arrow along the sphere, in radians. */
export const angleOf = (push: number, unit: number): number => UNIT * Math.min(LONGEST, push / unit);

// --- Their shape ---------------------------------------------------------------------------------------------------

/** Pieces that a curved arrow is drawn in, and the numbers of a place: x and y in pixels, depth. */
export const PIECES = 6;
const PLACE = 3;

/**
 * The curve of arrow i over an angle, [PIECES + 1, 3]: pixels and depth. It is the great circle p cos(a) + u sin(a),
 * which stays one under any linear projection, from the angle `gap` on. On a circle it runs at the radius at which the
 * point of its row is drawn.
 */
export function curveOf(
  {rows, from, along}: Arrows,
  i: number,
  angle: number,
  {kind, disc, matrix: m}: {kind: Kind; disc: Disc; matrix: Float64Array},
  out: Float64Array,
  gap = 0,
): void {
  const radius = kind === 'circle' ? circleRadius(rows[i], disc) : disc.radius;
  const [px, py, pz] = from.subarray(PLACE * i, PLACE * i + PLACE);
  const [ux, uy, uz] = along.subarray(PLACE * i, PLACE * i + PLACE);
  for (let k = 0; k <= PIECES; k++) {
    const a = gap + (angle * k) / PIECES;
    const [c, s] = [Math.cos(a), Math.sin(a)];
    const [x, y, z] = [px * c + ux * s, py * c + uy * s, pz * c + uz * s];
    if (kind === 'circle') out.set([disc.x + radius * x, disc.y - radius * y, 1], PLACE * k);
    else {
      out[PLACE * k] = disc.x + radius * (m[0] * x + m[1] * y + m[2] * z);
      out[PLACE * k + 1] = disc.y - radius * (m[3] * x + m[4] * y + m[5] * z);
      out[PLACE * k + 2] = m[6] * x + m[7] * y + m[8] * z;
    }
  }
}
