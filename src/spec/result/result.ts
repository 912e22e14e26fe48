/**
 * The result of a run as a link carries it: what was measured, and where points of its figure were. Numbers that are compared
 * are kept as float32; curves and points, which are looked at, are rounded to a grid that both sides know.
 */

export interface Result {
  /** The kind of backend that computed it; `MIXED` where the run changed it on its way. */
  backend: string;
  /** Identifies the code that the numbers depend on, where it is known. */
  build?: string;
  /** Updates of all stages together. */
  position: number;
  /** Which member of the population. */
  member: number;
  /** The newest value of each metric up to that position, as float32. */
  finals: Final[];
  /** The losses of the first steps, from step 1 on, as float32. */
  losses: number[];
  curves: Curve[];
  points?: ResultPoints;
}

export const MIXED = 'mixed';

export interface Final {
  metric: string;
  tick: number;
  value: number;
}

/** A curve at some of its ticks: its values are whole numbers from 0 (`low`) to `STEPS` (`high`). */
export interface Curve {
  metric: string;
  ticks: number[];
  low: number;
  high: number;
  values: number[];
}

export const STEPS = 65_535;

/** Some points of a figure, by rows of its point set. Coordinates are whole numbers from 0 (-1) to 255 (1). */
export interface ResultPoints {
  tick: number;
  /** How many points the figure has. */
  count: number;
  dimension: number;
  data: Uint8Array;
}

const onGrid = (value: number, low: number, high: number, steps: number) =>
  Math.round(((value - low) / (high - low)) * steps);

type Grid = Pick<Curve, 'low' | 'high'>;

/**
 * A value on the grid of a curve. What rounding has put just outside of the ends is at them; what is further away stays
 * outside.
 */
export function onCurve({low, high}: Grid, value: number): number {
  if (low === high) return Math.fround(value) === low ? 0 : Number.POSITIVE_INFINITY;
  const step = onGrid(value, low, high, STEPS);
  const end = Math.min(STEPS, Math.max(0, step));
  return Math.fround(value) === low || Math.fround(value) === high ? end : step;
}

export const valueOn = ({low, high}: Grid, step: number): number => low + (step / STEPS) * (high - low);

export const coordinate = (value: number): number => Math.min(255, Math.max(0, onGrid(value, -1, 1, 255)));
export const fromCoordinate = (step: number): number => (step / 255) * 2 - 1;

/**
 * Which points of so many a result has: rows that are spread over all of them, and depend on the two numbers alone. A stride
 * of about the golden section, without a common divisor, meets every row once.
 */
export function chosenRows(count: number, kept: number): number[] {
  let stride = Math.max(1, Math.round(count * 0.618_034));
  while (stride > 1 && divisor(stride, count) > 1) stride--;
  return Array.from({length: Math.min(count, kept)}, (_, i) => (i * stride) % count);
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
