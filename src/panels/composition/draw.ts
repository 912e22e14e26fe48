import {vertical} from '../chart/paint.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import type {Surface} from '../frame/useCanvas.ts';
import type {CompositionLayout} from './layout.ts';

export function drawComposition(
  {context, palette, width}: Surface,
  layout: CompositionLayout,
  read: Stop | undefined,
): void {
  const {plot, bars, stops} = layout;
  const at = read ? stops.indexOf(read) : -1;
  if (at >= 0) {
    const row = (plot.bottom - plot.top) / bars.length;
    context.save();
    context.fillStyle = palette.accentSoft;
    context.globalAlpha = 0.5;
    context.fillRect(0, plot.top + at * row, width, row);
    context.restore();
  }
  for (const {policy, reference} of bars) {
    context.save();
    context.fillStyle = palette.accent;
    context.fillRect(policy.left, policy.top, Math.max(0, policy.right - policy.left), policy.bottom - policy.top);
    context.restore();
    if (!reference) continue;
    const {left, right, top, bottom} = reference;
    context.save();
    context.strokeStyle = palette.ink3;
    context.strokeRect(left + 0.5, top + 1.5, Math.max(0, right - left), bottom - top - 1.5);
    context.restore();
  }
  vertical(context, plot.left, [plot.top, plot.bottom], {colour: palette.line});
}
