/** The layout of chosen against rejected answers: pure functions, in CSS pixels. */
import {stretch as indicesIn, isNoisy, lineOf, type Line as Measured, meanLine} from '../chart/decimate.ts';
import {formatSteps, formatValue, signed} from '../chart/format.ts';
import {alongLine, type Box, type Label, type Place, placeLabels, type Wanted} from '../chart/labels.ts';
import {indexAt, nearestIndex} from '../chart/nearest.ts';
import type {Row} from '../chart/overlay.ts';
import {type Domain, makeScale, type Scale, union} from '../chart/scale.ts';
import {summaryOf} from '../chart/summary.ts';
import type {MetricLog, Series} from '../data.ts';
import type {Change} from './reading.ts';

/** Measured at the same ticks. */
export interface Changes {
  chosen: Series;
  rejected: Series;
  accuracy: Series;
}

export const changesOf = (log: MetricLog): Changes => ({
  chosen: log.series('chosenLog'),
  rejected: log.series('rejectedLog'),
  accuracy: log.series('pairAccuracy'),
});

export interface Line {
  x: number[];
  y: number[];
}

/** A line, and its mean where its values are too noisy to be read by themselves. */
export interface Curve {
  line: Line;
  mean: Line | undefined;
}

export interface ChangesLayout {
  plot: Box;
  x: Scale;
  y: Scale;
  /** The y of answers that are as likely as under the reference. */
  zero: number;
  chosen: Curve;
  rejected: Curve;
  /** The x where the strong part ends: the rest came after the tick that is looked back to. */
  until: number;
  lookingBack: boolean;
  end: {x: number; chosen: number; rejected: number} | undefined;
  labels: Label[];
}

export interface ChangesInput {
  width: number;
  height: number;
  changes: Changes;
  /** First and last tick of the stage. */
  stretch: Domain | undefined;
  /** The tick that is looked back to. */
  at: number | undefined;
  domains: {x: Domain; y: Domain};
}

const MARGIN = {top: 19, right: 12, bottom: 34, left: 36};
/** The share of the axis that is left free beyond the lines. */
const ROOM = 1.06;

export function neededValues({chosen, rejected}: Changes, stretch: Domain | undefined): Domain {
  const all = [chosen, rejected]
    .map((series) => summaryOf(series).extremes(...inside(series, stretch)))
    .filter(([low, high]) => low <= high);
  const [low, high] = all.reduce<Domain>(union, [-0.25, 0.25]);
  return [ROOM * low, ROOM * high];
}

const inside = (series: Series, [from, to]: Domain = [0, -1]) => indicesIn(series.ticks, from, to);

/** The index of the last pair of values until a tick; -1 where there is none. */
export function standsAt({chosen}: Changes, stretch: Domain | undefined, at: number | undefined): number {
  const [first, after] = inside(chosen, stretch);
  const i = at === undefined ? after - 1 : Math.min(after - 1, indexAt(chosen.ticks, at));
  return i >= first ? i : -1;
}

/** As it is now or was at a tick; a mean over recent steps, since each is measured over one batch. */
export function changeAt(changes: Changes, stretch: Domain | undefined, at: number | undefined): Change | undefined {
  const i = standsAt(changes, stretch, at);
  if (i < 0) return undefined;
  const {chosen, rejected, accuracy} = changes;
  const k = indexAt(accuracy.ticks, chosen.ticks[i]);
  return {
    chosen: summaryOf(chosen).mean(i),
    rejected: summaryOf(rejected).mean(i),
    accuracy: k < 0 ? undefined : summaryOf(accuracy).mean(k),
  };
}

