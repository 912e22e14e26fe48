/**
 * The run loop: trains in short slices. Between two slices it lets messages in and does what the reader has asked for.
 * Metrics are read back once for each slice.
 */
import type {Population} from '../engine/population.ts';
import type {Program} from '../engine/program.ts';
import type {TickMetrics} from '../engine/records.ts';
import type {SpecLanguage} from '../spec/index.ts';
import type {Points} from '../worlds/points.ts';
import {buffersOf, Checkpoints} from './checkpoints.ts';
import {type Declarations, declarationsOf} from './declarations.ts';
import type {Position, Tell} from './events.ts';
import {Frames, type Version} from './frames.ts';
import {measureSpeed} from './measure.ts';
import type {MemoryPlan} from './memory.ts';
import {Pace} from './pace.ts';
import {Progress} from './progress.ts';
import {Questions} from './questions.ts';
import {positionOf, Readings} from './readings.ts';
import {Requests} from './requests.ts';
import {Watch} from './watch.ts';

/** Milliseconds of training between two looks at the messages. */
const SLICE = 12;

export interface LoopOptions {
  language: SpecLanguage;
  programs: readonly Program[];
  plan: MemoryPlan;
  tell: Tell;
  /** Called with an error that ends the loop. */
  fail(error: unknown): void;
  breathe(): Promise<void>;
}

export class Loop {
  readonly #run: Population;
  readonly #options: LoopOptions;
  readonly #pace = new Pace();
  readonly #readings: Readings;
  readonly #progress: Progress;
  readonly #frames: Frames;
  readonly #questions: Questions;
  readonly #checkpoints: Checkpoints;
  readonly #watch: Watch;
  readonly requests: Requests;
  #playing = false;
  #steps = 0;
  /** The most ticks, of all stages together, that may be trained. */
  #until = Number.POSITIVE_INFINITY;
  /** Whether a value was not a finite number: nothing is trained or shown any more. */
  #stopped = false;
  #ended = false;
  #awake = false;
  /** Whether it has trained yet. */
  #moved = false;
  /** Whether a command has come since the loop last looked for work. */
  #called = false;
  #checkpointAsked = false;
  #between: Promise<void> | undefined;

