/** The layout of the reliability diagram: pure functions, in CSS pixels. */

import {shareInterval} from '../../metrics/shared/statistics.ts';
import {type Bar, countLabel, TALLEST} from '../chart/bars.ts';
import {formatShare, formatSteps} from '../chart/format.ts';
import type {Box, Label} from '../chart/labels.ts';
import {alongLine, placeLabels} from '../chart/labels.ts';
import type {AxisPlan} from '../chart/overlay.ts';
import {makeScale, type Scale} from '../chart/scale.ts';
import {isFew, type TrailPoint} from '../chart/trail.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import type {Calibration} from './calibration.ts';

export interface ReliabilityLayout {
  plot: Box;
  x: Scale;
  y: Scale;
  bottom: AxisPlan;
  left: AxisPlan;
  bars: Bar[];
  /** The points of the bins that hold pairs: accuracy, its interval, and the y of the diagonal. */
  points: (TrailPoint & {ideal: number})[];
  labels: Label[];
  stops: Stop[];
}

const MARGIN = {top: 20, right: 18, bottom: 34, left: 44};

export function reliabilityLayout(
  width: number,
  height: number,
  calibration: Calibration | undefined,
): ReliabilityLayout {
  const plot = {left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const x = makeScale('linear', [0.5, 1], [plot.left, plot.right]);
  const y = makeScale('linear', [0, 1], [plot.bottom, plot.top]);
  const bins = calibration?.bins ?? [];
  const fullest = Math.max(1, ...bins.map(({count}) => count));
  const edge = (i: number) => x(0.5 + i / (2 * bins.length));
  const bars = bins.map(({count}, i) => ({
    left: edge(i) + 1,
    right: edge(i + 1) - 1,
    top: y((TALLEST * count) / fullest),
  }));
  const held = bins.filter(({count}) => count > 0);
  const points = held.map(({count, accuracy, confidence}) => {
    const [low, high] = shareInterval(accuracy, count);
    return {x: x(confidence), y: y(accuracy), low: y(low), high: y(high), few: isFew({count}), ideal: y(confidence)};
  });
  return {
    plot,
    x,
    y,
    bottom: {scale: x, values: [0.5, 0.6, 0.7, 0.8, 0.9, 1], format: formatShare, at: plot.bottom},
    left: {scale: y, values: [0, 0.5, 1], format: formatShare, at: plot.left},
    bars,
    points,
    labels: [...labelsOf(plot, x, y, points), ...countLabel(bars, plot)],
    stops: held.map(({count, accuracy, confidence}, i) => ({
      x: points[i].x,
      y: points[i].y,
      rows: [
        {label: 'the model is', value: `${formatShare(confidence)} sure`},
        {label: 'and right in', value: formatShare(accuracy), tone: 'accent'},
        {label: 'pairs', value: formatSteps(count)},
      ],
    })),
  };
}

function labelsOf(plot: Box, x: Scale, y: Scale, points: ReliabilityLayout['points']): Label[] {
  const places = [0.6, 0.56, 0.66, 0.72, 0.8].flatMap((p) => [
    {x: x(p) - 6, y: y(p) - 9, anchor: 'end' as const},
    {x: x(p), y: y(p) - 16, anchor: 'middle' as const},
    {x: x(p) + 6, y: y(p) + 11, anchor: 'start' as const},
  ]);
  const obstacles = [
    ...alongLine([x(0.5), x(1)], [y(0.5), y(1)]),
    ...alongLine(
      points.map((point) => point.x),
      points.map((point) => point.y),
    ),
    ...points.map(({x, low, high}) => ({left: x - 3, right: x + 3, top: high, bottom: low})),
  ];
  return [
    {key: 'x', text: 'how sure the model is', x: (plot.left + plot.right) / 2, y: plot.bottom + 27, anchor: 'middle'},
    {key: 'y', text: 'how often it is right', x: 0, y: 7, anchor: 'start'},
    ...placeLabels([{key: 'ideal', text: 'as it should be', places}], {...plot, top: plot.top - 4}, obstacles),
  ];
}
