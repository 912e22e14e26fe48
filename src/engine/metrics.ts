import type {TickMetrics} from './records.ts';

/** The values of all members side by side, tick by tick; every part has the same ticks and names. */
export function mergeMetrics(parts: readonly TickMetrics[][]): TickMetrics[] {
  if (parts.length === 1) return parts[0];
  return parts[0].map(({stage, tick, values}, i) => ({
    stage,
    tick,
    values: Object.fromEntries(
      Object.keys(values).map((name) => [name, parts.flatMap((part) => part[i].values[name])]),
    ),
  }));
}
