/** A fan and its members: which there are, and the spec of each one alone. */
import * as v from 'valibot';
import type {NumberField} from './fields.ts';
import {firstWrong, quoted} from './named.ts';
import type {Place} from './parts.ts';
import {assign, read} from './path.ts';
import {type FanAxis, MOST_MEMBERS, type Spec, type Stage, seedField} from './spec.ts';

/** One member of a fan. */
export interface Member {
  index: number;
  seed: number;
  /** The value of each axis. */
  values: number[];
}

/** All members in order: the first axis changes slowest, the seed fastest. One member without a fan. */
export function membersOf({seed, fan}: Pick<Spec, 'seed' | 'fan'>): Member[] {
  if (!fan) return [{index: 0, seed, values: []}];
  return valuesOf(fan.axes)
    .flatMap((values) => fan.seeds.map((one) => ({seed: one, values})))
    .map((member, index) => ({index, ...member}));
}

/** Every combination of the axes' values, the last axis fastest. */
function valuesOf([axis, ...rest]: readonly FanAxis[]): number[][] {
  if (!axis) return [[]];
  return axis.values.flatMap((value) => valuesOf(rest).map((others) => [value, ...others]));
}

/** The spec of one member alone: its seed, its values of the axes, and the moves that were made for it or for all. */
export function memberSpec(spec: Spec, index: number): Spec {
  const {fan, ...rest} = spec;
  const member = membersOf(spec)[index];
  if (!member) throw new Error(`There is no member ${index}: the run has ${membersOf(spec).length}.`);
  return {
    ...rest,
    seed: member.seed,
    stages: fan ? withValues(spec, fan.axes)(member.values) : spec.stages,
    moves: spec.moves
      .filter((move) => move.member === undefined || move.member === 'all' || move.member === index)
      .map(({member: _, ...move}) => move),
  };
}

/** The function that gives the stages with the axes at such values. Stages in which no axis acts stay as they are. */
function withValues(spec: Spec, axes: readonly FanAxis[]): (values: readonly number[]) => Stage[] {
  const acting = spec.stages.map((stage) =>
    axes.map(({path}, i) => ({path, i})).filter(({i}) => actsIn(spec, axes[i], stage)),
  );
  return (values) =>
    spec.stages.map((stage, s) => {
      if (acting[s].length === 0) return stage;
      return {...stage, spec: acting[s].reduce((at, {path, i}) => assign(at, path, values[i]), stage.spec)};
    });
}

/** Whether the fan varies this setting of the stage. */
export function isFanned(spec: Spec, stageId: string, path: string): boolean {
  const stage = spec.stages.find(({id}) => id === stageId);
  return stage !== undefined && (spec.fan?.axes ?? []).some((axis) => axis.path === path && actsIn(spec, axis, stage));
}

/** An axis acts in its own stage, and in the stages that continue it while they have the setting. */
function actsIn(spec: Spec, {stage: id, path}: FanAxis, stage: Stage): boolean {
  if (stage.id === id) return true;
  const source = continuedStage(stage);
  const before = spec.stages.find((other) => other.id === source);
  if (!before || before.program !== stage.program || typeof read(stage.spec, path) !== 'number') return false;
  return actsIn(spec, {stage: id, path, values: []}, before);
}

/** The id of the stage that this one continues as a whole, if it does. */
export const continuedStage = ({from}: Stage): string | undefined => /^(.+)\.\*$/.exec(from?.['*'] ?? '')?.[1];

/** What fans must be checked with. */
export interface FanChecks {
  places(stage: Stage): Place[];
  /** What settings of the stage, each of them right, have against each other. */
  conflictIn(stage: Stage): string | undefined;
}

/** Sentences that say what is wrong with a spec's fan. */
export function wrongFan(spec: Spec, checks: FanChecks): string[] {
  const {fan} = spec;
  if (!fan) return [];
  const sentences = [...fan.axes.flatMap((axis) => wrongAxis(spec, axis, checks)), ...wrongSeeds(fan.seeds)];
  const [first, second] = fan.axes;
  if (second && first.stage === second.stage && first.path === second.path)
    sentences.push(`The fan goes over ${quoted(first.path)} twice: give all values in one axis.`);
  if (sentences.length > 0) return sentences;
  return tooMany(fan) ?? wrongMembers(spec, fan.axes, checks);
}

function wrongAxis(spec: Spec, {stage: id, path, values}: FanAxis, {places}: FanChecks): string[] {
  const stage = spec.stages.find((one) => one.id === id);
  if (!stage) return [`The fan names the stage ${quoted(id)}, which the spec does not have.`];
  const field = places(stage).find((place) => place.path === path)?.field;
  if (!field) return [`The fan goes over ${quoted(path)}, which stage ${id} does not have.`];
  if (field.type !== 'number') return [`The fan goes over ${field.label}, which is not a number.`];
  return [...wrongValues(field, values), ...repeated(values, `The fan over ${field.label} has the value`)];
}

function wrongValues(field: NumberField, values: readonly number[]): string[] {
  if (values.length === 0) return [`The fan over ${field.label} needs at least one value.`];
  return firstWrong(values, (value) => {
    const checked = v.safeParse(field.schema, value);
    return checked.success ? [] : checked.issues.map(({message}) => `Fan: ${message}`);
  });
}

function wrongSeeds(seeds: readonly number[]): string[] {
  if (seeds.length === 0) return ['A fan needs at least one seed.'];
  const wrong = firstWrong(seeds, (seed) => {
    const checked = v.safeParse(seedField.schema, seed);
    return checked.success ? [] : checked.issues.map(({message}) => `Fan: ${message}`);
  });
  return [...wrong, ...repeated(seeds, 'The fan has the seed')];
}

function repeated(numbers: readonly number[], what: string): string[] {
  const twice = numbers.find((number, i) => numbers.indexOf(number) < i);
  return twice === undefined ? [] : [`${what} ${twice} twice.`];
}

function tooMany({axes, seeds}: NonNullable<Spec['fan']>): string[] | undefined {
  const count = axes.reduce((product, {values}) => product * values.length, seeds.length);
  if (count <= MOST_MEMBERS) return undefined;
  const parts = [...axes.map(({values}) => `${values.length} values`), `${seeds.length} seeds`].join(' × ');
  return [`This fan has ${count} members (${parts}), and a run can have at most ${MOST_MEMBERS}.`];
}

/** Settings that forbid each other for some values of the fan. */
function wrongMembers(spec: Spec, axes: readonly FanAxis[], {conflictIn}: FanChecks): string[] {
  const stagesWith = withValues(spec, axes);
  const sentences = firstWrong(valuesOf(axes), (values) => {
    const member = axes.map(({path}, i) => `${path} ${values[i]}`).join(' and ');
    return stagesWith(values)
      .filter((stage, i) => stage !== spec.stages[i])
      .flatMap((stage) => conflictIn(stage) ?? [])
      .map((sentence) => `Fan with ${member}: ${sentence}`);
  });
  return [...new Set(sentences)];
}
