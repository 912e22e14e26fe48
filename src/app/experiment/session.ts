/**
 * The worker of a run, and its successors: on another backend, after a rest, or when the worker or its GPU is lost.
 * A successor goes on from the newest checkpoint.
 */
import {BACKEND_LABELS, type BackendName} from '../../engine/backends/names.ts';
import type {Checkpoint} from '../../engine/records.ts';
import type {BackendView, RunState} from '../../labs/kit/state.ts';
import {positionOf, type Spec} from '../../spec/index.ts';
import type {Command, Report, ReportOf} from '../../worker/protocol.ts';
import {CheckpointHistory} from './checkpoints.ts';
import {GpuCheck} from './gpuCheck.ts';
import {
  backendAfter,
  failedNotice,
  insteadNotice,
  type Loss,
  lossMark,
  movedNotice,
  movedReason,
  withMark,
} from './recovery.ts';
import type {Client, Surroundings} from './surroundings.ts';
import type {Trial} from './trial.ts';

/** The shapes of the shown member's slots, by name. */
export type Shapes = Readonly<Record<string, readonly number[]>>;

/** What a session needs of its experiment. */
export interface Host {
  state(): RunState;
  set(part: Partial<RunState>): void;
  remember(problem: string): void;
  /** A report that is not about the worker itself. */
  receive(report: Report): void;
  /** Shows what went wrong, and offers to try again. */
  complain(problem: string, retry: () => void): void;
  /** A worker was asked to open the run. */
  started(): void;
  /** The run goes on from an earlier position. */
  goBackTo(position: number): void;
  /** From the first tick, in a new worker. */
  openAnew(playing: boolean): void;
  /** A worker on WebGPU is about to be opened. */
  beforeGpu(): void;
  /** What a trial on another backend trains. */
  trialSpec(): Spec;
}

/** Backends in the order in which they are tried when the reader has not chosen: the fastest to start comes first. */
const FALLBACKS: readonly BackendName[] = ['wasm', 'webgl', 'cpu'];
/** Milliseconds of training before another backend is tried in the background. */
const SETTLE = 2000;

/** A run that stands still while the next one is opened: it goes on if that one cannot be fetched. */
interface Before {
  client: Client;
  kept: Checkpoint | undefined;
  earlier: CheckpointHistory;
  losses: Loss[];
  /** What its worker has reported since. */
  missed: Report[];
  /** Shows it again in place of the next one, with a sentence that says why; perhaps the next one can be tried again. */
  comeBack(sentence: string, again: boolean): void;
}

export class Session {
  readonly #around: Surroundings;
  readonly #host: Host;
  #client: Client | undefined;
  /** Timer: the run settles before another backend is tried. */
  #settling: ReturnType<typeof setTimeout> | undefined;
  #trial: Trial | undefined;
  readonly #check: GpuCheck;
  #onCheckpoint: ((checkpoint: Checkpoint, shapes: Shapes) => void) | undefined;
  /** The run's newest checkpoint. */
  #kept: Checkpoint | undefined;
  #earlier = new CheckpointHistory();
  #losses: Loss[] = [];
  /** Whether the present worker replaces a lost one and has not opened the run yet. */
  #recovering = false;
  #before: Before | undefined;
  /** Whether the present worker has opened the run. */
  #isOpen = false;
  /** Whether a file that could not be fetched has been asked for a second time. */
  #askedTwice = false;

  constructor(around: Surroundings, host: Host) {
    this.#around = around;
    this.#host = host;
    this.#check = new GpuCheck(around, () => host.trialSpec());
  }

  /** The present worker, to be compared with a later one. */
  get client(): Client | undefined {
    return this.#client;
  }

  send(command: Command): void {
    this.#client?.send(command);
  }

  /** The run's newest checkpoint, if there is one. */
  get checkpoint(): Checkpoint | undefined {
    return this.#kept;
  }

