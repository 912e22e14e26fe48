/** The layout of the curves: pure functions, in CSS pixels. */
import type {Metric} from '../../metrics/metric.ts';
import {isNoisy, type Line, lineOf, meanLine, stretch} from '../chart/decimate.ts';
import {formatSteps, formatValue} from '../chart/format.ts';
import {
  alongLine,
  around,
  type Box,
  boxOf,
  type Label,
  type Place,
  placeLabels,
  shortened,
  type Wanted,
} from '../chart/labels.ts';
import type {GhostLook} from '../chart/looks.ts';
import {visibleMarks} from '../chart/marks.ts';
import {indexAt, nearestIndex} from '../chart/nearest.ts';
import type {Row} from '../chart/overlay.ts';
import {type Domain, makeScale, type Scale, type ScaleKind, union} from '../chart/scale.ts';
import {summaryOf} from '../chart/summary.ts';
import type {Mark, Series} from '../data.ts';
import type {Reference} from './references.ts';

/** Another run to compare with. */
export interface Ghost extends GhostLook {
  series: Series;
}

export interface CurvesInput {
  width: number;
  height: number;
  metric: Metric;
  series: Series;
  ghosts: readonly Ghost[];
  references: readonly Reference[];
  marks: readonly Mark[];
  /** The tick that is looked back to. */
  at: number | undefined;
  x: {kind: ScaleKind; domain: Domain};
  y: {kind: ScaleKind; domain: Domain};
}

/** A line in pixels. */
export interface Stroke {
  x: number[];
  y: number[];
}

export interface Rule {
  at: number;
  key: string;
}

export interface CurvesLayout {
  plot: Box;
  x: Scale;
  y: Scale;
  /** Every value, or the extremes of every column of pixels. */
  line: Stroke;
  /** The mean, when the values are too noisy to be read by themselves. */
  mean: Stroke | undefined;
  ghosts: (Stroke & GhostLook)[];
  references: Rule[];
  marks: Rule[];
  /** The x where the strong part ends: the rest was trained after the tick that is looked back to. */
  until: number;
  lookingBack: boolean;
  end: {x: number; y: number} | undefined;
  labels: Label[];
}

