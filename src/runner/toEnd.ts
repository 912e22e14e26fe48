/** Trains a run to its end, from its beginning or from the last cached stage: for studies and the command line. */
import {throwTrouble} from '../engine/backends/trouble.ts';
import {Population} from '../engine/population.ts';
import type {Program} from '../engine/program.ts';
import type {TickMetrics} from '../engine/records.ts';
import type {Resources} from '../engine/resources.ts';
import {Worlds} from '../engine/worlds.ts';
import type {Spec, SpecLanguage} from '../spec/index.ts';
import {CachedPrefixes, type CacheOptions} from './cache.ts';
import type {Position} from './events.ts';
import {MemoryPlan, type MemoryRoom} from './memory.ts';
import {togetherIn} from './opening.ts';
import {positionOf} from './readings.ts';
import {type Stop, Watch} from './watch.ts';

/** Milliseconds of work between two readings. */
const READ_EVERY = 100;
/** The most ticks between two readings: until then, what they emit stays in memory. */
const MOST_TICKS = 64;

export interface EndRequest {
  /** Checked. */
  spec: Spec;
  language: SpecLanguage;
  programs: readonly Program[];
  resources: Resources;
  /** What the backend has: see `roomOn`. */
  room: MemoryRoom;
  /** Which members of the fan; all when left out. */
  members?: readonly number[];
  cache?: CacheOptions;
  /** Worlds that other runs have loaded, or will use after this one. */
  worlds?: Worlds;
  /**
   * Called with the metrics in order as they come, those of cached stages included. The run waits for a promise that it
   * returns.
   */
  tell?(metrics: readonly TickMetrics[], position: Position): unknown;
}

export interface Outcome {
  /** Why the run stopped before its end, when a value was not a finite number. */
  stopped?: Stop;
  /** Steps that were trained, without those of cached stages. */
  trained: number;
}

/** Throws a LabError when the run cannot be opened, before it has taken memory where it would take too much. */
export async function runToEnd(request: EndRequest): Promise<Outcome> {
  const {spec, language, programs, resources, room, members, cache, worlds = new Worlds()} = request;
  await MemoryPlan.open({spec, language, programs, resources, worlds, room, members});
  const prefixes = cache && (await CachedPrefixes.open(cache, {spec, programs, resources, worlds, members}));
  const together = togetherIn(room);
  const population = await Population.open({spec, programs, resources, together, members, worlds, deferBegin: true});
  try {
    return await new Passage(request, population, prefixes).run();
  } finally {
    population.dispose();
  }
}

class Passage {
  readonly #request: EndRequest;
  readonly #population: Population;
  readonly #prefixes: CachedPrefixes | undefined;
  #watch: Watch;
  /** Of the present stage. */
  #metrics: TickMetrics[] = [];

  constructor(request: EndRequest, population: Population, prefixes: CachedPrefixes | undefined) {
    this.#request = request;
    this.#population = population;
    this.#prefixes = prefixes;
    this.#watch = new Watch(population, request.language);
  }

  async run(): Promise<Outcome> {
    const population = this.#population;
    await this.#goOnFromCache();
    const before = population.trained;
    for (;;) {
      const stopped = await this.#trainStage();
      const trained = population.trained - before;
      if (stopped) return {stopped, trained};
      await this.#prefixes?.put(positionOf(population).stage, population, this.#metrics);
      if (population.finished) return {trained};
      this.#metrics = [];
      await population.nextStage();
    }
  }

  /** Restores the last cached stage, and passes on what was measured up to its end. */
  async #goOnFromCache(): Promise<void> {
    const cached = await this.#prefixes?.newest();
    if (!cached) return;
    await this.#population.restore(cached.checkpoint);
    const position = positionOf(this.#population);
    for (const metrics of cached.metrics) await this.#request.tell?.(metrics, position);
    this.#watch = new Watch(this.#population, this.#request.language);
    this.#metrics = cached.metrics.at(-1)!;
  }

  async #trainStage(): Promise<Stop | undefined> {
    const population = this.#population;
    population.begin();
    do {
      const end = performance.now() + READ_EVERY;
      for (let ticks = 0; ticks < MOST_TICKS && !population.stageFinished && performance.now() < end; ticks++) {
        population.advance();
        if (population.hostDue) await population.host();
      }
      const {metrics} = await population.collect();
      throwTrouble();
      const {good, stop} = this.#watch.take(metrics);
      this.#metrics.push(...good);
      await this.#request.tell?.(good, positionOf(population));
      if (stop) return stop;
    } while (!population.stageFinished);
    return undefined;
  }
}
