/** Reads back what a run emits. At most two readings are under way; their results are used in the order of the ticks. */
import {throwTrouble} from '../engine/backends/trouble.ts';
import type {Population} from '../engine/population.ts';
import type {TickMetrics} from '../engine/records.ts';
import type {RawFrame} from '../spec/index.ts';
import type {Position} from './events.ts';
import type {Pace} from './pace.ts';

/** The most readings under way. */
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

  /** `take` gets the metrics of each reading, in order. */
  constructor(run: Population, pace: Pace, take: (metrics: TickMetrics[]) => void) {
    this.#run = run;
    this.#pace = pace;
    this.#take = take;
    this.#position = positionOf(run);
  }

  /** Position of the newest tick whose metrics have arrived. */
  get position(): Position {
    return this.#position;
  }

  /** Begins to read what the last ticks, so many, have emitted. */
  begin(ticks = 0): void {
    this.#underWay.push(this.#read(ticks));
  }

  /** If the most readings are under way, waits for the oldest. */
  async makeRoom(): Promise<void> {
    if (this.#underWay.length >= IN_FLIGHT) await this.#underWay.shift();
  }

  async settle(): Promise<void> {
    await Promise.all(this.#underWay);
    this.#underWay = [];
  }

  /** Reads the frames that `show` makes the run emit, and no others. */
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
    // If an earlier reading fails, nobody waits for this one: its error must not count as unhandled.
    reading.catch(() => {});
    return reading;
  }
}
