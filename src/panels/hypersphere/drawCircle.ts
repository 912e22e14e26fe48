/** A 2-D embedding: the unit circle, the density around it, and where each group lies on average. */
import type {Palette} from '../frame/palette.ts';
import {type Corona, coronaOf} from './corona.ts';
import {BINS, circleDensity} from './density.ts';
import {type Disc, RIM} from './layout.ts';

type Context = CanvasRenderingContext2D;

interface CirclePoints {
  /** [count, 3] */
  positions: Float32Array;
  count: number;
  groupOf: ArrayLike<number>;
  groups: number;
}

/** The circle alone, and the ribbon when there are points. `chosen` groups lie next to the circle, others step back. */
export function drawCircle(
  context: Context,
  palette: Palette,
  disc: Disc,
  points: CirclePoints | undefined,
  chosen: ReadonlySet<number>,
): void {
  const inner = RIM * disc.radius;
  if (points && points.count > 0) {
    const order = Array.from({length: points.groups}, (_, g) => g);
    order.sort((a, b) => Number(chosen.has(b)) - Number(chosen.has(a)) || a - b);
    const density = circleDensity(points.positions, points.count, points.groupOf, points.groups);
    const corona = coronaOf(density, order, inner, disc.radius);
    drawBands(context, palette, disc, corona, order, inner, chosen);
    drawEven(context, palette, disc, corona.even);
    drawSpokes(context, palette, disc, points, inner, chosen);
  }
  context.strokeStyle = palette.ghost;
  context.lineWidth = 1;
  ring(context, disc, inner);
}

function drawBands(
  context: Context,
  palette: Palette,
  disc: Disc,
  {radii}: Corona,
  order: readonly number[],
  inner: number,
  chosen: ReadonlySet<number>,
): void {
  let below = new Float64Array(BINS).fill(inner);
  for (const group of order) {
    const top = radii.subarray(group * BINS, (group + 1) * BINS);
    context.beginPath();
    around(context, disc, top, false);
    around(context, disc, below, true);
    context.fillStyle = palette.groups[group % palette.groups.length];
    context.globalAlpha = chosen.size === 0 || chosen.has(group) ? 0.5 : 0.1;
    context.fill('nonzero');
    below = Float64Array.from(top);
  }
  context.globalAlpha = 1;
  context.beginPath();
  around(context, disc, below, false);
  context.strokeStyle = palette.ink2;
  context.lineWidth = 1;
  context.stroke();
}

/** A closed curve at the given radii. A hole is drawn the other way round. */
function around(path: Context, {x, y}: Disc, radii: Float64Array, hole: boolean): void {
  for (let i = 0; i < BINS; i++) {
    const bin = hole ? BINS - 1 - i : i;
    const angle = (2 * Math.PI * bin) / BINS;
    const [px, py] = [x + radii[bin] * Math.cos(angle), y - radii[bin] * Math.sin(angle)];
    if (i === 0) path.moveTo(px, py);
    else path.lineTo(px, py);
  }
  path.closePath();
}

function drawEven(context: Context, palette: Palette, disc: Disc, radius: number): void {
  context.setLineDash([3, 4]);
  context.strokeStyle = palette.ink3;
  context.lineWidth = 1;
  ring(context, disc, radius);
  context.setLineDash([]);
}

function ring(context: Context, {x, y}: Disc, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
}

/** A line to the mean of each group's points: long where they agree, nothing where they are all around. */
function drawSpokes(
  context: Context,
  palette: Palette,
  {x, y}: Disc,
  {positions, count, groupOf, groups}: CirclePoints,
  inner: number,
  chosen: ReadonlySet<number>,
): void {
  const sums = new Float64Array(3 * groups);
  for (let row = 0; row < count; row++) {
    const at = 3 * groupOf[row];
    sums[at] += positions[3 * row];
    sums[at + 1] += positions[3 * row + 1];
    sums[at + 2]++;
  }
  // They end where the points begin.
  const reach = 0.8 * inner;
  context.lineWidth = 1.25;
  for (let group = 0; group < groups; group++) {
    const n = Math.max(1, sums[3 * group + 2]);
    const [px, py] = [x + (reach * sums[3 * group]) / n, y - (reach * sums[3 * group + 1]) / n];
    context.strokeStyle = palette.groups[group % palette.groups.length];
    context.fillStyle = context.strokeStyle;
    context.globalAlpha = chosen.size === 0 || chosen.has(group) ? 0.8 : 0.15;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(px, py);
    context.stroke();
    context.beginPath();
    context.arc(px, py, 2.5, 0, 2 * Math.PI);
    context.fill();
  }
  context.globalAlpha = 1;
}
