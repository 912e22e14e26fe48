/** Draws the curves of a sweep; the spheres stand above them. */
import {dot, horizontal, strokeLine, vertical} from '../chart/paint.ts';
import type {Palette} from '../frame/palette.ts';
import type {Surface} from '../frame/useCanvas.ts';
import type {Curve, CurveLayout} from './layout.ts';

/** Colours of the first and the second curve: blue and orange, which colour-blind eyes tell apart. */
export const colourOf = ({accent, negative}: Palette, i: number): string => (i === 0 ? accent : negative);

export function drawCurves({context, palette}: Surface, layout: CurveLayout, read: number | undefined): void {
  const {xs, curves, balls} = layout;
  for (const {lines, y, plot} of curves) {
    for (const value of lines) horizontal(context, y(value), [plot.left, plot.right], {colour: palette.line});
  }
  if (read !== undefined && curves.length > 0) {
    const ends = [curves[0].plot.top, curves[curves.length - 1].plot.bottom] as const;
    vertical(context, xs[read], ends, {colour: palette.ink3, alpha: 0.6});
  }
  curves.forEach((curve, i) => {
    drawBest(context, xs, curve, colourOf(palette, i));
    drawBand(context, xs, curve, colourOf(palette, i), palette.dark);
  });
  for (const {x, y, radius, foot} of balls) {
    strokeLine(context, [x, x], [y + radius, foot], {colour: palette.ink3, width: 1, alpha: 0.7});
  }
  curves.forEach((curve, i) => {
    drawCurve(context, xs, curve, colourOf(palette, i), palette, read);
  });
}

/** From the best place down to the axis. */
function drawBest(
  context: CanvasRenderingContext2D,
  xs: readonly number[],
  {best, mean, plot}: Curve,
  colour: string,
): void {
  if (best === undefined) return;
  vertical(context, xs[best], [mean[best], plot.bottom], {colour, alpha: 0.55, dashes: [2, 3]});
}

function drawBand(
  context: CanvasRenderingContext2D,
  xs: readonly number[],
  {low, high}: Curve,
  colour: string,
  dark: boolean,
): void {
  const known = xs.flatMap((x, i) => (Number.isFinite(low[i]) ? [{x, low: low[i], high: high[i]}] : []));
  if (known.length < 2) return;
  context.save();
  context.globalAlpha = dark ? 0.22 : 0.15;
  context.fillStyle = colour;
  context.beginPath();
  for (const {x, high} of known) context.lineTo(x, high);
  for (const {x, low} of known.reverse()) context.lineTo(x, low);
  context.closePath();
  context.fill();
  context.restore();
}

function drawCurve(
  context: CanvasRenderingContext2D,
  xs: readonly number[],
  {mean, dots, best}: Curve,
  colour: string,
  {paper, ink}: Palette,
  read: number | undefined,
): void {
  strokeLine(context, xs, mean, {colour, width: 2.2});
  context.save();
  context.fillStyle = colour;
  context.globalAlpha = 0.6;
  for (const {x, y} of dots) {
    if (!Number.isFinite(y)) continue;
    context.beginPath();
    context.arc(x, y, 1.9, 0, 2 * Math.PI);
    context.fill();
  }
  context.restore();
  xs.forEach((x, i) => {
    dot(context, x, mean[i], {radius: i === best ? 5.5 : 3.6, colour, ground: paper});
    if (i === best) dot(context, x, mean[i], {radius: 2, colour: paper, ground: colour});
    if (i === read) {
      context.beginPath();
      context.arc(x, mean[i], 7.5, 0, 2 * Math.PI);
      context.strokeStyle = ink;
      context.lineWidth = 1.5;
      context.stroke();
    }
  });
}