/** Pixels for the name of another run. */
const NAME = 150;
const MARGIN = {top: 19, right: 12, bottom: 20, left: 36};
/** The values that must be in view: the curve, its baselines, and the end of its range that means "nothing". */
export function neededValues(
  kind: ScaleKind,
  {range}: Metric,
  all: readonly Series[],
  references: readonly Reference[],
): Domain {
  const extents = all
    .map((series) => summaryOf(series).extremes(0, series.values.length))
    .filter(([least]) => kind === 'linear' || least > 0);
  const points = references
    .filter(({value}) => kind === 'linear' || value > 0)
    .map(({value}): Domain => [value, value]);
  const seen = [...extents, ...points].reduce<Domain>(union, [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  if (seen[0] > seen[1]) return kind === 'log' ? [0.1, 1] : (range ?? [0, 1]);
  if (kind === 'log' || !range) return seen;
  return range[0] >= 0 ? [range[0], Math.max(seen[1], range[0] + (range[1] - range[0]) / 10)] : seen;
}

/** Rounding must not leave the range of possible values. */
export function clipped(domain: Domain, range: Metric['range']): Domain {
  return range ? [Math.max(domain[0], range[0]), Math.min(domain[1], range[1])] : domain;
}

/** A logarithm needs positive values. */
export function canBeLog(series: Series): boolean {
  const [least, greatest] = summaryOf(series).extremes(0, series.values.length);
  return least > 0 && least <= greatest;
}

export function curvesLayout(input: CurvesInput): CurvesLayout {
  const {width, height, series, at} = input;
  const plot = {left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const x = makeScale(input.x.kind, input.x.domain, [plot.left, plot.right]);
  const y = makeScale(input.y.kind, input.y.domain, [plot.bottom, plot.top]);
  const pixels = ({x: xs, value}: Line): Stroke => ({x: xs, y: value.map((v) => y(v))});
  const shown = (s: Series) => stretch(s.ticks, x.domain()[0], x.domain()[1]);
  const noisy = isNoisy(series);
  const last = at === undefined ? series.ticks.length - 1 : indexAt(series.ticks, at);
  const valueAt = (i: number) => (noisy ? summaryOf(series).mean(i) : series.values[i]);
  const lines = {
    plot,
    x,
    y,
    line: pixels(lineOf(series, x, shown(series))),
    mean: noisy ? pixels(meanLine(series, x, shown(series))) : undefined,
    ghosts: input.ghosts.map(({series: other, ...ghost}) => ({
      ...pixels((isNoisy(other) ? meanLine : lineOf)(other, x, shown(other))),
      ...ghost,
    })),
    references: input.references.map(({key, value}) => ({key, at: y(value)})),
    marks: visibleMarks(input.marks, x).map(({mark, at}) => ({key: String(mark.tick), at})),
    until: at === undefined ? plot.right + MARGIN.right : x(Math.max(at, x.domain()[0])),
    lookingBack: at !== undefined,
    end: last >= 0 && series.ticks[last] >= x.domain()[0] ? {x: x(series.ticks[last]), y: y(valueAt(last))} : undefined,
  };
  return {...lines, labels: labelsOf(input, lines, last < 0 ? undefined : valueAt(last))};
}

function labelsOf(input: CurvesInput, layout: Omit<CurvesLayout, 'labels'>, value: number | undefined): Label[] {
  const {plot} = layout;
  const curve = layout.mean ?? layout.line;
  const bounds = {left: plot.left + 2, right: plot.right + MARGIN.right, top: 0, bottom: plot.bottom};
  const points = alongLine(curve.x, curve.y);
  const lines = [
    ...layout.marks.map(({at}) => ({left: at - 1, right: at + 1, top: 0, bottom: plot.bottom})),
    ...layout.references.map(({at}) => ({left: plot.left, right: plot.right, top: at - 1, bottom: at + 1})),
  ];
  const last = endName(input, layout, value);
  const quiet = placeLabels(last, bounds, [...points, ...lines]);
  // The newest value is always labelled, over the line of a mark if there is no other place.
  const end = quiet.length > 0 ? quiet : placeLabels(last.map(need), bounds, points);
  const others = [...referenceNames(input, layout), ...markNames(input, layout)];
  const taken = end.map((label) => boxOf(label.text, label));
  const named = [...end, ...placeLabels(others, bounds, [...points, ...lines, ...taken])];
  const ghosts = ghostNames(input, layout);
  if (ghosts.length === 0) return named;
  const curves = layout.ghosts.flatMap(({label, x, y}) => (label === '' ? [] : alongLine(x, y)));
  const texts = named.map((label) => boxOf(label.text, label));
  return [...named, ...placeLabels(ghosts, bounds, [...points, ...lines, ...curves, ...texts])];
}

const need = (label: Wanted): Wanted => ({...label, needed: true});

function endName(
  {metric}: CurvesInput,
  {end, plot}: Omit<CurvesLayout, 'labels'>,
  value: number | undefined,
): Wanted[] {
  if (!end || value === undefined || !Number.isFinite(end.y)) return [];
  const text = `${metric.symbol ?? metric.label.toLowerCase()} ${formatValue(value)}`;
  return [{key: 'end', text, tone: 'accent', places: endPlaces(end.x, end.y, plot)}];
}

function referenceNames({references}: CurvesInput, {plot, y}: Omit<CurvesLayout, 'labels'>): Wanted[] {
  const ends = [plot.right, plot.right - 0.4 * (plot.right - plot.left)];
  return references.map(({key, label, value}) => ({
    key,
    text: `${label} ${formatValue(value)}`,
    places: ends.flatMap((x): Place[] => [
      {x, y: y(value) - 8, anchor: 'end'},
      {x, y: y(value) + 9, anchor: 'end'},
    ]),
  }));
}

function ghostNames(input: CurvesInput, {ghosts, plot}: Omit<CurvesLayout, 'labels'>): Wanted[] {
  return ghosts.flatMap(({x, y}, i) => {
    const last = x.length - 1;
    return last < 0 || input.ghosts[i].label === ''
      ? []
      : [{key: `ghost ${i}`, text: shortened(input.ghosts[i].label, NAME), places: endPlaces(x[last], y[last], plot)}];
  });
}

/** The newest first, because it must not be left out. */
function markNames({marks}: CurvesInput, {x, plot}: Omit<CurvesLayout, 'labels'>): Wanted[] {
  const y = plot.top - 11;
  return visibleMarks(marks, x)
    .reverse()
    .map(({mark, at}) => ({
      key: `mark ${mark.tick}`,
      text: mark.text,
      places: [
        {x: at + 5, y, anchor: 'start'},
        {x: at - 5, y, anchor: 'end'},
      ],
    }));
}

/** Above or below the end of a curve, over its last stretch, or after it. */
function endPlaces(x: number, y: number, {right}: Box) {
  const at = Math.min(x, right);
  return [
    {x: at + 8, y, anchor: 'start' as const},
    ...[11, 18, 28].flatMap((off) => [
      {x: at + 2, y: y - off, anchor: 'end' as const},
      {x: at + 2, y: y + off, anchor: 'end' as const},
    ]),
    ...around(at, y),
  ];
}

/** The numbers at the measurement with index i. */
export function readOut(metric: Metric, series: Series, i: number): Row[] {
  const name = metric.symbol ?? metric.label.toLowerCase();
  const rows: Row[] = [
    {label: 'step', value: formatSteps(series.ticks[i])},
    {label: name, value: formatValue(series.values[i]), tone: 'accent'},
  ];
  if (isNoisy(series)) rows.push({label: 'mean', value: formatValue(summaryOf(series).mean(i))});
  return rows;
}

/** The x of the measurement with index i; on a logarithmic axis, step 0 is at the start of the axis. */
export const placeOf = ({x, y}: CurvesLayout, {ticks, values}: Series, i: number) => ({
  x: x(Math.max(ticks[i], x.domain()[0])),
  y: y(values[i]),
});

/** The index of the measurement nearest to an x; -1 when there is none. */
export const measurementAt = (series: Series, x: Scale, place: number): number =>
  nearestIndex(series.ticks, Math.round(x.invert(place)));
