/**
 * A run under way. Its methods are what a reader does, its events are the results. It knows neither worker nor page, so the
 * worker, the command line and tests use it in the same way.
 */
import {lossOf, throwTrouble} from '../engine/backends/trouble.ts';
import type {Checkpoint} from '../engine/records.ts';
import {LabError, NeedsFile, unreachableOf} from '../engine/resources.ts';
import type {Tell} from './events.ts';
import {Loop} from './loop.ts';
import {TooLarge} from './memory.ts';
import {type Opening, openPopulation, type Surroundings} from './opening.ts';

export interface OpenRequest extends Opening {
  /** Whether it trains at once. */
  playing: boolean;
  /** A state to go on from. */
  checkpoint?: Checkpoint;
}

export class Runner {
  readonly #around: Surroundings;
  readonly #tell: Tell;
  #opened = false;
  #loop: Loop | undefined;
  #queue: Promise<void> = Promise.resolve();
  /** Whether the device is lost: no event is sent after that. */
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

  /** Trains one tick, then pauses. */
  step(): Promise<void> {
    return this.#act((loop) => loop.step());
  }

  /** Trains up to so many ticks of all stages together, and reports at once when they are reached. */
  until(trained: number): Promise<void> {
    return this.#act((loop) => loop.limit(trained));
  }

  /** Sets a hot or recapturing setting at the present tick, for all members or for one. */
  move(move: {path: string; value: number; member?: number | 'all'}): Promise<void> {
    return this.#act(({requests}) => requests.move(move));
  }

  /** Asks whether a move could be made at the present tick. */
  weigh(move: {path: string; value: number; member?: number | 'all'}): Promise<void> {
    return this.#act(({requests}) => requests.weigh(move));
  }

  /** Asks for a frame of the chosen member, or of several, as soon as there is one newer than the last. */
  want(frame: string, members?: readonly number[]): Promise<void> {
    return this.#act(({requests}) => requests.want(frame, members));
  }

  /** Asks a question about the chosen member. Only the newest of each kind is answered. */
  ask(question: string, ask: unknown): Promise<void> {
    return this.#act(({requests}) => requests.ask(question, ask));
  }

  /** Chooses the member that frames and answers are about from now on. */
  choose(member: number): Promise<void> {
    return this.#act(({requests}) => requests.choose(member));
  }

  /** Pauses, and asks for a checkpoint: everything that the run needs to go on elsewhere. */
  checkpoint(): Promise<void> {
    return this.#act((loop) => loop.giveCheckpoint());
  }

  /** Trains some ticks and reports the speed. */
  measure(ticks: number): Promise<void> {
    return this.#inTurn(async () => {
      const stepsPerSecond = await this.#loop?.measure(ticks);
      if (stepsPerSecond !== undefined) this.#tell({type: 'measured', stepsPerSecond});
    });
  }

  /** Reports a device that was lost while nothing was read from it. */
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
    const {population, programs, plan} = await openPopulation(this.#around, opening);
    if (checkpoint) await population.restore(checkpoint);
    this.#loop = new Loop(population, {
      ...{language: this.#around.language, breathe: this.#around.breathe, programs, plan},
      tell: this.#tell,
      fail: (error) => this.#fail(error),
    });
    this.#tell({type: 'opened', backend: opening.backend, ...this.#loop.position, points: this.#loop.points});
    if (playing) this.#loop.play();
    // Commands that came together with `open` act first.
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
    const unreachable = unreachableOf(error);
    this.#tell({
      ...{type: 'failed', sentence: sentenceOf(unreachable ?? error), needsFile: error instanceof NeedsFile},
      ...(unreachable && {unreachable: true}),
      ...(error instanceof TooLarge && {tooLarge: true, workers: error.workers}),
    });
  }
}

/** The sentence that a person reads for an error. */
export function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return error instanceof LabError ? text : `Something went wrong inside the lab: ${text}`;
}
