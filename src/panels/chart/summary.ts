/**
 * Long series, summed up while they grow, so that a drawing of a million values costs as much as one of a thousand.
 *
 * Extremes are kept for blocks of 64 values, of 64 blocks, and so on: the extremes of any stretch are found in a few
 * hundred steps. The exponentially weighted mean is kept for every value.
 */
import type {Series} from '../data.ts';

const FAN = 64;
const LEVELS = 4;
const SIZES = Array.from({length: LEVELS}, (_, level) => FAN ** (level + 1));

interface Level {
  min: number[];
  max: number[];
}

export class Summary {
  readonly #series: Series;
  #count = 0;
  #lastTick = Number.NaN;
  #lastValue = Number.NaN;
  #levels: Level[] = emptyLevels();
  #means: number[] = [];
  #span = 0;
  #mean = 0;
  #weight = 0;

  constructor(series: Series) {
    this.#series = series;
  }

  /** Adds the new values. A series that became shorter, because the run went back some ticks, is read again. */
  update(): this {
    const {ticks, values} = this.#series;
    const last = this.#count - 1;
    if (last >= 0 && !(ticks[last] === this.#lastTick && Object.is(values[last], this.#lastValue))) this.#reset();
    const span = meanSpan(values.length);
    if (span !== this.#span) this.#restartMeans(span);
    for (let i = this.#means.length; i < values.length; i++) this.#addMean(values[i]);
    for (; this.#count < values.length; this.#count++) this.#addExtremes(this.#count, values[this.#count]);
    if (this.#count > 0) {
      this.#lastTick = ticks[this.#count - 1];
      this.#lastValue = values[this.#count - 1];
    }
    return this;
  }

  /** The least and the greatest finite value with an index in [from, to); [Infinity, -Infinity] when there is none. */
  extremes(from: number, to: number): [min: number, max: number] {
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    const end = Math.min(to, this.#count);
    let i = Math.max(0, from);
    while (i < end) {
      const level = largestBlock(i, end);
      const [low, high] = level < 0 ? [this.#series.values[i], this.#series.values[i]] : this.#block(level, i);
      if (low < min && low !== Number.NEGATIVE_INFINITY) min = low;
      if (high > max && high !== Number.POSITIVE_INFINITY) max = high;
      i += level < 0 ? 1 : SIZES[level];
    }
    return [min, max];
  }

  /** The exponentially weighted mean of the values up to index i. */
  mean(i: number): number {
    return this.#means[i];
  }

  #block(level: number, i: number): [number, number] {
    const {min, max} = this.#levels[level];
    return [min[i / SIZES[level]], max[i / SIZES[level]]];
  }

  #reset(): void {
    this.#count = 0;
    this.#levels = emptyLevels();
    this.#restartMeans(0);
  }

  #restartMeans(span: number): void {
    this.#span = span;
    this.#means = [];
    this.#mean = 0;
    this.#weight = 0;
  }

  #addMean(value: number): void {
    if (Number.isFinite(value)) {
      const keep = 1 - 1 / this.#span;
      this.#mean = keep * this.#mean + (1 - keep) * value;
      this.#weight = keep * this.#weight + (1 - keep);
    }
    this.#means.push(this.#weight > 0 ? this.#mean / this.#weight : Number.NaN);
  }

  #addExtremes(i: number, value: number): void {
    const finite = Number.isFinite(value);
    for (let level = 0; level < LEVELS; level++) {
      const {min, max} = this.#levels[level];
      const block = Math.floor(i / SIZES[level]);
      if (block === min.length) {
        min.push(Number.POSITIVE_INFINITY);
        max.push(Number.NEGATIVE_INFINITY);
      }
      if (finite && value < min[block]) min[block] = value;
      if (finite && value > max[block]) max[block] = value;
    }
  }
}

const emptyLevels = (): Level[] => Array.from({length: LEVELS}, () => ({min: [], max: []}));

/** The level of the largest whole block that starts at i and ends at or before `end`; -1 when only the value fits. */
function largestBlock(i: number, end: number): number {
  let level = -1;
  while (level + 1 < LEVELS && i % SIZES[level + 1] === 0 && i + SIZES[level + 1] <= end) level++;
  return level;
}

/**
 * How many values the mean reaches back over: about a hundredth of them, so that it looks the same at every length. It
 * is a power of two and changes rarely, since every change computes the means anew.
 */
export const meanSpan = (count: number): number => Math.max(8, 2 ** Math.floor(Math.log2(Math.max(1, count / 64))));

const summaries = new WeakMap<readonly number[], Summary>();

/** The up-to-date summary of a series. There is one for each array of values, as long as the array lives. */
export function summaryOf(series: Series): Summary {
  let summary = summaries.get(series.values);
  if (!summary) {
    summary = new Summary({ticks: series.ticks, values: series.values});
    summaries.set(series.values, summary);
  }
  return summary.update();
}
