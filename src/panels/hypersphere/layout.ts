/** The layout of the main panel: pure functions from positions and a view to pixels. */
import {hash} from './hash.ts';

/** The kind of view for an embedding of so many dimensions. */
export type Kind = 'circle' | 'sphere' | 'projection';

export const kindOf = (dimension: number): Kind =>
  dimension <= 2 ? 'circle' : dimension === 3 ? 'sphere' : 'projection';

/** A disc on the canvas, in CSS pixels. */
export interface Disc {
  x: number;
  y: number;
  radius: number;
}

const MARGIN = 10;
/** Below this width legend and note lie under the stage and the card is small, as in the style sheet. */
const NARROW = 480;
/** The greatest share of its size that the disc gives up to keep off the words in the corners. */
const LEAST = 0.86;
const STEPS = 6;

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * The words in the corners of a wide stage: the search, the legend of nine groups, the note of a projection. Taken as
 * large as they get, so that the disc does not change with the kind of view or when the points arrive.
 */
const corners = (width: number, height: number): Box[] => [
  {left: 0, top: 0, right: 132, bottom: 28},
  {left: 0, top: height - 180, right: 146, bottom: height},
  {left: width - 300, top: height - 44, right: width, bottom: height},
];

/** The largest disc that fits and, within reason, leaves the corners free; as near to the middle as that allows. */
export function discIn(width: number, height: number): Disc {
  const most = Math.max(1, Math.min(width, height) / 2 - MARGIN);
  const boxes = width < NARROW ? [] : corners(width, height);
  for (let radius = most; radius >= LEAST * most; radius -= 2) {
    const found = centred(width, height, radius).find((disc) => boxes.every((box) => isClear(disc, box)));
    if (found) return found;
  }
  return {x: width / 2, y: height / 2, radius: most};
}

/** Whether the card, in the upper right corner of a stage of this width, would hide what it is about at (x, y). */
export const isUnderCard = (x: number, y: number, width: number, wide = false): boolean =>
  width < NARROW ? x > width - 160 && y < 180 : x > width - (wide ? 290 : 210) && y < (wide ? 310 : 230);

/** `discIn`, which tries many places, for the box of the last call. */
export function rememberedDisc(): typeof discIn {
  let last: {width: number; height: number; disc: Disc} | undefined;
  return (width, height) => {
    if (last?.width !== width || last.height !== height) last = {width, height, disc: discIn(width, height)};
    return last.disc;
  };
}

/** Places for a disc of this radius, the ones nearest to the middle first. */
function centred(width: number, height: number, radius: number): Disc[] {
  const [spareX, spareY] = [width / 2 - MARGIN - radius, height / 2 - MARGIN - radius];
  const shifts = Array.from({length: 2 * STEPS + 1}, (_, i) => i / STEPS - 1);
  const discs = shifts.flatMap((v) => shifts.map((u) => ({x: u * spareX, y: v * spareY, radius})));
  discs.sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y));
  return discs.map(({x, y}) => ({x: width / 2 + x, y: height / 2 + y, radius}));
}

function isClear({x, y, radius}: Disc, {left, top, right, bottom}: Box): boolean {
  const dx = x - Math.min(right, Math.max(left, x));
  const dy = y - Math.min(bottom, Math.max(top, y));
  return Math.hypot(dx, dy) >= radius + 2;
}

/** Pixels and depth of every point; depth runs from -1 (behind) to 1 (in front). */
export interface Places {
  x: Float32Array;
  y: Float32Array;
  depth: Float32Array;
}

export const newPlaces = (count: number): Places => ({
  x: new Float32Array(count),
  y: new Float32Array(count),
  depth: new Float32Array(count),
});

/** Positions [count, 3] seen from the front after the turn `m` [3, 3]. */
export function seen(positions: Float32Array, m: Float64Array, disc: Disc, {x, y, depth}: Places): void {
  const [a, b, c, d, e, f, g, h, i] = m;
  const {x: cx, y: cy, radius} = disc;
  for (let row = 0, at = 0; row < x.length; row++, at += 3) {
    const px = positions[at];
    const py = positions[at + 1];
    const pz = positions[at + 2];
    x[row] = cx + radius * (a * px + b * py + c * pz);
    y[row] = cy - radius * (d * px + e * py + f * pz);
    depth[row] = g * px + h * py + i * pz;
  }
}

