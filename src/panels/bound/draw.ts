import type {Overlay} from '../chart/overlay.ts';
import {DASHES, dot, fillUnder, horizontal, strokeLine, vertical} from '../chart/paint.ts';
import {tickText, tickValues} from '../chart/scale.ts';
import type {Surface} from '../frame/useCanvas.ts';
import type {BoundLayout} from './layout.ts';

/** Pixels for each axis label, about. */
const ROOM = {x: 58, y: 34};

const countOf = ({plot}: BoundLayout) => ({
  x: Math.max(2, (plot.right - plot.left) / ROOM.x),
  y: Math.max(2, (plot.bottom - plot.top) / ROOM.y),
});

export function drawBound({context, palette}: Surface, layout: BoundLayout): void {
  const {plot, raw, mean, bound, ceilings, end} = layout;
  horizontal(context, layout.y(0), [plot.left, plot.right], {colour: palette.line});
  for (const {at, present} of ceilings) {
    const stroke = present ? {colour: palette.ink3, dashes: DASHES} : {colour: palette.line};
    horizontal(context, at, [plot.left, plot.right + 3], stroke);
  }
  fillUnder(context, mean.x, mean.y, layout.y(0), {colour: palette.accent, alpha: palette.dark ? 0.16 : 0.1});
  strokeLine(context, raw.x, raw.y, {colour: palette.accent, width: 1, alpha: 0.3});
  strokeLine(context, mean.x, mean.y, {colour: palette.accent});
  strokeLine(context, bound.x, bound.y, {colour: palette.ink2, width: 1.5});
  if (end) dot(context, end.x, end.y, {radius: 3, colour: palette.accent, ground: palette.paper});
}

export function drawHover({context, palette}: Surface, {plot}: BoundLayout, x: number): void {
  vertical(context, x, [plot.top, plot.bottom], {colour: palette.ink3});
}

export function drawAxes(overlay: Overlay, layout: BoundLayout): void {
  const {plot, x, y} = layout;
  const count = countOf(layout);
  const axis = (scale: typeof x, room: number, at: number) => ({
    scale,
    values: tickValues('linear', scale, room),
    format: tickText('linear', scale, room),
    at,
  });
  overlay.axis('bottom', axis(x, count.x, plot.bottom));
  overlay.axis('left', axis(y, count.y, plot.left));
  overlay.labels([...layout.labels, {key: 'y', text: 'nats', x: 0, y: 5, anchor: 'start'}]);
}
