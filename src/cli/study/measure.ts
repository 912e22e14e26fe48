/** Trains all runs of a study and measures them. */
import type {ChildProcess} from 'node:child_process';
import type {BackendName} from '../../engine/backends/names.ts';
import type {ClaimResult, Values} from '../../studies/kit/clauses.ts';
import {armRun} from '../../studies/kit/columns.ts';
import {judge} from '../../studies/kit/judge.ts';
import type {ArmRun, Measure} from '../../studies/kit/measures.ts';
import type {Study} from '../../studies/kit/study.ts';
import {Failure} from '../errors.ts';
import {Crew} from './crew.ts';
import {type ArmSpec, jobsOf, runsOf} from './jobs.ts';
import {StudyProgress} from './progress.ts';
import {Store} from './store.ts';
import {firstLosses, type Trained} from './trained.ts';

export interface Request {
  study: Pick<Study, 'arms' | 'measures' | 'clauses'>;
  seeds: readonly number[];
  backend: BackendName;
  /** How many processes train. */
  processes: number;
  /** Starts one that trains. */
  startTrainer(): ChildProcess;
  /** Where finished runs of this study are kept. */
  folder: string;
  progress: NodeJS.WriteStream;
  /** Stops the training: finished runs are kept. */
  signal?: AbortSignal;
}

export interface Measured {
  build: string;
  /** Seconds of training, summed over processes. */
  seconds: number;
  values: Values;
  firstLosses: Record<string, number[]>;
  claim: ClaimResult;
}

/** Throws a Failure with a sentence. */
export async function measure(request: Request): Promise<Measured> {
  const {study, seeds} = request;
  const runs = runsOf(study, seeds);
  const {build, trained} = await train(request, runs);
  const [first] = seeds;
  const bySeed = seeds.map((seed) =>
    armRuns(
      runs.filter((run) => run.seed === seed),
      trained,
    ),
  );
  const values = Object.fromEntries(
    study.arms.map(({name}) => [
      name,
      Object.fromEntries(
        study.measures.map((one) => [one.name, bySeed.map((all, i) => measuredValue(one, name, seeds[i], all))]),
      ),
    ]),
  );
  return {
    build,
    seconds: [...trained.values()].reduce((sum, {seconds}) => sum + seconds, 0),
    values,
    firstLosses: Object.fromEntries(
      runs.filter(({seed}) => seed === first).map(({arm}) => [arm, firstLosses(bySeed[0][arm])]),
    ),
    claim: judge({clauses: study.clauses, values, seeds}),
  };
}

type AllTrained = ReadonlyMap<ArmSpec, Trained>;

/** Trains the runs that are not kept from before. */
async function train(request: Request, runs: readonly ArmSpec[]): Promise<{build: string; trained: AllTrained}> {
  const {backend, processes, folder, signal} = request;
  const crew = new Crew(request.startTrainer);
  const stopping = new Promise<never>((_, reject) => {
    const stop = () => reject(new Failure('Stopped.'));
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
  });
  let progress: StudyProgress | undefined;
  const work = async () => {
    const build = await crew.build();
    const store = await Store.open({folder, backend, build});
    const trained = new Map<ArmSpec, Trained>();
    for (const run of runs) {
      const kept = await store.get(run);
      if (kept) trained.set(run, kept);
    }
    const waiting = runs.filter((run) => !trained.has(run));
    progress = new StudyProgress(waiting, runs.length, processes, request.progress);
    await crew.train(jobsOf(waiting, backend), processes, backend, {
      steps: (steps) => progress!.steps(steps),
      async trained({seed}, message) {
        const run = waiting.find((one) => one.seed === seed && one.arm === message.arm)!;
        await store.put(run, message.trained);
        trained.set(run, message.trained);
        progress!.trained(run, message.trained.seconds);
      },
    });
    return {build, trained};
  };
  try {
    return await Promise.race([work(), stopping]);
  } catch (error) {
    throw signal?.aborted ? new Failure(interrupted(progress, runs.length)) : error;
  } finally {
    progress?.end();
    crew.dismiss();
  }
}

const interrupted = (progress: StudyProgress | undefined, all: number) =>
  `Stopped after ${progress?.done ?? 0} of ${all} runs: the same command goes on from there.`;

const armRuns = (runs: readonly ArmSpec[], trained: AllTrained): Record<string, ArmRun> =>
  Object.fromEntries(runs.map((run) => [run.arm, armRun(run.spec, trained.get(run)!)]));

function measuredValue(one: Measure, arm: string, seed: number, all: Readonly<Record<string, ArmRun>>): number {
  const where = `The measure ${one.name} of the arm ${arm} with seed ${seed}`;
  let value: number;
  try {
    value = one.of(all[arm], all);
  } catch (error) {
    throw new Failure(`${where} cannot be computed: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!Number.isFinite(value)) throw new Failure(`${where} is ${value}, which is not a finite number.`);
  return value;
}
