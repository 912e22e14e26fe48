/** Reads back what a run emits: at most two readings are under way, and they are taken in the order of their ticks. */
import {throwTrouble} from '../engine/backends/trouble.ts';
import type {Population} from '../engine/population.ts';
import type {TickMetrics} from '../engine/records.ts';
import type {RawFrame} from '../spec/index.ts';
import type {Position} from './events.ts';
import type {Pace} from './pace.ts';

/** Readings under way at most. */
const IN_FLIGHT = 2;

export function positionOf({spec, stage, tick, trained}: Population): Position {
  return {stage: spec.stages.findIndex(({id}) => id === stage.id), tick, trained};
}

export class Readings {
  readonly #run: Population;
  readonly #pace: Pace;
  readonly #take: (metrics: TickMetrics[]) => void;
  #underWay: Promise<unknown>[] = [];
  #last: Promise<unknown> = Promise.resolve();
  #position: Position;

  /** `take` is given the metrics of one reading after another. */
  constructor(run: Population, pace: Pace, take: (metrics: TickMetrics[]) => void) {
    this.#run = run;
    this.#pace = pace;
    this.#take = take;
    this.#position = positionOf(run);
  }

  /** Where the run was at the newest tick whose metrics have arrived. */
  get position(): Position {
    return this.#position;
  }

  /** Begins to read what so many ticks have emitted. */
  begin(ticks = 0): void {
    this.#underWay.push(this.#read(ticks));
  }

  /** Waits for the oldest reading, if as many are under way as may be. */
  async makeRoom(): Promise<void> {
    if (this.#underWay.length >= IN_FLIGHT) await this.#underWay.shift();
  }

  async settle(): Promise<void> {
    await Promise.all(this.#underWay);
    this.#underWay = [];
  }

  /** The frames that `show` makes the run emit, and no others. */
  async frames(show: () => void): Promise<RawFrame[]> {
    await this.settle();
    show();
    return this.#read(0);
  }

  #read(ticks: number): Promise<RawFrame[]> {
    const before = this.#last;
    const position = positionOf(this.#run);
    const at = performance.now();
    const reading = this.#run.collect().then(async ({metrics, frames}) => {
      // Readings may arrive in another order than they were asked for.
      await before;
      throwTrouble();
      this.#pace.note({at, ticks}, performance.now());
      this.#position = position;
      this.#take(metrics);
      return frames;
    });
    this.#last = reading;
    // When one fails, nobody may be waiting for those after it.
    reading.catch(() => {});
    return reading;
  }
}
