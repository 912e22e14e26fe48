import type {Metric} from '../../metrics/metric.ts';
import {formatSteps, formatValue} from '../chart/format.ts';
import {shortened} from '../chart/labels.ts';
import {nearestIndex} from '../chart/nearest.ts';
import type {Overlay, Row} from '../chart/overlay.ts';
import type {Series} from '../data.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {drawGhostHover, drawHover} from './draw.ts';
import {type CurvesLayout, type Ghost, placeOf, readOut} from './layout.ts';

interface Read {
  metric: Metric;
  series: Series;
  /** Other runs with a name. */
  ghosts: readonly Ghost[];
  /** The tick that is read off. */
  tick: number | undefined;
}

/** Pixels for the name of another run. */
const NAME = 150;

const lastOf = ({ticks}: Series): number => ticks.at(-1) ?? Number.NEGATIVE_INFINITY;

/** The series whose steps are read off: that of the run which has gone on the longest. */
export const longestOf = (series: Series, ghosts: readonly Pick<Ghost, 'series'>[]): Series =>
  ghosts.reduce((longest, ghost) => (lastOf(ghost.series) > lastOf(longest) ? ghost.series : longest), series);

/** The index of the measurement nearest to a tick; -1 when there is none or the run has not gone so far. */
const measuredAt = (series: Series, tick: number): number =>
  tick > lastOf(series) ? -1 : nearestIndex(series.ticks, tick);

/** The numbers of all runs at a step. */
export function rowsAt({metric, series, ghosts}: Omit<Read, 'tick'>, tick: number): Row[] {
  const own = measuredAt(series, tick);
  if (ghosts.length === 0) return own < 0 ? [] : readOut(metric, series, own);
  return [
    {label: 'step', value: formatSteps(own < 0 ? tick : series.ticks[own])},
    ...(own < 0 ? [] : [{label: 'this run', value: formatValue(series.values[own]), tone: 'accent'}]),
    ...ghosts.flatMap(({label, look, series: other}) => {
      const at = measuredAt(other, tick);
      return at < 0 ? [] : [{label: shortened(label, NAME), value: formatValue(other.values[at]), look}];
    }),
  ];
}

/** Shows the numbers of the measurements nearest to a tick. */
export function readOff(surface: Surface, overlay: Overlay, layout: CurvesLayout, read: Read): void {
  const {series, ghosts, tick} = read;
  const along = longestOf(series, ghosts);
  const i = tick === undefined ? -1 : nearestIndex(along.ticks, tick);
  const rows = i < 0 ? [] : rowsAt(read, along.ticks[i]);
  const place = i < 0 ? {x: 0, y: 0} : placeOf(layout, along, i);
  if (i >= 0) {
    const own = measuredAt(series, along.ticks[i]);
    const at = (other: Series, index: number) => placeOf(layout, other, index);
    drawHover(surface, layout, own < 0 ? place : at(series, own));
    for (const ghost of ghosts) {
      const index = measuredAt(ghost.series, along.ticks[i]);
      if (index >= 0) drawGhostHover(surface, ghost, at(ghost.series, index));
    }
  }
  overlay.card(rows, place, surface);
  overlay.probe({
    count: along.ticks.length,
    index: i < 0 ? undefined : i,
    text: rows.map(({label, value}) => `${label} ${value}`).join(', ') || 'newest step',
  });
}
