import type {Overlay} from '../chart/overlay.ts';
import {DASHES, dot, horizontal, strokeLine, vertical} from '../chart/paint.ts';
import {type Scale, tickText, tickValues} from '../chart/scale.ts';
import type {Palette} from '../frame/palette.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {type Kind, otherOf} from '../shared/answers.ts';
import type {Place} from '../shared/padding.ts';
import type {LengthLayout, Margins, Point, Steps} from './layout.ts';

/** Pixels for each axis label, about. */
const ROOM = {x: 70, y: 52};

/** An unbiased judge is not what the model has learnt. */
const JUDGE = [7, 5];
const YOURS = [2, 4];

const countOf = ({plot}: LengthLayout) => ({
  x: Math.max(2, (plot.right - plot.left) / ROOM.x),
  y: Math.max(2, (plot.bottom - plot.top) / ROOM.y),
});

export function drawLength({context, palette}: Surface, layout: LengthLayout): void {
  const {plot, x, y, means} = layout;
  const count = countOf(layout);
  const across = [plot.left, plot.right] as const;
  for (const value of tickValues('linear', y, count.y))
    horizontal(context, y(value), across, {colour: value === 0 ? palette.ink3 : palette.line, alpha: 0.7});
  for (const value of tickValues('linear', x, count.x))
    vertical(context, x(value), [plot.top, plot.bottom], {colour: palette.line, alpha: 0.4});
  if (layout.above) margins(context, palette, layout.above, (steps) => closedBelow(steps, plot.top - 5));
  if (layout.beside) margins(context, palette, layout.beside, (steps) => closedLeft(steps, plot.right + 5));
  dots(context, palette, layout);
  band(context, palette, layout);
  if (layout.yours) {
    strokeLine(context, layout.yours.x, layout.yours.y, {colour: palette.paper, width: 5, alpha: 0.8});
    strokeLine(context, layout.yours.x, layout.yours.y, {colour: palette.accent, width: 2.5, dashes: YOURS});
  }
  if (layout.judge) {
    strokeLine(context, layout.judge.x, layout.judge.y, {colour: palette.paper, width: 4.5, alpha: 0.8});
    strokeLine(context, layout.judge.x, layout.judge.y, {colour: palette.ink, width: 1.8, dashes: JUDGE});
  }
  if (layout.line) {
    strokeLine(context, layout.line.x, layout.line.y, {colour: palette.paper, width: 4.5, alpha: 0.8});
    strokeLine(context, layout.line.x, layout.line.y, {colour: palette.ink, width: 2});
  }
  for (const mean of means) diamond(context, mean, 1.8 + 1.3 * layout.radius, palette);
}

export function drawAxes(overlay: Overlay, layout: LengthLayout): void {
  const {plot, x, y} = layout;
  const count = countOf(layout);
  const plan = (scale: Scale, count: number, at: number) => ({
    scale,
    values: tickValues('linear', scale, count),
    format: tickText('linear', scale, count),
    at,
  });
  overlay.axis('bottom', plan(x, count.x, plot.bottom));
  overlay.axis('left', plan(y, count.y, plot.left));
}

/** An answer and the other one of its pair, joined. */
export function drawPair({context, palette}: Surface, {dots, radius, plot}: LengthLayout, row: number): void {
  const rows = [row, otherOf(row)];
  strokeLine(
    context,
    rows.map((i) => dots.x[i]),
    rows.map((i) => dots.y[i]),
    {colour: palette.ink, width: 1.4},
  );
  vertical(context, dots.x[row], [dots.y[row], plot.bottom], {colour: palette.ink3, dashes: DASHES});
  for (const i of rows) one(context, palette, dots.kind[i], {x: dots.x[i], y: dots.y[i]}, radius + 2, true);
}

/** The way of an answer that gets longer: its earlier places as dots, its present one as a ring. */
export function drawPath(
  {context, palette}: Surface,
  {x, y}: Pick<LengthLayout, 'x' | 'y'>,
  path: readonly Place[],
): void {
  const points = path.map(({length, reward}) => ({x: x(length), y: y(reward)}));
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  strokeLine(context, xs, ys, {colour: palette.paper, width: 6, alpha: 0.9});
  strokeLine(context, xs, ys, {colour: palette.ink, width: 2});
  for (const [i, point] of points.entries()) {
    const isLast = i === points.length - 1;
    const ground = {radius: isLast ? 6 : 3, colour: palette.ink, ground: isLast ? palette.warn : palette.paper};
    dot(context, point.x, point.y, ground);
  }
}

