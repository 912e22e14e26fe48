/** What layouts of studies give: plain shapes in CSS pixels, which one function draws. */
import type {Box, Label} from '../chart/labels.ts';
import type {AxisPlan} from '../chart/overlay.ts';
import {makeScale, niceDomain, type Scale, type ScaleKind, tickText, tickValues} from '../chart/scale.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import type {Tone} from './data.ts';

/** Measured now, or on file: what is on file is faint. */
export type Source = 'live' | 'file';

export interface Dot {
  x: number;
  y: number;
  radius: number;
  tone: Tone;
  source: Source;
}

export interface Line {
  x: readonly number[];
  y: readonly number[];
  tone: Tone;
  source: Source;
  width: number;
}

/** A field of a table, coloured by how far and on which side of the neutral value it is: -1 to 1. */
export interface Cell extends Box {
  lean: number;
  source: Source;
}

export interface Shapes {
  plot: Box;
  bottom: AxisPlan;
  left: AxisPlan;
  labels: Label[];
  stops: Stop[];
  /** Hairlines across and down. */
  across: readonly number[];
  down: readonly number[];
  /** One of them that stands out, as that of a margin. */
  firm: readonly number[];
  dots: Dot[];
  lines: Line[];
  cells: Cell[];
  /** Hairlines from names to what they name. */
  leaders: {x: readonly number[]; y: readonly number[]}[];
  empty: boolean;
}

/** The size of a drawing; a small one has neither axes nor names. */
export interface Room {
  width: number;
  height: number;
  small?: boolean;
}

export const NO_AXIS: AxisPlan = {scale: makeScale('linear', [0, 1], [0, 1]), values: [], format: String, at: 0};

export const NO_SHAPES: Shapes = {
  plot: {left: 0, top: 0, right: 0, bottom: 0},
  bottom: NO_AXIS,
  left: NO_AXIS,
  labels: [],
  stops: [],
  across: [],
  down: [],
  firm: [],
  dots: [],
  lines: [],
  cells: [],
  leaders: [],
  empty: true,
};

/** A scale over all finite values, extended to round numbers. */
export function scaleOver(kind: ScaleKind, values: readonly number[], range: readonly [number, number]): Scale {
  const known = values.filter((value) => Number.isFinite(value) && (kind === 'linear' || value > 0));
  const [low, high] = known.length > 0 ? [Math.min(...known), Math.max(...known)] : [kind === 'log' ? 0.1 : 0, 1];
  return makeScale(kind, niceDomain(kind, [low, high]), range);
}

/** The axis of a scale, with a text for about every so many pixels. */
export function axisOf(kind: ScaleKind, scale: Scale, every: number, at: number): AxisPlan {
  const [from, to] = scale.range();
  const count = Math.max(2, Math.floor(Math.abs(to - from) / every));
  return {scale, values: tickValues(kind, scale, count), format: tickText(kind, scale, count), at};
}
