/** When a run gives checkpoints: every few seconds while it trains, once it is paused, and when asked. */
import type {Population} from '../engine/population.ts';
import type {Checkpoint} from '../engine/records.ts';

/** Milliseconds of training before the first checkpoint, and then between two. */
const FIRST = 2000;
export const EVERY = 5000;
/** Bytes above which checkpoints are rarer. */
const LARGE = 64 * 2 ** 20;
const LARGE_EVERY = 30_000;
/** After a checkpoint that took c ms, the next one comes at least this many times c later. */
const PAUSE = 20;

/** Milliseconds from a checkpoint that took so many to the next. */
export const pauseAfter = (took: number, every = EVERY): number => Math.max(every, PAUSE * took);

export class Checkpoints {
  readonly #run: Population;
  readonly #state: () => string;
  /** The state of the newest checkpoint; at first, that of the opened run, which can be made again from the spec. */
  #kept: string;
  #next: number;

  /** `state` gives a text that identifies the run's present state. */
  constructor(run: Population, state: () => string) {
    this.#run = run;
    this.#state = state;
    this.#kept = state();
    this.#next = performance.now() + (this.#large ? LARGE_EVERY : FIRST);
  }

  get #large(): boolean {
    return this.#run.checkpointBytes > LARGE;
  }

  isDue(trains: boolean): boolean {
    if (this.#kept === this.#state()) return false;
    // A run may be paused for hours: with a checkpoint nothing of it can be lost.
    const still = !trains && !this.#large;
    return still || performance.now() >= this.#next;
  }

  async make(): Promise<Checkpoint> {
    const start = performance.now();
    const checkpoint = await this.#run.checkpoint();
    this.#kept = this.#state();
    const now = performance.now();
    this.#next = now + pauseAfter(now - start, this.#large ? LARGE_EVERY : EVERY);
    return checkpoint;
  }
}

/** Buffers of a checkpoint that may be transferred to another thread; the run still needs those of finished stages. */
export const buffersOf = ({cohorts}: Checkpoint): ArrayBuffer[] =>
  cohorts.flatMap(({slots}) => slots.map(([, values]) => values.buffer as ArrayBuffer));
