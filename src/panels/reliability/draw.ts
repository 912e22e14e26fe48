import {drawBars} from '../chart/bars.ts';
import {DASHES, horizontal, strokeLine, vertical} from '../chart/paint.ts';
import {drawTrail, FAINT} from '../chart/trail.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import type {Surface} from '../frame/useCanvas.ts';
import type {ReliabilityLayout} from './layout.ts';

export function drawReliability({context, palette}: Surface, layout: ReliabilityLayout, read: Stop | undefined): void {
  const {plot, x, y, bars, points} = layout;
  drawBars(context, palette, bars, plot.bottom);
  for (const value of [0, 0.5, 1]) horizontal(context, y(value), [plot.left, plot.right], {colour: palette.line});
  strokeLine(context, [x(0.5), x(1)], [y(0.5), y(1)], {colour: palette.ink3, width: 1.2, dashes: DASHES});
  if (read) vertical(context, read.x, [plot.top, plot.bottom], {colour: palette.ink3});
  // The error of a bin is how far its dot is from the diagonal.
  for (const {x, y, ideal, few} of points)
    strokeLine(context, [x, x], [y, ideal], {colour: palette.negative, width: 3, alpha: few ? FAINT / 2 : 0.4});
  drawTrail(context, palette, points);
}