  /**
   * Begins a run: from its first tick, or from a checkpoint, on the backend `on` unless the reader has chosen one. With
   * `comeBack`, the run before goes on if the next one cannot be fetched.
   */
  open(
    playing: boolean,
    {from, on, comeBack}: {from?: Checkpoint; on?: BackendName; comeBack?: Before['comeBack']} = {},
  ): void {
    if (this.#client && this.#isOpen && comeBack) this.#setAside(this.#client, comeBack);
    this.#onCheckpoint = undefined;
    this.#kept = from;
    this.#check.before = undefined;
    this.#earlier = new CheckpointHistory();
    this.#askedTwice = false;
    this.#losses = [];
    if (on && this.#around.choice() === 'auto') this.#begin(on, 'The run was on it before.', playing);
    else this.goOn(playing);
  }

  /** A run that is still being opened is nothing to come back to: the one before it stays. */
  #setAside(client: Client, comeBack: Before['comeBack']): void {
    client.send({type: 'pause'});
    this.#before = {
      ...{client, kept: this.#kept, earlier: this.#earlier, losses: this.#losses},
      ...{missed: [], comeBack},
    };
    this.#client = undefined;
  }

  /** Keeps the newest checkpoint alone: a run that rests takes little room. */
  forgetEarlier(): void {
    this.#earlier.clear();
  }

  /** The last checkpoint at a position or before it, if one is kept. */
  checkpointBefore(position: number): Checkpoint | undefined {
    return this.#earlier.before(this.#host.state().spec, position);
  }

  /** Opens a worker on the backend of choice, from the newest checkpoint if there is one. */
  goOn(playing: boolean): void {
    this.#begin(...this.#firstBackend(), playing);
  }

  /** The same on the run's present backend. */
  reopen(playing: boolean): void {
    const {backend} = this.#host.state();
    this.#begin(backend?.name ?? FALLBACKS[0], backend?.reason ?? '', playing);
  }

  close(): void {
    this.#endPresent();
    this.#endBefore();
  }

  #endBefore(): void {
    this.#before?.client.terminate();
    this.#before = undefined;
  }

  #endPresent(): void {
    this.#client?.terminate();
    this.#client = undefined;
    this.#isOpen = false;
    clearTimeout(this.#settling);
    this.#trial?.cancel();
    this.#trial = undefined;
    this.#check.cancel();
  }

  /** Pauses the run and asks for a checkpoint to go on from. Returns false if the run cannot give one. */
  takeCheckpoint(then: (checkpoint: Checkpoint, shapes: Shapes) => void): boolean {
    const hasNone = ['opening', 'waiting', 'failed', 'stopped'].includes(this.#host.state().phase);
    if (!this.#client || hasNone) return false;
    this.#onCheckpoint = (checkpoint, shapes) => {
      this.#onCheckpoint = undefined;
      then(checkpoint, shapes);
    };
    this.#client.send({type: 'checkpoint'});
    return true;
  }

  /** Goes on with the same run on the backend that the reader has chosen. */
  followChoice(): void {
    const [target, reason] = this.#firstBackend();
    const {backend, phase} = this.#host.state();
    if (backend?.name !== target || phase === 'failed') this.#moveTo(target, reason);
  }

  /** The backend to begin on, and why. */
  #firstBackend(): [BackendName, string] {
    const choice = this.#around.choice();
    return choice === 'auto' ? [FALLBACKS[0], 'It starts at once on every machine.'] : [choice, 'You chose it.'];
  }

