/**
 * A run in the page: passes on what the reader does, and keeps what comes back. `Session` looks after its worker, `Frames`
 * after what panels draw. It does not touch the document, so that tests need none.
 */
import {dequal} from 'dequal/lite';
import {subscribeWithSelector} from 'zustand/middleware';
import {createStore} from 'zustand/vanilla';
import type {BackendName} from '../../engine/backends/names.ts';
import type {Checkpoint} from '../../engine/records.ts';
import type {LabExperiment} from '../../labs/kit/experiment.ts';
import {presentSettings, presentStage, settledSpec, shownIndex} from '../../labs/kit/settings.ts';
import {isOver, type RunState, UNBEGUN} from '../../labs/kit/state.ts';
import type {Preset} from '../../presets/index.ts';
import {language} from '../../programs/index.spec.ts';
import {type Checked, isFanned, membersOf, positionOf, type Spec, type Stage, withMove} from '../../spec/index.ts';
import type {Report, ReportOf} from '../../worker/protocol.ts';
import type {Points} from '../../worlds/points.ts';
import type {Arrangement} from '../arrangement.ts';
import {REST, throttled} from './drag.ts';
import {Frames} from './frames.ts';
import {RunLog} from './log.ts';
import {Session, type Shapes} from './session.ts';
import type {Client, Surroundings} from './surroundings.ts';

export interface ExperimentOptions {
  preset: Preset;
  spec: Spec;
  panels: Arrangement;
  /** Frames that are asked for whenever there is a newer one, so that the reader can look back to them. */
  keeps: readonly string[];
}

interface Resumed {
  /** The last position that the run had reached. */
  furthest: number;
  /** The backend that it was on. */
  on: BackendName;
  playing: boolean;
}

/** A change of a stage's settings that a slider makes. */
type Turned = (stage: Stage) => unknown;

/** Bytes of a run that stays in memory until the next one has opened. */
const MOST_ASIDE = 256 * 1024 ** 2;

export class Experiment implements LabExperiment {
  readonly store;
  readonly log: RunLog;
  readonly #around: Surroundings;
  readonly #session: Session;
  readonly #frames: Frames;
  #furthest = 0;
  /** Whether moves are sent. After a restore they wait until the run has caught up, because a move drops all later ones. */
  #caughtUp = false;
  /** Whether the run rests: its state is kept, without a worker. */
  #resting = false;
  /** The position at which a forked run waits for what the reader changes. */
  #waitsAt: number | undefined;
  /** Timer: a slider whose stage is trained again has come to rest. */
  #rest: ReturnType<typeof setTimeout> | undefined;
  /** What was turned and is not at rest yet: changes of settings by path, for a stage that will be trained once more. */
  #turned: {stage: string; changes: Map<string, Turned>} | undefined;

  constructor({preset, spec, panels, keeps}: ExperimentOptions, around: Surroundings) {
    this.#around = around;
    this.store = createStore<RunState>()(
      subscribeWithSelector(
        (): RunState => ({
          ...UNBEGUN,
          preset,
          spec,
          panels,
          chosenMetric: preset.metric,
          memory: {tensors: 0, bytes: 0, planned: 0},
          backend: undefined,
          world: undefined,
          points: undefined,
          errors: [],
        }),
      ),
    );
    this.log = new RunLog((stage, tick) => positionOf(this.#state.spec, stage, tick));
    const desk = {
      state: () => this.#state,
      set: (part: Partial<RunState>) => this.#set(part),
      remember: (problem: string) => this.#remember(problem),
    };
    this.#frames = new Frames({...desk, send: (command) => this.#session.send(command)}, keeps);
    this.#session = new Session(around, {
      ...desk,
      receive: (report) => this.#receive(report),
      complain: (problem, retry) => this.complain(problem, retry),
      started: () => {
        this.#caughtUp = false;
        this.#frames.wantAll();
        if (this.#waitsAt !== undefined) this.#trainUntil(this.#waitsAt);
      },
      goBackTo: (position) => this.#frames.goBackTo(position),
      openAnew: (playing) => this.open(this.#state.preset, this.#state.spec, playing),
      beforeGpu: () => around.beforeGpu(this),
      trialSpec: () => trialSpec(this.#state),
    });
  }

  get #state(): RunState {
    return this.store.getState();
  }

  #set(part: Partial<RunState>): void {
    this.store.setState(part);
  }

  #remember(problem: string): void {
    this.#set({errors: [...this.#state.errors, problem]});
  }

