import type {Palette} from '../frame/palette.ts';
import {drawRim} from '../hypersphere/drawBody.ts';
import type {Disc} from '../hypersphere/layout.ts';
import {ROUND} from './density.ts';
import type {EvennessLayout} from './layout.ts';
import {shade} from './PaintedBall.ts';
import {colourAt} from './ramp.ts';

type Context = CanvasRenderingContext2D;

/** The part of the radius that the painted band of a circle takes. */
const BAND = 0.2;

/** Points [count, 3] as specks, after the turn m: those in front. */
export function drawSpecks(
  context: Context,
  colour: string,
  positions: Float32Array,
  {x, y, radius}: Disc,
  m: Float64Array,
  {size, alpha}: {size: number; alpha: number},
): void {
  context.fillStyle = colour;
  context.globalAlpha = alpha;
  for (let at = 0; at < positions.length; at += 3) {
    const px = positions[at];
    const py = positions[at + 1];
    const pz = positions[at + 2];
    if (m[6] * px + m[7] * py + m[8] * pz < 0) continue;
    const sx = x + radius * (m[0] * px + m[1] * py + m[2] * pz);
    const sy = y - radius * (m[3] * px + m[4] * py + m[5] * pz);
    context.fillRect(sx - size / 2, sy - size / 2, size, size);
  }
  context.globalAlpha = 1;
}

/** A ball in the colour of an even density, with its points. */
export function drawEvenBall(
  context: Context,
  palette: Palette,
  ramp: Uint8ClampedArray,
  positions: Float32Array,
  disc: Disc,
  m: Float64Array,
): void {
  context.save();
  context.beginPath();
  context.arc(disc.x, disc.y, disc.radius, 0, 2 * Math.PI);
  context.clip();
  context.fillStyle = colourAt(ramp, 0.5);
  context.fillRect(disc.x - disc.radius, disc.y - disc.radius, 2 * disc.radius, 2 * disc.radius);
  shade(context, palette, disc);
  context.restore();
  const count = positions.length / 3;
  const size = count > 2000 ? 1 : count > 300 ? 1.4 : 2.4;
  drawSpecks(context, palette.ink, positions, disc, m, {size, alpha: 0.5});
  drawRim(context, palette, disc);
}

/** A circle whose band has the colours of levels [ROUND], or of one level. */
export function drawBand(
  context: Context,
  palette: Palette,
  ramp: Uint8ClampedArray,
  {x, y, radius}: Disc,
  levelOf: (at: number) => number,
): void {
  const width = BAND * radius;
  context.lineWidth = width;
  for (let at = 0; at < ROUND; at++) {
    // A little longer than its part, so that no seam is seen.
    const [from, to] = [-0.8, 0.8].map((half) => (-2 * Math.PI * (at + half)) / ROUND);
    context.strokeStyle = colourAt(ramp, levelOf(at));
    context.beginPath();
    context.arc(x, y, radius - width / 2, to, from);
    context.stroke();
  }
  context.strokeStyle = palette.line;
  context.lineWidth = 1;
  for (const r of [radius, radius - width]) {
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.stroke();
  }
}

/** Points of a circle, inside its band. */
export function drawRing(context: Context, palette: Palette, positions: Float32Array, {x, y, radius}: Disc): void {
  const r = radius * (1 - BAND - 0.07);
  context.fillStyle = palette.ink2;
  context.globalAlpha = 0.5;
  for (let at = 0; at < positions.length; at += 3) {
    context.fillRect(x + r * positions[at] - 0.7, y - r * positions[at + 1] - 0.7, 1.4, 1.4);
  }
  context.globalAlpha = 1;
}

/** The scale of colours, from a crowd at the top to a hole at the bottom, with a tick at even. */
export function drawScale(context: Context, palette: Palette, ramp: Uint8ClampedArray, {scale}: EvennessLayout): void {
  const {x, top, bottom} = scale;
  const left = x - 34;
  const width = 9;
  const fill = context.createLinearGradient(0, bottom, 0, top);
  for (let i = 0; i <= 16; i++) fill.addColorStop(i / 16, colourAt(ramp, i / 16));
  context.fillStyle = fill;
  context.beginPath();
  context.roundRect(left, top, width, bottom - top, 3);
  context.fill();
  context.strokeStyle = palette.line;
  context.lineWidth = 1;
  context.stroke();
  context.strokeStyle = palette.ink2;
  context.beginPath();
  context.moveTo(left - 2, (top + bottom) / 2);
  context.lineTo(left + width + 3, (top + bottom) / 2);
  context.stroke();
}
