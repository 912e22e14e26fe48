/** A series of any length as one of at most so many points. */
import {isNoisy} from '../../panels/chart/decimate.ts';
import {summaryOf} from '../../panels/chart/summary.ts';
import type {Series} from '../../panels/data.ts';

/** Points that are kept of one metric: as many as a wide curve has pixels. */
export const MOST_POINTS = 600;

export interface Curve {
  ticks: number[];
  values: number[];
}

/**
 * The first point, the last one, and of each stretch between them the least and the greatest value, so that no spike is
 * lost. A series so noisy that charts draw its running mean is kept as that mean.
 */
export function thinned(series: Series, most = MOST_POINTS): Curve {
  const {ticks, values} = series;
  const count = ticks.length;
  if (isNoisy(series)) return smoothed(series, most);
  if (count <= most) return {ticks: [...ticks], values: [...values]};
  const kept = [0];
  const stretches = Math.floor((most - 2) / 2);
  const inner = count - 2;
  for (let k = 0; k < stretches; k++) {
    const [from, to] = [1 + Math.floor((k * inner) / stretches), 1 + Math.floor(((k + 1) * inner) / stretches)];
    let [low, high] = [from, from];
    for (let i = from; i < to; i++) {
      if (values[i] < values[low]) low = i;
      if (values[i] > values[high]) high = i;
    }
    kept.push(Math.min(low, high));
    if (low !== high) kept.push(Math.max(low, high));
  }
  kept.push(count - 1);
  return {ticks: kept.map((i) => ticks[i]), values: kept.map((i) => values[i])};
}

function smoothed(series: Series, most: number): Curve {
  const summary = summaryOf(series);
  const last = series.ticks.length - 1;
  const points = Math.min(most, last + 1);
  const kept = Array.from({length: points}, (_, k) => Math.round((k * last) / (points - 1)));
  return {ticks: kept.map((i) => series.ticks[i]), values: kept.map((i) => summary.mean(i))};
}
