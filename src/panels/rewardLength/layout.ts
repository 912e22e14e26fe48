/** The layout of reward against length: pure functions, in CSS pixels. */

import {extent, range} from 'd3-array';
import {alongLine, type Box, type Label, type Place, placeLabels, type Wanted} from '../chart/labels.ts';
import {type Domain, makeScale, type Scale} from '../chart/scale.ts';
import type {Kind} from '../shared/answers.ts';
import type {Histogram, LengthHistograms} from './histograms.ts';
import type {LengthSummary} from './summary.ts';

export interface Point {
  x: number;
  y: number;
}

/** The outline of a histogram as a line of steps. */
export interface Steps {
  x: number[];
  y: number[];
}

export interface Margins {
  chosen: Steps;
  rejected: Steps;
}

export interface LengthLayout {
  plot: Box;
  x: Scale;
  y: Scale;
  /** The dots, by row of the answers. */
  dots: {x: Float32Array; y: Float32Array; kind: readonly Kind[]};
  radius: number;
  line: Steps | undefined;
  /** The line of an unbiased judge. */
  judge: Steps | undefined;
  /** The line that the reader has drawn. */
  yours: Steps | undefined;
  /** The edges of the confidence band around the line. */
  band: {x: number[]; low: number[]; high: number[]} | undefined;
  means: Point[];
  above: Margins | undefined;
  beside: Margins | undefined;
  labels: Label[];
}

export interface LengthInput {
  width: number;
  height: number;
  summary: LengthSummary | undefined;
  domains: LengthDomains;
  histograms: LengthHistograms | undefined;
  /** The reward that an unbiased judge would give to an answer of a length. */
  judge?: ((length: number) => number) | undefined;
  /** The reward that the reader expected of it. */
  yours?: ((length: number) => number) | undefined;
}

export interface LengthDomains {
  length: Domain;
  reward: Domain;
  /** The shares at the top of the two histograms. */
  above: number;
  beside: number;
}

const MARGIN = {left: 34, bottom: 34};
/** Between the plot and the histograms at its sides. */
const GAP = 5;
const LINE_PIECES = 32;
/** The share of the plot that the dots would cover without overlap. */
const COVERED = 0.11;
const RADII = [1.7, 3.4] as const;

/** Thickness of the histograms at the sides. */
const sideOf = (width: number, height: number) => Math.min(76, Math.max(26, 0.12 * Math.min(width, height)));

export function lengthLayout({width, height, summary, domains, histograms, judge, yours}: LengthInput): LengthLayout {
  const side = sideOf(width, height);
  const plot = {left: MARGIN.left, top: side + GAP, right: width - side - GAP, bottom: height - MARGIN.bottom};
  const x = makeScale('linear', domains.length, [plot.left, plot.right]);
  const y = makeScale('linear', domains.reward, [plot.bottom, plot.top]);
  const bare = {
    plot,
    x,
    y,
    radius: 0,
    line: undefined,
    judge: undefined,
    yours: undefined,
    band: undefined,
    means: [],
    above: undefined,
    beside: undefined,
  };
  if (!summary || !histograms) {
    const empty = {x: new Float32Array(), y: new Float32Array(), kind: []};
    return {...bare, dots: empty, labels: titlesOf(plot)};
  }
  const {answers, line} = summary;
  const [shortest, longest] = endsOf(summary);
  const places = range(LINE_PIECES + 1).map((i) => shortest + (i / LINE_PIECES) * (longest - shortest));
  const along = (at: (length: number) => number) =>
    clipped({x: places.map((place) => x(place)), y: places.map((place) => y(at(place)))}, plot);
  const layout = {
    ...bare,
    dots: {
      x: answers.length.map((l) => x(l)),
      y: answers.reward.map((r) => y(r)),
      kind: answers.kind,
    },
    radius: radiusOf(plot, answers.count),
    line: line && along(line.at),
    judge: judge && along(judge),
    yours: yours && along(yours),
    band: line && {
      x: places.map((place) => x(place)),
      low: places.map((place) => y(line.at(place) - line.half(place))),
      high: places.map((place) => y(line.at(place) + line.half(place))),
    },
    means: summary.means.map(({length, reward}) => ({x: x(length), y: y(reward)})),
    above: marginsOf(histograms.length, x, makeScale('linear', [0, domains.above], [side, 0])),
    beside: turned(histograms.reward, y, makeScale('linear', [0, domains.beside], [plot.right + GAP, width])),
  };
  return {...layout, labels: [...titlesOf(plot, answers.counted), ...lineLabels(summary, layout)]};
}

