/**
 * A run: stages one after another, tick by tick.
 *
 * `advance()` issues the work of one tick and returns without waiting for it; what phases emit collects on the device
 * until `collect()` reads all of it back in one piece. Whoever drives a run (the worker, the command line, a test)
 * decides how many ticks lie between two readings.
 */
import {assign, type Move, type RawFrame, read, type Spec, type Stage, withMove} from '../spec/index.ts';
import {disposeConstants} from './constant.ts';
import type {Surroundings} from './context.ts';
import {withMoments} from './optimiser.ts';
import {openPhases, type PhaseRunner} from './phases.ts';
import type {Digest, OptimiserSettings, Program, Replica, SlotName} from './program.ts';
import type {LoneCheckpoint as Checkpoint, Collected, TickMetrics, Values} from './records.ts';
import {LabError, type Resources} from './resources.ts';
import {SlotStore} from './slots.ts';

export interface RunOptions {
  spec: Spec;
  programs: readonly Program[];
  resources: Resources;
  /** Further members of the population; by default one, with the spec's seed. */
  replicas?: readonly Replica[];
  /** Leaves the phases that open the first stage to `begin()` or the first tick, so that something can be shown before. */
  deferBegin?: boolean;
  /** Whether phases are recorded and replayed where the backend can; true by default. */
  record?: boolean;
  /** A run of the same spec whose data this one shares. */
  beside?: Run;
  /** Worlds that are loaded already; see `loadWorld`. */
  worlds?: Worlds;
}

export type Worlds = Map<string, Promise<unknown>>;

/** The world of a stage. It is kept by its settings, so that stages and runs on the same data load it once. */
export function loadWorld(worlds: Worlds, program: Program, {spec}: Stage, resources: Resources): Promise<unknown> {
  const key = JSON.stringify([program.name, (spec as {world?: unknown}).world ?? spec]);
  const known = worlds.get(key) ?? Promise.resolve(program.load?.(spec, resources));
  worlds.set(key, known);
  return known;
}

interface OpenStage {
  stage: Stage;
  program: Program;
  settings: unknown;
  world: unknown;
  store: SlotStore;
  optimisers: Record<string, OptimiserSettings>;
  hot: Map<string, number[]>;
  updates: Map<string, number>;
  /** What phases see of all this; made anew when a setting that is not hot has changed. */
  around: Surroundings<unknown, unknown> | undefined;
}

interface Pending {
  name: string;
  stage: string;
  tick: number;
  /** Whose frames are shown. */
  member: number;
  shape: number[];
  /** Of the program that emitted it: the run may have entered another stage before it is read. */
  digest?: DigestOfValues;
  reduction?: (data: Float32Array) => Pick<RawFrame, 'shape' | 'data'>;
}

/** Metrics from the values of one replica. */
type DigestOfValues = (data: Float32Array, shape: readonly number[]) => ReturnType<Digest<unknown, unknown>>;

export class Run {
  #spec: Spec;
  #programs: Map<string, Program>;
  #resources: Resources;
  #replicas: readonly Replica[];
  #index = 0;
  #tick = 0;
  #deferred = false;
  #unbegun: readonly string[] = [];
  #open!: OpenStage;
  #pending: Pending[] = [];
  readonly #phases: PhaseRunner;
  readonly #worlds: Worlds;
  readonly #beside: Run | undefined;
  #shown = 0;
  /** Values of finished stages that a later one starts from. */
  #finished = new Map<string, Values>();

  private constructor(options: RunOptions) {
    this.#spec = options.spec;
    this.#programs = new Map(options.programs.map((program) => [program.name, program]));
    this.#resources = options.resources;
    this.#replicas = options.replicas ?? [{seed: options.spec.seed}];
    this.#phases = openPhases(options.record ?? true);
    this.#beside = options.beside;
    this.#worlds = options.worlds ?? new Map();
  }

  /** Loads the first stage's world and uploads its slots. The backend must be chosen before. */
  static async open(options: RunOptions): Promise<Run> {
    const run = new Run(options);
    run.#deferred = options.deferBegin ?? false;
    await run.#openStage(0);
    run.#deferred = false;
    return run;
  }

