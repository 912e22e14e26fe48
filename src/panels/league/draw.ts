import {DASHES, dot, horizontal, strokeLine, vertical} from '../chart/paint.ts';
import type {Surface} from '../frame/useCanvas.ts';
import type {LeagueLayout} from './layout.ts';

interface Brought {
  read: number | undefined;
  /** The two teams of the match that is read. */
  joined: readonly number[];
}

export function drawLeague({context, palette}: Surface, layout: LeagueLayout, {read, joined}: Brought): void {
  const {plot, shares, x, share, ticks, rows, borders, radius} = layout;
  const down = [plot.top, plot.bottom] as const;
  for (const tick of ticks) vertical(context, tick, down, {colour: palette.line, alpha: 0.7});
  vertical(context, x(0), down, {colour: palette.ink3});
  for (const value of [0, 1]) vertical(context, share(value), down, {colour: palette.line, alpha: 0.7});
  vertical(context, share(0.5), down, {colour: palette.ink3, dashes: DASHES});
  for (const y of borders) horizontal(context, y, [plot.left, shares.right], {colour: palette.ink3, alpha: 0.8});
  const pair = joined.flatMap((team) => rows.filter((row) => row.team === team));
  if (pair.length === 2) {
    strokeLine(
      context,
      pair.map((row) => row.x),
      pair.map((row) => row.y),
      {colour: palette.ink, width: 1.4},
    );
  }
  for (const row of rows) {
    const brought = row.team === read;
    const across = {colour: brought ? palette.ink3 : palette.line, alpha: brought ? 0.9 : 0.5};
    horizontal(context, row.y, [plot.left, plot.right], across);
    horizontal(context, row.y, [shares.left, shares.right], across);
    strokeLine(context, [row.low, row.high], [row.y, row.y], {colour: palette.accent, width: 2, alpha: 0.5});
    dot(context, row.x, row.y, {
      radius: radius + Number(brought || joined.includes(row.team)),
      colour: palette.accent,
      ground: palette.paper,
      hollow: !row.known,
    });
    if (row.won === undefined) continue;
    const half = radius + 1.5;
    strokeLine(context, [row.expected!, row.expected!], [row.y - half, row.y + half], {colour: palette.accent});
    dot(context, row.won, row.y, {radius, colour: palette.negative, ground: palette.paper, hollow: true});
  }
}