  // --- Opening, resting ----------------------------------------------------------------------------------------------

  /** Begins a run from its first tick. */
  open(preset: Preset, spec: Spec, playing = true): void {
    const comeBack = this.#wayBack();
    this.#clear(preset, spec, 0);
    this.#session.open(playing, {comeBack});
  }

  /** What shows the present run again after another one, which could not be opened. Undefined where that is not worth it. */
  #wayBack(): ((sentence: string, again: boolean) => void) | undefined {
    const was = this.#state;
    const goesOn = ['training', 'paused', 'finished'].includes(was.phase);
    if (!goesOn || was.memory.bytes > MOST_ASIDE) return undefined;
    const [log, frames] = [this.log.setAside(), this.#frames.setAside()];
    const [furthest, caughtUp, waitsAt] = [this.#furthest, this.#caughtUp, this.#waitsAt];
    return (sentence, again) => {
      const {preset, spec, panels, chosenMetric, errors} = this.#state;
      frames();
      this.#furthest = furthest;
      this.#caughtUp = caughtUp;
      this.#waitsAt = waitsAt;
      this.#set({...was, errors});
      log();
      const retry = () => {
        this.open(preset, spec, was.phase !== 'paused');
        this.#set({panels, chosenMetric});
        this.#around.changed(this);
      };
      this.complain(`${sentence} The run before goes on.`, again ? retry : undefined);
      this.#around.changed(this);
    };
  }

  #clear(preset: Preset, spec: Spec, furthest: number): void {
    this.#forgetTurned();
    this.#frames.clear();
    this.#furthest = furthest;
    this.#resting = false;
    this.#waitsAt = undefined;
    this.#set({...UNBEGUN, preset, spec});
    this.log.clear();
    this.log.choose(0);
  }

  /**
   * Begins as another run was at a position: from its last checkpoint before that, or from the first tick. It trains up to
   * the position and stands still there until `play`; what is moved until then acts from there on.
   */
  fork(other: Experiment, position: number): void {
    const {preset, spec, panels, chosenMetric} = other.#state;
    this.#clear(preset, spec, position);
    this.#set({panels, chosenMetric});
    this.log.take(other.log, position);
    this.#waitsAt = position;
    this.#session.open(false, {from: other.#session.checkpointBefore(position)});
  }

  /** Begins where a page that is gone has left the run: at a checkpoint, with what was measured up to there. */
  resume(log: RunLog, from: Checkpoint, {furthest, on, playing}: Resumed): void {
    const {preset, spec} = this.#state;
    this.#clear(preset, spec, furthest);
    this.log.take(log, positionOf(spec, spec.stages[from.stage].id, from.tick));
    this.#session.open(playing, {from, on});
  }

  /** The newest checkpoint of the run, if there is one. */
  get checkpoint(): Checkpoint | undefined {
    return this.#session.checkpoint;
  }

  /** The last position that the run has reached, even if it has gone back to a checkpoint since. */
  get furthest(): number {
    return this.#furthest;
  }

  /** Whether a forked run has come to where it stands still. */
  get waits(): boolean {
    return this.#waitsAt !== undefined && this.#state.position >= this.#waitsAt;
  }

