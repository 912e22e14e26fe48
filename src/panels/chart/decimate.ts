/** A series as a line of at most a few points for every column of pixels. */
import {bisectLeft} from 'd3-array';
import type {Series} from '../data.ts';
import type {Scale} from './scale.ts';
import {summaryOf} from './summary.ts';

/** The points of a line: x in pixels, y as measured. */
export interface Line {
  x: number[];
  value: number[];
}

/** The indices [from, to) of the ticks in [first, last]. */
export function stretch(ticks: readonly number[], first: number, last: number): [from: number, to: number] {
  return [bisectLeft(ticks, first), bisectLeft(ticks, nextAfter(last))];
}

/** Ticks are integers. */
const nextAfter = (tick: number) => Math.floor(tick) + 1;

/**
 * The line of a series over the stretch [from, to) of its indices. While there are few values every one is a point. When
 * there are many, a column gets the least and the greatest of its values: no spike is lost.
 */
export function lineOf(series: Series, scale: Scale, [from, to]: readonly [number, number]): Line {
  const {ticks, values} = series;
  const line: Line = {x: [], value: []};
  if (to <= from) return line;
  if (to - from <= 2 * columnsOf(ticks, scale, from, to)) {
    for (let i = from; i < to; i++) add(line, scale(ticks[i]), values[i]);
    return line;
  }
  const summary = summaryOf(series);
  eachColumn(ticks, scale, from, to, (i, j, x) => {
    const [min, max] = summary.extremes(i, j);
    if (min > max) return add(line, x, Number.NaN);
    const rising = values[i] <= values[j - 1];
    add(line, x, rising ? min : max);
    add(line, x, rising ? max : min);
  });
  return line;
}

/** The exponentially weighted mean of a series, one point for every column of pixels that has values. */
export function meanLine(series: Series, scale: Scale, [from, to]: readonly [number, number]): Line {
  const line: Line = {x: [], value: []};
  if (to <= from) return line;
  const summary = summaryOf(series);
  eachColumn(series.ticks, scale, from, to, (_, j, x) => add(line, x, summary.mean(j - 1)));
  return line;
}

function add(line: Line, x: number, value: number): void {
  line.x.push(x);
  line.value.push(value);
}

const columnsOf = (ticks: readonly number[], scale: Scale, from: number, to: number) =>
  Math.max(1, Math.ceil(scale(ticks[to - 1]) - scale(ticks[from])));

/** Calls back for each pixel column with values: its indices [i, j), and the x of its last value. */
function eachColumn(
  ticks: readonly number[],
  scale: Scale,
  from: number,
  to: number,
  visit: (i: number, j: number, x: number) => void,
): void {
  let i = from;
  while (i < to) {
    const edge = Math.floor(scale(ticks[i])) + 1;
    const j = Math.max(i + 1, bisectLeft(ticks, scale.invert(edge), i, to));
    visit(i, j, scale(ticks[j - 1]));
    i = j;
  }
}

/** Longer series are smoothed if nearly every step has a value. */
const MANY = 200;

/** Whether a series is long and has a value for nearly every step: noise would hide the curve. */
export function isNoisy({ticks}: Series): boolean {
  const count = ticks.length;
  return count > MANY && ticks[count - 1] - ticks[0] < 2 * (count - 1);
}
