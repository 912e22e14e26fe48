import {dot, strokeLine} from '../chart/paint.ts';
import type {PointSet} from '../data.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {drawPicture} from '../hypersphere/picture.ts';
import type {Entry, NeighboursLayout} from './layout.ts';

export function drawNeighbours({context, palette}: Surface, layout: NeighboursLayout, points: PointSet): void {
  for (const {x, y} of layout.links) {
    const middle = (x[0] + x[1]) / 2;
    context.save();
    context.strokeStyle = palette.accent;
    context.lineWidth = 1.6;
    context.beginPath();
    context.moveTo(x[0], y[0]);
    context.bezierCurveTo(middle, y[0], middle, y[1], x[1], y[1]);
    context.stroke();
    context.restore();
  }
  for (const entry of [...layout.before, ...layout.now]) drawThing(context, entry, layout, points, palette);
}

function drawThing(
  context: CanvasRenderingContext2D,
  {row, x, y}: Entry,
  {size}: NeighboursLayout,
  points: PointSet,
  palette: Surface['palette'],
): void {
  const sprite = points.sprite?.(row);
  if (sprite) drawPicture(context, sprite, x + size / 2, y, size, palette.dark);
  else {
    const colour = points.colour?.(row) ?? palette.groups[points.groupOf[row] % palette.groups.length];
    dot(context, x + 4, y, {radius: 4, colour, ground: palette.paper});
  }
}

/** Underlines the line that is read off. */
export function drawPointed({context, palette}: Surface, {x, y}: Entry, {width, line}: NeighboursLayout): void {
  const under = Math.round(y + line / 2) - 1;
  strokeLine(context, [x, x + width], [under, under], {colour: palette.ink3, width: 1});
}
