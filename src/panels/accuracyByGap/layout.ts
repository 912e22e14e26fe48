/** The layout of the accuracy by difference in length: pure functions, in CSS pixels. */

import {type Bar, countLabel, TALLEST} from '../chart/bars.ts';
import {cosineText, formatShare, formatSteps} from '../chart/format.ts';
import type {Box, Label} from '../chart/labels.ts';
import {alongLine, placeLabels} from '../chart/labels.ts';
import type {AxisPlan} from '../chart/overlay.ts';
import {makeScale, type Scale} from '../chart/scale.ts';
import {isFew, type TrailPoint} from '../chart/trail.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import {type GapBin, type Gaps, gapText, isOutermost} from './gaps.ts';

export interface GapLayout {
  plot: Box;
  y: Scale;
  bottom: AxisPlan;
  left: AxisPlan;
  /** The x where both answers are equally long. */
  middle: number;
  bars: Bar[];
  /** The points of the bins that hold pairs. */
  points: TrailPoint[];
  best: {x: number[]; y: number[]};
  labels: Label[];
  stops: Stop[];
  /** Whether there is nothing to show: no pair differs in length. */
  empty: boolean | undefined;
}

const MARGIN = {top: 16, right: 12, bottom: 34, left: 38};

export function gapLayout(width: number, height: number, gaps: Gaps | undefined): GapLayout {
  const plot = {left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const bins = gaps?.bins ?? [];
  const reach = bins.at(-1)?.to ?? 1;
  const x = makeScale('linear', [-reach, reach], [plot.left, plot.right]);
  const y = makeScale('linear', [0, 1], [plot.bottom, plot.top]);
  const centre = ({from, to}: GapBin) => x((from + to) / 2);
  const held = bins.filter(({count}) => count > 0);
  // The share of a handful of pairs is chance.
  const known = gaps?.hasBest ? held.filter((bin) => !isFew(bin)) : [];
  const fullest = Math.max(1, ...bins.map(({count}) => count));
  const bars = bins.map(({from, to, count}) => ({
    left: x(from) + 1,
    right: x(to) - 1,
    top: y((TALLEST * count) / fullest),
  }));
  const shown = {
    plot,
    y,
    middle: x(0),
    points: held.map((bin) => ({
      x: centre(bin),
      y: y(bin.accuracy),
      low: y(bin.interval[0]),
      high: y(bin.interval[1]),
      few: isFew(bin),
    })),
    best: {x: known.map(centre), y: known.map(({best}) => y(best))},
  };
  return {
    ...shown,
    bars,
    bottom: {
      scale: x,
      values: x.ticks(Math.max(3, (plot.right - plot.left) / 56)),
      format: cosineText,
      at: plot.bottom,
    },
    left: {scale: y, values: [0, 0.5, 1], format: formatShare, at: plot.left},
    empty: gaps && bins.every(({count}) => count === 0),
    labels: [...labelsOf(shown, gaps?.counted ?? ''), ...countLabel(bars, plot)],
    stops: held.map((bin, i) => ({
      x: shown.points[i].x,
      y: shown.points[i].y,
      rows: [
        {label: 'chosen is', value: gapText(bin, gaps!.counted, isOutermost(bins.indexOf(bin), bins))},
        {label: 'accuracy', value: formatShare(bin.accuracy), tone: 'accent'},
        {label: '95 % interval', value: `${formatShare(bin.interval[0])} to ${formatShare(bin.interval[1])}`},
        ...(gaps!.hasBest ? [{label: 'by their taste', value: formatShare(bin.best), tone: 'positive'}] : []),
        {label: 'pairs', value: formatSteps(bin.count)},
      ],
    })),
  };
}

function labelsOf(
  {plot, y, points, best}: Pick<GapLayout, 'plot' | 'y' | 'points' | 'best'>,
  counted: string,
): Label[] {
  const under = plot.bottom + 27;
  const titles: Label[] = [
    {key: 'shorter', text: '← chosen is shorter', x: plot.left, y: under, anchor: 'start'},
    {key: 'counted', text: counted, x: (plot.left + plot.right) / 2, y: under, anchor: 'middle'},
    {key: 'longer', text: 'chosen is longer →', x: plot.right, y: under, anchor: 'end'},
    {key: 'y', text: 'accuracy', x: 0, y: 4, anchor: 'start'},
  ];
  const chance = [plot.right - 2, plot.left + 4].flatMap((x, i) =>
    [-9, 9].map((dy) => ({x, y: y(0.5) + dy, anchor: i === 0 ? ('end' as const) : ('start' as const)})),
  );
  const besides = best.x.flatMap((x, i) => [-12, 12].map((dy) => ({x, y: best.y[i] + dy, anchor: 'middle' as const})));
  return [
    ...titles,
    ...placeLabels(
      [
        {key: 'chance', text: 'chance', places: chance},
        {key: 'best', text: 'by their taste', tone: 'positive', places: besides},
      ],
      {...plot, top: 0},
      [
        ...alongLine(
          points.map(({x}) => x),
          points.map(({y}) => y),
        ),
        ...alongLine(best.x, best.y),
        ...points.map(({x, low, high}) => ({left: x - 3, right: x + 3, top: high, bottom: low})),
      ],
    ),
  ];
}
