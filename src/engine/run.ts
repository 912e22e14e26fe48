/**
 * A run: stages one after another, tick by tick. Its members differ in seeds and hot fields only.
 *
 * `advance()` issues the work of one tick and returns without waiting for it; what phases emit collects on the device
 * until `collect()` reads all of it back in one piece. Whoever drives a run (the worker, the command line, a test)
 * decides how many ticks lie between two readings.
 */
import {type Move, type Spec, type Stage, withMove} from '../spec/index.ts';
import {selectMembers} from './checkpoints.ts';
import {disposeConstants} from './constant.ts';
import {doHostWork} from './hostWork.ts';
import {sizeOf} from './kernel.ts';
import {type MemoryNeed, memoryNeed} from './memoryPlan.ts';
import {Past} from './past.ts';
import {type Pending, unpack} from './pending.ts';
import {openPhases, type PhaseRunner} from './phases.ts';
import type {Program, Replica, Slot, SlotName} from './program.ts';
import type {Checkpoint, Cohort, Collected, SlotValues, Values} from './records.ts';
import {LabError, type Resources} from './resources.ts';
import {keyPrefix, type LaidOut, layOut, OpenStage} from './stage.ts';
import {checkGiven, startsOf} from './starts.ts';
import {Worlds} from './worlds.ts';

export interface RunOptions {
  spec: Spec;
  programs: readonly Program[];
  resources: Resources;
  /** Its members; by default one, with the spec's seed. */
  replicas?: readonly Replica[];
  /** The index of each in the fan, for moves and frames; by default 0, 1, ... */
  members?: readonly number[];
  /** Leaves the phases that open the first stage to `begin()` or the first tick, so that something can be shown before. */
  deferBegin?: boolean;
  /** Whether the program's early phases run, too. */
  watched?: boolean;
  /** Whether phases are recorded and replayed where the backend can; true by default. */
  record?: boolean;
  /** Runs of the same population: data that one of them has uploaded is not uploaded again. */
  beside?: readonly Run[];
  /** Worlds that are loaded already. */
  worlds?: Worlds;
}

export class Run {
  /** As it was opened; runs of one spec share their data. */
  readonly #opened: Spec;
  #spec: Spec;
  readonly #programs: readonly Program[];
  readonly #resources: Resources;
  readonly #replicas: readonly Replica[];
  readonly #members: readonly number[];
  readonly #phases: PhaseRunner;
  readonly #worlds: Worlds;
  readonly #beside: readonly Run[];
  readonly #watched: boolean;
  #index = 0;
  #tick = 0;
  #unbegun: {phase: string; iteration: number}[] = [];
  /** How many there were of them. */
  #toBegin = 0;
  /** The tick after which host work has been done. */
  #hostDone = 0;
  #open!: OpenStage;
  #pending: Pending[] = [];
  #past: Past = new Past([]);

  private constructor(options: RunOptions) {
    this.#opened = options.spec;
    this.#spec = options.spec;
    this.#programs = options.programs;
    this.#resources = options.resources;
    this.#replicas = options.replicas ?? [{seed: options.spec.seed}];
    this.#members = options.members ?? this.#replicas.map((_, r) => r);
    this.#phases = openPhases(options.record ?? true);
    this.#beside = options.beside ?? [];
    this.#watched = options.watched ?? false;
    this.#worlds = options.worlds ?? new Worlds();
  }