  #begin(backend: BackendName, reason: string, playing: boolean): void {
    const view: BackendView = {name: backend, reason};
    this.#host.set({backend: view});
    this.#start(backend, playing);
    if (backend !== 'webgpu') return;
    const softwareNote = (software: boolean) => (software ? ' This adapter computes in software, which is slow.' : '');
    void this.#around.findAdapter().then((adapter) => {
      if (this.#host.state().backend !== view || !adapter) return;
      const {label, largest, software} = adapter;
      this.#host.set({
        backend: {...view, adapter: label, limits: {largest}, reason: reason + softwareNote(software)},
      });
    });
  }

  #start(backend: BackendName, playing: boolean): void {
    this.#endPresent();
    this.#recovering = false;
    if (backend === 'webgpu') this.#host.beforeGpu();
    const mine = this.#around.openClient((report) => {
      if (this.#client === mine) this.#receive(report, playing);
      else if (this.#before?.client === mine) this.#miss(this.#before, report);
    });
    this.#client = mine;
    const {spec, member} = this.#host.state();
    // Moves since the checkpoint are part of the run: they act again at their own ticks.
    const checkpoint = this.#kept && {...this.#kept, moves: spec.moves};
    const {data, watched} = this.#around;
    mine.send({type: 'open', spec, backend, data, playing, watched, checkpoint});
    if (member > 0) mine.send({type: 'choose', member});
    this.#host.started();
  }

  #miss(before: Before, report: Report): void {
    // There is nothing to come back to any more.
    if (report.type === 'lost' || report.type === 'failed') this.#endBefore();
    else before.missed.push(report);
  }

  #receive(report: Report, playing: boolean): void {
    switch (report.type) {
      case 'opened':
        this.#opened(report, playing);
        break;
      case 'checkpoint':
        this.#kept = report.checkpoint as Checkpoint;
        this.#earlier.add(this.#host.state().spec, this.#kept);
        if (report.asked) this.#onCheckpoint?.(this.#kept, report.shapes ?? {});
        break;
      case 'lost':
        this.#lost(report, playing);
        break;
      case 'failed':
        if (report.needsFile) this.#waitForFile(report.sentence);
        else if (report.unreachable) this.#unreachable(report.sentence, playing);
        else if (report.tooLarge) this.#tooLarge(report.sentence, playing);
        else this.#failed(report.sentence, playing);
        break;
      default:
        this.#host.receive(report);
    }
  }

  #opened(report: ReportOf<'opened'>, playing: boolean): void {
    this.#recovering = false;
    this.#askedTwice = false;
    this.#isOpen = true;
    this.#endBefore();
    if (this.#host.state().phase === 'opening') this.#host.set({phase: playing ? 'training' : 'paused'});
    this.#host.receive(report);
    // A GPU that this run has lost is not tried again.
    const steady = this.#losses.every(({backend}) => backend !== 'webgpu');
    if (this.#around.choice() === 'auto' && this.#host.state().backend?.name !== 'webgpu' && steady) {
      this.#settling = setTimeout(() => void this.#lookForFaster(), SETTLE);
    }
    if (this.#host.state().backend?.name === 'webgpu') {
      this.#settling = setTimeout(() => void this.#check.run((...differs) => this.#distrust(...differs)), SETTLE);
    }
  }

  #failed(sentence: string, playing: boolean): void {
    if (this.#recovering) {
      // The run opened before, so whatever keeps it from opening now comes from the loss.
      this.#lost({what: this.#losses.at(-1)!.what, sentence}, playing);
      return;
    }
    this.#host.remember(sentence);
    const {phase, backend} = this.#host.state();
    const next = FALLBACKS[FALLBACKS.indexOf(backend!.name) + 1];
    if (phase === 'opening' && this.#around.choice() === 'auto' && next) {
      this.#begin(next, sentence, playing);
      this.#host.set({notice: insteadNotice(sentence, next)});
    } else this.#giveUp(sentence);
  }

  /** A file of the lab cannot be fetched: no other backend would change that. */
  #unreachable(sentence: string, playing: boolean): void {
    if (!this.#askedTwice) {
      this.#askedTwice = true;
      const recovering = this.#recovering;
      this.#start(this.#host.state().backend!.name, playing);
      this.#recovering = recovering;
      return;
    }
    if (!this.#comeBack(sentence, playing, true)) {
      this.#client?.terminate();
      this.#host.set({phase: 'failed', stepsPerSecond: 0});
      this.#host.complain(sentence, () => {
        this.#host.set({phase: 'opening', notice: undefined});
        this.#askedTwice = false;
        this.reopen(playing);
      });
    }
  }

  /** Members take turns on WebAssembly, and take less memory there; elsewhere such a run takes as much as here. */
  #tooLarge(sentence: string, playing: boolean): void {
    if (this.#host.state().backend?.name === 'webgpu') {
      this.#begin('wasm', sentence, playing);
      this.#host.set({notice: `${sentence} So it begins on WebAssembly.`});
      return;
    }
    if (this.#comeBack(sentence, playing, false)) return;
    this.#host.remember(sentence);
    this.#client?.terminate();
    this.#giveUp(sentence);
  }

  /** Goes on with the run before, if there is one. */
  #comeBack(sentence: string, playing: boolean, again: boolean): boolean {
    const before = this.#before;
    if (!before) return false;
    this.#endPresent();
    this.#before = undefined;
    const {client, kept, earlier, losses, missed} = before;
    this.#client = client;
    this.#isOpen = true;
    this.#kept = kept;
    this.#earlier = earlier;
    this.#losses = losses;
    before.comeBack(sentence, again);
    for (const report of missed) this.#receive(report, playing);
    if (this.#host.state().phase === 'training') client.send({type: 'play'});
    return true;
  }

  /** Waits for the reader to choose the file: another backend would not find it either. */
  #waitForFile(notice: string): void {
    this.#client?.terminate();
    // If a file was just refused, the notice already says why: that is more useful.
    this.#host.set({phase: 'waiting', notice: this.#host.state().notice ?? notice, stepsPerSecond: 0});
  }

  #giveUp(notice: string): void {
    this.#host.set({phase: 'failed', notice, stepsPerSecond: 0});
  }

  /** Goes on in a new worker, training or paused as before. */
  #lost({what, sentence}: Pick<ReportOf<'lost'>, 'what' | 'sentence'>, playing: boolean): void {
    const {phase, backend, backendMarks, spec} = this.#host.state();
    // In these phases the run would not have gone on anyway.
    if (phase === 'waiting' || phase === 'stopped' || phase === 'failed') return;
    this.#host.remember(sentence);
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
    this.#host.goBackTo(position);
    this.#host.set({stepsPerSecond: 0, backendMarks: withMark(backendMarks, lossMark(loss, target, position))});
    const trains = phase === 'opening' ? playing : phase !== 'paused';
    if (target === name) this.#start(name, trains);
    else {
      if (this.#around.choice() === 'auto' && adapter) this.#around.rememberBackend(adapter, 'wasm');
      this.#begin(target, movedReason(name), trains);
      this.#host.set({notice: movedNotice(sentence, name, target, position)});
    }
    this.#recovering = true;
    // A checkpoint had been asked for, to move the run to another backend: the new worker must give it.
    if (this.#onCheckpoint) this.send({type: 'checkpoint'});
  }

  #moveTo(backend: BackendName, reason: string): void {
    const {spec, phase} = this.#host.state();
    const taken = this.takeCheckpoint((checkpoint) => {
      const text = `→ ${BACKEND_LABELS[backend]}`;
      const tick = positionOf(spec, spec.stages[checkpoint.stage].id, checkpoint.tick);
      this.#host.set({backendMarks: [...this.#host.state().backendMarks, {tick, text}], phase: 'opening'});
      this.#check.before = backend === 'webgpu' ? checkpoint : undefined;
      this.#begin(backend, reason, phase === 'training');
    });
    if (!taken) this.#host.openAnew(phase !== 'paused');
  }

  /** Looks for something faster once the run has settled. */
  async #lookForFaster(): Promise<void> {
    const client = this.#client;
    const mine = await this.#around.openTrial?.().catch(() => undefined);
    if (!mine || this.#client !== client) return;
    this.#trial = mine;
    const speed = () => {
      const {phase, stepsPerSecond} = this.#host.state();
      return phase === 'training' ? stepsPerSecond : 0;
    };
    const verdict = await mine.run(this.#host.trialSpec(), speed);
    if (!verdict || this.#trial !== mine) return;
    const {backend} = this.#host.state();
    if (verdict.move) this.#moveTo('webgpu', verdict.reason);
    else if (backend) this.#host.set({backend: {...backend, reason: verdict.reason}});
  }

  /** WebGPU computes something else than WebAssembly: goes back to where the lab had moved the run there. */
  #distrust(adapter: string, says: (position?: number) => string): void {
    const {spec, phase, backendMarks} = this.#host.state();
    const kept = this.#around.choice() === 'auto' ? this.#check.before : undefined;
    const position = kept && positionOf(spec, spec.stages[kept.stage].id, kept.tick);
    const notice = says(position);
    this.#host.remember(notice);
    if (kept && position !== undefined) {
      this.#around.rememberBackend(adapter, 'wasm');
      this.#kept = kept;
      this.#earlier.add(spec, kept);
      this.#host.goBackTo(position);
      const mark = {tick: position, text: `→ ${BACKEND_LABELS.wasm}`};
      this.#host.set({stepsPerSecond: 0, backendMarks: withMark(backendMarks, mark), phase: 'opening'});
      this.#begin('wasm', `WebGPU on ${adapter} computes something else.`, phase !== 'paused');
    }
    this.#host.set({notice});
  }
}
