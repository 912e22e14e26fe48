import {dot, horizontal, strokeLine, vertical} from '../chart/paint.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import type {Surface} from '../frame/useCanvas.ts';
import type {WeightsLayout} from './layout.ts';

export function drawWeights({context, palette}: Surface, layout: WeightsLayout, read: Stop | undefined): void {
  const {plot, zero, ticks, rows, radius, stops} = layout;
  for (const x of ticks) vertical(context, x, [plot.top, plot.bottom], {colour: palette.line, alpha: 0.7});
  vertical(context, zero, [plot.top, plot.bottom], {colour: palette.ink3});
  rows.forEach(({y, learnt, taste}, i) => {
    const isRead = stops[i] === read;
    horizontal(context, y, [plot.left, plot.right], {colour: isRead ? palette.ink3 : palette.line, alpha: 0.6});
    strokeLine(context, [taste ?? zero, learnt], [y, y], {
      colour: palette.accent,
      width: Math.min(3, radius),
      alpha: isRead ? 0.8 : 0.4,
    });
    if (taste !== undefined)
      dot(context, taste, y, {radius: radius + 1, colour: palette.ink2, ground: palette.paper, hollow: true});
    dot(context, learnt, y, {
      radius: radius + Number(isRead && radius < 3),
      colour: palette.accent,
      ground: palette.paper,
    });
  });
}
