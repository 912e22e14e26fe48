import {type GhostLook, ghostStroke} from '../chart/looks.ts';
import type {Overlay} from '../chart/overlay.ts';
import {DASHES, dot, horizontal, paintWithin, strokeLine, vertical} from '../chart/paint.ts';
import {type ScaleKind, tickText, tickValues} from '../chart/scale.ts';
import type {Surface} from '../frame/useCanvas.ts';
import type {CurvesLayout} from './layout.ts';

/** Pixels for each axis label, about. */
const ROOM = {x: 58, y: 40};

const countOf = ({plot}: CurvesLayout) => ({
  x: Math.max(2, (plot.right - plot.left) / ROOM.x),
  y: Math.max(2, (plot.bottom - plot.top) / ROOM.y),
});

/** Opacity of the part after the tick that is looked back to. */
const FAINT = 0.25;

export interface Kinds {
  x: ScaleKind;
  y: ScaleKind;
}

export function drawCurves(surface: Surface, layout: CurvesLayout, kinds: Kinds): void {
  const {context, palette} = surface;
  const {plot, until, end} = layout;
  for (const value of tickValues(kinds.y, layout.y, countOf(layout).y)) {
    horizontal(context, layout.y(value), [plot.left, plot.right], {colour: palette.line, alpha: 0.6});
  }
  horizontal(context, plot.bottom, [plot.left, plot.right], {colour: palette.line});
  for (const {at} of layout.references) {
    horizontal(context, at, [plot.left, plot.right], {colour: palette.ink3, dashes: DASHES});
  }
  for (const {at} of layout.marks) {
    vertical(context, at, [plot.top - 16, plot.bottom], {colour: palette.warn, dashes: [2, 3]});
  }
  for (const ghost of layout.ghosts) {
    strokeLine(context, ghost.x, ghost.y, ghostStroke(ghost, palette, layout.ghosts));
  }
  paintWithin(context, plot, [0, until], () => drawLines(surface, layout, 1));
  if (layout.lookingBack) {
    paintWithin(context, plot, [until, plot.right + 1], () => drawLines(surface, layout, FAINT));
    vertical(context, until, [plot.top, plot.bottom], {colour: palette.ink3, alpha: 0.6});
  }
  drawEnd(surface, end);
}

function drawLines({context, palette}: Surface, {line, mean}: CurvesLayout, alpha: number): void {
  const raw = mean ? {width: 1, alpha: 0.3 * alpha} : {width: 2, alpha};
  strokeLine(context, line.x, line.y, {colour: palette.accent, ...raw});
  if (mean) strokeLine(context, mean.x, mean.y, {colour: palette.accent, width: 2, alpha});
}

function drawEnd({context, palette}: Surface, end: CurvesLayout['end']): void {
  if (end) dot(context, end.x, end.y, {radius: 3, colour: palette.accent, ground: palette.paper});
}

export function drawHover({context, palette}: Surface, {plot}: CurvesLayout, {x, y}: {x: number; y: number}): void {
  vertical(context, x, [plot.top, plot.bottom], {colour: palette.ink3});
  dot(context, x, y, {radius: 3.5, colour: palette.ink, ground: palette.paper, hollow: true});
}

/** The same step of another run. */
export function drawGhostHover({context, palette}: Surface, ghost: GhostLook, {x, y}: {x: number; y: number}): void {
  dot(context, x, y, {radius: 3, colour: ghostStroke(ghost, palette, []).colour, ground: palette.paper, hollow: true});
}

export function drawAxes(overlay: Overlay, layout: CurvesLayout, kinds: Kinds): void {
  const {plot, x, y} = layout;
  const count = countOf(layout);
  const bottom = tickValues(kinds.x, x, count.x);
  overlay.axis('bottom', {scale: x, values: bottom, format: tickText(kinds.x, x, count.x), at: plot.bottom});
  const left = tickValues(kinds.y, y, count.y);
  overlay.axis('left', {scale: y, values: left, format: tickText(kinds.y, y, count.y), at: plot.left});
}
