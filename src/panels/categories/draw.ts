import {DASHES, dot, horizontal, strokeLine, vertical} from '../chart/paint.ts';
import {FAINT} from '../chart/trail.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import type {Surface} from '../frame/useCanvas.ts';
import type {CategoryLayout} from './layout.ts';

export function drawCategories({context, palette}: Surface, layout: CategoryLayout, read: Stop | undefined): void {
  const {plot, x, all, rows, radius, stops} = layout;
  const down = [plot.top, plot.bottom] as const;
  for (const value of [0, 0.5, 1]) vertical(context, x(value), down, {colour: palette.line});
  if (all !== undefined) vertical(context, all, down, {colour: palette.ink3, dashes: DASHES});
  rows.forEach(({x: share, y, low, high, few, best}, i) => {
    const isRead = stops[i] === read;
    horizontal(context, y, [plot.left, plot.right], {colour: isRead ? palette.ink3 : palette.line, alpha: 0.6});
    strokeLine(context, [low, high], [y, y], {colour: palette.accent, alpha: few ? FAINT / 2 : 0.45});
    if (best !== undefined && !few)
      dot(context, best, y, {radius: radius + 1, colour: palette.positive, ground: palette.paper, hollow: true});
    dot(context, share, y, {radius, colour: palette.accent, ground: palette.paper, hollow: few});
  });
}
