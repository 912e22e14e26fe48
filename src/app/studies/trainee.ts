/** An arm as an experiment of the page: with a worker of its own, and what it has measured. */
import type {Preset} from '../../presets/index.ts';
import type {Spec} from '../../spec/index.ts';
import {armRun, Columns} from '../../studies/kit/columns.ts';
import {surroundingsOf} from '../experiment/around.ts';
import {Experiment} from '../experiment/experiment.ts';
import {LiveLimit} from '../experiment/live.ts';
import {backendChoice} from '../page.ts';
import type {Trainee, TraineeEvents} from './session.ts';

const live = new LiveLimit<Experiment>();

/** How many arms train at a time: on WebGPU each has a device of its own. */
export const placesOf = (): number => (backendChoice() === 'webgpu' ? live.most : 4);

interface Options {
  preset: Preset;
  spec: Spec;
  /** Frames that are kept. */
  keeps: readonly string[];
}

export class ArmExperiment implements Trainee {
  readonly experiment: Experiment;
  readonly #preset: Preset;
  #columns = new Columns();
  #spec: Spec;
  #paused = false;

  #events: TraineeEvents | undefined;

  constructor({preset, spec, keeps}: Options) {
    this.#preset = preset;
    this.#spec = spec;
    const around = surroundingsOf(live, backendChoice);
    const openClient: typeof around.openClient = (onReport) =>
      around.openClient((report) => {
        if (report.type === 'progress') this.#columns.add(report.metrics);
        onReport(report);
      });
    this.experiment = new Experiment({preset, spec, panels: [], keeps}, {...around, openClient});
    this.experiment.store.subscribe(
      ({phase}) => phase,
      (phase) => {
        const {notice} = this.experiment.store.getState();
        if (phase === 'training' && this.#paused) this.experiment.pause();
        // The experiment is in the middle of a report: what follows may open it anew.
        if (phase === 'finished') {
          const {memory} = this.experiment.store.getState();
          const run = armRun(this.#spec, {stages: this.#columns.stages, plannedBytes: memory.planned});
          queueMicrotask(() => this.#events?.done(run));
        }
        if (phase === 'failed' || phase === 'stopped' || phase === 'waiting') {
          queueMicrotask(() => this.#events?.failed(notice ?? 'It stopped.'));
        }
      },
    );
  }

  /** Says who is told when it is through. */
  tell(events: TraineeEvents): this {
    this.#events = events;
    return this;
  }

  begin(spec: Spec): void {
    this.#paused = false;
    this.#spec = spec;
    this.#columns = new Columns();
    this.experiment.open(this.#preset, spec);
  }

  pause(): void {
    this.#paused = true;
    this.experiment.pause();
  }

  goOn(): void {
    this.#paused = false;
    if (this.experiment.store.getState().phase === 'paused') this.experiment.play();
  }

  end(): void {
    this.experiment.close();
  }
}