/** The part of the disc's radius at which the circle of a 2-D embedding runs. */
export const RIM = 0.7;
/** How far inside the circle the points may lie, as a part of the disc's radius. */
const BAND = 0.12;

/** The radius at which a row is drawn on the circle. */
export const circleRadius = (row: number, {radius}: Disc): number =>
  radius * (RIM - BAND * (0.06 + (0.94 * hash(row)) / 2 ** 32));

/**
 * Positions [count, 3] on the unit circle. Points that coincide could not be told apart, so each is set back from the
 * circle by an amount of its own, always the same; its direction is exact.
 */
export function aroundCircle(positions: Float32Array, disc: Disc, {x, y, depth}: Places): void {
  for (let row = 0, at = 0; row < x.length; row++, at += 3) {
    const r = circleRadius(row, disc);
    x[row] = disc.x + r * positions[at];
    y[row] = disc.y - r * positions[at + 1];
    depth[row] = 1;
  }
}

/** Steps of depth that dots are drawn in. */
export const LEVELS = 16;

export const levelOf = (depth: number): number =>
  Math.min(LEVELS - 1, Math.max(0, Math.floor(((depth + 1) / 2) * LEVELS)));

/** What a dot looks like depends on its step of depth, its group, and on whether it steps back. */
export interface DotKind {
  level: number;
  stepsBack: boolean;
  group: number;
}

/** The groups of one depth step are drawn in several turns: in one turn each, the last group would hide the others. */
const TURNS = 8;

/** All kinds of dots have numbers, in the order in which they are drawn: from the back to the front. */
export const dotKinds = (groups: number): number => LEVELS * 2 * TURNS * groups;

export const dotKind = (number: number, groups: number): DotKind => ({
  level: Math.floor(number / (2 * TURNS * groups)),
  stepsBack: Math.floor(number / (TURNS * groups)) % 2 === 0,
  group: number % groups,
});

/**
 * The rows in the order of drawing, by kinds of dots: a counting sort into `order`. Returns where each kind begins, and
 * the end, so that dots of one kind can be drawn together.
 */
export function drawingOrder(
  depth: Float32Array,
  groupOf: ArrayLike<number>,
  groups: number,
  emphasis: Uint8Array | undefined,
  order: Uint32Array,
): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(dotKinds(groups) + 1);
  const numberOf = (row: number) => {
    const step = 2 * levelOf(depth[row]) + (emphasis ? emphasis[row] : 1);
    return (step * TURNS + (hash(row) % TURNS)) * groups + groupOf[row];
  };
  for (let row = 0; row < order.length; row++) starts[numberOf(row) + 1]++;
  for (let kind = 1; kind < starts.length; kind++) starts[kind] += starts[kind - 1];
  const next = starts.slice();
  for (let row = 0; row < order.length; row++) order[next[numberOf(row)]++] = row;
  return starts;
}

/** The greatest distance at which the pointer meets a point, in pixels. */
const NEAR = 10;

/**
 * The point that a pointer at (px, py) means, if any is near. A picture lies above the dots and is met anywhere on it;
 * of points behind the sphere only those are met that can be seen (`behind`), and only where none in front is. `may`
 * leaves out points that have stepped back.
 */
export function pick(
  {x, y, depth}: Places,
  px: number,
  py: number,
  {behind, may, bonus}: {behind: boolean; may: (row: number) => boolean; bonus: (row: number) => number},
  near = NEAR,
): number | undefined {
  let found: number | undefined;
  let best = Number.POSITIVE_INFINITY;
  for (let row = 0; row < x.length; row++) {
    const dx = x[row] - px;
    const dy = y[row] - py;
    const distance = dx * dx + dy * dy;
    if (distance > near * near || (depth[row] < 0 && !behind) || !may(row)) continue;
    const score = Math.sqrt(distance) - bonus(row) + (depth[row] < 0 ? near : 0);
    if (score < best) {
      best = score;
      found = row;
    }
  }
  return found;
}

/** Vectors of up to three dimensions with zeros for the others, to `out` [count, 3]. */
export function inThree(vectors: Float32Array, count: number, dimension: number, out: Float32Array): void {
  if (dimension === 3) out.set(vectors);
  else {
    out.fill(0);
    for (let row = 0; row < count; row++) {
      for (let d = 0; d < dimension; d++) out[3 * row + d] = vectors[dimension * row + d];
    }
  }
}