  /**
   * Loads the first stage's world and uploads its slots; with stages that start from others, the worlds of all, to check
   * what they start from. The backend must be chosen before.
   */
  static async open(options: RunOptions): Promise<Run> {
    const run = new Run(options);
    const {stages} = options.spec;
    if (stages.some(({from}) => from)) {
      const layouts = await Promise.all(stages.map((stage) => run.#layOut(stage)));
      run.#past = new Past(layouts.map((_, i) => startsOf(layouts, i)));
    }
    await run.#openStage(0);
    if (!options.deferBegin) run.begin();
    return run;
  }

  /** Runs the phases that open the stage, if they are still to be run. */
  begin(): void {
    while (this.beginNext());
  }

  /** Runs the next one of them; false if there is none. */
  beginNext(): boolean {
    const next = this.#unbegun.shift();
    if (next) this.#runPhase(next.phase, next.iteration, 0);
    return next !== undefined;
  }

  /** The share of the phases that open the stage, from 0 to 1, that has been run. */
  get begun(): number {
    return this.#toBegin === 0 ? 1 : 1 - this.#unbegun.length / this.#toBegin;
  }

  get spec(): Spec {
    return this.#spec;
  }

  /** Updates made so far in the present stage. */
  get tick(): number {
    return this.#tick;
  }

  get stage(): Stage {
    return this.#open.stage;
  }

  /** The present stage's settings of the first member with every move applied. */
  get settings(): unknown {
    return this.settingsOf(0);
  }

  settingsOf(replica: number): unknown {
    return this.#open.settings(replica);
  }

  /** What the memory plan gives the present stage. */
  get memoryNeed(): MemoryNeed {
    const {program, stage, world} = this.#open;
    return memoryNeed(program, stage.spec, world, stage.steps);
  }

  get world(): unknown {
    return this.#open.world;
  }

  /** How phases run, and what that has cost. */
  get phases(): Pick<PhaseRunner, 'cost' | 'recordedBytes' | 'recordings' | 'reasons'> {
    return this.#phases;
  }

  get replicas(): readonly Replica[] {
    return this.#replicas;
  }

  /** The index of each replica in the fan. */
  get members(): readonly number[] {
    return this.#members;
  }

  get finished(): boolean {
    return this.#index === this.#spec.stages.length - 1 && this.stageFinished;
  }

  /** Whether the present stage is over and the next one can be entered. */
  get stageFinished(): boolean {
    return this.#tick >= this.#open.stage.steps;
  }

  get checkpointBytes(): number {
    const {store} = this.#open;
    return store.kept.reduce((bytes, name) => bytes + 4 * sizeOf(store.shape(name)), 0);
  }

  /** Issues one tick: recorded moves, then the phases of the program's plan. */
  advance(): void {
    if (this.stageFinished) throw new Error('This stage is finished.');
    if (this.hostDue) throw new Error('Host work is due: await host() before the next tick.');
    this.begin();
    const {program, stage} = this.#open;
    this.#applyMoves((tick) => tick === this.#tick);
    const plan = program.plan(this.settings, this.#tick, stage.steps);
    for (const {phase, times} of plan) {
      for (let iteration = 0; iteration < times; iteration++) this.#runPhase(phase, iteration, this.#tick + 1);
    }
    for (const phase of (this.#watched && program.early?.(this.#tick + 1)) || []) {
      if (!plan.some((run) => run.phase === phase)) this.#runPhase(phase, 0, this.#tick + 1);
    }
    this.#tick++;
  }

  /** Whether the program has work to do between this tick and the next. */
  get hostDue(): boolean {
    const {program, stage} = this.#open;
    if (!program.host || this.#hostDone === this.#tick) return false;
    return program.host.due(this.settings, this.#tick, stage.steps);
  }

  /** Does the host work that is due. */
  async host(): Promise<void> {
    if (!this.hostDue) return;
    this.#phases.flush();
    await doHostWork(this.#open, this.#tick);
    this.#hostDone = this.#tick;
  }

  /** The shapes of the slots in a checkpoint, without the replica axis. */
  get shapes(): Record<string, number[]> {
    const {store} = this.#open;
    return Object.fromEntries(store.kept.map((name) => [name, [...store.slots[name].shape]]));
  }

  /** Runs a phase outside the plan, to show a replica. It must not write slots. */
  show(phase: string, iteration = 0, replica = 0): void {
    this.#runPhase(phase, iteration, this.#tick, replica);
  }

  /** Puts numbers into slots that hold data, between two phases. */
  write(values: ReadonlyMap<SlotName, Values>): void {
    // Phases that were handed in before see what was there.
    this.#phases.flush();
    this.#open.store.write(values);
  }

  /** Enters the next stage, with its slots started from earlier ones as the spec says. */
  async nextStage({deferBegin = false}: Pick<RunOptions, 'deferBegin'> = {}): Promise<void> {
    await this.host();
    this.#phases.flush();
    await this.#past.keep(this.#open);
    this.#phases.forget();
    this.#open.store.dispose();
    await this.#openStage(this.#index + 1);
    if (!deferBegin) this.begin();
  }

  /** Moves a setting at the present tick; it acts at the next one. Returns the move as recorded in the spec. */
  move(path: string, value: number, member?: Move['member']): Move {
    const move: Move = {
      stage: this.#open.stage.id,
      tick: this.#tick,
      path,
      value,
      ...(member !== undefined && {member}),
    };
    this.#spec = {...this.#spec, moves: withMove(this.#spec, move)};
    this.#apply(move);
    return move;
  }

  /** Reads back, in one piece, all that phases emitted since the last call. */
  async collect(): Promise<Collected> {
    const pending = this.#pending;
    this.#pending = [];
    if (pending.length === 0) return {metrics: [], frames: []};
    return unpack(pending, await this.#phases.collect(), this.#replicas.length);
  }

  /** Everything that is needed to go on from here. Host work that is due is done first. */
  async checkpoint(): Promise<Checkpoint> {
    await this.host();
    this.#phases.flush();
    const {store, updates} = this.#open;
    const [stage, tick, moves, past] = [this.#index, this.#tick, this.#spec.moves, this.#past.saved];
    const slots = [...(await store.read())].map(([name, values]): SlotValues => [name, values, store.slots[name].axis]);
    const cohort: Cohort = {
      members: [...this.#members],
      updates: [...updates],
      slots,
      ...past,
    };
    return {stage, tick, moves, cohorts: [cohort]};
  }

  /** Continues from a checkpoint of the same spec, which has this run's members. Throws a LabError if its slots are others. */
  async restore(checkpoint: Checkpoint): Promise<void> {
    const {stage, tick, moves, cohorts} = selectMembers(checkpoint, this.#members);
    const [{updates, slots, ...past}, ...others] = cohorts;
    if (others.length > 0) throw new Error('The members of this run have slots of different shapes in the checkpoint.');
    this.#past.restore(past);
    this.#phases.forget();
    if (stage !== this.#index) {
      this.#open.store.dispose();
      await this.#openStage(stage);
    }
    if (!this.#open.store.fits(slots))
      throw new LabError('What was kept of this run does not fit it: it cannot go on from there.');
    this.#unbegun = [];
    // What was measured when the stage opened belongs to a past that the checkpoint's run has had already.
    this.#drop();
    this.#spec = {...this.#spec, moves};
    this.#tick = tick;
    this.#hostDone = tick;
    this.#open.store.write(new Map(slots.map(([name, values]) => [name, values])));
    this.#open.updates = new Map(updates);
    this.#open.carried = this.#past.carriedInto(stage);
    // Moves made after the checkpoint are undone.
    this.#open.begin();
    this.#applyMoves((at) => at <= tick);
  }

  dispose(): void {
    this.#drop();
    this.#phases.forget();
    this.#open.store.dispose();
    disposeConstants();
  }

  #drop(): void {
    this.#phases.drop();
    this.#pending = [];
  }

  #layOut(stage: Stage): Promise<LaidOut> {
    return layOut(stage, this.#programs, this.#worlds, this.#resources);
  }

  async #openStage(index: number): Promise<void> {
    const laidOut = await this.#layOut(this.#spec.stages[index]);
    // Where stages start from others, this was checked before the run was opened.
    if (!this.#spec.stages.some(({from}) => from)) checkGiven(laidOut, new Map());
    const open = new OpenStage({
      laidOut,
      replicas: this.#replicas,
      members: this.#members,
      prefix: keyPrefix(this.#spec, index),
      lend: (name, slot) => this.#lent(index, name, slot),
      carried: this.#past.carriedInto(index),
    });
    open.store.write(this.#past.valuesFor(index));
    this.#index = index;
    this.#tick = 0;
    this.#hostDone = 0;
    this.#open = open;
    const beginning = open.program.begin?.(open.stage.spec, open.world) ?? [];
    this.#unbegun = beginning.flatMap(({phase, times}) =>
      Array.from({length: times}, (_, iteration) => ({phase, iteration})),
    );
    this.#toBegin = this.#unbegun.length;
  }

  /** A tensor of a run beside this one that has the data of a slot. */
  #lent(index: number, name: SlotName, slot: Slot) {
    const lender = this.#beside.find((run) => {
      if (run.#index !== index) return false;
      const {slots} = run.#open.store;
      // Worlds give the same slots to all who share them; other data follows from the whole spec.
      return run.#opened === this.#opened || (Object.hasOwn(slots, name) && slots[name] === slot);
    });
    return lender ? lender.#open.store.get(name) : undefined;
  }

  #applyMoves(when: (tick: number) => boolean): void {
    const {id} = this.#open.stage;
    for (const move of this.#spec.moves) if (move.stage === id && when(move.tick)) this.#apply(move);
  }

  #apply(move: Move): void {
    if (this.#open.apply(move)) this.#phases.forget();
  }

  /**
   * What the phase emits is recorded at `stamp`, the number of updates of the state that it describes. Only a phase outside
   * the plan has a replica `shown`.
   */
  #runPhase(name: string, iteration: number, stamp: number, shown?: number): void {
    const {program, stage, updates, around} = this.#open;
    const phase = program.phases[name];
    if (!phase) throw new Error(`Program ${program.name} has no phase ${JSON.stringify(name)}.`);
    const moment = {tick: this.#tick, iteration, updates};
    const {emitted, updated} = this.#phases.run({name, phase, around, moment, shown});
    for (const group of updated) updates.set(group, (updates.get(group) ?? 0) + 1);
    const member = this.#members[shown ?? 0];
    for (const {name: metric, shape} of emitted) {
      this.#pending.push({name: metric, stage: stage.id, tick: stamp, member, shape, ...this.#readings(metric, shown)});
    }
  }

  /** What becomes of numbers that were emitted, with the settings as they are now. */
  #readings(name: string, shown = 0): Pick<Pending, 'digest' | 'reduction'> {
    const {program, world} = this.#open;
    const digest = program.digests?.[name];
    const reduction = program.reductions?.[name];
    if (!digest && !reduction) return {};
    const settings = this.#replicas.map((_, r) => this.#open.settings(r));
    return {
      digest: digest && ((data, shape, r) => digest(data, shape, settings[r], world)),
      reduction: reduction && ((data) => reduction(data, settings[shown], world)),
    };
  }
}
