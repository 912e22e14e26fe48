import type {Overlay} from '../chart/overlay.ts';
import {DASHES, horizontal, strokeLine, vertical} from '../chart/paint.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {LEAST, type SpectrumLayout} from './layout.ts';

const POWERS = [LEAST, 1e-4, 1e-2, 1];
const TEXTS = new Map([
  [LEAST, '10⁻⁶'],
  [1e-4, '10⁻⁴'],
  [1e-2, '1 %'],
  [1, '100 %'],
]);

/** Pixels for each axis label, about. */
const ROOM = 58;

export function drawSpectrum({context, palette}: Surface, layout: SpectrumLayout, pointed: number): void {
  const {plot, y, bars, before, alike, rank} = layout;
  for (const share of POWERS) {
    horizontal(context, y(share), [plot.left, plot.right], {colour: palette.line, alpha: share === LEAST ? 1 : 0.6});
  }
  context.save();
  context.fillStyle = palette.accent;
  bars.forEach(({left, right, top}, k) => {
    const used = rank === undefined || left < rank;
    context.globalAlpha = k === pointed ? 1 : used ? 0.75 : 0.32;
    context.fillRect(left, top, right - left, plot.bottom - top);
  });
  context.restore();
  if (before) strokeLine(context, before.x, before.y, {colour: palette.ink3, width: 1.2});
  horizontal(context, alike, [plot.left, plot.right], {colour: palette.ink3, dashes: DASHES});
  if (rank !== undefined) vertical(context, rank, [plot.top, plot.bottom], {colour: palette.accent, dashes: DASHES});
}

export function drawAxes(overlay: Overlay, {plot, x, y}: SpectrumLayout): void {
  const [, count] = x.domain();
  const wanted = Math.max(2, (plot.right - plot.left) / ROOM);
  const whole = x.ticks(wanted).filter((value) => Number.isInteger(value) && value > 0 && value <= count);
  // A direction's number stands below the middle of its bar.
  const middle = x.copy().domain([0.5, count + 0.5]);
  overlay.axis('bottom', {scale: middle, values: [...new Set([1, ...whole])], format: String, at: plot.bottom});
  overlay.axis('left', {scale: y, values: POWERS, format: (share) => TEXTS.get(share)!, at: plot.left});
}
