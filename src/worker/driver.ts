/**
 * The run loop: takes commands, trains in short slices, gives out reports. It knows neither a worker nor a page, so that
 * tests drive it in Node as the worker does in a browser.
 *
 * Between two slices the loop lets messages in. Metrics are read back in one piece per slice, at most two readings
 * under way. Frames for panels are made only when the page has asked for one, and take at most a quarter of the time.
 */
import * as tf from '@tensorflow/tfjs-core';
import type {BackendName} from '../engine/backends/names.ts';
import {lossOf, throwTrouble} from '../engine/backends/trouble.ts';
import type {MemoryLimits} from '../engine/memoryPlan.ts';

import {Population} from '../engine/population.ts';
import type {Program} from '../engine/program.ts';
import type {Checkpoint, Collected, TickMetrics} from '../engine/records.ts';
import {LabError, NeedsFile, type Resources} from '../engine/resources.ts';
import {Worlds} from '../engine/worlds.ts';
import type {RawFrame, SpecLanguage, Stage} from '../spec/index.ts';
import type {Points} from '../worlds/points.ts';
import {explainBreak, findBreak} from './nonFinite.ts';
import {Pace} from './pace.ts';
import type {Command, FrameName, Report, ReportOf} from './protocol.ts';
import {Questions} from './questions.ts';
import {Speed} from './speed.ts';
import {Work} from './work.ts';

export interface Surroundings {
  language: SpecLanguage;
  /** Programs by name, each loaded when a run first needs it. */
  programs(names: readonly string[]): Promise<readonly Program[]>;
  openBackend(name: BackendName): Promise<void>;
  resources(data: string): Resources;
  post(report: Report, transfer?: Transferable[]): void;
  /** Lets waiting messages in. */
  breathe(): Promise<void>;
}

type Of<T extends Command['type']> = Extract<Command, {type: T}>;

/** The phase that emits each frame. */
const PHASES: Record<FrameName, string> = {
  points: 'showPoints',
  similarities: 'showSimilarities',
  batch: 'showBatch',
  spectrum: 'showSpectrum',
  representations: 'showRepresentations',
  rewards: 'showRewards',
  candidates: 'showCandidates',
  weights: 'showWeights',
  audit: 'showAudit',
};
/** Frames in which what settings do to the next batch, or to the annotators, can be seen. */
const OF_SETTINGS: ReadonlySet<FrameName> = new Set(['similarities', 'batch', 'rewards', 'candidates', 'weights']);
/** Frames of the world alone, as its settings have it: no step changes them. */
const OF_WORLD: ReadonlySet<FrameName> = new Set(['audit']);
/** Milliseconds of training between two looks at the messages. */
const SLICE = 12;
/** Milliseconds between two progress reports. */
const REPORT_EVERY = 50;
/** Readings under way at most. */
const IN_FLIGHT = 2;
/** A frame that took f ms is followed by this many times f without one. */
const FRAME_PAUSE = 3;
/** Milliseconds: the first frame is slow because everything is done for the first time. */
const LONGEST_PAUSE = 300;
/** Milliseconds of training before the first checkpoint, and then between two. */
const FIRST_CHECKPOINT = 2000;
const CHECKPOINT_EVERY = 5000;
/** Bytes above which checkpoints are rarer. */
const LARGE = 64 * 2 ** 20;
const LARGE_EVERY = 30_000;
/** A checkpoint that took c ms is followed by this many times c without one. */
const CHECKPOINT_PAUSE = 20;

export class Driver {
  readonly #around: Surroundings;
  #run: Population | undefined;
  #programs: readonly Program[] = [];
  #playing = false;
  #steps = 0;
  /** The most ticks, of all stages together, that may be trained. */
  #until = Number.POSITIVE_INFINITY;
  #stopped = false;
  #awake = false;
  /** Whether a command has come since the loop last looked for work. */
  #called = false;
  #queue: Promise<void> = Promise.resolve();

  #collecting: Promise<void>[] = [];
  #lastReading: Promise<void> = Promise.resolve();
  #unsent: TickMetrics[] = [];
  #lastReport = 0;
  #lastGood = 0;
  /** Where the run was at the newest tick whose metrics have arrived: the page is told of no later one. */
  #read = {tick: 0, trained: 0};
  readonly #speed = new Speed();
  readonly #pace = new Pace();
  readonly #work = new Work();

