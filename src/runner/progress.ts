/** Reports a run's progress, not too often. */
import * as tf from '@tensorflow/tfjs-core';
import type {Population} from '../engine/population.ts';
import type {TickMetrics} from '../engine/records.ts';
import type {Position, Tell} from './events.ts';
import type {Pace} from './pace.ts';
import {Speed} from './speed.ts';
import {Work} from './work.ts';

/** Milliseconds between two reports while the run trains. */
const REPORT_EVERY = 50;

interface State {
  /** Position of the newest metrics that have arrived: no later tick is reported. */
  position: Position;
  /** Whether the run goes on at once, so that this report can wait and be joined with the next one. */
  due: boolean;
  /** Whether it trains, or would if it were allowed to go further. */
  wished: boolean;
}

export class Progress {
  readonly #run: Population;
  readonly #pace: Pace;
  readonly #tell: Tell;
  readonly #speed = new Speed();
  readonly #work = new Work();
  #unsent: TickMetrics[] = [];
  #lastReport = 0;
  /** Bytes that are planned for a stage, by its id. */
  #plan: {stage: string; bytes: number} | undefined;

  constructor(run: Population, pace: Pace, tell: Tell) {
    this.#run = run;
    this.#pace = pace;
    this.#tell = tell;
  }

  add(metrics: readonly TickMetrics[]): void {
    this.#unsent.push(...metrics);
  }

  /** Measures the speed from now on. */
  begin(): void {
    this.#speed.begin(performance.now(), this.#run.trained);
  }

  noteSpeed(): void {
    this.#speed.note(performance.now(), this.#run.trained);
  }

  #planned(): number {
    const {stage} = this.#run;
    if (this.#plan?.stage !== stage.id) this.#plan = {stage: stage.id, bytes: this.#run.plannedBytes};
    return this.#plan.bytes;
  }

  report({position, due, wished}: State, atOnce = false): void {
    const now = performance.now();
    if (due && !atOnce && now - this.#lastReport < REPORT_EVERY) return;
    this.#lastReport = now;
    const {numTensors, numBytes} = tf.memory();
    const metrics = this.#unsent;
    this.#unsent = [];
    this.#tell({
      type: 'progress',
      ...position,
      metrics,
      stepsPerSecond: wished ? this.#speed.perSecond() : 0,
      memory: {tensors: numTensors, bytes: numBytes, planned: this.#planned()},
      engine: this.#work.report(this.#run, this.#pace),
      finished: this.#run.finished && position.trained === this.#run.trained,
      begun: this.#run.begun,
    });
  }
}
