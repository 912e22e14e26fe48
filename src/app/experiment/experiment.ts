/**
 * A run in the page: opens it in a worker, passes on what the reader does, and keeps what comes back.
 *
 * Every run has a worker of its own. Its newest checkpoint opens another one: on another backend, with more stages, after
 * it has rested, or when the worker or its GPU is gone. It knows nothing of the document, so that it is tested without one.
 */
import {subscribeWithSelector} from 'zustand/middleware';
import {createStore} from 'zustand/vanilla';
import type {Adapter} from '../../engine/backends/adapter.ts';
import {BACKEND_LABELS, type BackendName} from '../../engine/backends/names.ts';
import type {Checkpoint} from '../../engine/records.ts';
import {positionOf, presentSettings, presentStage, settledSpec, shownIndex} from '../../labs/kit/settings.ts';
import {type BackendView, isOver, type RunState, UNBEGUN} from '../../labs/kit/state.ts';
import type {PointSet} from '../../panels/data.ts';
import type {Preset} from '../../presets/index.ts';
import {language} from '../../programs/index.spec.ts';
import {
  type Checked,
  continued,
  type FrameSpec,
  membersOf,
  type RawFrame,
  redone,
  type Spec,
  withMove,
} from '../../spec/index.ts';
import type {Command, Report, ReportOf} from '../../worker/protocol.ts';
import type {Points} from '../../worlds/points.ts';
import type {Arrangement} from '../arrangement.ts';
import {throttled} from './drag.ts';
import {FrameHistory} from './history.ts';
import {RunLog} from './log.ts';
import {backendAfter, failedNotice, type Loss, lossMark, movedNotice, movedReason, withMark} from './recovery.ts';
import type {Trial} from './trial.ts';

export type BackendChoice = 'auto' | BackendName;

/** The page's side of a worker. */
export interface Client {
  send(command: Command, transfer?: Transferable[]): void;
  terminate(): void;
}

/** What an experiment needs of the page. */
export interface Surroundings {
  openClient(onReport: (report: Report) => void): Client;
  /** Address of the data folder. */
  data: string;
  /** What the reader wants to compute on. */
  choice(): BackendChoice;
  findAdapter(): Promise<Adapter | undefined>;
  /** A comparison with another backend in the background; undefined where none is wanted. */
  openTrial?(): Trial;
  /** Keeps a backend in mind as the better one on an adapter. */
  rememberBackend(adapter: string, backend: 'wasm' | 'webgpu'): void;
  /** The things behind the points of a world. */
  pointsOf(points: Points): Promise<PointSet>;
  /** A worker on WebGPU is about to be opened: another experiment may have to rest. */
  beforeGpu(experiment: Experiment): void;
  /** The run, or how it is shown, has changed: its link is another one. */
  changed(experiment: Experiment): void;
}

export interface ExperimentOptions {
  preset: Preset;
  spec: Spec;
  panels: Arrangement;
  /** Frames that are wanted whenever there is a newer one, so that one can look back to them. */
  keeps: readonly string[];
}

/** Tried in this order when the reader has not chosen: what starts at once comes first. */
const FALLBACKS: readonly BackendName[] = ['wasm', 'webgl', 'cpu'];
/** Milliseconds after which the next picture comes for the timeline alone, when nothing in view has taken up the last. */
const UNSEEN = 1000;
/** Milliseconds of training before another backend is tried in the background. */
const SETTLE = 2000;

type Timer = ReturnType<typeof setTimeout>;

