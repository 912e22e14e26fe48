import type {Overlay} from '../chart/overlay.ts';
import {dot, horizontal, paintWithin, strokeLine, vertical} from '../chart/paint.ts';
import {tickText, tickValues} from '../chart/scale.ts';
import type {Palette} from '../frame/palette.ts';
import type {Surface} from '../frame/useCanvas.ts';
import type {ChangesLayout, Curve, Line} from './layout.ts';

/** Pixels for each axis label, about. */
const ROOM = {x: 58, y: 40};
/** Opacity of the part after the tick that is looked back to. */
const FAINT = 0.25;

type Context = CanvasRenderingContext2D;

const countOf = ({plot}: ChangesLayout) => ({
  x: Math.max(2, (plot.right - plot.left) / ROOM.x),
  y: Math.max(2, (plot.bottom - plot.top) / ROOM.y),
});

export function drawChanges({context, palette}: Surface, layout: ChangesLayout): void {
  const {plot, y, zero, until, end} = layout;
  const across = [plot.left, plot.right] as const;
  for (const value of tickValues('linear', y, countOf(layout).y))
    horizontal(context, y(value), across, {colour: palette.line, alpha: 0.6});
  horizontal(context, zero, across, {colour: palette.ink3});
  paintWithin(context, plot, [0, until], () => drawLines(context, palette, layout, 1));
  if (layout.lookingBack) {
    paintWithin(context, plot, [until, plot.right + 1], () => drawLines(context, palette, layout, FAINT));
    vertical(context, until, [plot.top, plot.bottom], {colour: palette.ink3, alpha: 0.6});
  }
  if (!end) return;
  dot(context, end.x, end.chosen, {radius: 3, colour: palette.accent, ground: palette.paper});
  dot(context, end.x, end.rejected, {radius: 3, colour: palette.negative, ground: palette.paper});
}

function drawLines(context: Context, palette: Palette, {chosen, rejected}: ChangesLayout, alpha: number): void {
  between(context, chosen.mean ?? chosen.line, rejected.mean ?? rejected.line, {
    colour: palette.accent,
    alpha: (palette.dark ? 0.16 : 0.1) * alpha,
  });
  const draw = ({line, mean}: Curve, colour: string) => {
    strokeLine(context, line.x, line.y, {colour, ...(mean ? {width: 1, alpha: 0.3 * alpha} : {width: 2, alpha})});
    if (mean) strokeLine(context, mean.x, mean.y, {colour, width: 2, alpha});
  };
  draw(rejected, palette.negative);
  draw(chosen, palette.accent);
}

/** Fills what lies between two lines. */
function between(context: Context, above: Line, below: Line, {colour, alpha}: {colour: string; alpha: number}): void {
  if (above.x.length === 0 || below.x.length === 0) return;
  context.save();
  context.fillStyle = colour;
  context.globalAlpha = alpha;
  context.beginPath();
  above.x.forEach((x, i) => {
    context.lineTo(x, above.y[i]);
  });
  for (let i = below.x.length - 1; i >= 0; i--) context.lineTo(below.x[i], below.y[i]);
  context.closePath();
  context.fill();
  context.restore();
}

export function drawRead(
  {context, palette}: Surface,
  {plot}: ChangesLayout,
  {x, chosen, rejected}: {x: number; chosen: number; rejected: number},
): void {
  vertical(context, x, [plot.top, plot.bottom], {colour: palette.ink3});
  dot(context, x, chosen, {radius: 3.5, colour: palette.accent, ground: palette.paper, hollow: true});
  dot(context, x, rejected, {radius: 3.5, colour: palette.negative, ground: palette.paper, hollow: true});
}

export function drawAxes(overlay: Overlay, layout: ChangesLayout): void {
  const {plot, x, y} = layout;
  const count = countOf(layout);
  const bottom = tickValues('linear', x, count.x);
  overlay.axis('bottom', {scale: x, values: bottom, format: tickText('linear', x, count.x), at: plot.bottom});
  const left = tickValues('linear', y, count.y);
  overlay.axis('left', {scale: y, values: left, format: tickText('linear', y, count.y), at: plot.left});
}
