/** How much more reward the chosen answers get, and where that lies in the panel: pure, in CSS pixels. */
import {max, quantile, range} from 'd3-array';
import {mean} from '../../metrics/shared/statistics.ts';
import {formatShare, formatSteps, formatValue} from '../chart/format.ts';
import {type Box, type Label, placeLabels} from '../chart/labels.ts';
import type {AxisPlan} from '../chart/overlay.ts';
import {type Domain, makeScale, tickText, tickValues} from '../chart/scale.ts';
import type {RewardFrame} from '../data.ts';
import {once} from './answers.ts';
import type {Stop} from './FramePanel.tsx';
import {shareRight, verdictsOf} from './verdicts.ts';

export interface MarginSummary {
  tick: number;
  margins: readonly number[];
  right: number;
  mean: number;
}

export const marginSummaryOf = once((frame: RewardFrame): MarginSummary => {
  const margins = verdictsOf(frame).map(({margin}) => margin);
  return {tick: frame.tick, margins, right: shareRight(margins), mean: mean(margins)};
});

/** Share of the pairs that lie within the axis; the others are in the bins at its ends. */
const WITHIN = 0.99;
/** The axis reaches at least so far. */
const LEAST = 0.5;

/** What the axis must hold: 0 in its middle. */
export function marginReach({margins}: MarginSummary): Domain {
  const most = Math.max(LEAST, quantile(margins, WITHIN, Math.abs) ?? 0);
  return [-most, most];
}

/** An even number: an edge is at 0. */
const BINS = 40;

export interface MarginBin {
  from: number;
  to: number;
  count: number;
}

export function marginBins({margins}: MarginSummary, [low, high]: Domain): MarginBin[] {
  const step = (high - low) / BINS;
  const counts = new Array<number>(BINS).fill(0);
  for (const margin of margins) counts[Math.min(BINS - 1, Math.max(0, Math.floor(margin / step) + BINS / 2))]++;
  return range(BINS).map((bin) => ({
    from: (bin - BINS / 2) * step,
    to: (bin + 1 - BINS / 2) * step,
    count: counts[bin],
  }));
}

/** 1.5 to 2.0; the bins at the ends hold all that lies farther out. */
export function binText({from, to}: Pick<MarginBin, 'from' | 'to'>, bins: readonly MarginBin[]): string {
  if (from === bins[0].from) return `${formatValue(to)} or less`;
  if (to === bins.at(-1)!.to) return `${formatValue(from)} or more`;
  return `${formatValue(from)} to ${formatValue(to)}`;
}

export const fullestOf = (bins: readonly MarginBin[]): number => max(bins, ({count}) => count) ?? 0;

export interface MarginLayout {
  plot: Box;
  bottom: AxisPlan;
  left: AxisPlan;
  zero: number;
  mean: number | undefined;
  bars: {left: number; right: number; top: number; isRight: boolean}[];
  labels: Label[];
  stops: Stop[];
}

export interface MarginInput {
  width: number;
  height: number;
  summary: MarginSummary | undefined;
  bins: readonly MarginBin[];
  domain: Domain;
  /** Pairs in a bin as high as the plot. */
  top: number;
}

const MARGIN = {top: 30, right: 12, bottom: 34, left: 12};

export function marginLayout({width, height, summary, bins, domain, top}: MarginInput): MarginLayout {
  const plot = {left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const x = makeScale('linear', domain, [plot.left, plot.right]);
  const y = makeScale('linear', [0, top], [plot.bottom, plot.top]);
  const count = Math.max(3, (plot.right - plot.left) / 70);
  const at = summary && x(summary.mean);
  return {
    plot,
    zero: x(0),
    mean: at,
    bottom: {scale: x, values: tickValues('linear', x, count), format: tickText('linear', x, count), at: plot.bottom},
    left: {scale: y, values: [], format: String, at: plot.left},
    bars: bins.map(({from, to, count}) => ({
      left: x(from) + 0.5,
      right: x(to) - 0.5,
      top: y(count),
      isRight: from >= 0,
    })),
    labels: [
      {
        key: 'x',
        text: 'reward of chosen less rejected',
        x: (plot.left + plot.right) / 2,
        y: plot.bottom + 27,
        anchor: 'middle',
      },
      ...(summary ? namesOf(summary, plot, x(0), at!) : []),
    ],
    stops: bins.map(({from, to, count}) => ({
      x: x((from + to) / 2),
      y: y(count),
      rows: [
        {label: 'chosen less rejected', value: binText({from, to}, bins)},
        {label: 'pairs', value: formatSteps(count), tone: from >= 0 ? 'accent' : 'negative'},
        {label: 'of all', value: formatShare(count / Math.max(1, summary?.margins.length ?? 0))},
      ],
    })),
  };
}

const namesOf = ({right, mean}: MarginSummary, plot: Box, zero: number, at: number): Label[] => [
  {
    key: 'wrong', // What is rounded adds up.
    text: `${formatShare(1 - Math.round(100 * right) / 100)} wrong`,
    tone: 'negative',
    x: zero - 8,
    y: 8,
    anchor: 'end',
  },
  {key: 'right', text: `right ${formatShare(right)}`, tone: 'accent', x: zero + 8, y: 8, anchor: 'start'},
  ...placeLabels(
    [
      {
        key: 'mean',
        text: `mean ${formatValue(mean)}`,
        tone: 'strong',
        places: [
          {x: at + 5, y: 23, anchor: 'start'},
          {x: at - 5, y: 23, anchor: 'end'},
        ],
      },
    ],
    {...plot, top: 0},
  ),
];
