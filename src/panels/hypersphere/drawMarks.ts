/**
 * Marks of the point under the pointer, of the same thing by other artists, of its neighbours, and of search results.
 */
import type {PointSet} from '../data.ts';
import type {Palette} from '../frame/palette.ts';
import type {Disc} from './layout.ts';
import {drawPicture} from './picture.ts';
import type {Scene} from './scene.ts';

type Context = CanvasRenderingContext2D;

export interface Marks {
  /** The row under the pointer first, then others of the same thing. */
  family: readonly number[];
  neighbours: readonly number[];
  sought: readonly number[];
}

/** If a thing has more points, each is joined to the first only. */
const ALL_PAIRS = 5;
const MOST_JOINED = 24;
const MOST_SOUGHT = 250;

export function drawMarks(
  context: Context,
  palette: Palette,
  scene: Scene,
  points: PointSet,
  {family, neighbours, sought}: Marks,
  disc: Disc,
  size: number,
): void {
  const near = 0.72 * size;
  const {x, y, depth} = scene.places;
  const seen = (row: number) => row < scene.count;
  const circle = (row: number, radius: number, colour: string, width: number) => {
    context.globalAlpha = depth[row] >= 0 || scene.kind === 'projection' ? 1 : 0.4;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.arc(x[row], y[row], radius, 0, 2 * Math.PI);
    context.stroke();
    context.globalAlpha = 1;
  };
  const lifted = (row: number, scale: number) => {
    const sprite = depth[row] > 0 || scene.kind === 'projection' ? points.sprite?.(row) : undefined;
    if (!sprite) return;
    context.fillStyle = palette.raised;
    context.beginPath();
    context.arc(x[row], y[row], near * scale, 0, 2 * Math.PI);
    context.fill();
    drawPicture(context, sprite, x[row], y[row], size * scale, palette.dark);
  };

  for (const row of sought.slice(0, MOST_SOUGHT)) if (seen(row) && depth[row] > 0) circle(row, near, palette.accent, 1);
  const joined = family.slice(0, MOST_JOINED).filter(seen);
  drawArcs(context, palette, scene, joined, disc);
  for (const row of neighbours) {
    if (!seen(row)) continue;
    lifted(row, 1);
    circle(row, near, palette.ink3, 1);
  }
  // The first lies on top.
  for (const row of joined.toReversed()) {
    const scale = row === family[0] ? 1.7 : 1.35;
    lifted(row, scale);
    circle(row, near * (points.sprite ? scale : 1), palette.accent, row === family[0] ? 2 : 1.25);
  }
}

function drawArcs(context: Context, palette: Palette, scene: Scene, rows: readonly number[], disc: Disc): void {
  const pairs = rows.flatMap((a, i) => rows.slice(i + 1).map((b) => [a, b, i] as const));
  context.strokeStyle = palette.accent;
  context.lineWidth = 1;
  for (const [a, b, i] of pairs) if (rows.length <= ALL_PAIRS || i === 0) drawJoin(context, scene, a, b, disc);
  context.globalAlpha = 1;
}

function drawJoin(context: Context, scene: Scene, a: number, b: number, disc: Disc): void {
  const {x, y} = scene.places;
  context.globalAlpha = 0.75;
  if (scene.kind === 'sphere') {
    drawGreatCircle(context, scene.viewOf(a, disc), scene.viewOf(b, disc), disc);
    return;
  }
  context.beginPath();
  context.moveTo(x[a], y[a]);
  // On a circle a chord that bends towards the centre, so that it stays clear of the points between.
  if (scene.kind === 'circle') {
    context.quadraticCurveTo((x[a] + x[b] + 2 * disc.x) / 4, (y[a] + y[b] + 2 * disc.y) / 4, x[b], y[b]);
  } else context.lineTo(x[b], y[b]);
  context.stroke();
}

type View = [number, number, number];

/** The shortest way over the sphere, faint where it runs behind. */
function drawGreatCircle(context: Context, a: View, b: View, disc: Disc): void {
  const cosine = Math.min(1, Math.max(-1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2]));
  const angle = Math.acos(cosine);
  const sine = Math.sin(angle);
  if (sine < 1e-4) return;
  const steps = Math.max(2, Math.ceil(angle / 0.05));
  const at = (i: number): View => {
    const p = Math.sin(((steps - i) / steps) * angle) / sine;
    const q = Math.sin((i / steps) * angle) / sine;
    return [p * a[0] + q * b[0], p * a[1] + q * b[1], p * a[2] + q * b[2]];
  };
  for (const front of [false, true]) {
    context.globalAlpha = front ? 0.8 : 0.25;
    context.beginPath();
    for (let i = 0; i < steps; i++) {
      const [from, to] = [at(i), at(i + 1)];
      if (from[2] + to[2] >= 0 !== front) continue;
      context.moveTo(disc.x + disc.radius * from[0], disc.y - disc.radius * from[1]);
      context.lineTo(disc.x + disc.radius * to[0], disc.y - disc.radius * to[1]);
    }
    context.stroke();
  }
}