const colourOf = (palette: Palette, kind: Kind) =>
  kind === 'chosen' ? palette.accent : kind === 'rejected' ? palette.negative : palette.ink3;

/** Filled when chosen, hollow when rejected, a dash when neither: told apart without colour. */
function one(
  context: CanvasRenderingContext2D,
  palette: Palette,
  kind: Kind,
  {x, y}: Point,
  radius: number,
  brought = false,
): void {
  context.beginPath();
  context.strokeStyle = context.fillStyle = colourOf(palette, kind);
  context.lineWidth = brought ? 2 : 1.1;
  if (kind === 'tied') {
    context.moveTo(x - radius, y);
    context.lineTo(x + radius, y);
    context.stroke();
    return;
  }
  context.arc(x, y, kind === 'chosen' ? radius : radius - 0.3, 0, 2 * Math.PI);
  if (brought) {
    context.fillStyle = kind === 'chosen' ? context.fillStyle : palette.paper;
    context.fill();
    context.strokeStyle = kind === 'chosen' ? palette.paper : context.strokeStyle;
    context.stroke();
  } else if (kind === 'chosen') context.fill();
  else context.stroke();
}

function dots(context: CanvasRenderingContext2D, palette: Palette, {dots: all, radius}: LengthLayout): void {
  context.save();
  context.globalAlpha = palette.dark ? 0.62 : 0.5;
  for (let row = 0; row < all.x.length; row++) {
    one(context, palette, all.kind[row], {x: all.x[row], y: all.y[row]}, radius);
  }
  context.restore();
}

function band(context: CanvasRenderingContext2D, palette: Palette, {band: edges, plot}: LengthLayout): void {
  if (!edges) return;
  context.save();
  context.beginPath();
  context.rect(plot.left, plot.top, plot.right - plot.left, plot.bottom - plot.top);
  context.clip();
  context.beginPath();
  edges.x.forEach((x, i) => {
    context.lineTo(x, edges.high[i]);
  });
  for (let i = edges.x.length - 1; i >= 0; i--) context.lineTo(edges.x[i], edges.low[i]);
  context.closePath();
  context.fillStyle = palette.ink;
  context.globalAlpha = palette.dark ? 0.28 : 0.2;
  context.fill();
  context.restore();
}

function diamond(context: CanvasRenderingContext2D, {x, y}: Point, size: number, palette: Palette): void {
  context.save();
  context.beginPath();
  context.moveTo(x, y - size);
  context.lineTo(x + size, y);
  context.lineTo(x, y + size);
  context.lineTo(x - size, y);
  context.closePath();
  context.lineWidth = 3;
  context.strokeStyle = palette.paper;
  context.stroke();
  context.fillStyle = palette.ink;
  context.fill();
  context.restore();
}

/** Filled for the chosen, an outline for the rejected. */
function margins(
  context: CanvasRenderingContext2D,
  palette: Palette,
  {chosen, rejected}: Margins,
  close: (steps: Steps) => Steps,
): void {
  const area = close(chosen);
  context.save();
  context.beginPath();
  area.x.forEach((x, i) => {
    context.lineTo(x, area.y[i]);
  });
  context.closePath();
  context.fillStyle = palette.accent;
  context.globalAlpha = palette.dark ? 0.4 : 0.3;
  context.fill();
  context.restore();
  const edge = close(rejected);
  strokeLine(context, edge.x, edge.y, {colour: palette.negative, width: 1.3});
}

const ends = (values: readonly number[]) => [values.slice(0, 1), values.slice(-1)];

const closedBelow = ({x, y}: Steps, ground: number): Steps => {
  const [first, last] = ends(x);
  return {x: [...first, ...x, ...last], y: [ground, ...y, ground]};
};

const closedLeft = ({x, y}: Steps, ground: number): Steps => {
  const [first, last] = ends(y);
  return {x: [ground, ...x, ground], y: [...first, ...y, ...last]};
};
