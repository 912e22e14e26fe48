import {cosineText} from '../chart/format.ts';
import type {Overlay} from '../chart/overlay.ts';
import {fillUnder, horizontal, strokeLine, vertical} from '../chart/paint.ts';
import type {Surface} from '../frame/useCanvas.ts';
import type {ClassesLayout} from './layout.ts';

export function drawClasses({context, palette}: Surface, layout: ClassesLayout, colours: readonly string[]): void {
  const {plot, ridges, x} = layout;
  for (const cosine of [-1, -0.5, 0, 0.5, 1]) {
    vertical(context, x(cosine), [plot.top, plot.bottom], {colour: palette.line, alpha: cosine === 0 ? 1 : 0.5});
  }
  for (const ridge of ridges) {
    const colour = colours[ridge.group];
    horizontal(context, ridge.ground, [plot.left, plot.right], {colour: palette.line});
    // First in the page's colour, so that the hills behind do not shine through.
    fillUnder(context, ridge.x, ridge.y, ridge.ground, {colour: palette.paper, alpha: 0.75});
    fillUnder(context, ridge.x, ridge.y, ridge.ground, {colour, alpha: 0.45});
    strokeLine(context, ridge.x, ridge.y, {colour, width: 1.2});
    if (ridge.mean !== undefined) {
      vertical(context, ridge.mean, [ridge.ground - Math.min(8, layout.step * 0.7), ridge.ground + 1], {
        colour: palette.ink,
        width: 1.5,
      });
    }
  }
}

export function drawHover({context, palette}: Surface, {plot}: ClassesLayout, x: number): void {
  vertical(context, x, [plot.top, plot.bottom], {colour: palette.ink3});
}

export function drawAxes(overlay: Overlay, {plot, x}: ClassesLayout): void {
  overlay.axis('bottom', {scale: x, values: [-1, -0.5, 0, 0.5, 1], format: cosineText, at: plot.bottom});
}
