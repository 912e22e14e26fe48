/** Draws the points of the game, and the lines between those that lie next to each other. */
import type {Palette} from '../frame/palette.ts';
import type {Disc} from '../hypersphere/layout.ts';
import type {Points} from './descent.ts';

type Context = CanvasRenderingContext2D;

export interface Seen {
  /** Pixels and depth of each point, [n]. */
  x: Float64Array;
  y: Float64Array;
  depth: Float64Array;
}

export function seenOf(points: Points, m: Float64Array, {x, y, radius}: Disc): Seen {
  const n = points.length / 3;
  const seen = {x: new Float64Array(n), y: new Float64Array(n), depth: new Float64Array(n)};
  for (let i = 0; i < n; i++) {
    const [a, b, c] = [points[3 * i], points[3 * i + 1], points[3 * i + 2]];
    seen.x[i] = x + radius * (m[0] * a + m[1] * b + m[2] * c);
    seen.y[i] = y - radius * (m[3] * a + m[4] * b + m[5] * c);
    seen.depth[i] = m[6] * a + m[7] * b + m[8] * c;
  }
  return seen;
}

/** Radius of a point in pixels, in front and behind. */
const FRONT = 6.5;
const BACK = 3.5;
const BEHIND = 0.35;

/** Points of this cosine and more are joined; at 63.4 degrees, those of an icosahedron are just that. */
const JOINED = 0.3;
const CLEARLY = 0.42;
const PIECES = 14;

/** The ways over the sphere between points that lie next to each other. Those in front lie above those behind. */
export function drawEdges(
  context: Context,
  palette: Palette,
  points: Points,
  m: Float64Array,
  disc: Disc,
  front: boolean,
): void {
  const n = points.length / 3;
  context.strokeStyle = palette.ink;
  context.lineWidth = front ? 1.3 : 1;
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const [a, b] = [points.subarray(3 * i, 3 * i + 3), points.subarray(3 * j, 3 * j + 3)];
      const cosine = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
      if (cosine < JOINED) continue;
      const clear = Math.min(1, (cosine - JOINED) / (CLEARLY - JOINED));
      context.globalAlpha = (front ? 0.5 : 0.14) * clear;
      drawWay(context, a, b, m, disc, front);
    }
  }
  context.globalAlpha = 1;
}

function drawWay(context: Context, a: Points, b: Points, m: Float64Array, {x, y, radius}: Disc, front: boolean): void {
  context.beginPath();
  let down = false;
  for (let k = 0; k <= PIECES; k++) {
    const t = k / PIECES;
    const p = [0, 1, 2].map((d) => a[d] + t * (b[d] - a[d]));
    const length = Math.hypot(...p) || 1;
    const [px, py, pz] = p.map((value) => value / length);
    const on = m[6] * px + m[7] * py + m[8] * pz >= 0 === front;
    const sx = x + radius * (m[0] * px + m[1] * py + m[2] * pz);
    const sy = y - radius * (m[3] * px + m[4] * py + m[5] * pz);
    if (on && down) context.lineTo(sx, sy);
    else if (on) context.moveTo(sx, sy);
    down = on;
  }
  context.stroke();
}

export function drawPoints(
  context: Context,
  palette: Palette,
  {x, y, depth}: Seen,
  chosen: number | undefined,
  front: boolean,
): void {
  for (let i = 0; i < x.length; i++) {
    if (depth[i] >= 0 !== front) continue;
    context.globalAlpha = front ? 1 : BEHIND;
    context.beginPath();
    context.arc(x[i], y[i], front ? FRONT : BACK, 0, 2 * Math.PI);
    context.fillStyle = palette.raised;
    context.fill();
    context.strokeStyle = palette.ink;
    context.lineWidth = 2;
    context.stroke();
    if (i !== chosen) continue;
    context.globalAlpha = front ? 1 : 0.6;
    context.strokeStyle = palette.accent;
    context.lineWidth = 2.5;
    context.beginPath();
    context.arc(x[i], y[i], FRONT + 4, 0, 2 * Math.PI);
    context.stroke();
  }
  context.globalAlpha = 1;
}