export class Experiment {
  readonly store;
  readonly log: RunLog;
  readonly #around: Surroundings;
  readonly #keeps: readonly string[];
  readonly #history = new FrameHistory();
  #client: Client | undefined;
  /** The newest frames of the shown member, also while the reader looks at earlier ones. */
  #newest: Record<string, unknown> = {};
  /** What each stage's worker told of its world. */
  readonly #worlds = new Map<string, Points | undefined>();
  /** Waits for something to take up the newest picture. */
  #unseen: Timer | undefined;
  /** Waits for the run to settle before another backend is tried. */
  #settling: Timer | undefined;
  #trial: Trial | undefined;
  /** Frames that are asked for only while something shows them, and how many things do. */
  readonly #watched = new Map<string, number>();
  #onCheckpoint: ((checkpoint: Checkpoint) => void) | undefined;
  /** The run's newest checkpoint. */
  #kept: Checkpoint | undefined;
  #losses: Loss[] = [];
  /** Whether the present worker is to go on where another was lost, and has not opened the run yet. */
  #recovering = false;
  /** The last position of the run so far, also when it has gone back to a checkpoint since. */
  #furthest = 0;
  /** Whether moves act: they wait for the worker to come as far as the run was, for one ends what was recorded for later. */
  #caughtUp = false;
  /** Whether the run rests: as it is, without a worker. */
  #resting = false;

  constructor({preset, spec, panels, keeps}: ExperimentOptions, around: Surroundings) {
    this.#around = around;
    this.#keeps = keeps;
    this.store = createStore<RunState>()(
      subscribeWithSelector(
        (): RunState => ({
          ...UNBEGUN,
          preset,
          spec,
          panels,
          chosenMetric: preset.metric,
          memory: {tensors: 0, bytes: 0},
          backend: undefined,
          world: undefined,
          points: undefined,
          errors: [],
        }),
      ),
    );
    this.log = new RunLog((stage, tick) => positionOf(this.#state.spec, stage, tick));
  }

  get #state(): RunState {
    return this.store.getState();
  }

  #set(part: Partial<RunState>): void {
    this.store.setState(part);
  }

  // --- Opening -----------------------------------------------------------------------------------------------------

  /** Begins a run from its first tick. */
  open(preset: Preset, spec: Spec, playing = true): void {
    this.#history.clear();
    this.#newest = {};
    this.#worlds.clear();
    this.#onCheckpoint = undefined;
    this.#kept = undefined;
    this.#losses = [];
    this.#furthest = 0;
    this.#resting = false;
    this.#set({...UNBEGUN, preset, spec});
    this.log.clear();
    this.log.choose(0);
    this.#begin(...this.#firstBackend(), playing);
  }

