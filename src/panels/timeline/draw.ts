import {DASHES, dot, strokeLine, vertical} from '../chart/paint.ts';
import type {Surface} from '../frame/useCanvas.ts';
import type {TimelineLayout} from './layout.ts';

const TRACK = 3;

export function drawTimeline({context, palette}: Surface, layout: TimelineLayout, lookingBack: boolean): void {
  const {left, right, track, top, loss, trained, thumb} = layout;
  strokeLine(context, loss.x, loss.y, {colour: palette.ghost, width: 1.4});
  for (const x of layout.marks) vertical(context, x, [top - 12, track], {colour: palette.warn, dashes: [2, 3]});
  bar(context, left, right, track, palette.line);
  bar(context, left, trained, track, palette.accent, lookingBack ? 0.35 : 1);
  if (lookingBack) bar(context, left, thumb, track, palette.accent);
  if (lookingBack || layout.hover !== undefined) {
    for (const x of layout.frames) vertical(context, x, [track + 4, track + 7], {colour: palette.ghost});
  }
  if (layout.hover !== undefined) vertical(context, layout.hover, [top, track], {colour: palette.ink3, dashes: DASHES});
  if (lookingBack) vertical(context, thumb, [top, track], {colour: palette.accent});
  dot(context, thumb, track, {radius: 6.5, colour: palette.accent, ground: palette.paper});
  dot(context, thumb, track, {radius: 4.5, colour: palette.raised, ground: palette.accent});
}

function bar(context: CanvasRenderingContext2D, from: number, to: number, y: number, colour: string, alpha = 1): void {
  strokeLine(context, [from, Math.max(from, to)], [y, y], {colour, width: TRACK, alpha});
}
