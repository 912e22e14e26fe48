import {cosineText} from '../chart/format.ts';
import type {Overlay} from '../chart/overlay.ts';
import {DASHES, horizontal, strokeLine, vertical} from '../chart/paint.ts';
import type {Surface} from '../frame/useCanvas.ts';
import type {Bar, TemperatureLayout} from './layout.ts';

export function drawTemperature({context, palette}: Surface, layout: TemperatureLayout): void {
  const {plot, ground, curves} = layout;
  bars(context, layout.negatives, ground, palette.ghost, palette.dark ? 0.55 : 0.5);
  bars(context, layout.push, ground, palette.accent, palette.dark ? 0.3 : 0.2);
  outline(context, layout.positives, ground, palette.positive);
  for (const {present, x, y} of curves) {
    if (!present) strokeLine(context, x, y, {colour: palette.ghost, width: 1.4});
  }
  horizontal(context, ground, [plot.left, plot.right], {colour: palette.line});
  for (const {present, x, y} of curves) {
    if (present) strokeLine(context, x, y, {colour: palette.accent, width: 2.2});
  }
}

export function drawRule({context, palette}: Surface, {plot}: TemperatureLayout, x: number): void {
  vertical(context, x, [plot.top, plot.bottom], {colour: palette.ink3, dashes: DASHES});
}

export function drawAxes(overlay: Overlay, {plot, x, y, curves}: TemperatureLayout): void {
  overlay.axis('bottom', {scale: x, values: [-1, -0.5, 0, 0.5, 1], format: cosineText, at: plot.bottom});
  overlay.axis('left', {
    scale: y,
    values: curves.length > 0 ? [-1, -0.5, 0, 0.5, 1].filter((value) => value >= y.domain()[0]) : [],
    format: cosineText,
    at: plot.left,
  });
}

function bars(
  context: CanvasRenderingContext2D,
  all: readonly Bar[],
  ground: number,
  colour: string,
  alpha: number,
): void {
  context.save();
  context.fillStyle = colour;
  context.globalAlpha = alpha;
  for (const {left, right, top} of all) context.fillRect(left, top, right - left, ground - top);
  context.restore();
}

/** The upper outline of a histogram, from its first to its last bin above 0. */
function outline(context: CanvasRenderingContext2D, all: readonly Bar[], ground: number, colour: string): void {
  const first = all.findIndex(({top}) => top < ground);
  if (first < 0) return;
  const last = all.findLastIndex(({top}) => top < ground);
  const [x, y]: [number[], number[]] = [[all[first].left], [ground]];
  for (const {left, right, top} of all.slice(first, last + 1)) {
    x.push(left, right + 1);
    y.push(top, top);
  }
  x.push(all[last].right + 1);
  y.push(ground);
  strokeLine(context, x, y, {colour, width: 1.2, alpha: 0.9});
}