/** The lengths of the shortest and the longest answer. */
export const endsOf = ({answers: {length}, byLength}: LengthSummary): [number, number] => [
  length[byLength[0]],
  length[byLength[byLength.length - 1]],
];

const radiusOf = ({left, top, right, bottom}: Box, count: number) =>
  Math.min(
    RADII[1],
    Math.max(
      RADII[0],
      Math.sqrt((COVERED * Math.max(0, (right - left) * (bottom - top))) / (Math.PI * Math.max(1, count))),
    ),
  );

/** Only the part of a line that is in the plot. */
function clipped({x, y}: Steps, {top, bottom}: Box): Steps {
  return {x, y: y.map((place) => (place < top || place > bottom ? Number.NaN : place))};
}

const titlesOf = (plot: Box, counted = 'tokens'): Label[] => [
  {
    key: 'x',
    text: `length in ${counted}`,
    x: (plot.left + plot.right) / 2,
    y: plot.bottom + 27,
    anchor: 'middle',
  },
  {key: 'y', text: 'reward', x: 0, y: plot.top - 15, anchor: 'start'},
];

const rText = (r: number) => `r = ${r.toFixed(2).replace('-', '−')}`;

/** The correlations, written near their lines: at the right end if there is room. */
function lineLabels(
  {correlation, worth}: LengthSummary,
  {line, judge, yours, plot, means}: Pick<LengthLayout, 'line' | 'judge' | 'yours' | 'plot' | 'means'>,
) {
  const lines = [line, judge, yours].filter((one) => one !== undefined);
  const obstacles = [
    ...lines.flatMap(({x, y}) => alongLine(x, y)),
    ...means.map(({x, y}) => ({left: x - 6, right: x + 6, top: y - 6, bottom: y + 6})),
  ];
  const wanted: Wanted[] = [
    ...(line ? [{key: 'r', text: rText(correlation), tone: 'ink', places: placesAlong(line, [1, 0.94, 0.88])}] : []),
    ...(judge && worth
      ? [
          {
            key: 'judge',
            text: `an unbiased judge: ${rText(worth.correlation)}`,
            places: placesAlong(judge, [0, 0.06, 0.12, 0.2, 0.3, 0.4], 'start'),
          },
        ]
      : []),
    ...(yours
      ? [{key: 'yours', text: 'yours', tone: 'accent', places: placesAlong(yours, [1, 0.9, 0.8, 0.1, 0.2])}]
      : []),
  ];
  return placeLabels(wanted, plot, obstacles);
}

/** Above and below a line, at shares of its way. */
function placesAlong({x, y}: Steps, shares: readonly number[], anchor: Place['anchor'] = 'end'): Place[] {
  const places = shares.flatMap((share) => {
    const i = Math.round(share * LINE_PIECES);
    return [-14, 16, -26, 28, -42].map((off) => ({x: x[i] + (anchor === 'end' ? -4 : 4), y: y[i] + off, anchor}));
  });
  return places.filter((place) => Number.isFinite(place.y));
}

/** The upper outline of a histogram, from its first to its last bin above 0. */
function stepsOf({edges}: Histogram, shares: readonly number[], along: Scale, up: Scale): Steps {
  const [least, most] = extent(along.range()) as [number, number];
  const place = (edge: number) => Math.min(most, Math.max(least, along(edge)));
  const first = shares.findIndex((share) => share > 0);
  const bins = first < 0 ? [] : range(first, shares.findLastIndex((share) => share > 0) + 1);
  return {
    x: bins.flatMap((i) => [place(edges[i]), place(edges[i + 1])]),
    y: bins.flatMap((i) => [up(shares[i]), up(shares[i])]),
  };
}

const marginsOf = (histogram: Histogram, along: Scale, up: Scale): Margins => ({
  chosen: stepsOf(histogram, histogram.chosen, along, up),
  rejected: stepsOf(histogram, histogram.rejected, along, up),
});

function turned(histogram: Histogram, along: Scale, out: Scale): Margins {
  const turn = ({x, y}: Steps): Steps => ({x: y, y: x});
  const {chosen, rejected} = marginsOf(histogram, along, out);
  return {chosen: turn(chosen), rejected: turn(rejected)};
}
