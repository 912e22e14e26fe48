/** The shortest way between two views of a batch, as it is seen in the picture. */
import type {BatchFrame} from '../data.ts';
import {circleRadius} from '../hypersphere/layout.ts';
import type {LayerView} from '../hypersphere/stage.ts';

/** A batch in the picture: `all` holds the position of each view, [2 N, 3]. */
interface Placed {
  view: LayerView;
  all: Float32Array;
  frame: BatchFrame;
}

/** Straight pieces of a way. */
const STEPS = 24;

/** Draws the shortest way from view `a` to view `b`, fainter on the far side of a sphere. */
export function drawWay(
  context: CanvasRenderingContext2D,
  colour: string,
  {view, all, frame}: Placed,
  [a, b]: readonly [number, number],
  width = 1,
): void {
  const [from, to] = [all.subarray(3 * a, 3 * a + 3), all.subarray(3 * b, 3 * b + 3)];
  context.strokeStyle = colour;
  context.lineWidth = width;
  let [px, py, pz] = placeOf(view, from, frame.rows[a]);
  for (let k = 1; k <= STEPS; k++) {
    const [x, y, z] = onWay(view, from, to, k / STEPS, frame, [a, b]);
    context.globalAlpha = pz + z >= 0 ? 0.55 : 0.2;
    context.beginPath();
    context.moveTo(px, py);
    context.lineTo(x, y);
    context.stroke();
    [px, py, pz] = [x, y, z];
  }
}

/** Where a position of the picture is drawn: pixels and depth. */
export function placeOf({scene, disc, matrix: m}: LayerView, p: Float32Array, row: number): [number, number, number] {
  if (scene.kind === 'circle') {
    const radius = circleRadius(row, disc);
    return [disc.x + radius * p[0], disc.y - radius * p[1], 1];
  }
  return [
    disc.x + disc.radius * (m[0] * p[0] + m[1] * p[1] + m[2] * p[2]),
    disc.y - disc.radius * (m[3] * p[0] + m[4] * p[1] + m[5] * p[2]),
    m[6] * p[0] + m[7] * p[1] + m[8] * p[2],
  ];
}

/** Part t of the way between two positions: round a sphere, straight in a projection, across a circle. */
function onWay(
  view: LayerView,
  from: Float32Array,
  to: Float32Array,
  t: number,
  {rows}: BatchFrame,
  [a, b]: readonly [number, number],
): [number, number, number] {
  const {kind} = view.scene;
  if (kind === 'circle') {
    const [p, q] = [placeOf(view, from, rows[a]), placeOf(view, to, rows[b])];
    const bend = [0, 1].map((i) => (p[i] + q[i] + 2 * [view.disc.x, view.disc.y][i]) / 4);
    const [u, v, w] = [(1 - t) ** 2, 2 * t * (1 - t), t * t];
    return [u * p[0] + v * bend[0] + w * q[0], u * p[1] + v * bend[1] + w * q[1], 1];
  }
  const mixed = from.map((x, d) => x + t * (to[d] - x));
  if (kind === 'sphere') {
    const length = Math.hypot(...mixed) || 1;
    for (let d = 0; d < 3; d++) mixed[d] /= length;
  }
  return placeOf(view, mixed, rows[a]);
}
