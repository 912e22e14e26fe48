/** Runs of lessons in Node, as what a lesson reads sees them. */
import {RunLog} from '../../src/app/experiment/log.ts';
import type {RunData} from '../../src/app/lessons/readings.ts';
import {Run} from '../../src/engine/run.ts';
import type {LessonRun} from '../../src/lessons/kit/lesson.ts';
import {lawOf} from '../../src/objectives/contrastive/index.spec.ts';
import {language} from '../../src/programs/index.spec.ts';
import {type Move, positionOf, settingsAt} from '../../src/spec/index.ts';
import {specWith} from '../../src/studies/kit/settings.ts';
import type {Points} from '../../src/worlds/points.ts';
import {programs} from './programs.ts';
import {dataFolder} from './worlds.ts';

/** Steps between two readings, so that what is measured does not pile up. */
const READ_EVERY = 64;

export class TrainedRun {
  readonly #run: Run;
  readonly #log: RunLog;

  private constructor(run: Run) {
    this.#run = run;
    this.#log = new RunLog((stage, tick) => positionOf(run.spec, stage, tick));
  }

  static async open({stages}: LessonRun, seed: number): Promise<TrainedRun> {
    return new TrainedRun(await Run.open({spec: specWith(stages, seed), programs, resources: dataFolder}));
  }

  get position(): number {
    return positionOf(this.#run.spec, this.#run.stage.id, this.#run.tick);
  }

  /** The newest value of every metric. */
  get metrics(): Readonly<Record<string, number>> {
    return this.#log.newest();
  }

  move(path: string, value: number): Move {
    return this.#run.move(path, value);
  }

  /** Trains until so many steps are made, or to the end. `seen` is called after every reading, and stops it with true. */
  async until(position: number, seen: () => boolean = () => false): Promise<void> {
    const run = this.#run;
    while (this.position < position && !run.finished) {
      if (run.stageFinished) await run.nextStage();
      run.advance();
      if (run.hostDue) await run.host();
      if (run.tick % READ_EVERY > 0 && this.position < position && !run.stageFinished) continue;
      this.#log.add((await run.collect()).metrics);
      if (seen()) return;
    }
  }

  /** What can be read of it now, with frames of these names. */
  async data(frames: readonly string[]): Promise<RunData> {
    const run = this.#run;
    const {position} = this;
    const declared = language.program(run.stage.program).frames;
    for (const name of frames) run.show(declared[name].phase);
    const {metrics, frames: shown} = await run.collect();
    this.#log.add(metrics);
    const {points} = run.world as {points?: Points};
    const decoded = new Map(
      shown.map((raw) => [raw.name, declared[raw.name].decode({...raw, tick: position}, points)]),
    );
    const {objective} = settingsAt(run.spec, run.stage, run.tick) as {objective?: {kind: string}};
    return {
      position,
      series: (metric) => this.#log.get().series(metric),
      frame: (name) => decoded.get(name),
      law: objective && lawOf(objective),
    };
  }

  dispose(): void {
    this.#run.dispose();
  }
}
