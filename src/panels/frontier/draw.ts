import {ghostStroke} from '../chart/looks.ts';
import type {Overlay} from '../chart/overlay.ts';
import {DASHES, dot, horizontal, strokeLine, vertical} from '../chart/paint.ts';
import {tickText, tickValues} from '../chart/scale.ts';
import type {Palette} from '../frame/palette.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {divergenceTicks} from './axis.ts';
import type {FrontierLayout, Line, Pair, Spot} from './layout.ts';

/** Pixels for each number of the vertical axis, about. */
const ROOM = 76;
/** Opacity of the part after the tick that is looked back to. */
const FAINT = 0.25;
const BEST = [6, 4];

type Context = CanvasRenderingContext2D;

const countOf = ({plot}: FrontierLayout) => Math.max(2, (plot.bottom - plot.top) / ROOM);

export function drawFrontier({context, palette}: Surface, layout: FrontierLayout): void {
  const {plot, x, y, optimum} = layout;
  const across = [plot.left, plot.right] as const;
  for (const value of tickValues('linear', y, countOf(layout)))
    horizontal(context, y(value), across, {colour: value === 0 ? palette.ink3 : palette.line, alpha: 0.7});
  for (const value of divergenceTicks(layout.spacing, x))
    vertical(context, x(value), [plot.top, plot.bottom], {colour: palette.line, alpha: 0.4});
  inside(context, layout, () => {
    if (optimum) outOfReach(context, palette, layout, optimum.proxy);
    drawPeak(context, palette, layout);
    if (optimum) drawOptimum(context, palette, optimum);
    for (const other of layout.beside) strokeLine(context, other.x, other.y, {colour: palette.ghost, width: 1.6});
    for (const ghost of layout.ghosts)
      strokeLine(context, ghost.x, ghost.y, ghostStroke(ghost, palette, layout.ghosts));
  });
  drawBestOf(context, palette, layout.bestOf);
  drawPath(context, palette, layout);
}

/** Lines may go on beyond the plot; those at its edge are seen whole. */
function inside(context: Context, {plot}: FrontierLayout, paint: () => void): void {
  context.save();
  context.beginPath();
  context.rect(plot.left - 3, plot.top - 3, plot.right - plot.left + 6, plot.bottom - plot.top + 6);
  context.clip();
  paint();
  context.restore();
}

/** All above the optimum. */
function outOfReach(context: Context, palette: Palette, {plot}: FrontierLayout, {x, y}: Line): void {
  context.save();
  context.fillStyle = palette.ink;
  context.globalAlpha = palette.dark ? 0.06 : 0.045;
  context.beginPath();
  context.moveTo(x[0], plot.top);
  for (let i = 0; i < x.length; i++) context.lineTo(x[i], Math.max(plot.top, y[i]));
  // What has been driven as far as it goes stays there.
  context.lineTo(Math.max(plot.right, x[x.length - 1]), Math.max(plot.top, y[y.length - 1]));
  context.lineTo(Math.max(plot.right, x[x.length - 1]), plot.top);
  context.fill();
  context.restore();
}

function drawOptimum(context: Context, palette: Palette, {proxy, gold}: Pair): void {
  strokeLine(context, proxy.x, proxy.y, {colour: palette.ink2, width: 1.4, dashes: BEST});
  strokeLine(context, gold.x, gold.y, {colour: palette.accent, width: 1.4});
}

function drawPeak(context: Context, palette: Palette, {plot, peak, lost}: FrontierLayout): void {
  if (!peak) return;
  vertical(context, peak.x, [plot.top, plot.bottom], {colour: palette.accent, alpha: 0.65});
  if (lost) horizontal(context, peak.y, [peak.x, lost.x], {colour: palette.negative, dashes: DASHES, alpha: 0.8});
}

/** What the best of n gets and what it is worth, joined. */
function drawBestOf(context: Context, palette: Palette, spots: readonly Spot[]): void {
  for (const {x, proxy, gold} of spots) {
    strokeLine(context, [x, x], [proxy, gold], {colour: palette.ink3, width: 1, alpha: 0.35, dashes: [1, 3]});
    dot(context, x, proxy, {radius: 3.2, colour: palette.ink2, ground: palette.paper, hollow: true});
    dot(context, x, gold, {radius: 3.2, colour: palette.accent, ground: palette.paper, hollow: true});
  }
}

function drawPath(
  context: Context,
  palette: Palette,
  {plot, path, strong, lost, now, lookingBack}: FrontierLayout,
): void {
  const lines = [
    {...path.proxy, colour: palette.ink},
    {...path.gold, colour: palette.accent},
  ];
  for (const {x, y, colour} of lines) {
    const later = Math.max(0, strong - 1);
    strokeLine(context, x.slice(later), y.slice(later), {colour, width: 2, alpha: FAINT});
    const [xs, ys] = [x.slice(0, strong), y.slice(0, strong)];
    strokeLine(context, xs, ys, {colour: palette.paper, width: 5, alpha: 0.7});
    strokeLine(context, xs, ys, {colour, width: 3});
  }
  if (lost) drawLost(context, palette, lost);
  if (!now) return;
  if (lookingBack) vertical(context, now.x, [now.gold, plot.bottom], {colour: palette.ink3});
  dot(context, now.x, now.proxy, {radius: 6, colour: palette.ink, ground: palette.paper});
  dot(context, now.x, now.gold, {radius: 6, colour: palette.accent, ground: palette.paper});
}

/** An arrow down from the peak to what is left. */
function drawLost(context: Context, palette: Palette, {x, from, to}: NonNullable<FrontierLayout['lost']>): void {
  const stroke = {colour: palette.negative, width: 2};
  const tip = to - 8;
  if (tip - from < 4) return;
  strokeLine(context, [x, x], [from, tip], stroke);
  strokeLine(context, [x - 4, x, x + 4], [tip - 5, tip, tip - 5], stroke);
}

/** A policy that is read off: its reward and its gold. */
export function drawRead({context, palette}: Surface, {x, proxy, gold}: Spot, {plot}: FrontierLayout): void {
  vertical(context, x, [plot.top, plot.bottom], {colour: palette.ink3, alpha: 0.6});
  for (const [y, colour] of [
    [proxy, palette.ink],
    [gold, palette.accent],
  ] as const)
    dot(context, x, y, {radius: 4.5, colour, ground: palette.paper, hollow: true});
}

export function drawAxes(overlay: Overlay, layout: FrontierLayout): void {
  const {plot, x, y, spacing} = layout;
  overlay.axis('bottom', {scale: x, values: divergenceTicks(spacing, x), format: String, at: plot.bottom});
  const count = countOf(layout);
  overlay.axis('left', {
    scale: y,
    values: tickValues('linear', y, count),
    format: tickText('linear', y, count),
    at: plot.left,
  });
}
