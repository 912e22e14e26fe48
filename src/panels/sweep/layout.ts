/** The layout of metrics against one setting: one plot below the other, spheres on the first. Pure, in CSS pixels. */
import {formatValue} from '../chart/format.ts';
import {type Box, type Label, type Place, placeLabels, textWidth, type Wanted} from '../chart/labels.ts';
import type {AxisPlan} from '../chart/overlay.ts';
import {type Domain, makeScale, type Scale, tickText, tickValues} from '../chart/scale.ts';
import type {SweepAxis, SweepMetric} from './data.ts';
import type {Spot} from './summary.ts';

export interface CurveInput {
  width: number;
  height: number;
  axis: SweepAxis;
  /** From the top down. */
  curves: readonly {metric: SweepMetric; spots: readonly Spot[]; best: number | undefined; domain: Domain}[];
  /** Whether spheres stand on the first curve. */
  balls: boolean;
  /** A number of the setting, as its own control writes it. */
  text(value: number): string;
}

export interface Curve {
  plot: Box;
  y: Scale;
  mean: readonly number[];
  low: readonly number[];
  high: readonly number[];
  dots: readonly {x: number; y: number}[];
  best: number | undefined;
  /** Values with a line across the plot. */
  lines: readonly number[];
}

export interface Ball {
  spot: number;
  x: number;
  y: number;
  radius: number;
  /** Where the sphere's stem ends: the mean. */
  foot: number;
}

export interface CurveLayout {
  xs: readonly number[];
  curves: readonly Curve[];
  balls: readonly Ball[];
  bottom: AxisPlan;
  labels: readonly Label[];
}

const MARGIN = {left: 50, right: 22, top: 26, bottom: 46};
/** Between two plots: room for the name of the second. */
const BETWEEN = 40;
/** The share of the height that the first of two plots gets, without its spheres. */
const FIRST = 0.5;
const RADII = [15, 36] as const;
/** Between a sphere and the highest seed, and between two spheres. */
const [STEM, APART] = [9, 5];
/** Room for the words about the best place. */
const SAID = 22;

/** The greatest radius with which every n-th value can carry a sphere. */
export function ballsFor(spacing: number): {every: number; radius: number} {
  const every = Math.max(1, Math.ceil((2 * RADII[0] + APART) / spacing));
  return {every, radius: Math.min(RADII[1], (every * spacing - APART) / 2)};
}

export function xScaleOf({values, log}: SweepAxis, [from, to]: Domain): Scale {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (low === high) return makeScale('linear', [low - 1, high + 1], [from, to]);
  return makeScale(log && low > 0 ? 'log' : 'linear', [low, high], [from, to]);
}

export function curveLayout(input: CurveInput): CurveLayout {
  const {width, height, axis, curves, text} = input;
  const inner = width - MARGIN.left - MARGIN.right;
  const least = Math.max(8, Math.min(inner / (axis.values.length + 1) / 2, RADII[1] + 4));
  const x = xScaleOf(axis, [MARGIN.left + least, width - MARGIN.right - least]);
  const xs = axis.values.map((value) => x(value));
  const spacing = xs.length > 1 ? Math.min(...xs.slice(1).map((at, i) => at - xs[i])) : inner;
  const size = input.balls && curves.length > 0 ? ballsFor(Math.max(spacing, 4)) : undefined;
  const head = size ? 2 * size.radius + STEM + 4 : 0;
  const plots = plotsOf(width, height, curves.length, head);
  const laid = curves.map(({metric, spots, best, domain}, i): Curve => {
    const {plot, above} = plots[i];
    const below = isBelow(i, metric);
    const y = makeScale('linear', domain, [plot.bottom - (below ? SAID : 4), plot.top + (below ? above : SAID)]);
    const lines = tickValues('linear', y, plot.bottom - plot.top - above > 150 ? 5 : 3);
    return {
      plot,
      y,
      mean: spots.map(({mean}) => y(mean)),
      low: spots.map(({low}) => y(low)),
      high: spots.map(({high}) => y(high)),
      dots: spots.flatMap(({seeds}, k) => seeds.map((value) => ({x: xs[k], y: y(value)}))),
      best,
      lines: lines.filter((value) => y(value) <= plot.bottom && y(value) >= plot.top),
    };
  });
  const base = plots.at(-1)?.plot.bottom ?? height - MARGIN.bottom;
  return {
    xs,
    curves: laid,
    balls: size && laid[0] ? ballsOn(laid[0], xs, size) : [],
    bottom: {scale: x, values: shownValues(axis, xs, text, laid[0]?.best), format: text, at: base + 3},
    labels: labelsOf(input, laid, xs, base),
  };
}