  constructor(run: Population, options: LoopOptions) {
    const {tell} = options;
    this.#run = run;
    this.#options = options;
    this.#readings = new Readings(run, this.#pace, (metrics) => this.#take(metrics));
    this.#progress = new Progress(run, this.#pace, tell);
    this.#frames = new Frames(run, this.#readings, this.#version, tell);
    this.#questions = new Questions(run, this.#readings, this.#version, tell);
    const answering = {frames: this.#frames, questions: this.#questions};
    this.requests = new Requests(run, options, answering);
    this.#checkpoints = new Checkpoints(run, () => this.#version('step'));
    this.#watch = new Watch(run, options.language);
    this.#progress.begin();
  }

  get awake(): boolean {
    return this.#awake;
  }

  /** What commands must wait for while the run is between two ticks. */
  get between(): Promise<void> | undefined {
    return this.#between;
  }

  get position(): Position {
    return positionOf(this.#run);
  }

  /** What the page must know about the present stage's world to draw it. */
  get points(): Points | undefined {
    return (this.#run.world as {points?: Points} | undefined)?.points;
  }

  play(): void {
    this.#playing = !this.#stopped;
    this.#progress.begin();
  }

  pause(): void {
    this.#playing = false;
  }

  step(): void {
    this.#playing = false;
    this.#steps++;
  }

  limit(trained: number): void {
    this.#until = trained;
  }

  giveCheckpoint(): void {
    this.#playing = false;
    this.#checkpointAsked = true;
  }

  measure(ticks: number): Promise<number> {
    return measureSpeed(this.#run, ticks);
  }

  /** Looks for work, after `first` has resolved. */
  wake(first: Promise<void> = Promise.resolve()): void {
    this.#called = true;
    if (this.#awake) return;
    this.#awake = true;
    first
      .then(() => this.#work())
      .catch((error) => this.#options.fail(error))
      .finally(() => {
        this.#awake = false;
        if (this.#called && !this.#ended) this.wake();
      });
  }

  /** Ends the loop: the device is lost, and nothing can be computed any more. */
  end(): void {
    this.#ended = true;
  }

  dispose(): void {
    this.end();
    this.#run.dispose();
  }

  /** What the present stage's program declares. */
  get #present(): Declarations {
    return declarationsOf(this.#options.language, this.#run.stage.program);
  }

  readonly #version: Version = (renewedBy) => {
    const {stage, tick} = this.#run;
    if (renewedBy === 'step') return `${stage.id} ${tick}`;
    if (renewedBy === 'settings') return `${stage.id} ${tick} ${this.requests.moves}`;
    return `${stage.id} ${JSON.stringify((this.#run.settings as {world?: unknown}).world)}`;
  };

  async #work(): Promise<void> {
    while (!this.#ended) {
      this.#called = false;
      const worked = await this.#turn();
      if (!worked && !this.#called) return;
      await this.#options.breathe();
    }
  }

  async #turn(): Promise<boolean> {
    // Frames first, because the reader waits for them: at the start they come before the first measurement.
    const showed = await this.#show();
    if (await this.#begin()) this.#readings.begin();
    const trained = await this.#slice();
    const answered = await this.#answer();
    if (this.#checkpointAsked && !this.#due) await this.#tellCheckpoint(true);
    else if (!this.#stopped && this.#checkpoints.isDue(this.#wished)) await this.#tellCheckpoint(false);
    return trained || showed || answered;
  }

  get #due(): boolean {
    return this.#wished && this.#run.trained < this.#until;
  }

  /** Whether the run trains, or would if it were allowed to go further. */
  get #wished(): boolean {
    return !this.#stopped && !this.#run.finished && (this.#playing || this.#steps > 0);
  }

  async #show(): Promise<boolean> {
    // The last good frame stays in view.
    if (this.#stopped) return false;
    const showed = await this.#frames.show(this.#present.frames, this.#due);
    if (showed && !this.#due) this.#report();
    return showed;
  }

  async #answer(): Promise<boolean> {
    if (this.#stopped) return false;
    const {name, frames, questions} = this.#present;
    const program = this.#options.programs.find((one) => one.name === name)!;
    return this.#questions.answer({program, frames, questions, training: this.#due});
  }

  async #slice(): Promise<boolean> {
    if (!this.#due) return false;
    const run = this.#run;
    const end = performance.now() + SLICE;
    if (run.stageFinished) await this.#enterStage();
    let ticks = 0;
    while (this.#due && !run.stageFinished && (ticks === 0 || this.#goesOn(ticks, end))) {
      run.advance();
      if (run.hostDue) await this.#alone(() => run.host());
      ticks++;
      this.#steps = Math.max(0, this.#steps - 1);
    }
    this.#progress.noteSpeed();
    this.#readings.begin(ticks);
    // The reader waits for the first step: it is reported before the second one is made.
    const first = !this.#moved;
    this.#moved = true;
    if (this.#due && !first) await this.#readings.makeRoom();
    else await this.#readings.settle();
    this.#report(first);
    return true;
  }

  #goesOn(ticks: number, end: number): boolean {
    return this.#playing && ticks < this.#pace.ticks && performance.now() < end;
  }

  async #enterStage(): Promise<void> {
    await this.#readings.settle();
    if (this.#stopped) return;
    this.#report(true);
    await this.#alone(() => this.#run.nextStage({deferBegin: true}));
    this.#frames.keep(this.#present.frames);
    this.#questions.keep(this.#present.questions);
    this.#questions.forget();
    this.#options.tell({type: 'entered', stage: this.position.stage, points: this.points});
    await this.#begin();
  }

  /** Runs what opens the stage, and tells of it on the way where it takes long. False if there was nothing to do. */
  async #begin(): Promise<boolean> {
    const run = this.#run;
    if (run.begun === 1) return false;
    await this.#alone(async () => {
      let end = performance.now() + SLICE;
      while (!this.#ended && run.beginNext()) {
        if (run.begun === 1 || performance.now() < end) continue;
        // What was measured before has arrived.
        this.#report(true, this.position);
        await this.#options.breathe();
        end = performance.now() + SLICE;
      }
    });
    return true;
  }

  /** Does work that no command may interrupt: until it is done, members may be at different ticks or stages. */
  async #alone(work: () => Promise<void>): Promise<void> {
    const done = work();
    this.#between = done.catch(() => {});
    await done;
    this.#between = undefined;
  }

  #take(metrics: TickMetrics[]): void {
    if (this.#stopped) return;
    const {good, stop} = this.#watch.take(metrics);
    this.#progress.add(good);
    if (!stop) return;
    this.#stopped = true;
    this.#playing = false;
    this.#steps = 0;
    this.#report();
    this.#options.tell({type: 'stopped', ...stop});
  }

  #report(atOnce = false, position = this.#readings.position): void {
    this.#progress.report({position, due: this.#due, wished: this.#wished}, atOnce);
  }

  async #tellCheckpoint(asked: boolean): Promise<void> {
    await this.#readings.settle();
    if (this.#stopped && !asked) return;
    if (asked) this.#checkpointAsked = false;
    const checkpoint = await this.#checkpoints.make();
    // A run that goes on from this checkpoint does not measure earlier ticks again, so they are reported first.
    this.#report(true);
    const shapes = asked ? {shapes: this.#run.shapes} : {};
    this.#options.tell({type: 'checkpoint', checkpoint, asked, ...shapes}, buffersOf(checkpoint));
  }
}
