/** Everything that a run has measured, of all its members, by stage and tick. */
import type {TickMetrics} from '../../engine/records.ts';
import type {Feed, MetricLog, Series} from '../../panels/data.ts';

interface Column extends Series {
  ticks: number[];
  values: number[];
}

const EMPTY: Series = {ticks: [], values: []};

export type VersionedLog = MetricLog & {version: number};

/** Where a stage's tick lies on the timeline of the whole run. */
export type Positions = (stage: string, tick: number) => number;

/** Metrics by name and member, in ascending order of position. The feed gives a new object after every addition. */
export class RunLog implements Feed<VersionedLog> {
  readonly #position: Positions;
  #columns = new Map<string, Column[]>();
  #listeners = new Set<() => void>();
  #member = 0;
  #view: VersionedLog;

  constructor(position: Positions) {
    this.#position = position;
    this.#view = this.#viewOf(0);
  }

  get = (): VersionedLog => this.#view;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(metrics: readonly TickMetrics[]): void {
    if (metrics.length === 0) return;
    for (const {stage, tick, members, values} of metrics) {
      const position = this.#position(stage, tick);
      for (const [name, each] of Object.entries(values)) {
        for (const [i, value] of each.entries()) this.#append(name, members?.[i] ?? i, position, value);
      }
    }
    this.#changed();
  }

  clear(): void {
    this.#columns = new Map();
    this.#changed();
  }

  /** Gives what brings back all that has been measured, once another run has taken its place. */
  setAside(): () => void {
    const [columns, member] = [this.#columns, this.#member];
    return () => {
      this.#columns = columns;
      this.#member = member;
      this.#changed();
    };
  }

  /** Takes over what another run of the same past has measured up to a position. */
  take(other: RunLog, until: number): void {
    this.#columns = new Map(
      [...other.#columns].map(([name, members]) => [
        name,
        members.map(({ticks, values}) => {
          const count = ticks.filter((tick) => tick <= until).length;
          return {ticks: ticks.slice(0, count), values: values.slice(0, count)};
        }),
      ]),
    );
    this.#changed();
  }

  /** The member whose series the feed gives. */
  choose(member: number): void {
    if (member === this.#member) return;
    this.#member = member;
    this.#changed();
  }

  /** Of the chosen member or another. The same object until the log is cleared: it grows. */
  series(name: string, member = this.#member): Series {
    return this.#columns.get(name)?.[member] ?? EMPTY;
  }

  /** The values of all metrics at one position, of the chosen member or another. */
  at(position: number, member = this.#member): Record<string, number> {
    const found: Record<string, number> = {};
    for (const [name, members] of this.#columns) {
      const i = members[member]?.ticks.lastIndexOf(position) ?? -1;
      if (i >= 0) found[name] = members[member].values[i];
    }
    return found;
  }

  /** The newest value of every metric. */
  newest(member = this.#member): Record<string, number> {
    const found: Record<string, number> = {};
    for (const [name, members] of this.#columns) {
      const value = members[member]?.values.at(-1);
      if (value !== undefined) found[name] = value;
    }
    return found;
  }

  #append(name: string, member: number, position: number, value: number): void {
    const members = this.#columns.get(name) ?? [];
    this.#columns.set(name, members);
    members[member] ??= {ticks: [], values: []};
    const {ticks, values} = members[member];
    // After a move to another backend, some ticks come again: the newer value replaces the older one.
    while (ticks.length > 0 && ticks[ticks.length - 1] >= position) {
      ticks.pop();
      values.pop();
    }
    ticks.push(position);
    values.push(value);
  }

  #changed(): void {
    this.#view = this.#viewOf(this.#view.version + 1);
    for (const listener of this.#listeners) listener();
  }

  #viewOf(version: number): VersionedLog {
    const member = this.#member;
    return {
      version,
      names: () => [...this.#columns.keys()],
      series: (name) => this.series(name, member),
      others: (name) =>
        (this.#columns.get(name) ?? []).flatMap((series, other) =>
          other === member || !series ? [] : [{member: other, series}],
        ),
    };
  }
}
