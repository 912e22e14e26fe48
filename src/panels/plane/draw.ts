import {ghostStroke} from '../chart/looks.ts';
import type {Overlay} from '../chart/overlay.ts';
import {DASHES, dot, horizontal, strokeLine, vertical} from '../chart/paint.ts';
import {type Scale, tickText, tickValues} from '../chart/scale.ts';
import type {Surface} from '../frame/useCanvas.ts';
import type {PlaneLayout, Point} from './layout.ts';

/** Pixels for each axis label, about. */
const ROOM = {x: 64, y: 46};

const countOf = ({plot}: PlaneLayout) => ({
  x: Math.max(2, (plot.right - plot.left) / ROOM.x),
  y: Math.max(2, (plot.bottom - plot.top) / ROOM.y),
});

/** Opacity of the part after the tick that is looked back to. */
const FAINT = 0.25;

export function drawPlane({context, palette}: Surface, layout: PlaneLayout): void {
  const {plot, line, strong, floor, start, now} = layout;
  for (const value of tickValues('linear', layout.y, countOf(layout).y)) {
    horizontal(context, layout.y(value), [plot.left, plot.right], {
      colour: palette.line,
      alpha: value === 0 ? 1 : 0.55,
    });
  }
  if (floor !== undefined) vertical(context, floor, [plot.top, plot.bottom], {colour: palette.ink3, dashes: DASHES});
  for (const ghost of layout.ghosts) {
    strokeLine(context, ghost.x, ghost.y, ghostStroke(ghost, palette, layout.ghosts));
  }
  if (strong < line.x.length) {
    const later = Math.max(0, strong - 1);
    strokeLine(context, line.x.slice(later), line.y.slice(later), {colour: palette.accent, width: 1.5, alpha: FAINT});
  }
  strokeLine(context, line.x.slice(0, strong), line.y.slice(0, strong), {colour: palette.accent});
  for (const mark of layout.marks)
    dot(context, mark.x, mark.y, {radius: 2.5, colour: palette.warn, ground: palette.paper});
  if (start) dot(context, start.x, start.y, {radius: 3.5, colour: palette.accent, ground: palette.paper, hollow: true});
  if (now) dot(context, now.x, now.y, {radius: 4.5, colour: palette.accent, ground: palette.paper});
}

export function drawHover({context, palette}: Surface, {x, y}: Point): void {
  dot(context, x, y, {radius: 4, colour: palette.ink, ground: palette.paper, hollow: true});
}

export function drawAxes(overlay: Overlay, layout: PlaneLayout): void {
  const {plot, x, y} = layout;
  const count = countOf(layout);
  const axis = (scale: Scale, count: number, at: number) => ({
    scale,
    values: tickValues('linear', scale, count),
    format: tickText('linear', scale, count),
    at,
  });
  overlay.axis('bottom', axis(x, count.x, plot.bottom));
  overlay.axis('left', axis(y, count.y, plot.left));
}
