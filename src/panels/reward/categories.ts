/** Accuracy by kind of pair, and where it lies in the panel: pure, in CSS pixels. */
import {max, sum} from 'd3-array';
import {accuracyByCategory, type CategoryAccuracy} from '../../metrics/accuracy/byCategory.ts';
import type {Categories} from '../../worlds/points.ts';
import {formatShare, formatSteps} from '../chart/format.ts';
import {type Box, type Label, shortened, textWidth} from '../chart/labels.ts';
import type {AxisPlan} from '../chart/overlay.ts';
import {makeScale, type Scale} from '../chart/scale.ts';
import type {RewardFrame} from '../data.ts';
import type {Stop} from './FramePanel.tsx';
import {isFew, type TrailPoint} from './trail.ts';
import {fitting} from './weights.ts';

export interface CategoryRow extends CategoryAccuracy {
  name: string;
}

export interface CategoryTable {
  tick: number;
  label: string;
  /** From where it is right most often; kinds with a handful of pairs come last. */
  rows: readonly CategoryRow[];
  /** Over all pairs. */
  accuracy: number;
  hasBest: boolean;
}

export function categoryTableOf({tick, channels}: RewardFrame, categories: Categories): CategoryTable {
  const rows = accuracyByCategory(channels, categories)
    .map((row): CategoryRow => ({...row, name: categories.names[row.category]}))
    .sort((a, b) => Number(isFew(a)) - Number(isFew(b)) || b.accuracy - a.accuracy || a.category - b.category);
  return {
    tick,
    label: categories.label,
    rows,
    accuracy:
      sum(rows, ({count, accuracy}) => count * accuracy) /
      Math.max(
        1,
        sum(rows, ({count}) => count),
      ),
    hasBest: channels.likingA.some((x, i) => x !== channels.likingB[i]),
  };
}

/** The kinds where it is right most and least often, of those with more than a handful of pairs. */
export function endsOf({rows}: CategoryTable): readonly [CategoryRow, CategoryRow] | undefined {
  const firm = rows.filter((row) => !isFew(row));
  return firm.length < 2 ? undefined : [firm[0], firm.at(-1)!];
}

export interface CategoryLayout {
  plot: Box;
  x: Scale;
  bottom: AxisPlan;
  left: AxisPlan;
  /** Accuracy over all pairs. */
  all: number | undefined;
  /** As points of a trail that lies on its side: x is the share, low and high are the interval's ends. */
  rows: (TrailPoint & {best: number | undefined})[];
  radius: number;
  labels: Label[];
  stops: Stop[];
  empty: boolean;
}

const MARGIN = {top: 6, right: 14, bottom: 34};
const BESIDE = 12;
/** Of the width, for names. */
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
