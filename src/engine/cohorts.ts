/** Which members of a fan can train as one run: those that differ in seeds and hot fields alone. */
import {assign, type Member, memberSpec, read, type Spec} from '../spec/index.ts';
import type {Program, Replica} from './program.ts';

/** Members of one run, at least. */
export interface MemberCohort {
  /** With the settings of the first of its members. */
  spec: Spec;
  /** By their index in the fan. */
  members: number[];
  replicas: Replica[];
}

/** The cohorts of some members of the spec's fan, ordered by their first member. */
export function cohortsOf(spec: Spec, programs: readonly Program[], members: readonly Member[]): MemberCohort[] {
  if (!spec.fan) {
    return [{spec, members: members.map(({index}) => index), replicas: members.map(({seed}) => ({seed}))}];
  }
  const cohorts = new Map<string, MemberCohort>();
  for (const {index, seed} of members) {
    const {stages} = memberSpec(spec, index);
    const hot = Object.fromEntries(stages.map((stage) => [stage.id, hotOf(stage.spec, stage.program, programs)]));
    const key = JSON.stringify(stages.map(({id, spec: settings}) => without(settings, Object.keys(hot[id]))));
    if (!cohorts.has(key)) cohorts.set(key, {spec: {...spec, stages}, members: [], replicas: []});
    const cohort = cohorts.get(key)!;
    cohort.members.push(index);
    cohort.replicas.push({seed, hot});
  }
  return [...cohorts.values()];
}

/** Every hot field of a stage's settings. */
function hotOf(settings: unknown, name: string, programs: readonly Program[]): Record<string, number> {
  // A program that does not exist is refused when its stage opens.
  const paths: readonly string[] = programs.find((program) => program.name === name)?.hot(settings) ?? [];
  return Object.fromEntries(paths.map((path) => [path, read(settings, path) as number]));
}

const without = (settings: unknown, paths: readonly string[]): unknown =>
  paths.reduce((rest, path) => assign(rest, path, null), settings);