  #trainUntil(position: number): void {
    this.#session.send({type: 'until', trained: position});
    this.#session.send({type: 'play'});
  }

  /** Ends its worker. What was measured stays. */
  close(): void {
    this.#forgetTurned();
    this.#session.close();
    this.#frames.stop();
  }

  /** Takes a checkpoint and ends the worker, until `wake`. Resolves when the run rests. */
  rest(): Promise<void> {
    return new Promise((resolve) => {
      const {phase} = this.#state;
      const lieDown = () => {
        this.close();
        this.#session.forgetEarlier();
        this.#resting = true;
        if (phase === 'training' || phase === 'opening') this.#set({phase: 'training', stepsPerSecond: 0});
        resolve();
      };
      if (!this.#session.takeCheckpoint(lieDown)) lieDown();
    });
  }

  /** Looks at the run's state, and lets it go on. Rejects with a sentence if there is none. */
  peek(): Promise<{checkpoint: Checkpoint; shapes: Shapes}> {
    return new Promise((resolve, reject) => {
      const taken = this.#session.takeCheckpoint((checkpoint, shapes) => {
        if (this.#state.phase === 'training') this.#session.send({type: 'play'});
        resolve({checkpoint, shapes});
      });
      if (!taken) reject(new Error('The run has no weights now: wait until it trains, or restart it.'));
    });
  }

  /** Goes on with a run that rested. */
  wake(): void {
    if (!this.#resting) return;
    this.#resting = false;
    const {phase} = this.#state;
    if (phase === 'failed' || phase === 'stopped') return;
    this.#set({phase: 'opening'});
    this.#session.goOn(phase !== 'paused');
  }

  // --- What the worker reports ---------------------------------------------------------------------------------------

  #receive(report: Report): void {
    switch (report.type) {
      case 'opened':
        this.#entered(report.stage, report.points);
        this.#set({tick: report.tick, position: report.trained});
        this.#reached(report.trained);
        break;
      case 'entered':
        this.#entered(report.stage, report.points);
        this.#set({tick: 0});
        // Another program has other frames.
        this.#frames.wantAll();
        break;
      case 'progress':
        this.#progressed(report);
        break;
      case 'frame':
        this.#frames.receive(report);
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
      case 'stopped':
        this.#remember(report.sentence);
        this.#set({phase: 'stopped', notice: report.sentence, stepsPerSecond: 0});
        break;
    }
  }

  /** A stage has begun, with the world that it trains on. */
  #entered(stage: number, points: Points | undefined): void {
    const {spec, world} = this.#state;
    this.#frames.enter(spec.stages[stage].id, points);
    this.#set({stage, world: points});
    if (!points) this.#set({points: undefined});
    // A world is described by thousands of texts: with another seed the first one tells.
    if (!points || (this.#state.points && dequal(world, points))) return;
    const mine = this.#session.client;
    const tellItems = () =>
      void this.#around.pointsOf(points).then(
        (known) => {
          if (this.#session.client === mine && this.#state.world === points) this.#set({points: known});
        },
        ({message}: Error) =>
          this.complain(`${message} The run goes on.`, () => {
            this.dismissNotice();
            tellItems();
          }),
      );
    tellItems();
  }

  /** Sends the moves that have waited, once the worker is as far as the run was. */
  #reached(position: number): void {
    this.#furthest = Math.max(this.#furthest, position);
    if (this.#caughtUp || position < this.#furthest || isOver(this.#state)) return;
    this.#caughtUp = true;
    for (const [path, value] of Object.entries(this.#state.unconfirmed)) this.#sendMove(path, value);
  }

  #progressed({type: _, trained, metrics, finished, ...now}: ReportOf<'progress'>): void {
    this.log.add(metrics);
    this.#reached(trained);
    const {phase} = this.#state;
    const over = finished && (phase === 'training' || phase === 'paused');
    this.#set({...now, position: trained, ...(over && {phase: 'finished'})});
  }

  /** An answer as panels take it: with its question, at its position on the timeline. */
  #answered({question, ask, answer, tick}: ReportOf<'answer'>): void {
    const at = positionOf(this.#state.spec, presentStage(this.#state).id, tick);
    const known = {...(ask as object), ...(answer as object), tick: at};
    this.#set({answers: {...this.#state.answers, [question]: known}});
  }

  #moved({move}: ReportOf<'moved'>): void {
    const {spec, unconfirmed, tick} = this.#state;
    const still = Object.entries(unconfirmed).filter(([path, value]) => path !== move.path || value !== move.value);
    const position = positionOf(spec, move.stage, move.tick);
    this.#furthest = Math.max(this.#furthest, position);
    // The run is there, and the slider would go back and forth if the page were not.
    const ahead = presentStage(this.#state).id === move.stage && move.tick > tick;
    this.#set({
      spec: {...spec, moves: withMove(spec, move)},
      unconfirmed: Object.fromEntries(still),
      ...(ahead && {tick: move.tick, position}),
    });
    this.#around.changed(this);
  }

  /** The run goes on unchanged, and the slider goes back. */
  #refused({path, sentence}: ReportOf<'refused'>): void {
    this.#remember(sentence);
    const others = Object.entries(this.#state.unconfirmed).filter(([name]) => name !== path);
    this.#set({unconfirmed: Object.fromEntries(others), notice: sentence});
  }

  // --- Frames and questions ------------------------------------------------------------------------------------------

  want(frame: string, members?: number[]): void {
    this.#frames.want(frame, members);
  }

  watch(frame: string): () => void {
    return this.#frames.watch(frame);
  }

  watches(frame: string): boolean {
    return this.#frames.watches(frame);
  }

  lookBack(at: number | undefined): void {
    this.#frames.lookBack(at);
  }

  ask(question: string, ask: unknown): void {
    const {questions} = language.program(presentStage(this.#state).program);
    if (question in questions) this.#session.send({type: 'ask', question, ask});
  }

  forgetAnswer(question: string): void {
    const {[question]: _, ...answers} = this.#state.answers;
    this.#set({answers});
  }

  /** Shows another member of the population. */
  choose(member: number): void {
    if (member === this.#state.member || !membersOf(this.#state.spec)[member]) return;
    this.#session.send({type: 'choose', member});
    this.log.choose(member);
    this.#set({answers: {}});
    this.#frames.show(member);
  }

  // --- What the reader does ------------------------------------------------------------------------------------------

  /** Moves a hot setting at the next step. After the end of the run, the value is kept for the next run or stage. */
  move(path: string, value: number): void {
    this.#around.changing?.(this, path);
    this.#set({unconfirmed: {...this.#state.unconfirmed, [path]: value}});
    if (!isOver(this.#state) && this.#caughtUp) this.#throttledMove(path, value, this.#session.client);
  }

  /** When another worker has taken over in the meantime, neither of the two gets the move. */
  readonly #throttledMove = throttled((path, value, run: Client | undefined) => {
    if (run === this.#session.client) this.#sendMove(path, value);
  });

  /** If the setting is fanned out, all members move together. */
  #sendMove(path: string, value: number): void {
    const fanned = isFanned(this.#state.spec, presentStage(this.#state).id, path);
    this.#session.send({type: 'move', path, value, ...(fanned && {member: 'all' as const})});
  }

  play(): void {
    if (isOver(this.#state)) {
      this.restart();
      return;
    }
    if (this.#waitsAt !== undefined) {
      this.#waitsAt = undefined;
      this.#session.send({type: 'until', trained: Number.MAX_SAFE_INTEGER});
    }
    this.#session.send({type: 'play'});
    this.#set({phase: 'training'});
  }

  pause(): void {
    this.#session.send({type: 'pause'});
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
    this.#session.send({type: 'step'});
    this.#set({phase: 'paused', lookingAt: undefined});
  }

  /** Begins again at the first tick, with the present settings. */
  restart(): void {
    this.#restartWith(settledSpec(this.#state));
  }

  /** The same with any JSON value, which is checked first. */
  restartChecked(json: unknown): void {
    this.#ifRight(language.check(json), (spec) => {
      this.#around.changing?.(this);
      this.#restartWith(spec);
    });
  }

  #restartWith(spec: Spec): void {
    const {preset, phase} = this.#state;
    this.open(preset, spec, phase !== 'paused');
    this.#around.changed(this);
  }

  /** Adds a stage of so many steps, which goes on from the end of the run with the present settings. */
  async goOn(steps = presentStage(this.#state).steps): Promise<void> {
    await this.#further(({continued}) => {
      const settings = presentSettings({...this.#state, chosenStage: undefined});
      return continued(language, this.#state.spec, {steps, settings});
    });
  }

  /** Trains a stage once more with other settings, and the stages after it: as further stages. */
  async redo(stage: string, settings: unknown, later?: (stage: Stage) => unknown): Promise<void> {
    await this.#further(({redone}) => redone(language, this.#state.spec, stage, settings, later));
  }

  /**
   * The same when sliders have come to rest; until then they show their values. What is turned meanwhile for the same stage
   * is changed with it.
   */
  redoSoon(path: string, value: number, stage: string, change: Turned): void {
    this.#around.changing?.(this, path);
    this.#set({unconfirmed: {...this.#state.unconfirmed, [path]: value}});
    if (this.#turned?.stage !== stage) {
      this.#redoTurned();
      this.#turned = {stage, changes: new Map()};
    }
    this.#turned.changes.set(path, change);
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#redoTurned(), REST);
  }

  #redoTurned(): void {
    if (!this.#turned) return;
    const {stage, changes} = this.#turned;
    this.#turned = undefined;
    const changed = (one: Stage, settings: unknown = one.spec): unknown =>
      [...changes.values()].reduce((made, change) => change({...one, spec: made}), settings);
    const again = this.#state.spec.stages.find(({id}) => id === stage);
    const settings = presentSettings({...this.#state, chosenStage: stage});
    if (again) void this.redo(stage, changed(again, settings), (one) => changed(one));
  }

  #forgetTurned(): void {
    clearTimeout(this.#rest);
    this.#turned = undefined;
  }

  /** Few runs go on after their end: what that takes is loaded then. */
  async #further(specOf: (ways: typeof import('../../spec/continue.ts')) => Checked<Spec>): Promise<void> {
    const ways = await import('../../spec/continue.ts').catch(() => undefined);
    if (ways) this.#ifRight(specOf(ways), (spec) => this.#extend(spec));
    else this.complain('The rest of the page could not be loaded. Check the connection and try again.');
  }

  /** Changes the settings of a stage that has not begun. */
  prepare(json: unknown): void {
    this.#ifRight(language.check(json), (spec) => {
      this.#around.changing?.(this);
      this.#extend(spec);
    });
  }

  /** Goes on from the newest state with another spec, which has the same stages up to here. */
  #extend(spec: Spec): void {
    const go = () => {
      this.#set({
        ...{spec, phase: 'opening', unconfirmed: {}},
        ...{chosenStage: undefined, lookingAt: undefined, notice: undefined},
      });
      this.#session.reopen(true);
      this.#around.changed(this);
    };
    if (!this.#session.takeCheckpoint(go)) go();
  }

  #ifRight(spec: Checked<Spec>, act: (spec: Spec) => void): void {
    if (spec.ok) act(spec.value);
    else this.tell(spec.sentences.join(' '));
  }

  /** Goes on with the same run on the backend that the reader has chosen. */
  followChoice(): void {
    this.#session.followChoice();
  }

  arrange(panels: Arrangement): void {
    this.#around.changing?.(this);
    this.#set({panels});
    this.#around.changed(this);
  }

  hover(row: number | undefined): void {
    if (this.#state.hovered !== row) this.#set({hovered: row});
  }

  hoverTick(position: number | undefined): void {
    this.#set({hoveredTick: position});
  }

  /** Keeps what a reader has chosen, under a name of the lab's own. */
  read(name: string, value: unknown): void {
    this.#set({reader: {...this.#state.reader, [name]: value}});
  }

  chooseMetric(name: string): void {
    this.#set({chosenMetric: name});
  }

  /** Shows a stage's settings on the rail; those of the present stage when left out. */
  chooseStage(id: string | undefined): void {
    this.#set({chosenStage: id});
  }

  tell(notice: string, act?: () => void, label = 'Try again'): void {
    this.#set({notice, retry: act && {about: notice, act, label}});
  }

  /** Shows what went wrong on the page, and keeps it for scripts. */
  complain(problem: string, retry?: () => void): void {
    this.#remember(problem);
    this.tell(problem, retry);
  }

  dismissNotice(): void {
    this.#set({notice: undefined});
  }
}

/** The run of a trial on another backend: the present stage alone, from its own beginning. */
function trialSpec(state: RunState): Spec {
  const shown = {...state, chosenStage: undefined};
  const {from: _, ...stage} = settledSpec(shown).stages[shownIndex(shown)];
  const {fan, ...spec} = state.spec;
  const axes = fan?.axes.filter((axis) => axis.stage === stage.id) ?? [];
  return {...spec, stages: [stage], moves: [], ...(fan && {fan: {...fan, axes}})};
}
