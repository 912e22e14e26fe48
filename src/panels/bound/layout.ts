/** The layout of the bound on mutual information: pure functions, in CSS pixels. */
import {lineOf, meanLine, stretch} from '../chart/decimate.ts';
import {formatSteps, formatValue} from '../chart/format.ts';
import {alongLine, type Box, type Label, placeLabels, type Wanted} from '../chart/labels.ts';
import {indexAt, nearestIndex} from '../chart/nearest.ts';
import type {Row} from '../chart/overlay.ts';
import {type Domain, makeScale, type Scale} from '../chart/scale.ts';
import {summaryOf} from '../chart/summary.ts';
import type {Series} from '../data.ts';

/** The most mutual information that a batch can show, in nats. */
export interface Ceiling {
  batch: number;
  nats: number;
  present: boolean;
}

export interface BoundInput {
  width: number;
  height: number;
  information: Series;
  bound: Series;
  ceilings: readonly Ceiling[];
  /** The tick looked back to. */
  at: number | undefined;
  domains: {x: Domain; y: Domain};
}

interface Line {
  x: number[];
  y: number[];
}

export interface BoundLayout {
  plot: Box;
  x: Scale;
  y: Scale;
  raw: Line;
  mean: Line;
  /** The ceiling of the batch at each step. */
  bound: Line;
  ceilings: {at: number; present: boolean}[];
  end: {x: number; y: number} | undefined;
  labels: Label[];
}

const MARGIN = {top: 19, right: 66, bottom: 20, left: 30};

/**
 * What other batches could show: the bound is the log of the number of candidates, which is N or, where a view meets
 * both views of all others, 2N - 1. Nothing when the number depends on something else, as with a queue.
 */
export function ceilingsOf(bound: number | undefined, batch: number | undefined, marks: readonly number[]): Ceiling[] {
  if (bound === undefined || batch === undefined) return [];
  const count = Math.round(Math.exp(bound));
  const candidates = [(n: number) => n, (n: number) => 2 * n - 1].find((countOf) => countOf(batch) === count);
  if (!candidates) return [];
  return [...new Set([...marks, batch])]
    .sort((a, b) => a - b)
    .map((n) => ({batch: n, nats: Math.log(candidates(n)), present: n === batch}));
}

/** The recent value, and its share of the ceiling; undefined before both were measured. */
export function reached(information: Series, bound: Series, at?: number) {
  const i = at === undefined ? information.ticks.length - 1 : indexAt(information.ticks, at);
  const j = at === undefined ? bound.ticks.length - 1 : indexAt(bound.ticks, at);
  if (i < 0 || j < 0) return undefined;
  const found = summaryOf(information).mean(i);
  return {found, most: bound.values[j], share: found / bound.values[j]};
}

/** From 0 to a little above the highest ceiling. Values below 0 are drawn as 0. */
export function neededValues(bound: Series, ceilings: readonly Ceiling[]): Domain {
  const tops = [...ceilings.map(({nats}) => nats), ...bound.values.slice(-1)];
  return [0, 1.04 * Math.max(1, ...tops)];
}

export function boundLayout({width, height, information, bound, ceilings, at, domains}: BoundInput): BoundLayout {
  const plot = {left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const x = makeScale('linear', domains.x, [plot.left, plot.right]);
  const y = makeScale('linear', domains.y, [plot.bottom, plot.top]);
  const shown = stretch(information.ticks, ...domains.x);
  const inside = (v: number) => y(Math.max(domains.y[0], v));
  const pixels = ({x: xs, value}: {x: number[]; value: number[]}): Line => ({x: xs, y: value.map(inside)});
  const last = at === undefined ? information.ticks.length - 1 : indexAt(information.ticks, at);
  const layout = {
    plot,
    x,
    y,
    raw: pixels(lineOf(information, x, shown)),
    mean: pixels(meanLine(information, x, shown)),
    bound: stepLine(bound, x, y, information.ticks.at(-1) ?? 0),
    ceilings: ceilings.map(({nats, present}) => ({at: y(nats), present})),
    end: last < 0 ? undefined : {x: x(information.ticks[last]), y: inside(summaryOf(information).mean(last))},
  };
  return {...layout, labels: labelsOf(ceilings, layout, information, last)};
}

/** The bound keeps its value from one measurement to the next. */
function stepLine({ticks, values}: Series, x: Scale, y: Scale, until: number): Line {
  const line: Line = {x: [], y: []};
  const add = (tick: number, value: number) => {
    line.x.push(x(tick));
    line.y.push(y(value));
  };
  ticks.forEach((tick, i) => {
    if (i > 0 && values[i] === values[i - 1]) return;
    if (i > 0) add(tick, values[i - 1]);
    add(tick, values[i]);
  });
  if (ticks.length > 0) add(Math.max(until, ticks[ticks.length - 1]), values[values.length - 1]);
  return line;
}

function labelsOf(
  ceilings: readonly Ceiling[],
  {plot, y, end, mean}: Omit<BoundLayout, 'labels'>,
  information: Series,
  last: number,
): Label[] {
  const name = ({batch, nats, present}: Ceiling): Wanted => ({
    key: `ceiling ${batch}`,
    text: `N = ${batch}`,
    tone: present ? 'strong' : undefined,
    places: [{x: plot.right + 6, y: y(nats), anchor: 'start'}],
    needed: present,
  });
  const now: Wanted[] = end
    ? [
        {
          key: 'end',
          text: `I ${formatValue(summaryOf(information).mean(last))}`,
          tone: 'accent',
          places: [11, -11, 22, -22].map((off) => ({x: end.x + 2, y: end.y + off, anchor: 'end' as const})),
          needed: true,
        },
      ]
    : [];
  const order = [...ceilings].sort((a, b) => Number(b.present) - Number(a.present));
  const bounds = {left: plot.left, right: plot.right + MARGIN.right, top: 0, bottom: plot.bottom};
  return placeLabels([...now, ...order.map(name)], bounds, alongLine(mean.x, mean.y));
}

/** The numbers at the measurement with index i. */
export function readOut(information: Series, bound: Series, i: number): Row[] {
  const tick = information.ticks[i];
  const at = reached(information, bound, tick);
  return [
    {label: 'step', value: formatSteps(tick)},
    {label: 'found, mean', value: formatValue(summaryOf(information).mean(i)), tone: 'accent'},
    ...(at ? [{label: 'the most', value: formatValue(at.most)}] : []),
    ...(at ? [{label: 'part', value: `${Math.round(100 * at.share)} %`}] : []),
  ];
}

export const measurementAt = (information: Series, x: Scale, place: number): number =>
  nearestIndex(information.ticks, Math.round(x.invert(place)));