export function changesLayout(input: ChangesInput): ChangesLayout {
  const {width, height, changes, stretch, at, domains} = input;
  const plot = {left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const x = makeScale('linear', domains.x, [plot.left, plot.right]);
  const y = makeScale('linear', domains.y, [plot.bottom, plot.top]);
  const pixels = ({x: xs, value}: Measured): Line => ({x: xs, y: value.map((v) => y(v))});
  const noisy = isNoisy(changes.chosen);
  const curve = (series: Series): Curve => ({
    line: pixels(lineOf(series, x, inside(series, stretch))),
    mean: noisy ? pixels(meanLine(series, x, inside(series, stretch))) : undefined,
  });
  const i = standsAt(changes, stretch, at);
  const shownValue = (series: Series) => (noisy ? summaryOf(series).mean(i) : series.values[i]);
  const {chosen, rejected} = changes;
  const values = i < 0 ? undefined : {chosen: shownValue(chosen), rejected: shownValue(rejected)};
  const bare = {
    plot,
    x,
    y,
    zero: y(0),
    chosen: curve(chosen),
    rejected: curve(rejected),
    until: at === undefined ? plot.right + MARGIN.right : x(Math.max(at, x.domain()[0])),
    lookingBack: at !== undefined,
    end: values && {x: x(chosen.ticks[i]), chosen: y(values.chosen), rejected: y(values.rejected)},
  };
  return {...bare, labels: labelsOf(bare, values)};
}

const linesOf = ({chosen, rejected}: Pick<ChangesLayout, 'chosen' | 'rejected'>) =>
  [chosen, rejected].map(({line, mean}) => mean ?? line);

function labelsOf(
  layout: Omit<ChangesLayout, 'labels'>,
  values: {chosen: number; rejected: number} | undefined,
): Label[] {
  const {plot, end, zero} = layout;
  const titles: Label[] = [
    {key: 'x', text: 'step', x: (plot.left + plot.right) / 2, y: plot.bottom + 27, anchor: 'middle'},
    {key: 'y', text: 'change of log π against the reference', x: 0, y: 6, anchor: 'start'},
  ];
  const bounds = {...plot, left: plot.left + 3, right: plot.right + MARGIN.right};
  const obstacles = [
    ...linesOf(layout).flatMap(({x, y}) => alongLine(x, y)),
    {left: plot.left, right: plot.right, top: zero - 1, bottom: zero + 1},
  ];
  const name = (key: 'chosen' | 'rejected', tone: string, side: -1 | 1): Wanted[] =>
    end && values
      ? [
          {
            key,
            text: `${key} ${values[key] > 0 ? '+' : ''}${formatValue(values[key])}`,
            tone,
            places: besides(end.x, end[key], end.chosen <= end.rejected ? side : side === 1 ? -1 : 1),
            needed: true,
          },
        ]
      : [];
  return [
    ...titles,
    ...placeLabels(
      [
        ...name('chosen', 'accent', -1),
        ...name('rejected', 'negative', 1),
        {key: 'zero', text: 'as under the reference', places: along(zero, plot)},
      ],
      bounds,
      obstacles,
    ),
  ];
}

const OFFS = [12, 20, 30, 42, 56, 72];

/** After a point, then above it (side -1) or below it (1), then on the other side. */
const besides = (x: number, y: number, side: -1 | 1): Place[] => [
  {x: x + 8, y, anchor: 'start'},
  ...[side, -side].flatMap((to) =>
    OFFS.flatMap((off): Place[] => [
      {x: x + 2, y: y + to * off, anchor: 'end'},
      {x: x - 2, y: y + to * off, anchor: 'start'},
    ]),
  ),
];

const along = (y: number, {left, right}: Box): Place[] =>
  [-9, 10].flatMap((off): Place[] => [
    {x: right, y: y + off, anchor: 'end'},
    {x: (left + right) / 2, y: y + off, anchor: 'middle'},
    {x: left + 4, y: y + off, anchor: 'start'},
  ]);

/** The index of the values nearest to a place; -1 where there are none. */
export function readAt({chosen}: Changes, stretch: Domain | undefined, tick: number): number {
  const [first, after] = inside(chosen, stretch);
  const i = nearestIndex(chosen.ticks, tick);
  return after > first ? Math.min(after - 1, Math.max(first, i)) : -1;
}

export function rowsAt({chosen, rejected, accuracy}: Changes, i: number): Row[] {
  const k = indexAt(accuracy.ticks, chosen.ticks[i]);
  return [
    {label: 'step', value: formatSteps(chosen.ticks[i])},
    {label: 'chosen', value: signed(chosen.values[i]), tone: 'accent'},
    {label: 'rejected', value: signed(rejected.values[i]), tone: 'negative'},
    {label: 'gap', value: signed(chosen.values[i] - rejected.values[i])},
    ...(k < 0 ? [] : [{label: 'pairs told right', value: formatValue(accuracy.values[k])}]),
  ];
}