  /** Runs the phases that open the stage, if they are still to be run; tells whether they were. */
  begin(): boolean {
    const phases = this.#unbegun;
    this.#unbegun = [];
    for (const phase of phases) this.#runPhase(phase, 0, 0);
    return phases.length > 0;
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

  /** The present stage's settings with every move applied. */
  get settings(): unknown {
    return this.#open.settings;
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

  get finished(): boolean {
    return this.#index === this.#spec.stages.length - 1 && this.#tick >= this.#open.stage.steps;
  }

  /** Whether the present stage is over and the next one can be entered. */
  get stageFinished(): boolean {
    return this.#tick >= this.#open.stage.steps;
  }

  /** Whether a slot (of the present stage, or `stage.slot` of a finished one) has values for each member. */
  axisOf(name: string): 'replica' | 'shared' {
    const slot = this.#open.store.slots[name] ?? this.#open.store.slots[name.slice(name.indexOf('.') + 1)];
    return slot?.axis ?? 'replica';
  }

  get checkpointBytes(): number {
    const {store} = this.#open;
    return Object.entries(store.slots)
      .filter(([, slot]) => slot.role !== 'data')
      .reduce((bytes, [name]) => bytes + 4 * store.shape(name).reduce((a, b) => a * b, 1), 0);
  }

  /** Issues one tick: recorded moves, then the phases of the program's plan. */
  advance(): void {
    if (this.stageFinished) throw new Error('This stage is finished.');
    this.begin();
    const {program, stage} = this.#open;
    this.#applyMovesAt(this.#tick);
    for (const {phase, times} of program.plan(this.#open.settings, this.#tick, stage.steps)) {
      for (let iteration = 0; iteration < times; iteration++) this.#runPhase(phase, iteration, this.#tick + 1);
    }
    this.#tick++;
  }

  /** Runs a phase outside the plan, to show something. It must not write slots. */
  show(phase: string, iteration = 0): void {
    this.#runPhase(phase, iteration, this.#tick, 'shows');
  }

  /** Puts numbers into slots that hold data, between two phases. */
  write(values: ReadonlyMap<SlotName, Values>): void {
    // Phases that were handed in before see what was there.
    this.#phases.flush();
    this.#open.store.write(values);
  }

  /** Which member's frames are shown from now on. */
  choose(replica: number): void {
    if (replica === this.#shown) return;
    this.#shown = replica;
    this.#surround();
  }

  /** Enters the next stage, with its slots started from earlier ones as the spec says. */
  async nextStage(): Promise<void> {
    const {stage, store} = this.#open;
    const needed = new Set(this.#spec.stages.flatMap((later) => Object.values(later.from ?? {})));
    this.#phases.flush();
    for (const [slot, values] of await store.read()) {
      if (needed.has(`${stage.id}.${slot}`)) this.#finished.set(`${stage.id}.${slot}`, values);
    }
    this.#phases.forget();
    store.dispose();
    await this.#openStage(this.#index + 1);
  }

  /** Moves a setting at the present tick; it acts at the next one. Returns the move as recorded in the spec. */
  move(path: string, value: number): Move {
    const move: Move = {stage: this.#open.stage.id, tick: this.#tick, path, value};
    this.#spec = {...this.#spec, moves: withMove(this.#spec, move)};
    this.#apply(path, value);
    return move;
  }

  /** Reads back, in one piece, all that phases emitted since the last call. */
  async collect(): Promise<Collected> {
    const pending = this.#pending;
    this.#pending = [];
    if (pending.length === 0) return {metrics: [], frames: []};
    const data = await this.#phases.collect();
    return unpack(pending, data, this.#replicas.length);
  }

  async checkpoint(): Promise<Checkpoint> {
    this.#phases.flush();
    const slots = await this.#open.store.read();
    return {
      stage: this.#index,
      tick: this.#tick,
      updates: [...this.#open.updates],
      moves: this.#spec.moves,
      slots: [...slots],
      finished: [...this.#finished],
    };
  }

  /** Continues from a checkpoint of the same spec. */
  async restore(checkpoint: Checkpoint): Promise<void> {
    this.#finished = new Map(checkpoint.finished);
    if (checkpoint.stage !== this.#index) {
      this.#phases.forget();
      this.#open.store.dispose();
      await this.#openStage(checkpoint.stage);
    }
    this.#unbegun = [];
    // What was measured when the stage opened belongs to a past that the checkpoint's run has had already.
    this.#drop();
    this.#spec = {...this.#spec, moves: checkpoint.moves};
    this.#tick = checkpoint.tick;
    this.#phases.forget();
    this.#open.store.write(new Map(checkpoint.slots));
    this.#open.updates = new Map(checkpoint.updates);
    // Moves made after the checkpoint are undone.
    this.#open.settings = this.#open.stage.spec;
    this.#open.hot = this.#hotValues(this.#open.stage, this.#open.program);
    this.#open.around = undefined;
    for (const move of checkpoint.moves) {
      if (move.stage === this.#open.stage.id && move.tick <= this.#tick) this.#apply(move.path, move.value);
    }
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

  async #openStage(index: number): Promise<void> {
    const stage = this.#spec.stages[index];
    const program = this.#programs.get(stage.program);
    if (!program) throw new LabError(`There is no program called ${JSON.stringify(stage.program)}.`);
    const world = await loadWorld(this.#worlds, program, stage, this.#resources);
    const optimisers = program.optimisers?.(stage.spec, stage.steps) ?? {};
    const slots = withMoments(program.slots(stage.spec, world), optimisers);
    const store = new SlotStore(slots, this.#replicas, this.#beside?.dataOf(index));
    this.#startFrom(stage, store);
    this.#index = index;
    this.#tick = 0;
    this.#open = {
      stage,
      program,
      settings: stage.spec,
      world,
      store,
      optimisers,
      hot: this.#hotValues(stage, program),
      updates: new Map(),
      around: undefined,
    };
    this.#unbegun = program.begin?.(stage.spec) ?? [];
    if (!this.#deferred) this.begin();
  }

  /** The store of a stage, for a run beside this one, while it is open here. */
  dataOf(stage: number): SlotStore | undefined {
    return this.#index === stage ? this.#open.store : undefined;
  }

  /** Every hot field as the stage begins, for each replica. */
  #hotValues({spec}: Stage, program: Program): Map<string, number[]> {
    const values = (path: string) => this.#replicas.map(({hot}) => hot?.[path] ?? (read(spec, path) as number));
    return new Map(program.hot(spec).map((path) => [path, values(path)]));
  }

  #startFrom(stage: Stage, store: SlotStore): void {
    const starts = Object.entries(stage.from ?? {});
    const values = new Map<SlotName, Values>();
    for (const [slot, source] of starts) {
      const found = this.#finished.get(source);
      if (!found) throw new LabError(`Stage ${stage.id} takes ${slot} from ${source}, and there is no such slot.`);
      const size = store.shape(slot).reduce((a, b) => a * b, 1);
      if (found.length !== size) {
        throw new LabError(
          `Stage ${stage.id} takes ${slot} from ${source}, which has ${found.length} values, not ${size}.`,
        );
      }
      values.set(slot, found);
    }
    store.write(values);
  }

  #applyMovesAt(tick: number): void {
    for (const move of this.#spec.moves) {
      if (move.stage === this.#open.stage.id && move.tick === tick) this.#apply(move.path, move.value);
    }
  }

  #apply(path: string, value: number): void {
    const open = this.#open;
    open.settings = assign(open.settings, path, value);
    const hot = open.hot.get(path);
    if (hot)
      open.hot.set(
        path,
        hot.map(() => value),
      );
    // A field that is not hot is part of what phases read as plain settings.
    else this.#surround();
  }

  /** What the phase emits is recorded at `stamp`, the number of updates of the state that it describes. */
  #runPhase(name: string, iteration: number, stamp: number, what: 'trains' | 'shows' = 'trains'): void {
    const {program, stage, updates} = this.#open;
    const phase = program.phases[name];
    if (!phase) throw new Error(`Program ${program.name} has no phase ${JSON.stringify(name)}.`);
    this.#open.around ??= this.#surroundings();
    const {emitted, updated} = this.#phases.run({
      name,
      phase,
      around: this.#open.around,
      moment: {tick: this.#tick, iteration, updates},
      shows: what === 'shows',
    });
    for (const group of updated) updates.set(group, (updates.get(group) ?? 0) + 1);
    for (const {name: metric, shape} of emitted) {
      const after = {digest: this.#digestOf(metric), reduction: this.#reductionOf(metric)};
      this.#pending.push({name: metric, stage: stage.id, tick: stamp, member: this.#shown, shape, ...after});
    }
  }

  /** What phases see has changed. */
  #surround(): void {
    this.#open.around = undefined;
    this.#phases.forget();
  }

  #digestOf(name: string): DigestOfValues | undefined {
    const {program, settings, world} = this.#open;
    const digest = program.digests?.[name];
    return digest && ((data, shape) => digest(data, shape, settings, world));
  }

  #reductionOf(name: string): Pending['reduction'] {
    const {program, settings, world} = this.#open;
    const reduction = program.reductions?.[name];
    return reduction && ((data) => reduction(data, settings, world));
  }

  #surroundings(): Surroundings<unknown, unknown> {
    const open = this.#open;
    const {settings, world, store, optimisers, hot} = open;
    return {
      spec: withoutHot(settings, [...hot.keys()]),
      world,
      store,
      replicas: this.#replicas,
      shown: this.#shown,
      optimisers,
      hotValues(path) {
        const values = open.hot.get(path);
        if (!values) throw new Error(`${path} is not a hot field.`);
        return values;
      },
    };
  }
}

/** The settings with every hot field replaced by a getter that throws: a phase must ask for it with `hot(path)`. */
function withoutHot(settings: unknown, paths: readonly string[]): unknown {
  const copy = structuredClone(settings) as Record<string, unknown>;
  for (const path of paths) {
    const keys = path.split('.');
    const name = keys.pop()!;
    const holder = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
    Object.defineProperty(holder, name, {
      get() {
        throw new Error(`${path} is hot: a phase must read it with hot("${path}"), or its present value is frozen.`);
      },
    });
  }
  return copy;
}

async function unpack(pending: readonly Pending[], data: Float32Array, replicas: number): Promise<Collected> {
  const byTick = new Map<string, TickMetrics>();
  const frames: RawFrame[] = [];
  const record = (stage: string, tick: number, name: string, values: number[]) => {
    const key = `${stage} ${tick}`;
    if (!byTick.has(key)) byTick.set(key, {stage, tick, values: {}});
    byTick.get(key)!.values[name] = values;
  };
  let at = 0;
  for (const {name, stage, tick, member, shape, digest, reduction} of pending) {
    const size = shape.reduce((a, b) => a * b, 1);
    const values = data.slice(at, at + size);
    at += size;
    if (shape.length === 1 && size === replicas) {
      record(stage, tick, name, [...values]);
    } else if (digest) {
      const digested = await perReplica(values, shape, replicas, digest);
      for (const metric of Object.keys(digested[0]))
        record(
          stage,
          tick,
          metric,
          digested.map((one) => one[metric]),
        );
    } else {
      frames.push({name, stage, tick, member, ...(reduction?.(values) ?? {shape, data: values})});
    }
  }
  return {metrics: [...byTick.values()], frames};
}

/** The digest of each replica's part of a frame [R, ...shape]. */
function perReplica(values: Float32Array, [, ...shape]: number[], replicas: number, digest: DigestOfValues) {
  const size = values.length / replicas;
  const parts = Array.from({length: replicas}, (_, r) => values.subarray(r * size, (r + 1) * size));
  return Promise.all(parts.map((part) => digest(part, shape)));
}
