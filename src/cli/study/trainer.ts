/** A process that trains runs of a study for another one, which sends them. */
import type {BackendName} from '../../engine/backends/names.ts';
import {memoryNeed} from '../../engine/memoryPlan.ts';
import type {Program} from '../../engine/program.ts';
import type {Resources} from '../../engine/resources.ts';
import {Worlds} from '../../engine/worlds.ts';
import {language} from '../../programs/index.spec.ts';
import {loadPrograms} from '../../programs/index.ts';
import {MemoryCache, type StageCache} from '../../runner/cache.ts';
import {membersTogether} from '../../runner/opening.ts';
import {runToEnd} from '../../runner/toEnd.ts';
import type {Spec} from '../../spec/index.ts';
import {openNodeBackend} from '../backends.ts';
import {sentenceOf} from '../errors.ts';
import {dataFiles} from '../files.ts';
import type {Place} from '../main.ts';
import type {FromTrainer, Job, ToTrainer} from './messages.ts';
import {Columns, type Trained} from './trained.ts';

/** Digest of the sources that the numbers depend on: vite.cli.config.ts puts it here. */
const BUILD: string = import.meta.env.LAB_BUILD ?? 'sources';

/** The most ends of stages that a job keeps for its later runs. */
const MOST_CACHED = 8;

/** Trains what it is sent until nobody is connected any more. */
export async function serve(place: Pick<Place, 'root' | 'webgpu'>): Promise<void> {
  // Control-C reaches every process of a terminal: the one that sends the jobs decides.
  process.on('SIGINT', () => {});
  process.on('disconnect', () => process.exit());
  const trainer = new Trainer(place);
  process.on('message', ({job, backend}: ToTrainer) => {
    trainer.train(job, backend).then(ready, (error) => send({type: 'failed', sentence: sentenceOf(error)}));
  });
  ready();
}

const ready = () => send({type: 'ready', build: BUILD});

function send(message: FromTrainer): void {
  // Whoever was connected may have been killed a moment ago.
  process.send!(message, undefined, undefined, (error) => error && process.exit());
}

/** Lets messages in, and the news that nobody is connected. */
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

class Trainer {
  readonly #place: Pick<Place, 'root' | 'webgpu'>;
  readonly #resources: Resources;
  /** The data of all jobs. */
  readonly #worlds = new Worlds();
  #opened: Promise<void> | undefined;

  constructor(place: Pick<Place, 'root' | 'webgpu'>) {
    this.#place = place;
    this.#resources = dataFiles(place.root);
  }

  async train({runs}: Job, backend: BackendName): Promise<void> {
    this.#opened ??= openNodeBackend(backend, this.#place);
    await this.#opened;
    const stages = runs.length > 1 ? new MemoryCache(MOST_CACHED) : undefined;
    for (const {arm, spec} of runs) {
      if (!(await this.#trainOne(arm, spec, backend, stages))) return;
    }
  }

  /** Returns whether it came to its end. */
  async #trainOne(arm: string, spec: Spec, backend: BackendName, stages?: StageCache): Promise<boolean> {
    const start = performance.now();
    const names = spec.stages.map(({program}) => program);
    // The sentence about a run that breaks names its settings.
    await language.load(names);
    const programs = await loadPrograms(names);
    const columns = new Columns();
    let before = 0;
    const {stopped} = await runToEnd({
      ...{spec, language, programs},
      ...{resources: this.#resources, worlds: this.#worlds},
      together: membersTogether(backend),
      cache: stages && {stages, backend, build: BUILD},
      tell(metrics, {trained}) {
        columns.add(metrics);
        send({type: 'steps', steps: trained - before});
        before = trained;
        return breathe();
      },
    });
    if (stopped) {
      send({type: 'broken', arm, stage: spec.stages[stopped.stage].id, sentence: stopped.sentence});
      return false;
    }
    const seconds = (performance.now() - start) / 1000;
    const trained: Trained = {stages: columns.stages, plannedBytes: await this.#plannedBytes(spec, programs), seconds};
    send({type: 'trained', arm, trained});
    return true;
  }

  async #plannedBytes({stages}: Spec, programs: readonly Program[]): Promise<number> {
    const last = stages.at(-1)!;
    const program = programs.find(({name}) => name === last.program)!;
    const world = await this.#worlds.load(program, last, this.#resources);
    const {shared, member} = memoryNeed(program, last.spec, world, last.steps);
    return shared + member;
  }
}
