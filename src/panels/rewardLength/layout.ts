/** The layout of reward against length: pure functions, in CSS pixels. */

import {extent, range} from 'd3-array';
import {alongLine, type Box, type Label, placeLabels} from '../chart/labels.ts';
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

export function lengthLayout({width, height, summary, domains, histograms}: LengthInput): LengthLayout {
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
  const [shortest, longest] = extent(answers.length) as [number, number];
  const places = range(LINE_PIECES + 1).map((i) => shortest + (i / LINE_PIECES) * (longest - shortest));
  const drawn =
    line && clipped({x: places.map((place) => x(place)), y: places.map((place) => y(line.at(place)))}, plot);
  const layout = {
    ...bare,
    dots: {
      x: answers.length.map((l) => x(l)),
      y: answers.reward.map((r) => y(r)),
      kind: answers.kind,
    },
    radius: radiusOf(plot, answers.count),
    line: drawn,
    band: line && {
      x: places.map((place) => x(place)),
      low: places.map((place) => y(line.at(place) - line.half(place))),
      high: places.map((place) => y(line.at(place) + line.half(place))),
    },
    means: summary.means.map(({length, reward}) => ({x: x(length), y: y(reward)})),
    above: marginsOf(histograms.length, x, makeScale('linear', [0, domains.above], [side, 0])),
    beside: turned(histograms.reward, y, makeScale('linear', [0, domains.beside], [plot.right + GAP, width])),
  };
  return {...layout, labels: [...titlesOf(plot, answers.counted), ...lineLabel(summary, layout)]};
}

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

/** The correlation, written near the line: at its right end if there is room. */
function lineLabel({correlation}: LengthSummary, {line, plot, means}: Pick<LengthLayout, 'line' | 'plot' | 'means'>) {
  if (!line) return [];
  const text = `r = ${correlation.toFixed(2).replace('-', '−')}`;
  const at = (share: number, dy: number) => {
    const i = Math.round(share * LINE_PIECES);
    return {x: line.x[i] - 4, y: line.y[i] + dy, anchor: 'end' as const};
  };
  const places = [1, 0.94, 0.88].flatMap((share) => [at(share, -14), at(share, 16), at(share, -26), at(share, 28)]);
  const spots = means.map(({x, y}) => ({left: x - 6, right: x + 6, top: y - 6, bottom: y + 6}));
  return placeLabels([{key: 'r', text, tone: 'ink', places: places.filter(({y}) => Number.isFinite(y))}], plot, [
    ...alongLine(line.x, line.y),
    ...spots,
  ]);
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
