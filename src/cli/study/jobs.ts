/** Which runs a study has, and how they are divided among processes. */
import type {BackendName} from '../../engine/backends/names.ts';
import {allSteps, type Spec} from '../../spec/index.ts';
import {specWith} from '../../studies/kit/settings.ts';
import type {Study} from '../../studies/kit/study.ts';
import type {Job} from './messages.ts';

export interface ArmSpec {
  arm: string;
  seed: number;
  spec: Spec;
}

/** Every arm with every seed. */
export const runsOf = ({arms}: Pick<Study, 'arms'>, seeds: readonly number[]): ArmSpec[] =>
  seeds.flatMap((seed) => arms.map(({name, stages}) => ({arm: name, seed, spec: specWith(stages, seed)})));

/**
 * Runs of one seed that begin with the same stage are one job, whose process trains it once; on WebGPU all runs of a seed
 * are, because they may train side by side. The longest come first, so that no process is left with one at the end.
 */
export function jobsOf(runs: readonly ArmSpec[], backend: BackendName): Job[] {
  const jobs = new Map<string, ArmSpec[]>();
  for (const run of runs) {
    const key = JSON.stringify([run.seed, ...(backend === 'webgpu' ? [] : [run.spec.stages[0]])]);
    jobs.set(key, [...(jobs.get(key) ?? []), run]);
  }
  return [...jobs.values()]
    .map((some) => ({seed: some[0].seed, runs: some}))
    .sort((a, b) => stepsOf(b.runs) - stepsOf(a.runs));
}

export const stepsOf = (runs: readonly {spec: Spec}[]): number => runs.reduce((sum, {spec}) => sum + allSteps(spec), 0);
