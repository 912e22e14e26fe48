/** The layout of the share of longer answers chosen: pure functions, in CSS pixels. */

import {type Bar, countLabel, TALLEST} from '../chart/bars.ts';
import {formatShare, formatSteps} from '../chart/format.ts';
import type {Box, Label} from '../chart/labels.ts';
import {alongLine, placeLabels} from '../chart/labels.ts';
import type {AxisPlan} from '../chart/overlay.ts';
import {makeScale, type Scale} from '../chart/scale.ts';
import type {AuditFrame} from '../data.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import {auditOfFrame, binText, intervalText, shareOf} from './shares.ts';

export interface AuditLayout {
  plot: Box;
  y: Scale;
  bottom: AxisPlan;
  left: AxisPlan;
  bars: Bar[];
  /** The points of the bins that hold pairs. */
  points: {x: number; y: number; low: number; high: number}[];
  labels: Label[];
  stops: Stop[];
}

const MARGIN = {top: 16, right: 12, bottom: 34, left: 38};

export function auditLayout(width: number, height: number, frame: AuditFrame | undefined): AuditLayout {
  const audit = frame && auditOfFrame(frame);
  const counted = frame?.counted ?? 'words';
  const plot = {left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const all = audit?.bins ?? [];
  // Bins beyond the widest gap would only take room.
  const bins = all.slice(0, all.findLastIndex(({pairs}) => pairs > 0) + 1);
  const x = makeScale('linear', [0, Math.max(1, bins.length)], [plot.left, plot.right]);
  const y = makeScale('linear', [0, 1], [plot.bottom, plot.top]);
  const fullest = Math.max(1, ...bins.map(({pairs}) => pairs));
  const bars = bins.map(({pairs}, i) => ({
    left: x(i) + 1,
    right: x(i + 1) - 1,
    top: y((TALLEST * pairs) / fullest),
  }));
  const held = bins.flatMap((bin, i) => (bin.pairs > 0 ? [{bin, at: x(i + 0.5), ...shareOf([bin])}] : []));
  const points = held.map(({at, share, interval: [low, high]}) => ({x: at, y: y(share), low: y(low), high: y(high)}));
  return {
    plot,
    y,
    bars,
    points,
    bottom: {
      scale: x,
      values: bins.map((_, i) => i + 0.5),
      format: (value) => binText(bins[Math.floor(value)]),
      at: plot.bottom,
    },
    left: {scale: y, values: [0, 0.5, 1], format: formatShare, at: plot.left},
    labels: [...labelsOf(plot, y, points, counted), ...countLabel(bars, plot)],
    stops: held.map(({bin, share, interval, pairs}, i) => ({
      x: points[i].x,
      y: points[i].y,
      rows: [
        {label: 'longer by', value: `${binText(bin)} ${counted}`},
        {label: 'longer chosen', value: formatShare(share), tone: 'accent'},
        {label: '95 % interval', value: intervalText(interval)},
        {label: 'pairs', value: formatSteps(pairs)},
      ],
    })),
  };
}

function labelsOf(plot: Box, y: Scale, points: AuditLayout['points'], counted: string): Label[] {
  const even = [plot.right - 2, plot.left + 4].flatMap((x, i) =>
    [-9, 9].map((dy) => ({x, y: y(0.5) + dy, anchor: i === 0 ? ('end' as const) : ('start' as const)})),
  );
  return [
    {
      key: 'x',
      text: `${counted} by which one answer is longer`,
      x: (plot.left + plot.right) / 2,
      y: plot.bottom + 27,
      anchor: 'middle',
    },
    {key: 'y', text: 'longer chosen', x: 0, y: 4, anchor: 'start'},
    ...placeLabels([{key: 'even', text: 'as often as not', places: even}], {...plot, top: 0}, [
      ...alongLine(
        points.map(({x}) => x),
        points.map((point) => point.y),
      ),
      ...points.map(({x, low, high}) => ({left: x - 3, right: x + 3, top: high, bottom: low})),
    ]),
  ];
}
