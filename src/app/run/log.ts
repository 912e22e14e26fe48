/** Everything a run has measured, kept in the page. */
import type {TickMetrics} from '../../engine/records.ts';
import type {Feed, MetricLog, Series} from '../../panels/data.ts';

interface Column extends Series {
  ticks: number[];
  values: number[];
}

/** Metrics by name. */
export type Columns = Map<string, Column>;

const EMPTY: Series = {ticks: [], values: []};

export type VersionedLog = MetricLog & {version: number};

/** Metrics of the first replica, column by column. The feed gives a new object whenever something was added. */
export class RunLog implements Feed<VersionedLog> {
  #columns: Columns = new Map();
  #listeners = new Set<() => void>();
  #view: VersionedLog;

  constructor() {
    this.#view = this.#viewOf(0);
  }

  get = (): VersionedLog => this.#view;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(metrics: readonly TickMetrics[]): void {
    if (metrics.length === 0) return;
    for (const {tick, values} of metrics) {
      for (const [name, [value]] of Object.entries(values)) this.#append(name, tick, value);
    }
    this.#changed();
  }

  clear(): void {
    this.put(new Map());
  }

  /** Everything measured so far, to be put back later. */
  take(): Columns {
    return this.#columns;
  }

  put(columns: Columns): void {
    this.#columns = columns;
    this.#changed();
  }

  /** The values of all metrics at one tick. */
  at(tick: number): Record<string, number> {
    const found: Record<string, number> = {};
    for (const [name, {ticks, values}] of this.#columns) {
      const i = ticks.lastIndexOf(tick);
      if (i >= 0) found[name] = values[i];
    }
    return found;
  }

  #append(name: string, tick: number, value: number): void {
    if (!this.#columns.has(name)) this.#columns.set(name, {ticks: [], values: []});
    const {ticks, values} = this.#columns.get(name)!;
    // A tick that was made again after a move to another backend replaces the older value.
    while (ticks.length > 0 && ticks[ticks.length - 1] >= tick) {
      ticks.pop();
      values.pop();
    }
    ticks.push(tick);
    values.push(value);
  }

  #changed(): void {
    this.#view = this.#viewOf(this.#view.version + 1);
    for (const listener of this.#listeners) listener();
  }

  #viewOf(version: number): VersionedLog {
    return {
      version,
      names: () => [...this.#columns.keys()],
      series: (name) => this.#columns.get(name) ?? EMPTY,
    };
  }
}
