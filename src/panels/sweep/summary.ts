/** One metric of a sweep at each spot: the mean over seeds, and how far the seeds lie apart. Pure. */
import {type SweepFrame, type SweepMetric, spotsIn} from './data.ts';

export interface Spot {
  /** Of each seed; NaN where it is not measured. */
  seeds: readonly number[];
  /** Of those that are measured; NaN where none is. */
  mean: number;
  low: number;
  high: number;
}

export function spotsOf(frame: SweepFrame, metric: string): Spot[] {
  const seeds = frame.seeds.length;
  return Array.from({length: spotsIn(frame)}, (_, spot) =>
    spotOf(frame.seeds.map((_, k) => frame.value(metric, spot * seeds + k) ?? Number.NaN)),
  );
}

function spotOf(seeds: readonly number[]): Spot {
  const known = seeds.filter(Number.isFinite);
  if (known.length === 0) return {seeds, mean: Number.NaN, low: Number.NaN, high: Number.NaN};
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return {seeds, mean, low: Math.min(...known), high: Math.max(...known)};
}

/** The one spot with the best mean; undefined while one is not measured, where several are as good, or no way is better. */
export function bestOf(spots: readonly Spot[], {better}: Pick<SweepMetric, 'better'>): number | undefined {
  if (!better || spots.length < 2 || spots.some(({mean}) => !Number.isFinite(mean))) return undefined;
  const sign = better === 'higher' ? 1 : -1;
  const best = spots.reduce((best, {mean}, i) => (sign * mean > sign * spots[best].mean ? i : best), 0);
  return spots.every(({mean}, i) => i === best || mean !== spots[best].mean) ? best : undefined;
}

/** The least and the greatest value of all; undefined before there is one. */
export function reachOf(spots: readonly Spot[]): [number, number] | undefined {
  const lows = spots.map(({low}) => low).filter(Number.isFinite);
  const highs = spots.map(({high}) => high).filter(Number.isFinite);
  return lows.length > 0 ? [Math.min(...lows), Math.max(...highs)] : undefined;
}
