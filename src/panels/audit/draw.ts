import {drawBars} from '../chart/bars.ts';
import {DASHES, dot, horizontal, strokeLine, vertical} from '../chart/paint.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import type {Surface} from '../frame/useCanvas.ts';
import type {AuditLayout} from './layout.ts';

export function drawAudit({context, palette}: Surface, layout: AuditLayout, read: Stop | undefined): void {
  const {plot, y, bars, points} = layout;
  const across = [plot.left, plot.right] as const;
  drawBars(context, palette, bars, plot.bottom);
  for (const value of [0, 1]) horizontal(context, y(value), across, {colour: palette.line});
  horizontal(context, y(0.5), across, {colour: palette.ink3, dashes: DASHES});
  if (read) vertical(context, read.x, [plot.top, plot.bottom], {colour: palette.ink3});
  for (const {x, low, high} of points) strokeLine(context, [x, x], [low, high], {colour: palette.accent, alpha: 0.45});
  strokeLine(
    context,
    points.map((point) => point.x),
    points.map((point) => point.y),
    {colour: palette.accent, width: 1.8},
  );
  for (const point of points)
    dot(context, point.x, point.y, {radius: 3.5, colour: palette.accent, ground: palette.paper});
}
