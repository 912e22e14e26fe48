/** The layout of the histogram of margins: pure functions, in CSS pixels. */

import {formatShare, formatSteps, formatValue} from '../chart/format.ts';
import type {Box, Label} from '../chart/labels.ts';
import {placeLabels} from '../chart/labels.ts';
import type {AxisPlan} from '../chart/overlay.ts';
import {type Domain, makeScale, tickText, tickValues} from '../chart/scale.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import {binText, type MarginBin, type MarginSummary} from './bins.ts';

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
  /** The number of pairs at the top of the plot. */
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
    key: 'wrong', // From the rounded share, so that both add up to 100 %.
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
