/** Trains the runs of a job in this process, on the backend that is open. */
import type {BackendName} from '../../engine/backends/names.ts';
import {memoryNeed, needAlone} from '../../engine/memoryPlan.ts';
import type {Program} from '../../engine/program.ts';
import type {TickMetrics} from '../../engine/records.ts';
import type {Resources} from '../../engine/resources.ts';
import {Worlds} from '../../engine/worlds.ts';
import {language} from '../../programs/index.spec.ts';
import {loadPrograms} from '../../programs/index.ts';
import {MemoryCache} from '../../runner/cache.ts';
import {roomOn} from '../../runner/opening.ts';
import {runToEnd} from '../../runner/toEnd.ts';
import type {Spec} from '../../spec/index.ts';
import {Columns} from '../../studies/kit/columns.ts';
import type {FromTrainer, Job} from './messages.ts';
import {alone, type Population, populationsOf} from './populations.ts';

/** The most ends of stages that a job keeps for its later runs. */
const MOST_CACHED = 8;

interface Surroundings {
  resources: Resources;
  backend: BackendName;
  build: string;
  /** Whether runs that can train side by side do so. */
  sideBySide: boolean;
  tell(message: FromTrainer): void;
  /** Lets other work of the process run. */
  breathe(): Promise<void>;
}

export class Training {
  readonly #at: Surroundings;
  /** The data of all jobs. */
  readonly #worlds = new Worlds();

  constructor(surroundings: Surroundings) {
    this.#at = surroundings;
  }

  /** Tells what each run gives, up to one that breaks. */
  async train({runs}: Job): Promise<void> {
    const names = runs.flatMap(({spec}) => spec.stages.map(({program}) => program));
    // With their specs: fans are checked, and the sentence about a run that breaks names its settings.
    const programs = await loadPrograms(names);
    const stages = runs.length > 1 ? new MemoryCache(MOST_CACHED) : undefined;
    const populations = this.#at.sideBySide ? populationsOf(runs, programs) : runs.map(alone);
    for (const population of populations) {
      if (!(await this.#trainTogether(population, programs, stages))) return;
    }
  }

  /** Returns whether they came to their end. */
  async #trainTogether(population: Population, programs: readonly Program[], stages?: MemoryCache): Promise<boolean> {
    const {spec, runs, members} = population;
    const {resources, backend, build, tell, breathe} = this.#at;
    const start = performance.now();
    const ascending = [...members].sort((a, b) => a - b);
    const columns = runs.map(() => new Columns());
    let before = 0;
    const {stopped} = await runToEnd({
      ...{spec, language, programs, resources},
      ...{worlds: this.#worlds, room: roomOn(backend), members: ascending},
      cache: stages && {stages, backend, build},
      tell(metrics, {trained}) {
        for (const [i, own] of columns.entries())
          own.add(metrics.flatMap((one) => ofMember(one, members[i], ascending)));
        tell({type: 'steps', steps: runs.length * (trained - before)});
        before = trained;
        return breathe();
      },
    });
    if (stopped) {
      const arm = runs.map((run) => run.arm).join(' or ');
      tell({type: 'broken', arm, stage: spec.stages[stopped.stage].id, sentence: stopped.sentence});
      return false;
    }
    const seconds = (performance.now() - start) / 1000 / runs.length;
    for (const [i, {arm, spec: own}] of runs.entries()) {
      const plannedBytes = await this.#plannedBytes(own, programs);
      tell({type: 'trained', arm, trained: {stages: columns[i].stages, plannedBytes, seconds}});
    }
    return true;
  }

  async #plannedBytes({stages}: Spec, programs: readonly Program[]): Promise<number> {
    const last = stages.at(-1)!;
    const program = programs.find(({name}) => name === last.program)!;
    const world = await this.#worlds.load(program, last, this.#at.resources);
    return needAlone(memoryNeed(program, last.spec, world, last.steps));
  }
}

/** The metrics of one member, if it has values at this tick. */
function ofMember(metrics: TickMetrics, member: number, all: readonly number[]): TickMetrics[] {
  const at = (metrics.members ?? all).indexOf(member);
  if (at < 0) return [];
  const values = Object.fromEntries(Object.entries(metrics.values).map(([name, list]) => [name, [list[at]]]));
  return [{stage: metrics.stage, tick: metrics.tick, values}];
}
