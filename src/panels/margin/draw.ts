import {DASHES, horizontal, vertical} from '../chart/paint.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import type {Surface} from '../frame/useCanvas.ts';
import type {MarginLayout} from './layout.ts';

export function drawMargins({context, palette}: Surface, layout: MarginLayout, read: Stop | undefined): void {
  const {plot, bars, zero, mean, stops} = layout;
  context.save();
  bars.forEach(({left, right, top, isRight}, i) => {
    context.globalAlpha = stops[i] === read ? 1 : palette.dark ? 0.75 : 0.65;
    context.fillStyle = isRight ? palette.accent : palette.negative;
    context.fillRect(left, top, right - left, plot.bottom - top);
  });
  context.restore();
  horizontal(context, plot.bottom, [plot.left, plot.right], {colour: palette.line});
  vertical(context, zero, [0, plot.bottom], {colour: palette.ink});
  if (mean !== undefined) vertical(context, mean, [plot.top - 13, plot.bottom], {colour: palette.ink2, dashes: DASHES});
}
