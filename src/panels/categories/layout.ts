/** The layout of the accuracy by kind of pair: pure functions, in CSS pixels. */
import {max} from 'd3-array';
import {formatShare, formatSteps} from '../chart/format.ts';
import {type Box, fitting, type Label, shortened, textWidth} from '../chart/labels.ts';
import type {AxisPlan} from '../chart/overlay.ts';
import {makeScale, type Scale} from '../chart/scale.ts';
import {isFew, type TrailPoint} from '../chart/trail.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import type {CategoryTable} from './table.ts';

export interface CategoryLayout {
  plot: Box;
  x: Scale;
  bottom: AxisPlan;
  left: AxisPlan;
  /** The x of the accuracy over all pairs. */
  all: number | undefined;
  /** One point a row: x is the share; low and high are the ends of its interval along x. */
  rows: (TrailPoint & {best: number | undefined})[];
  radius: number;
  labels: Label[];
  stops: Stop[];
  empty: boolean;
}

const MARGIN = {top: 6, right: 14, bottom: 34};
const BESIDE = 12;
/** The share of the width for names. */
const NAMES = 0.4;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

export function categoryLayout(width: number, height: number, table: CategoryTable | undefined): CategoryLayout {
  const {rows, accuracy, hasBest} = table ?? {rows: [], accuracy: undefined, hasBest: false};
  const room = Math.min(max(rows, ({name}) => textWidth(name)) ?? 40, NAMES * width);
  const plot = {left: BESIDE + room, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const x = makeScale('linear', [0, 1], [plot.left, plot.right]);
  const y = makeScale('linear', [-0.5, Math.max(1, rows.length) - 0.5], [plot.top, plot.bottom]);
  const spacing = y(1) - y(0);
  return {
    plot,
    x,
    bottom: {scale: x, values: TICKS, format: formatShare, at: plot.bottom},
    left: {
      scale: y,
      values: fitting(rows.length, spacing),
      format: (i) => shortened(rows[i].name, room),
      at: plot.left,
    },
    all: accuracy === undefined ? undefined : x(accuracy),
    rows: rows.map((row, i) => ({
      x: x(row.accuracy),
      y: y(i),
      low: x(row.interval[0]),
      high: x(row.interval[1]),
      few: isFew(row),
      best: hasBest ? x(row.best) : undefined,
    })),
    radius: Math.max(2, Math.min(4, 0.35 * spacing)),
    labels: [{key: 'x', text: 'accuracy', x: (plot.left + plot.right) / 2, y: plot.bottom + 27, anchor: 'middle'}],
    stops: rows.map((row, i) => ({
      x: x(row.accuracy),
      y: y(i),
      rows: [
        {label: row.name, value: formatShare(row.accuracy), tone: 'accent'},
        {label: '95 % interval', value: `${formatShare(row.interval[0])} to ${formatShare(row.interval[1])}`},
        ...(hasBest ? [{label: 'by their taste', value: formatShare(row.best), tone: 'positive'}] : []),
        {label: 'pairs', value: formatSteps(row.count)},
      ],
    })),
    empty: rows.length === 0,
  };
}
