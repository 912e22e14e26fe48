/** A run breaks when a value is no longer a finite number: at which tick that was, and the sentence that explains it. */
import type {TickMetrics} from '../engine/records.ts';
import {
  type Member,
  type Move,
  memberSpec,
  membersOf,
  type Place,
  type Spec,
  type Stage,
  settingsAt,
} from '../spec/index.ts';

/** The newest tick at which all values were finite. */
export interface Good {
  stage: string;
  tick: number;
}

export interface Break {
  stage: string;
  /** The first tick of the stage with a value that is not a finite number. */
  tick: number;
  metric: string;
  /** The members that have such a value at that tick. */
  members: number[];
  /** The newest tick of this stage at which all values were finite. */
  lastGood: number;
}

/** The first break in metrics in order. `before` is the newest good tick before them, `all` the fan's members. */
export function findBreak(metrics: readonly TickMetrics[], before: Good, all: readonly number[]): Break | undefined {
  const first = metrics.find((one) => brokenMetric(one) !== undefined);
  if (!first) return undefined;
  const {stage, tick} = first;
  const sameTick = metrics.filter((one) => one.stage === stage && one.tick === tick);
  const good = goodBefore(metrics, first).findLast((one) => one.stage === stage);
  return {
    stage,
    tick,
    metric: brokenMetric(first)!,
    members: [...new Set(sameTick.flatMap((one) => brokenMembers(one, all)))].sort((a, b) => a - b),
    lastGood: good?.tick ?? (before.stage === stage ? before.tick : 0),
  };
}

/** The metrics of the ticks before the broken one. */
export function goodBefore(metrics: readonly TickMetrics[], {stage, tick}: Good): TickMetrics[] {
  const at = metrics.findIndex((one) => one.stage === stage && one.tick === tick);
  return metrics.slice(0, at);
}

const brokenMetric = ({values}: TickMetrics): string | undefined =>
  Object.keys(values).find((name) => values[name].some((value) => !Number.isFinite(value)));

function brokenMembers({values, members}: TickMetrics, all: readonly number[]): number[] {
  const whose = members ?? all;
  return whose.filter((_, i) => Object.values(values).some((value) => !Number.isFinite(value[i])));
}

/** Ticks within which a move is suspected of having broken the run. */
const SUSPECT = 300;

/**
 * The sentence for a broken run. Its cause is a setting that was moved shortly before, else the strongest of the suspects
 * that the fields name themselves.
 */
export function explainBreak(broken: Break, spec: Spec, placesOf: (stage: Stage) => Place[]): string {
  const {stage: id, tick, metric, members, lastGood} = broken;
  const stage = spec.stages.find((one) => one.id === id)!;
  const lone = memberSpec(spec, members[0]);
  const settings = settingsAt(lone, lone.stages.find((one) => one.id === id)!, tick);
  const places = placesOf({...stage, spec: settings});
  const who = whoBroke(broken, spec, placesOf);
  const what = `At step ${tick} the ${metric === 'gradientNorm' ? 'gradient' : metric}${who} was no longer a number, so the run stopped. Its last good step is ${lastGood}.`;
  const moves = lone.moves.filter((move) => move.stage === id);
  return `${what} ${likelyCause(tick, places, moves)}`;
}

/** " of 2 of 6 members (seed 7, Temperature 0.01; seed 8, Temperature 0.01)"; empty where there is one member. */
function whoBroke({members}: Break, spec: Spec, placesOf: (stage: Stage) => Place[]): string {
  const all = membersOf(spec);
  if (all.length === 1) return '';
  const named = members.slice(0, MOST_NAMED).map((index) => nameOf(all[index], spec, placesOf));
  const more = members.length > MOST_NAMED ? '; ...' : '';
  return ` of ${members.length} of ${all.length} members (${named.join('; ')}${more})`;
}

const MOST_NAMED = 3;

function nameOf({seed, values}: Member, {stages, fan}: Spec, placesOf: (stage: Stage) => Place[]): string {
  const axes = (fan?.axes ?? []).map(({stage: id, path}, i) => {
    const stage = stages.find((one) => one.id === id)!;
    return `${placesOf(stage).find((place) => place.path === path)?.field.label ?? path} ${values[i]}`;
  });
  return [`seed ${seed}`, ...axes].join(', ');
}

function likelyCause(tick: number, places: readonly Place[], moves: readonly Move[]): string {
  const last = moves.findLast((move) => move.tick < tick && tick - move.tick <= SUSPECT);
  const moved = last && places.find((place) => place.path === last.path);
  if (moved) {
    const {label} = moved.field;
    return `The likely cause is the last change, ${label} to ${last.value}: restart with a gentler value.`;
  }
  const suspects = places.flatMap(
    ({field, value}) => (field.type === 'number' && field.suspect?.(value as number, field.default)) || [],
  );
  if (suspects.length === 0) return 'The likely cause is a step that was too long.';
  return `The likely cause is ${suspects.reduce((most, one) => (one.weight > most.weight ? one : most)).cause}.`;
}
