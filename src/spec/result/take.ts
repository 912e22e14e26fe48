/** Takes the result of a run, as much of it as fits into a link. */
import {encodeResult, MOST_TEXT} from './codec.ts';
import {type Curve, chosenRows, coordinate, onCurve, type Result, type ResultPoints} from './result.ts';

interface Series {
  ticks: readonly number[];
  values: readonly number[];
}

/** Where a run stands. */
export interface Standing extends Pick<Result, 'backend' | 'build' | 'member'> {
  /** Every metric that was measured, of this member. */
  names: readonly string[];
  series(name: string): Series;
  /** Metrics whose curves are wanted, the most important first. */
  curves: readonly string[];
  points?: {tick: number; count: number; dimension: number; data: Float32Array};
}

/** So many first losses decide whether two kinds of backends agree. */
const LOSSES = 20;

/** What is kept, from the most to the least that is of use: the first that fits is taken. */
const SIZES = [
  {points: 300, curves: 8, values: 40},
  {points: 200, curves: 8, values: 40},
  {points: 120, curves: 8, values: 32},
  {points: 0, curves: 8, values: 32},
  {points: 0, curves: 4, values: 24},
  {points: 0, curves: 0, values: 0},
];

/** The text of the result; undefined before anything was measured. */
export function takeResult(standing: Standing): string | undefined {
  const position = positionOf(standing);
  if (position === undefined) return undefined;
  return SIZES.map((size) => encodeResult(resultOf(standing, position, size))).find(({length}) => length <= MOST_TEXT);
}

/** The newest step at which the run was evaluated: where most metrics were measured. */
function positionOf({names, series}: Standing): number | undefined {
  const lengths = names.map((name) => series(name).ticks.length);
  const most = Math.max(0, ...lengths);
  const rare = names.filter((_, i) => lengths[i] > 0 && lengths[i] < most);
  const ends = (rare.length > 0 ? rare : names).flatMap((name) => series(name).ticks.at(-1) ?? []);
  return ends.length > 0 ? Math.max(...ends) : undefined;
}

function resultOf(standing: Standing, position: number, size: (typeof SIZES)[number]): Result {
  const {backend, build, member, names, series, curves, points} = standing;
  const finals = names.flatMap((metric) => {
    const {ticks, values} = series(metric);
    const i = ticks.findLastIndex((tick) => tick <= position);
    const value = Math.fround(values[i]);
    return i >= 0 && Number.isFinite(value) ? [{metric, tick: ticks[i], value}] : [];
  });
  const loss = series('loss');
  const first = loss.ticks.indexOf(1);
  const steps = loss.ticks.slice(first, first + LOSSES).filter((tick, i) => tick === i + 1 && tick <= position);
  return {
    ...{backend, ...(build !== undefined && {build}), position, member, finals},
    losses: first < 0 ? [] : steps.map((_, i) => Math.fround(loss.values[first + i])),
    curves: curves
      .slice(0, size.curves)
      .map((metric) => curveOf(metric, series(metric), position, size.values))
      .filter(({values}) => values.length > 1),
    ...(points && size.points > 0 && points.dimension <= 8 && {points: pointsOf(points, size.points)}),
  };
}

/** So many values of a series, evenly over its measurements up to a position, with the first and the last. */
function curveOf(metric: string, {ticks, values}: Series, position: number, most: number): Curve {
  const count = ticks.findLastIndex((tick) => tick <= position) + 1;
  const kept = Math.min(count, most);
  const indices = Array.from({length: kept}, (_, i) => Math.round((i * (count - 1)) / Math.max(1, kept - 1)));
  const finite = indices.filter((i) => Number.isFinite(Math.fround(values[i])));
  const chosen = finite.map((i) => values[i]);
  // The ends lie on float32 numbers, so that both sides have the same grid.
  const grid = {low: Math.fround(Math.min(...chosen)), high: Math.fround(Math.max(...chosen))};
  return {
    ...{metric, ...grid},
    ticks: finite.map((i) => ticks[i]),
    values: chosen.map((value) => onCurve(grid, value)),
  };
}

function pointsOf({tick, count, dimension, data}: NonNullable<Standing['points']>, most: number): ResultPoints {
  const rows = chosenRows(count, Math.min(most, Math.floor((most * 3) / dimension)));
  const kept = new Uint8Array(rows.length * dimension);
  rows.forEach((row, i) => {
    for (let k = 0; k < dimension; k++) kept[i * dimension + k] = coordinate(data[row * dimension + k]);
  });
  return {tick, count, dimension, data: kept};
}