/** Whether the words about the best place stand below the curve: above the first one stand spheres. */
const isBelow = (i: number, {better}: SweepMetric): boolean => i === 0 || better !== 'higher';

function plotsOf(width: number, height: number, count: number, head: number): {plot: Box; above: number}[] {
  const [left, right] = [MARGIN.left, width - MARGIN.right];
  const all = height - MARGIN.top - MARGIN.bottom - head - BETWEEN * (count - 1);
  const firstHeight = head + (count > 1 ? FIRST * all : all);
  const first = {left, right, top: MARGIN.top, bottom: MARGIN.top + firstHeight};
  if (count < 2) return [{plot: first, above: head}];
  const second = {left, right, top: first.bottom + BETWEEN, bottom: height - MARGIN.bottom};
  return [
    {plot: first, above: head},
    {plot: second, above: 0},
  ];
}

function ballsOn({mean, high}: Curve, xs: readonly number[], {every, radius}: {every: number; radius: number}): Ball[] {
  return xs.flatMap((x, spot) =>
    spot % every === 0 && Number.isFinite(mean[spot])
      ? [{spot, x, y: high[spot] - STEM - radius, radius, foot: mean[spot]}]
      : [],
  );
}

/** Values whose texts fit side by side below the plots; the best one's always. */
function shownValues({values}: SweepAxis, xs: readonly number[], text: CurveInput['text'], best = 0): number[] {
  const half = (i: number) => textWidth(text(values[i])) / 2 + 5;
  const taken: number[] = [];
  const others = [...values.keys()].filter((i) => i !== 0 && i !== values.length - 1 && i !== best);
  for (const i of [best, 0, values.length - 1, ...others]) {
    if (taken.every((other) => other !== i && Math.abs(xs[i] - xs[other]) >= half(i) + half(other))) taken.push(i);
  }
  return taken.sort((a, b) => a - b).map((i) => values[i]);
}

function labelsOf(
  {axis, curves, text}: CurveInput,
  laid: readonly Curve[],
  xs: readonly number[],
  base: number,
): Label[] {
  const names = curves.map(({metric}, i): Label => {
    const {plot} = laid[i];
    const way = metric.better ? `, ${metric.better} is better` : '';
    return {
      key: `name ${i}`,
      text: `${metric.label}${way}`,
      tone: 'strong',
      x: plot.left - 42,
      y: plot.top - 14,
      anchor: 'start',
    };
  });
  const ticks = laid.flatMap(({lines, y, plot}, i) => {
    const write = tickText('linear', y, lines.length);
    return lines.map(
      (value): Label => ({
        key: `tick ${i} ${value}`,
        text: write(value),
        x: plot.left - 8,
        y: y(value),
        anchor: 'end',
      }),
    );
  });
  const best = laid.flatMap(({best, mean, low, high, plot}, i): Label[] => {
    if (best === undefined) return [];
    const said = `best: ${formatValue(curves[i].spots[best].mean)} at ${text(axis.values[best])}`;
    const [x, bottom, top] = [xs[best], low[best] + 17, high[best] - 15];
    const below: Place[] = [0, 60, -60, 90, -90].map((off) => ({x: x + off, y: bottom, anchor: 'middle'}));
    const above: Place[] = [0, 60, -60, 90, -90].map((off) => ({x: x + off, y: top, anchor: 'middle'}));
    // Spheres stand above the first curve.
    const places = isBelow(i, curves[i].metric) ? below : above;
    const obstacles = xs.flatMap((at, k) =>
      Number.isFinite(mean[k]) ? [{left: at - 4, right: at + 4, top: high[k] - 4, bottom: low[k] + 4}] : [],
    );
    const wanted: Wanted = {key: `best ${i}`, text: said, tone: i === 0 ? 'accent' : 'negative', places, needed: true};
    return placeLabels([wanted], {...plot, bottom: plot.bottom + 2}, obstacles);
  });
  const name = axis.symbol ? `${axis.label} ${axis.symbol}` : axis.label;
  const title: Label = {
    key: 'x',
    text: name,
    tone: 'strong',
    x: (xs[0] + xs[xs.length - 1]) / 2,
    y: base + 36,
    anchor: 'middle',
  };
  return [...names, ...ticks, ...best, title];
}
