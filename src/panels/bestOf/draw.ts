import {DASHES, dot, horizontal, strokeLine, vertical} from '../chart/paint.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import type {Surface} from '../frame/useCanvas.ts';
import type {BestOfLayout} from './layout.ts';

export function drawBestOf({context, palette}: Surface, layout: BestOfLayout, read: Stop | undefined): void {
  const {plot, x, y, proxy, gold, turn, drop} = layout;
  for (const value of layout.left.values)
    horizontal(context, y(value), [plot.left, plot.right], {
      colour: value === 0 ? palette.ink3 : palette.line,
      alpha: 0.7,
    });
  for (const place of x) vertical(context, place, [plot.bottom, plot.bottom + 4], {colour: palette.ink3});
  if (turn)
    vertical(context, turn.x, [Math.min(drop, plot.bottom), plot.bottom], {
      colour: palette.accent,
      dashes: DASHES,
      alpha: 0.8,
    });
  if (read) vertical(context, read.x, [plot.top, plot.bottom], {colour: palette.ink3});
  strokeLine(context, x, proxy, {colour: palette.ink2, width: 1.8, dashes: [5, 4]});
  strokeLine(context, x, gold, {colour: palette.accent, width: 2.4});
  for (let i = 0; i < x.length; i++)
    dot(context, x[i], gold[i], {radius: 2.5, colour: palette.accent, ground: palette.paper});
  if (turn) dot(context, turn.x, turn.y, {radius: 5, colour: palette.accent, ground: palette.paper});
}