  #wanted = new Set<FrameName>();
  #shown = new Map<FrameName, string>();
  /** Moves so far. */
  #moves = 0;
  #nextFrame = 0;
  readonly #questions = new Questions();
  /** Frames that were asked for: those that have arrived, and the names of those that are awaited. */
  #collected: RawFrame[] = [];
  #awaited: readonly string[] = [];
  #checkpointAsked = false;
  #nextCheckpoint = 0;
  /** The state that the page has a checkpoint of, or can make again from the spec. */
  #kept = '';
  /** What the run computed on is gone: nothing that happens now is worth telling. */
  #lost = false;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Commands act in the order in which they came. */
  handle(command: Command): Promise<void> {
    this.#queue = this.#queue.then(() => this.#act(command)).catch((error) => this.#fail(error));
    return this.#queue;
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
    while (this.#awake) await this.#around.breathe();
  }

  dispose(): void {
    this.#playing = false;
    this.#run?.dispose();
    this.#run = undefined;
  }

  async #act(command: Command): Promise<void> {
    if (command.type === 'open') return this.#open(command);
    if (!this.#run || this.#lost) return;
    switch (command.type) {
      case 'play':
        this.#playing = !this.#stopped;
        this.#speed.begin(performance.now(), this.#run.trained);
        break;
      case 'pause':
        this.#playing = false;
        break;
      case 'step':
        this.#playing = false;
        this.#steps++;
        break;
      case 'until':
        this.#until = command.trained;
        break;
      case 'move':
        this.#move(this.#run, command);
        break;
      case 'want':
        this.#wanted.add(command.frame);
        break;
      case 'neighbours':
      case 'words':
        this.#questions.ask(command);
        break;
      case 'choose':
        this.#choose(this.#run, command.replica);
        break;
      case 'checkpoint':
        this.#playing = false;
        this.#checkpointAsked = true;
        break;
      case 'measure':
        return this.#measure(this.#run, command.ticks);
    }
    this.#wake();
  }

  async #open({spec: json, backend, data, playing, members, checkpoint}: Of<'open'>): Promise<void> {
    if (this.#run) throw new Error('A worker opens one run.');
    const spec = this.#around.language.check(json);
    if (!spec.ok) throw new LabError(spec.sentences.join(' '));
    const programs = await this.#around.programs(spec.value.stages.map(({program}) => program));
    this.#programs = programs;
    const resources = this.#around.resources(data);
    const worlds = this.#load(programs, spec.value.stages[0], resources);
    await this.#around.openBackend(backend);
    const together = membersTogether(backend);
    const options = {spec: spec.value, programs, resources, members, together, worlds, deferBegin: true};
    const run = await Population.open(options);
    if (checkpoint) await run.restore(checkpoint as Checkpoint);
    this.#run = run;
    this.#lastGood = run.tick;
    this.#read = {tick: run.tick, trained: run.trained};
    this.#kept = this.#state(run);
    this.#nextCheckpoint = performance.now() + (run.checkpointBytes > LARGE ? LARGE_EVERY : FIRST_CHECKPOINT);
    const {points} = run.world as {points: Points};
    this.#post({type: 'opened', backend, points, tick: run.tick});
    this.#playing = playing;
    this.#speed.begin(performance.now(), run.trained);
    // After the wishes that came with the command.
    this.#wake(this.#around.breathe());
  }

  /** Begins to load the world of a stage: its files come while the backend opens. */
  #load(programs: readonly Program[], stage: Stage, resources: Resources): Worlds {
    const worlds = new Worlds();
    const program = programs.find(({name}) => name === stage.program);
    // What goes wrong is told when the world is needed.
    if (program) worlds.load(program, stage, resources).catch(() => {});
    return worlds;
  }

