import {drawBars} from '../chart/bars.ts';
import {DASHES, horizontal, strokeLine, vertical} from '../chart/paint.ts';
import {drawTrail} from '../chart/trail.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import type {Surface} from '../frame/useCanvas.ts';
import type {GapLayout} from './layout.ts';

export function drawAccuracy({context, palette}: Surface, layout: GapLayout, read: Stop | undefined): void {
  const {plot, y, bars, points, best, middle} = layout;
  const across = [plot.left, plot.right] as const;
  drawBars(context, palette, bars, plot.bottom);
  for (const value of [0, 1]) horizontal(context, y(value), across, {colour: palette.line});
  horizontal(context, y(0.5), across, {colour: palette.ink3, dashes: DASHES});
  vertical(context, middle, [plot.top, plot.bottom], {colour: palette.ink3, alpha: 0.6});
  if (read) vertical(context, read.x, [plot.top, plot.bottom], {colour: palette.ink3});
  strokeLine(context, best.x, best.y, {colour: palette.positive, width: 1.3});
  drawTrail(context, palette, points);
}
