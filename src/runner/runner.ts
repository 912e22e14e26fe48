/**
 * A run under way: methods are what a reader does, events what becomes of it. It knows neither a worker nor a page, so that
 * the worker, the command line and tests drive it alike.
 */
import {lossOf, throwTrouble} from '../engine/backends/trouble.ts';
import type {Checkpoint} from '../engine/records.ts';
import {LabError, NeedsFile} from '../engine/resources.ts';
import type {Tell} from './events.ts';
import {Loop} from './loop.ts';
import {type Opening, openPopulation, type Surroundings} from './opening.ts';

export interface OpenRequest extends Opening {
  /** Whether it trains at once. */
  playing: boolean;
  /** Where to go on from. */
  checkpoint?: Checkpoint;
}

export class Runner {
  readonly #around: Surroundings;
  readonly #tell: Tell;
  #opened = false;
  #loop: Loop | undefined;
  #queue: Promise<void> = Promise.resolve();
  /** What the run computed on is gone: no event after that would be true. */
  #lost = false;

  /** Events come one by one through `tell`. */
  constructor(around: Surroundings, tell: Tell) {
    this.#around = around;
    this.#tell = (event, transfer) => {
      if (!this.#lost) tell(event, transfer);
    };
  }

  open(request: OpenRequest): Promise<void> {
    return this.#inTurn(() => this.#open(request));
  }

  play(): Promise<void> {
    return this.#act((loop) => loop.play());
  }

  pause(): Promise<void> {
    return this.#act((loop) => loop.pause());
  }

  /** One tick, then it stands still. */
  step(): Promise<void> {
    return this.#act((loop) => loop.step());
  }

  /** Trains no further than so many ticks of all stages together, and reports at once when it is there. */
  until(trained: number): Promise<void> {
    return this.#act((loop) => loop.limit(trained));
  }

  /** Sets a hot or recapturing setting at the present tick, of all members or of one. */
  move(move: {path: string; value: number; member?: number | 'all'}): Promise<void> {
    return this.#act((loop) => loop.move(move));
  }

  /** Asks for a frame, of the chosen member or of some, as soon as there is a newer one than the last. */
  want(frame: string, members?: readonly number[]): Promise<void> {
    return this.#act((loop) => loop.want(frame, members));
  }

  /** Asks a question about the chosen member. Of each question only the newest is answered. */
  ask(question: string, ask: unknown): Promise<void> {
    return this.#act((loop) => loop.ask(question, ask));
  }

  /** Whose frames are shown and who is asked, from now on. */
  choose(member: number): Promise<void> {
    return this.#act((loop) => loop.choose(member));
  }

  /** Pauses, and asks for everything that the run needs to go on elsewhere. */
  checkpoint(): Promise<void> {
    return this.#act((loop) => loop.giveCheckpoint());
  }

  /** Trains some ticks to see how fast that is. */
  measure(ticks: number): Promise<void> {
    return this.#inTurn(async () => {
      const stepsPerSecond = await this.#loop?.measure(ticks);
      if (stepsPerSecond !== undefined) this.#tell({type: 'measured', stepsPerSecond});
    });
  }

  /** Tells of a device that died while nothing was read from it. */
  checkDevice(): void {
    try {
      throwTrouble();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Resolves when nothing is left to do. */
  async idle(): Promise<void> {
    await this.#queue;
    while (this.#loop?.awake) await this.#around.breathe();
  }

  dispose(): void {
    this.#loop?.dispose();
    this.#loop = undefined;
  }

  /** Commands act in the order in which they came. */
  #inTurn(act: () => void | Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(act).catch((error) => this.#fail(error));
    return this.#queue;
  }

  #act(act: (loop: Loop) => void): Promise<void> {
    return this.#inTurn(async () => {
      while (this.#loop?.between) await this.#loop.between;
      if (!this.#loop || this.#lost) return;
      act(this.#loop);
      this.#loop.wake();
    });
  }

  async #open({playing, checkpoint, ...opening}: OpenRequest): Promise<void> {
    if (this.#opened) throw new Error('A runner opens one run.');
    this.#opened = true;
    const {population, programs} = await openPopulation(this.#around, opening);
    if (checkpoint) await population.restore(checkpoint);
    this.#loop = new Loop(population, {
      ...{language: this.#around.language, breathe: this.#around.breathe, programs},
      tell: this.#tell,
      fail: (error) => this.#fail(error),
    });
    this.#tell({type: 'opened', backend: opening.backend, ...this.#loop.position, points: this.#loop.points});
    if (playing) this.#loop.play();
    // After the wishes that came with the command.
    this.#loop.wake(this.#around.breathe());
  }

  #fail(error: unknown): void {
    this.#loop?.pause();
    const loss = lossOf(error);
    if (loss) {
      this.#tell({type: 'lost', what: loss.what, sentence: loss.message});
      this.#lost = true;
      this.#loop?.end();
      return;
    }
    this.#tell({type: 'failed', sentence: sentenceOf(error), needsFile: error instanceof NeedsFile});
  }
}

/** What a person reads of an error. */
export function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return error instanceof LabError ? text : `Something went wrong inside the lab: ${text}`;
}