  #move(run: Population, {path, value}: Of<'move'>): void {
    const sentence = this.#refusal(run, path, value);
    if (sentence) {
      this.#post({type: 'refused', path, sentence});
      return;
    }
    run.move({path, value});
    this.#moves++;
    this.#post({type: 'moved', moves: run.spec.moves});
  }

  #choose(run: Population, replica: number): void {
    run.choose(replica);
    // What was shown is another member's.
    this.#shown.clear();
    this.#questions.forget();
  }

  /** Why a move cannot be made, if it cannot. */
  #refusal(run: Population, path: string, value: number): string | undefined {
    const {spec, stage, settings, tick} = run;
    return this.#around.language.checkMove(spec, stage.id, settings, {tick, path, value});
  }

  /** How fast the real step is here: some ticks to warm up, then as many timed, read back at the end. */
  async #measure(run: Population, ticks: number): Promise<void> {
    const train = async () => {
      for (let i = 0; i < ticks && !run.stageFinished; i++) {
        if (run.hostDue) await run.host();
        run.advance();
      }
      await run.collect();
    };
    await train();
    const [start, from] = [performance.now(), run.tick];
    await train();
    this.#post({type: 'measured', stepsPerSecond: (1000 * (run.tick - from)) / (performance.now() - start)});
  }

  #wake(first: Promise<void> = Promise.resolve()): void {
    this.#called = true;
    if (this.#awake) return;
    this.#awake = true;
    first
      .then(() => this.#loop())
      .catch((error) => this.#fail(error))
      .finally(() => {
        this.#awake = false;
        if (this.#called) this.#wake();
      });
  }

  async #loop(): Promise<void> {
    for (;;) {
      this.#called = false;
      const run = this.#run;
      if (!run || this.#lost) return;
      // First what the reader waits for: at the start this comes before the first measurement.
      const showed = await this.#showFrames(run);
      if (run.begin()) this.#collecting.push(this.#collect(run));
      const trained = await this.#slice(run);
      const answered = await this.#answer(run);
      if (this.#checkpointAsked && !this.#due(run)) await this.#giveCheckpoint(run, true);
      else if (this.#checkpointDue(run)) await this.#giveCheckpoint(run, false);
      if (!trained && !showed && !answered && !this.#called) return;
      await this.#around.breathe();
    }
  }

  #due(run: Population): boolean {
    return this.#wished(run) && run.trained < this.#until;
  }

  /** Whether the run trains, or would if it might go further. */
  #wished(run: Population): boolean {
    return !this.#stopped && !run.finished && (this.#playing || this.#steps > 0);
  }

  async #slice(run: Population): Promise<boolean> {
    if (!this.#due(run)) return false;
    const end = performance.now() + SLICE;
    let ticks = 0;
    do {
      if (run.hostDue) await run.host();
      if (run.stageFinished) await run.nextStage();
      run.advance();
      ticks++;
      this.#steps = Math.max(0, this.#steps - 1);
    } while (this.#playing && this.#due(run) && ticks < this.#pace.ticks && performance.now() < end);
    this.#speed.note(performance.now(), run.trained);
    this.#collecting.push(this.#collect(run, ticks));
    if (!this.#due(run)) await this.#settle();
    else if (this.#collecting.length >= IN_FLIGHT) await this.#collecting.shift();
    this.#reportProgress(run);
    return true;
  }

  /** Reads back what there is. Readings may arrive in another order than they were asked for; they are taken in turn. */
  #collect(run: Population, ticks = 0): Promise<void> {
    const before = this.#lastReading;
    const {tick, trained} = run;
    const at = performance.now();
    const reading = run.collect();
    this.#lastReading = reading.then(async (collected) => {
      await before;
      throwTrouble();
      this.#pace.note({at, ticks}, performance.now());
      this.#read = {tick, trained};
      this.#take(run, collected);
    });
    // When one fails, nobody may be waiting for those after it.
    this.#lastReading.catch(() => {});
    return this.#lastReading;
  }

  async #settle(): Promise<void> {
    await Promise.all(this.#collecting);
    this.#collecting = [];
  }

  #take(run: Population, {metrics, frames}: Collected): void {
    this.#collected.push(...frames.filter(({name}) => this.#awaited.includes(name)));
    if (this.#stopped) return;
    const broken = findBreak(metrics, this.#lastGood);
    this.#unsent.push(...metrics.filter(({tick}) => !broken || tick < broken.tick));
    if (!broken) {
      this.#lastGood = metrics.at(-1)?.tick ?? this.#lastGood;
      return;
    }
    this.#stopped = true;
    this.#playing = false;
    this.#steps = 0;
    const places = this.#around.language.places({...run.stage, spec: run.settings});
    const sentence = explainBreak(broken, places, run.spec.moves);
    this.#reportProgress(run);
    this.#post({type: 'stopped', sentence, lastGood: broken.lastGood});
  }

  #reportProgress(run: Population, atOnce = false): void {
    const now = performance.now();
    if (this.#due(run) && !atOnce && now - this.#lastReport < REPORT_EVERY) return;
    this.#lastReport = now;
    const {numTensors, numBytes} = tf.memory();
    const metrics = this.#unsent;
    this.#unsent = [];
    this.#post({
      type: 'progress',
      ...this.#read,
      metrics,
      stepsPerSecond: this.#wished(run) ? this.#speed.perSecond() : 0,
      memory: {tensors: numTensors, bytes: numBytes},
      engine: this.#work.report(run, this.#pace),
      finished: run.finished && this.#read.trained === run.trained,
    });
  }

  /** Identifies where the run is: the same state gives the same numbers. */
  #state(run: Population): string {
    return `${run.stage.id} ${run.tick}`;
  }

  /** The same for a frame: some also depend on settings that were moved while the run stands. */
  #pictured(run: Population, frame: FrameName): string {
    if (OF_WORLD.has(frame)) return `${run.stage.id} ${JSON.stringify((run.settings as {world?: unknown}).world)}`;
    return OF_SETTINGS.has(frame) ? `${this.#state(run)} ${this.#moves}` : this.#state(run);
  }

  /** Whether the present program has such a phase. */
  #has(run: Population, phase: string): boolean {
    return this.#programs.some(({name, phases}) => name === run.stage.program && phase in phases);
  }

  async #showFrames(run: Population): Promise<boolean> {
    // The last good picture stays.
    if (this.#stopped) return false;
    const start = performance.now();
    const training = this.#due(run);
    if (training && start < this.#nextFrame) return false;
    const names = [...this.#wanted].filter(
      (name) => this.#shown.get(name) !== this.#pictured(run, name) && this.#has(run, PHASES[name]),
    );
    if (names.length === 0) return false;
    for (const name of names) {
      this.#wanted.delete(name);
      this.#shown.set(name, this.#pictured(run, name));
    }
    for (const frame of await this.#framesOf(run, names)) {
      const {name, tick, shape} = frame;
      const data = frame.data as Float32Array<ArrayBuffer>;
      this.#post({type: 'frame', frame: name as FrameName, tick, shape, data}, [data.buffer]);
    }
    if (!training) this.#reportProgress(run);
    const end = performance.now();
    this.#nextFrame = end + Math.min(FRAME_PAUSE * (end - start), LONGEST_PAUSE);
    return true;
  }

  #framesOf(run: Population, names: readonly FrameName[]): Promise<RawFrame[]> {
    return this.#emitted(run, names, () => {
      for (const name of names) run.show(PHASES[name]);
    });
  }

  /** The frames of these names that `show` makes the run emit. */
  async #emitted(run: Population, names: readonly string[], show: () => void): Promise<RawFrame[]> {
    await this.#settle();
    this.#awaited = names;
    show();
    await this.#collect(run);
    const frames = this.#collected;
    this.#awaited = [];
    this.#collected = [];
    return frames;
  }

  async #answer(run: Population): Promise<boolean> {
    if (this.#stopped) return false;
    const answer = await this.#questions.answer({
      run,
      state: this.#state(run),
      training: this.#due(run),
      has: (phase) => this.#has(run, phase),
      emitted: (names, show) => this.#emitted(run, names, show),
    });
    if (answer?.report) this.#post(answer.report);
    return answer !== undefined;
  }

  #checkpointDue(run: Population): boolean {
    if (this.#stopped || this.#kept === this.#state(run)) return false;
    // While a run stands still, which may be for hours, nothing of it can be lost.
    const still = !this.#wished(run) && run.checkpointBytes <= LARGE;
    return still || performance.now() >= this.#nextCheckpoint;
  }

  async #giveCheckpoint(run: Population, asked: boolean): Promise<void> {
    await this.#settle();
    if (this.#stopped && !asked) return;
    if (asked) this.#checkpointAsked = false;
    const start = performance.now();
    const checkpoint = await run.checkpoint();
    this.#kept = this.#state(run);
    const pause = run.checkpointBytes > LARGE ? LARGE_EVERY : CHECKPOINT_EVERY;
    const now = performance.now();
    this.#nextCheckpoint = now + Math.max(pause, CHECKPOINT_PAUSE * (now - start));
    // What goes on from here will not measure again what came before.
    this.#reportProgress(run, true);
    const buffers = checkpoint.cohorts.flatMap(({slots}) => slots.map(([, values]) => values.buffer as ArrayBuffer));
    this.#post({type: 'checkpoint', checkpoint, asked} as ReportOf<'checkpoint'>, buffers);
  }

  #fail(error: unknown): void {
    this.#playing = false;
    const loss = lossOf(error);
    if (loss) {
      this.#post({type: 'lost', what: loss.what, sentence: loss.message});
      this.#lost = true;
      return;
    }
    const text = error instanceof Error ? error.message : String(error);
    const sentence = error instanceof LabError ? text : `Something went wrong inside the lab: ${text}`;
    this.#post({type: 'failed', sentence, needsFile: error instanceof NeedsFile});
  }

  #post(report: Report, transfer: Transferable[] = []): void {
    if (!this.#lost) this.#around.post(report, transfer);
  }
}

/** Bytes that a run may take of a GPU that others use as well. */
const MOST_BYTES = 1024 ** 3;

/**
 * Members that train in one step. On WebGPU a step of many costs about as many launches as one, so as many as fit;
 * elsewhere it costs what its members cost one by one, and those stay in the cache.
 */
function membersTogether(backend: BackendName): 1 | MemoryLimits {
  if (backend !== 'webgpu') return 1;
  const {limits} = (tf.backend() as unknown as {device: GPUDevice}).device;
  return {total: MOST_BYTES, tensor: limits.maxStorageBufferBindingSize};
}
