import type {TickMetrics} from './records.ts';

/** Metrics of some members of a population. */
export interface MemberMetrics {
  members: readonly number[];
  metrics: readonly TickMetrics[];
}

/**
 * The metrics of several groups of members side by side, tick by tick. Metrics that only some groups have at a tick are
 * entries of their own, which name their members; `all` are those that need not be named.
 */
export function mergeMetrics(groups: readonly MemberMetrics[], all: readonly number[]): TickMetrics[] {
  const entries = groups.flatMap(({members, metrics}) =>
    metrics.map((entry) => ({...entry, members: entry.members ?? [...members]})),
  );
  return mergeBy(entries, ({stage, tick}) => `${tick} ${stage}`)
    .sort(([a], [b]) => (a.stage === b.stage ? a.tick - b.tick : 0))
    .flatMap((same) => mergeTick(same, all.join()));
}

type Entry = TickMetrics & {members: number[]};

/** Entries of one tick: names that the same members have become one entry. */
function mergeTick(entries: readonly Entry[], all: string): TickMetrics[] {
  const {stage, tick} = entries[0];
  const named = mergeBy(
    entries.flatMap(({members, values}) => Object.entries(values).map(([name, own]) => ({name, members, own}))),
    ({name}) => name,
  ).map((parts) => {
    const pairs = parts.flatMap(({members, own}) => members.map((member, i) => ({member, value: own[i]})));
    pairs.sort((a, b) => a.member - b.member);
    return {name: parts[0].name, members: pairs.map(({member}) => member), values: pairs.map(({value}) => value)};
  });
  return mergeBy(named, ({members}) => members.join()).map((same) => ({
    stage,
    tick,
    ...(same[0].members.join() !== all && {members: same[0].members}),
    values: Object.fromEntries(same.map(({name, values}) => [name, values])),
  }));
}

/** Items with equal keys together, in the order in which each key comes first. */
function mergeBy<T>(items: readonly T[], key: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups.values()];
}
