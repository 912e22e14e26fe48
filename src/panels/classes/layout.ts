/** The layout of the classes' cosines: pure functions, in CSS pixels. */
import {max} from 'd3-array';
import {formatShare, formatValue} from '../chart/format.ts';
import {type Box, type Label, shortened, textWidth} from '../chart/labels.ts';
import type {Row} from '../chart/overlay.ts';
import {makeScale, type Scale} from '../chart/scale.ts';
import {densityOf, PLACES, placeAt, shareAbove} from '../similarities/separation.ts';
import type {ClassCosines} from './projection.ts';

/** One class: a hill over its own ground. */
export interface Ridge {
  group: number;
  ground: number;
  x: number[];
  y: number[];
  /** The x of its mean. */
  mean: number | undefined;
}

export interface ClassesLayout {
  plot: Box;
  x: Scale;
  /** Height of one row. */
  step: number;
  ridges: Ridge[];
  labels: Label[];
}

export interface ClassesInput {
  width: number;
  height: number;
  classes: readonly ClassCosines[];
  names: readonly string[];
  chosen: number;
}

const MARGIN = {top: 10, right: 40, bottom: 20};
/** The greatest width of names at the left, in pixels. */
const NAMES = 108;
/** The height of a hill in rows; it may cover the rows before it. */
const TALL = 1.5;
const LINE = 12;

export function classesLayout({width, height, classes, names, chosen}: ClassesInput): ClassesLayout {
  const left = 10 + Math.min(NAMES, max(names, textWidth) ?? 0);
  const plot = {left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const x = makeScale('linear', [-1, 1], [plot.left, plot.right]);
  const count = Math.max(1, classes.length);
  const step = (plot.bottom - plot.top) / (count + TALL - 1);
  const ridges = classes.map(({group, cosines, mean}, i) => {
    const ground = plot.bottom - (count - 1 - i) * step;
    return {group, ground, mean: mean === undefined ? undefined : x(mean), ...hillOf(cosines, ground, TALL * step, x)};
  });
  return {plot, x, step, ridges, labels: labelsOf(classes, ridges, {plot, step, names, chosen, width})};
}

/** Every hill has the full height: the number of points of a class is not shown. */
function hillOf(cosines: Float32Array, ground: number, height: number, x: Scale): {x: number[]; y: number[]} {
  if (cosines.length === 0) return {x: [], y: []};
  const density = densityOf(cosines);
  const top = max(density)!;
  return {
    x: Array.from({length: PLACES}, (_, i) => x(placeAt(i))),
    y: Array.from(density, (d) => ground - (0.92 * height * d) / top),
  };
}

interface Around extends Pick<ClassesLayout, 'plot' | 'step'> {
  names: readonly string[];
  chosen: number;
  width: number;
}

/** Names at the left and means at the right: of every row, or of as many as can be read. */
function labelsOf(
  classes: readonly ClassCosines[],
  ridges: readonly Ridge[],
  {plot, step, names, chosen, width}: Around,
): Label[] {
  const every = Math.ceil(LINE / step);
  return ridges.flatMap(({group, ground}, i): Label[] => {
    if (i % every !== 0 && group !== chosen) return [];
    const y = ground - Math.min(6, step / 2);
    const tone = group === chosen ? 'accent' : undefined;
    const {mean} = classes[i];
    return [
      {
        key: `name ${group}`,
        text: shortened(names[group] ?? '', plot.left - 10),
        tone,
        x: plot.left - 8,
        y,
        anchor: 'end',
      },
      ...(mean === undefined
        ? []
        : [{key: `mean ${group}`, text: mean.toFixed(2).replace('-', '−'), tone, x: width, y, anchor: 'end' as const}]),
    ];
  });
}

/** The row at a height; -1 when there is none. */
export function rowAt({ridges, step}: ClassesLayout, y: number): number {
  return ridges.findIndex(({ground}) => y <= ground + step * 0.2 && y > ground - step * 0.8);
}

/** The card of a class, at a cosine or as a whole. */
export function readOut({cosines, mean}: ClassCosines, name: string, cosine: number | undefined): Row[] {
  if (mean === undefined) return [{label: name, value: 'no points'}];
  return [
    {label: name, value: String(cosines.length)},
    {label: 'mean cosine', value: formatValue(mean), tone: 'accent'},
    ...(cosine === undefined
      ? []
      : [{label: `above ${formatValue(cosine)}`, value: formatShare(shareAbove(cosines, cosine))}]),
  ];
}
