import type {Metric} from '../../metrics/metric.ts';
import {nearestIndex} from '../chart/nearest.ts';
import type {Overlay} from '../chart/overlay.ts';
import type {Series} from '../data.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {drawHover} from './draw.ts';
import {type CurvesLayout, placeOf, readOut} from './layout.ts';

interface Read {
  metric: Metric;
  series: Series;
  /** The tick that is read off. */
  tick: number | undefined;
}

/** Shows the numbers of the measurement nearest to a tick. */
export function readOff(surface: Surface, overlay: Overlay, layout: CurvesLayout, {metric, series, tick}: Read): void {
  const i = tick === undefined ? -1 : nearestIndex(series.ticks, tick);
  const rows = i < 0 ? [] : readOut(metric, series, i);
  const place = i < 0 ? {x: 0, y: 0} : placeOf(layout, series, i);
  if (i >= 0) drawHover(surface, layout, place);
  overlay.card(rows, place, surface);
  overlay.probe({
    count: series.ticks.length,
    index: i < 0 ? undefined : i,
    text: rows.map(({label, value}) => `${label} ${value}`).join(', ') || 'newest step',
  });
}
