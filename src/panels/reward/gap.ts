/** Accuracy by how much longer the chosen answer is, and where it lies in the panel: pure, in CSS pixels. */
import {quantile, range} from 'd3-array';
import {shareInterval} from '../../metrics/shared/statistics.ts';
import {cosineText, formatShare, formatSteps} from '../chart/format.ts';
import {alongLine, type Box, type Label, placeLabels} from '../chart/labels.ts';
import type {AxisPlan} from '../chart/overlay.ts';
import {makeScale, roundUp, type Scale} from '../chart/scale.ts';
import type {RewardFrame} from '../data.ts';
import {once} from './answers.ts';
import {type Bar, countLabel, TALLEST} from './bars.ts';
import type {Stop} from './FramePanel.tsx';
import {isFew, type TrailPoint} from './trail.ts';
import {shareRight, type Verdict, verdictsOf} from './verdicts.ts';

export interface GapBin {
  /** Edges in what lengths are counted in; the first and the last bin hold all that lies farther out, too. */
  from: number;
  to: number;
  count: number;
  accuracy: number;
  interval: readonly [number, number];
  /** Of the annotators' own liking. */
  best: number;
}

export interface Gaps {
  tick: number;
  /** What lengths are counted in. */
  counted: string;
  bins: readonly GapBin[];
  /** Accuracy where the chosen answer is longer, or shorter; undefined without such pairs. */
  longer: number | undefined;
  shorter: number | undefined;
  hasBest: boolean;
}

/** Bins on each side of 0. */
const SIDE = 5;
/** Share of the pairs that lie within the edges. */
const WITHIN = 0.95;

export const gapsOf = once((frame: RewardFrame): Gaps => {
  const verdicts = verdictsOf(frame).filter(({length}) => length !== 0);
  const most = quantile(verdicts, WITHIN, ({length}) => Math.abs(length)) ?? SIDE;
  const step = roundUp(most / SIDE);
  const binOf = ({length}: Verdict) => Math.min(SIDE - 1, Math.max(-SIDE, Math.floor(length / step)));
  const accuracyOf = (some: readonly Verdict[]) => shareRight(some.map(({margin}) => margin));
  const sideOf = (some: readonly Verdict[]) => (some.length > 0 ? accuracyOf(some) : undefined);
  return {
    tick: frame.tick,
    counted: frame.counted,
    bins: range(-SIDE, SIDE).map((bin) => {
      const some = verdicts.filter((verdict) => binOf(verdict) === bin);
      const accuracy = accuracyOf(some);
      return {
        from: bin * step,
        to: (bin + 1) * step,
        count: some.length,
        accuracy,
        interval: shareInterval(accuracy, some.length),
        best: shareRight(some.map(({liking}) => liking)),
      };
    }),
    longer: sideOf(verdicts.filter(({length}) => length > 0)),
    shorter: sideOf(verdicts.filter(({length}) => length < 0)),
    hasBest: verdicts.some(({liking}) => liking !== 0),
  };
});

/** chosen is 10 to 20 tokens longer */
export function gapText({from, to}: Pick<GapBin, 'from' | 'to'>, counted: string, outermost: boolean): string {
  const [near, far] = [Math.min(Math.abs(from), Math.abs(to)), Math.max(Math.abs(from), Math.abs(to))];
  const how = from < 0 ? 'shorter' : 'longer';
  return outermost
    ? `${formatSteps(near)} ${counted} ${how} or more`
    : `${formatSteps(near)} to ${formatSteps(far)} ${counted} ${how}`;
}

export const isOutermost = (bin: number, bins: readonly GapBin[]): boolean => bin === 0 || bin === bins.length - 1;

export interface GapLayout {
  plot: Box;
  y: Scale;
  bottom: AxisPlan;
  left: AxisPlan;
  /** Where the chosen answer is as long as the other. */
  middle: number;
  bars: Bar[];
  /** Places of the bins that hold pairs. */
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
  // What a handful of pairs shows is chance.
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
