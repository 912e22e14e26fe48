/** Shares of pairs by bin: dots with their intervals, joined by a line. */

import type {Palette} from '../frame/palette.ts';
import {dot, strokeLine} from './paint.ts';

export interface TrailPoint {
  x: number;
  y: number;
  /** The ends of the 95 % interval. */
  low: number;
  high: number;
  /** Whether the bin has so few pairs that its dot is faint and the line leaves it out. */
  few: boolean;
}

/** With fewer pairs a share says next to nothing. */
const FEWEST = 5;

export const isFew = ({count}: {count: number}): boolean => count < FEWEST;

/** Opacity of shares of few pairs. */
export const FAINT = 0.35;

export function drawTrail(context: CanvasRenderingContext2D, palette: Palette, points: readonly TrailPoint[]): void {
  const {accent: colour, paper: ground} = palette;
  for (const {x, low, high, few} of points)
    strokeLine(context, [x, x], [low, high], {colour, width: 1.5, alpha: few ? FAINT / 2 : 0.5});
  const joined = points.filter(({few}) => !few);
  strokeLine(
    context,
    joined.map(({x}) => x),
    joined.map(({y}) => y),
    {colour, width: 1.8},
  );
  for (const {x, y, few} of points) dot(context, x, y, {radius: few ? 3 : 3.5, colour, ground, hollow: few});
}