  /** Ends its worker. What was measured stays. */
  close(): void {
    this.#client?.terminate();
    this.#client = undefined;
    this.#endTrial();
    clearTimeout(this.#unseen);
  }

  /** Pauses for a checkpoint and ends the worker, until `wake`. Resolves when it rests. */
  rest(): Promise<void> {
    return new Promise((resolve) => {
      const {phase} = this.#state;
      const lieDown = () => {
        this.close();
        this.#resting = true;
        if (phase === 'training' || phase === 'opening') this.#set({phase: 'training', stepsPerSecond: 0});
        resolve();
      };
      if (!this.#takeCheckpoint(lieDown)) lieDown();
    });
  }

  /** Goes on with a run that rested. */
  wake(): void {
    if (!this.#resting) return;
    this.#resting = false;
    const {phase} = this.#state;
    if (phase === 'failed' || phase === 'stopped') return;
    this.#set({phase: 'opening'});
    this.#begin(...this.#firstBackend(), phase !== 'paused');
  }

  /** The backend to begin on, and why. */
  #firstBackend(): [BackendName, string] {
    const choice = this.#around.choice();
    return choice === 'auto' ? [FALLBACKS[0], 'It starts at once on every machine.'] : [choice, 'You chose it.'];
  }

  /** Opens the run on a backend, from its newest checkpoint if there is one. */
  #begin(backend: BackendName, reason: string, playing: boolean): void {
    const view: BackendView = {name: backend, reason};
    this.#set({backend: view});
    this.#start(backend, playing);
    if (backend !== 'webgpu') return;
    const softwareNote = (software: boolean) => (software ? ' This adapter computes in software, which is slow.' : '');
    void this.#around.findAdapter().then((adapter) => {
      if (this.#state.backend !== view || !adapter) return;
      const {label, largest} = adapter;
      this.#set({
        backend: {...view, adapter: label, limits: {largest}, reason: reason + softwareNote(adapter.software)},
      });
    });
  }

  #start(backend: BackendName, playing: boolean): void {
    this.close();
    this.#recovering = false;
    this.#caughtUp = false;
    if (backend === 'webgpu') this.#around.beforeGpu(this);
    const mine = this.#around.openClient((report) => {
      if (this.#client === mine) this.#receive(report, playing);
    });
    this.#client = mine;
    const {spec, member} = this.#state;
    // What was moved since the checkpoint is part of the run, and acts again at its own ticks.
    const checkpoint = this.#kept && {...this.#kept, moves: spec.moves};
    mine.send({type: 'open', spec, backend, data: this.#around.data, playing, checkpoint});
    if (member > 0) mine.send({type: 'choose', member});
    for (const frame of new Set([...this.#keeps, ...this.#watched.keys()])) this.want(frame);
  }

  // --- What the worker reports -------------------------------------------------------------------------------------

  #receive(report: Report, playing: boolean): void {
    switch (report.type) {
      case 'opened':
        this.#opened(report, playing);
        break;
      case 'entered':
        this.#entered(report.stage, report.points);
        this.#set({tick: 0});
        break;
      case 'progress':
        this.#progress(report);
        break;
      case 'frame':
        this.#framed(report);
        break;
      case 'answer':
        this.#answered(report);
        break;
      case 'moved':
        this.#moved(report);
        break;
      case 'refused':
        this.#refused(report);
        break;
      case 'checkpoint':
        this.#kept = report.checkpoint as Checkpoint;
        if (report.asked) this.#onCheckpoint?.(this.#kept);
        break;
      case 'stopped':
        this.#remember(report.sentence);
        this.#set({phase: 'stopped', notice: report.sentence, stepsPerSecond: 0});
        break;
      case 'lost':
        this.#lost(report, playing);
        break;
      case 'failed':
        if (report.needsFile) this.#waitForFile(report.sentence);
        else this.#failed(report.sentence, playing);
        break;
      case 'alive':
      case 'measured':
        break;
    }
  }

  #opened({stage, points, tick, trained}: ReportOf<'opened'>, playing: boolean): void {
    this.#recovering = false;
    this.#entered(stage, points);
    const phase = this.#state.phase === 'opening' ? ({phase: playing ? 'training' : 'paused'} as const) : {};
    this.#set({tick, position: trained, ...phase});
    this.#reached(trained);
    // A GPU that this run has lost is not tried again.
    const steady = this.#losses.every(({backend}) => backend !== 'webgpu');
    if (this.#around.choice() === 'auto' && this.#state.backend?.name !== 'webgpu' && steady) {
      this.#settling = setTimeout(() => void this.#lookForFaster(), SETTLE);
    }
  }

  /** A stage has begun, with the world that it learns from. */
  #entered(stage: number, points: Points | undefined): void {
    const {spec, world} = this.#state;
    this.#worlds.set(spec.stages[stage].id, points);
    this.#set({stage, world: points});
    const same = JSON.stringify(world) === JSON.stringify(points);
    if (!points) this.#set({points: undefined});
    if (!points || (same && this.#state.points)) return;
    const mine = this.#client;
    void this.#around.pointsOf(points).then(
      (known) => {
        if (this.#client === mine && this.#state.world === points) this.#set({points: known});
      },
      () => this.complain('The pictures of this world could not be loaded. Check the connection and restart.'),
    );
  }

  /** An answer as panels take it: with what was asked, at its place on the timeline. */
  #answered({question, ask, answer, tick}: ReportOf<'answer'>): void {
    const at = positionOf(this.#state.spec, presentStage(this.#state).id, tick);
    const known = {...(ask as object), ...(answer as object), tick: at};
    this.#set({answers: {...this.#state.answers, [question]: known}});
  }

  /** Makes the moves that have waited, when the worker is as far as the run was. */
  #reached(position: number): void {
    this.#furthest = Math.max(this.#furthest, position);
    if (this.#caughtUp || position < this.#furthest || isOver(this.#state)) return;
    this.#caughtUp = true;
    for (const [path, value] of Object.entries(this.#state.unconfirmed)) this.#sendMove(path, value, this.#client);
  }

  #progress({stage, tick, trained, metrics, stepsPerSecond, memory, engine, finished}: ReportOf<'progress'>): void {
    this.log.add(metrics);
    this.#reached(trained);
    const {phase} = this.#state;
    const over = finished && (phase === 'training' || phase === 'paused');
    this.#set({stage, tick, position: trained, stepsPerSecond, memory, engine, ...(over && {phase: 'finished'})});
  }

  /** How the present programs decode a frame. */
  #frameSpec(stage: string, name: string): FrameSpec | undefined {
    const program = this.#state.spec.stages.find(({id}) => id === stage)?.program;
    return program === undefined ? undefined : language.program(program).frames?.[name];
  }

  #decode(raw: RawFrame): unknown {
    return this.#frameSpec(raw.stage, raw.name)?.decode(raw, this.#worlds.get(raw.stage));
  }

  #framed({frame: name, stage, member, tick, shape, data}: ReportOf<'frame'>): void {
    const spec = this.#frameSpec(stage, name);
    if (!spec) {
      this.#remember(`The worker sent a frame “${name}”, which its program does not declare.`);
      return;
    }
    // Panels count over all stages, as the timeline does.
    const position = positionOf(this.#state.spec, stage, tick);
    const raw: RawFrame = {name, stage, member, tick: position, shape, data};
    if (spec.kept) this.#history.add(position, raw, spec.kept === 'unit');
    if (member !== this.#state.member) return;
    const decoded = spec.decode(raw, this.#worlds.get(stage));
    this.#newest = {...this.#newest, [name]: decoded};
    const {firsts, frames, lookingAt} = this.#state;
    const kept = this.#history.positions(member);
    this.#set({kept, ...(!(name in firsts) && {firsts: {...firsts, [name]: decoded}})});
    if (this.#keeps.includes(name)) this.#askAgain();
    if (lookingAt === undefined || !spec.kept) this.#set({frames: {...frames, [name]: decoded}});
    // The panel is showing an earlier picture and will not ask by itself.
    else this.want(name);
  }

  /** The next pictures come for the timeline, when nothing in view takes up the last. */
  #askAgain(): void {
    clearTimeout(this.#unseen);
    this.#unseen = setTimeout(() => {
      for (const frame of this.#keeps) this.want(frame);
    }, UNSEEN);
  }

  #moved({move}: ReportOf<'moved'>): void {
    const {spec, unconfirmed} = this.#state;
    const still = Object.entries(unconfirmed).filter(([path, value]) => path !== move.path || value !== move.value);
    this.#furthest = Math.max(this.#furthest, positionOf(spec, move.stage, move.tick));
    this.#set({spec: {...spec, moves: withMove(spec, move)}, unconfirmed: Object.fromEntries(still)});
    this.#around.changed(this);
  }

  /** The run goes on as it was, and so does the slider. */
  #refused({path, sentence}: ReportOf<'refused'>): void {
    this.#remember(sentence);
    const others = Object.entries(this.#state.unconfirmed).filter(([name]) => name !== path);
    this.#set({unconfirmed: Object.fromEntries(others), notice: sentence});
  }

  #failed(sentence: string, playing: boolean): void {
    if (this.#recovering) {
      // The run was all right before: whatever keeps it from opening now has to do with the loss.
      this.#lost({what: this.#losses.at(-1)!.what, sentence}, playing);
      return;
    }
    this.#remember(sentence);
    const {phase, backend} = this.#state;
    const next = FALLBACKS[FALLBACKS.indexOf(backend!.name) + 1];
    if (phase === 'opening' && this.#around.choice() === 'auto' && next) this.#begin(next, sentence, playing);
    else this.#giveUp(sentence);
  }

  /** No other backend would find it either. */
  #waitForFile(notice: string): void {
    this.#client?.terminate();
    // What is wrong with a file that was just chosen says more.
    this.#set({phase: 'waiting', notice: this.#state.notice ?? notice, stepsPerSecond: 0});
  }

  #giveUp(notice: string): void {
    this.#set({phase: 'failed', notice, stepsPerSecond: 0});
  }

  /** Goes on in a new worker, training or standing still as before. */
  #lost({what, sentence}: Pick<ReportOf<'lost'>, 'what' | 'sentence'>, playing: boolean): void {
    const {phase, backend, backendMarks, lookingAt, spec, member} = this.#state;
    // Then the run would not have gone on.
    if (phase === 'waiting' || phase === 'stopped' || phase === 'failed') return;
    this.#remember(sentence);
    const {name, adapter} = backend!;
    const loss: Loss = {what, backend: name, at: Date.now()};
    this.#losses.push(loss);
    const target = backendAfter(this.#losses);
    if (!target) {
      this.#client?.terminate();
      this.#giveUp(failedNotice(sentence, name));
      return;
    }
    const kept = this.#kept;
    const position = kept ? positionOf(spec, spec.stages[kept.stage].id, kept.tick) : 0;
    this.#history.dropAfter(position);
    this.#set({
      stepsPerSecond: 0,
      kept: this.#history.positions(member),
      lookingAt: lookingAt !== undefined && lookingAt <= position ? lookingAt : undefined,
      backendMarks: withMark(backendMarks, lossMark(loss, target, position)),
    });
    const trains = phase === 'opening' ? playing : phase !== 'paused';
    if (target === name) this.#start(name, trains);
    else {
      if (this.#around.choice() === 'auto' && adapter) this.#around.rememberBackend(adapter, 'wasm');
      this.#begin(target, movedReason(name), trains);
      this.#set({notice: movedNotice(sentence, name, target, position)});
    }
    this.#recovering = true;
    // The reader was on the way to another backend.
    if (this.#onCheckpoint) this.#client?.send({type: 'checkpoint'});
  }

  #remember(problem: string): void {
    this.#set({errors: [...this.#state.errors, problem]});
  }

  // --- Frames and questions ----------------------------------------------------------------------------------------

  /** Asks for a frame as soon as there is a newer one: of the shown member, or of several. */
  want(frame: string, members?: number[]): void {
    // The present program may be another one than what is in view was made for.
    if (this.#frameSpec(presentStage(this.#state).id, frame)) this.#client?.send({type: 'want', frame, members});
  }

  /** Asks for the first frame, of every worker that comes; returns what ends that. */
  watch(frame: string): () => void {
    this.#watched.set(frame, (this.#watched.get(frame) ?? 0) + 1);
    this.want(frame);
    return () => {
      const others = this.#watched.get(frame)! - 1;
      if (others > 0) this.#watched.set(frame, others);
      else this.#watched.delete(frame);
    };
  }

  watches(frame: string): boolean {
    return this.#watched.has(frame);
  }

  ask(question: string, ask: unknown): void {
    const {questions} = language.program(presentStage(this.#state).program);
    if (questions && question in questions) this.#client?.send({type: 'ask', question, ask});
  }

  // --- What the reader does ----------------------------------------------------------------------------------------

  /** Pauses the run for all that it needs to go on elsewhere; false where it has nothing to give. */
  #takeCheckpoint(then: (checkpoint: Checkpoint) => void): boolean {
    if (!this.#client || ['opening', 'waiting', 'failed', 'stopped'].includes(this.#state.phase)) return false;
    this.#onCheckpoint = (checkpoint) => {
      this.#onCheckpoint = undefined;
      then(checkpoint);
    };
    this.#client.send({type: 'checkpoint'});
    return true;
  }

  /** Moves a hot setting at the next step; when the run is over the value is kept for what comes next. */
  move(path: string, value: number): void {
    this.#set({unconfirmed: {...this.#state.unconfirmed, [path]: value}});
    if (!isOver(this.#state) && this.#caughtUp) this.#throttledMove(path, value, this.#client);
  }

  /** A run that has been replaced in the meantime gets no moves, nor does its successor. */
  readonly #throttledMove = throttled((path, value, run: Client | undefined) => {
    if (run === this.#client) this.#sendMove(path, value, run);
  });

  /** All members move together where the setting is fanned out. */
  #sendMove(path: string, value: number, run: Client | undefined): void {
    const {spec} = this.#state;
    const {id} = presentStage(this.#state);
    const fanned = spec.fan?.axes.some((axis) => axis.stage === id && axis.path === path);
    run?.send({type: 'move', path, value, ...(fanned && {member: 'all' as const})});
  }

  play(): void {
    if (isOver(this.#state)) {
      this.restart();
      return;
    }
    this.#client?.send({type: 'play'});
    this.#set({phase: 'training'});
  }

  pause(): void {
    this.#client?.send({type: 'pause'});
    if (this.#state.phase === 'training') this.#set({phase: 'paused', stepsPerSecond: 0});
  }

  playOrPause(): void {
    if (this.#state.phase === 'training') this.pause();
    else this.play();
  }

  /** One tick, then stand still. */
  step(): void {
    const {phase} = this.#state;
    if (phase !== 'training' && phase !== 'paused') return;
    this.#client?.send({type: 'step'});
    this.#set({phase: 'paused', lookingAt: undefined});
  }

  /** From the first tick, with the settings of this moment. */
  restart(): void {
    const {preset, phase} = this.#state;
    this.#restartWith(settledSpec(this.#state), preset, phase !== 'paused');
  }

  #restartWith(spec: Spec, preset: Preset, playing: boolean): void {
    this.open(preset, spec, playing);
    this.#around.changed(this);
  }

  /** Nothing reaches a run that the schema has not passed. */
  restartChecked(json: unknown): void {
    this.#ifRight(language.check(json), (spec) =>
      this.#restartWith(spec, this.#state.preset, this.#state.phase !== 'paused'),
    );
  }

  /** So many steps more, from where the run stands, with the settings of this moment: another stage. */
  goOn(steps = presentStage(this.#state).steps): void {
    const settings = presentSettings({...this.#state, chosenStage: undefined});
    this.#ifRight(continued(language, this.#state.spec, {steps, settings}), (spec) => this.#extend(spec));
  }

  /** A stage that has been trained, and what follows it, once more with other settings. */
  redo(stage: string, settings: unknown): void {
    this.#ifRight(redone(language, this.#state.spec, stage, settings), (spec) => this.#extend(spec));
  }

  /** Settings of a stage that has not begun. */
  prepare(json: unknown): void {
    this.#ifRight(language.check(json), (spec) => this.#extend(spec));
  }

  /** Goes on from the newest checkpoint with a spec whose stages so far are the same. */
  #extend(spec: Spec): void {
    const go = () => {
      this.#set({
        spec,
        unconfirmed: {},
        phase: 'opening',
        chosenStage: undefined,
        lookingAt: undefined,
        notice: undefined,
      });
      this.#begin(this.#state.backend?.name ?? FALLBACKS[0], this.#state.backend?.reason ?? '', true);
      this.#around.changed(this);
    };
    if (!this.#takeCheckpoint(go)) go();
  }

  #ifRight(spec: Checked<Spec>, act: (spec: Spec) => void): void {
    if (spec.ok) act(spec.value);
    else this.tell(spec.sentences.join(' '));
  }

  arrange(panels: Arrangement): void {
    this.#set({panels});
    this.#around.changed(this);
  }

  lookBack(at: number | undefined): void {
    const {position, member, frames} = this.#state;
    if (at === undefined || at >= position) {
      this.#set({lookingAt: undefined, frames: {...frames, ...this.#newest}});
      for (const frame of this.#keeps) this.want(frame);
      return;
    }
    const earlier = this.#history.at(at, member).map((raw) => [raw.name, this.#decode(raw)]);
    this.#set({lookingAt: at, frames: {...frames, ...Object.fromEntries(earlier)}});
  }

  /** Shows another member of the population. */
  choose(member: number): void {
    if (member === this.#state.member || !membersOf(this.#state.spec)[member]) return;
    this.#client?.send({type: 'choose', member});
    this.log.choose(member);
    this.#newest = {};
    const frames = Object.fromEntries(
      this.#history.at(this.#state.position, member).map((raw) => [raw.name, this.#decode(raw)]),
    );
    this.#set({member, frames, kept: this.#history.positions(member), answers: {}, lookingAt: undefined});
    for (const frame of new Set([...this.#keeps, ...this.#watched.keys()])) this.want(frame);
  }

  hover(row: number | undefined): void {
    if (this.#state.hovered !== row) this.#set({hovered: row});
  }

  /** Keeps what a reader has chosen, under a name of the lab's own. */
  read(name: string, value: unknown): void {
    this.#set({reader: {...this.#state.reader, [name]: value}});
  }

  forgetAnswer(question: string): void {
    const {[question]: _, ...answers} = this.#state.answers;
    this.#set({answers});
  }

  hoverTick(tick: number | undefined): void {
    this.#set({hoveredTick: tick});
  }

  chooseMetric(name: string): void {
    this.#set({chosenMetric: name});
  }

  /** Shows the settings of a stage on the rail; of the present one when left out. */
  chooseStage(id: string | undefined): void {
    this.#set({chosenStage: id});
  }

  tell(notice: string): void {
    this.#set({notice});
  }

  /** Something of the page went wrong: shown, and kept for scripts. */
  complain(problem: string): void {
    this.#remember(problem);
    this.tell(problem);
  }

  dismissNotice(): void {
    this.#set({notice: undefined});
  }

  // --- Backends ----------------------------------------------------------------------------------------------------

  /** Goes on with the same run on what the reader has chosen. */
  followChoice(): void {
    const [target, reason] = this.#firstBackend();
    const {backend, phase} = this.#state;
    if (backend?.name === target && phase !== 'failed') return;
    this.#moveTo(target, reason);
  }

  #moveTo(backend: BackendName, reason: string): void {
    const {preset, spec, phase} = this.#state;
    const taken = this.#takeCheckpoint((checkpoint) => {
      const text = `→ ${BACKEND_LABELS[backend]}`;
      const tick = positionOf(spec, spec.stages[checkpoint.stage].id, checkpoint.tick);
      this.#set({backendMarks: [...this.#state.backendMarks, {tick, text}], phase: 'opening'});
      this.#begin(backend, reason, phase === 'training');
    });
    if (!taken) this.open(preset, spec, phase !== 'paused');
  }

  /** Looks for something faster once the run has settled. */
  async #lookForFaster(): Promise<void> {
    const mine = this.#around.openTrial?.();
    if (!mine) return;
    this.#trial = mine;
    const speed = () => (this.#state.phase === 'training' ? this.#state.stepsPerSecond : 0);
    const verdict = await mine.run(trialSpec(this.#state), speed);
    if (!verdict || this.#trial !== mine) return;
    if (verdict.move) this.#moveTo('webgpu', verdict.reason);
    else this.#explain(verdict.reason);
  }

  #endTrial(): void {
    clearTimeout(this.#settling);
    this.#trial?.cancel();
    this.#trial = undefined;
  }

  #explain(reason: string): void {
    const {backend} = this.#state;
    if (backend) this.#set({backend: {...backend, reason}});
  }
}

/** What a trial trains: the present stage alone, from its own beginning. */
function trialSpec(state: RunState): Spec {
  const shown = {...state, chosenStage: undefined};
  const {from: _, ...stage} = settledSpec(shown).stages[shownIndex(shown)];
  const {fan, ...spec} = state.spec;
  const axes = fan?.axes.filter((axis) => axis.stage === stage.id) ?? [];
  return {...spec, stages: [stage], moves: [], ...(fan && {fan: {...fan, axes}})};
}
