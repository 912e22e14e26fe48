/**
 * The contract between the engine and what it runs.
 *
 * A run is stages; a stage runs a program; a program is slots (named tensors that live across steps), phases
 * (straight-line tensor work of fixed shapes) and a plan (which phases make up a tick). Everything random comes from
 * keys, everything a slider moves comes as a tensor, and nothing is read back inside a phase: so a phase can be
 * recorded once and replayed without running its JavaScript again.
 */
import type {Tensor} from '@tensorflow/tfjs-core';
import type {RawFrame} from '../spec/index.ts';
import type {Key} from './keys.ts';
import type {Values} from './records.ts';
import type {Resources} from './resources.ts';

export type SlotName = string;

export interface Slot {
  /** Without the replica axis. */
  shape: readonly number[];
  dtype: 'float32' | 'int32';
  /** `replica`: one for each member, stored as [R, ...shape]; `shared`: one for all, stored as shape. */
  axis: 'replica' | 'shared';
  /**
   * - `parameter`: trained by the optimiser of its group
   * - `moment`: an optimiser's memory (the engine adds these itself)
   * - `state`: a momentum copy, a counter ...
   * - `ring`: a queue or replay buffer
   * - `data`: what a world trains on, or the page asks about; no phase writes it, and no checkpoint has it
   */
  role: 'parameter' | 'moment' | 'state' | 'ring' | 'data';
  /** The group in which `minimise` trains a parameter. */
  group?: string;
  /** False for a parameter that no optimiser trains: it has no moments and needs no group. */
  trained?: boolean;
  /** Means nothing by itself: it has to start from a slot of an earlier stage. */
  given?: true;
  /** Parameters to which weight decay applies. */
  decays?: boolean;
  /** The first value, computed on the CPU so that it is the same on every backend; zeros when left out. */
  initial?: (key: Key) => Values;
  /** Draws its first value with the key of this slot: a copy begins as what it copies. */
  like?: SlotName;
}

export type Slots = Record<SlotName, Slot>;

export interface PhaseRun {
  phase: string;
  times: number;
}

/** How a group of parameters is trained. Paths name hot fields; the rest is fixed for a stage. */
export interface OptimiserSettings {
  kind: 'adamW' | 'sgd';
  learningRate: string;
  weightDecay: string;
  /** beta1 of AdamW, momentum of SGD. */
  momentum: number;
  beta2: number;
  epsilon: number;
  /** Factor on the learning rate at the group's n-th update of the stage (n from 0); a pure function. */
  schedule: (update: number) => number;
}

/** Keys of each replica for one use, or for several streams of numbers. Opaque to programs: for `kernels/random`. */
export interface Keys {
  /** int32 [R, V, 2], V streams. */
  readonly tensor: Tensor;
  /**
   * Numbers computed on the CPU at every tick, stream after stream: for backends without the kernel. `shape` is
   * [R, V n, ...].
   */
  fed(shape: readonly number[], dtype: 'float32' | 'int32', fill: (key: Key) => Values): Tensor;
}

/**
 * What a phase can do. It reads slots as they were when the phase began; all that it sets takes effect together when
 * it ends. Tensors made in a phase are disposed of at its end.
 */
export interface Context<S = unknown, W = unknown> {
  /** The stage's settings without the hot ones: reading a hot field here throws, because a number would be frozen. */
  readonly spec: S;
  readonly world: W;
  /** R, the size of the population. */
  readonly replicas: number;
  /** The replica that is shown; 0 in phases of the plan, which show nothing. */
  readonly shown: number;
  /** [R, ...shape], or [...shape] for a shared slot. */
  get(slot: SlotName): Tensor;
  set(slot: SlotName, value: Tensor): void;
  /** A hot field as a vector [R]. */
  hot(path: string): Tensor;
  /** `length` numbers for each replica computed from hot fields on the CPU, [R, length]. */
  fromHot(paths: readonly string[], length: number, compute: (...values: number[]) => readonly number[]): Tensor;
  /** Random keys for one use (or several streams) in this tick and iteration, or the same at every tick. */
  key(use: string | readonly string[], when?: 'now' | 'always'): Keys;
  /**
   * A small vector computed on the CPU from the tick (a schedule, a mask); pure, so that it can be computed ahead for
   * several ticks at once.
   */
  perTick(length: number, compute: (tick: number, iteration: number) => ArrayLike<number>): Tensor;
  /**
   * One optimiser step on every parameter of the group. `loss` gives [R]; its value is returned. The length of the
   * gradient is emitted as `gradientNorm`, with several groups as `gradientNorm/<group>`.
   */
  minimise(group: string, loss: () => Tensor): Tensor;
  /**
   * The same step for a loss of vectors [R, N, D] that `parts` give, one after another along N, with memory for the work
   * of one part at a time: each is computed twice, and must give the same both times. `loss` is given all vectors.
   */
  minimiseInParts(group: string, parts: readonly (() => Tensor)[], loss: (vectors: Tensor) => Tensor): Tensor;
  /** A rank-1 tensor [R] is a metric of this tick; anything else is a frame. */
  emit(name: string, value: Tensor): void;
}

/** Gives its metrics later where its code must be loaded first. */
export type Digest<S, W> = (
  data: Float32Array,
  shape: readonly number[],
  spec: S,
  world: W,
) => Record<string, number> | Promise<Record<string, number>>;

/** What host work sees of one member. */
export interface HostView<S = unknown, W = unknown> {
  /** With every move applied. */
  readonly spec: S;
  readonly world: W;
  /** Updates made so far in the stage. */
  readonly tick: number;
  /** The member's own numbers of a slot that `reads` names. */
  get(slot: SlotName): Values;
  /** The key of a use at this tick. */
  key(use: string): Key;
}

/**
 * Work between two ticks that no tensor operation can do: clustering, relabelling, mining. It is done for each member
 * alone, so a member of a population gets the bits of the run alone.
 */
export interface HostWork<S = unknown, W = unknown> {
  /** Whether there is work after `tick` updates of the stage. */
  due(spec: S, tick: number, steps: number): boolean;
  reads(spec: S): readonly SlotName[];
  /** New numbers for slots that have a replica axis and hold no data. */
  act(view: HostView<S, W>): ReadonlyMap<SlotName, Values> | Promise<ReadonlyMap<SlotName, Values>>;
}

// biome-ignore lint/suspicious/noExplicitAny: a registry of programs cannot know each one's settings
export interface Program<S = any, W = any> {
  name: string;
  /** Paths of fields that act at the next step. */
  hot(spec: S): readonly string[];
  /** Fetches and prepares what the program learns from. Programs that share this function share worlds. */
  load?(spec: S, resources: Resources): Promise<W>;
  /** Loads code that its slots and phases need with these settings, such as an objective. */
  prepare?(spec: S): Promise<unknown>;
  slots(spec: S, world: W): Slots;
  /** Numbers that a training step works with for each member, and those of its largest tensor: about. */
  working?(spec: S, world: W): {total: number; largest: number};
  /**
   * The same of the largest of all phases, also of those that measure and show, with all that operations keep: not much less
   * than what is measured. As `working` where it is left out.
   */
  peak?(spec: S, world: W): {total: number; largest: number};
  optimisers?(spec: S, steps: number): Record<string, OptimiserSettings>;
  phases: Record<string, (context: Context<S, W>) => void>;
  /** Phases run when the stage opens, before its first tick (a first evaluation, say). */
  begin?(spec: S, world: W): readonly PhaseRun[];
  /** The phases of tick 0, 1, ...; `steps` is the length of the stage. */
  plan(spec: S, tick: number, steps: number): PhaseRun[];
  /**
   * Phases that somebody who watches wants besides after so many ticks, in the first ones, where most changes. They only
   * measure: the run is the same without them.
   */
  early?(made: number): readonly string[];
  host?: HostWork<S, W>;
  /** Metrics computed on the CPU from a frame [R, ...shape] that was read back (eigenvalues, say), for each replica. */
  digests?: Record<string, Digest<S, W>>;
  /** Answers to the questions that the program's spec declares, by name. */
  questions?: Record<string, Answerer<S, W>>;
  /** Frames made on the CPU from others of the same name that were read back, before they are given out. */
  reductions?: Record<string, (data: Float32Array, spec: S, world: W) => Pick<RawFrame, 'shape' | 'data'>>;
}

/** What a question of the page may use of the run: the state of the member that it asks about. */
export interface QuestionSession<S = unknown, W = unknown> {
  /** The stage's settings with every move applied. */
  readonly spec: S;
  readonly world: W;
  /** A frame that the program declares, as recent as the question wants it. */
  frame(name: string): Promise<RawFrame>;
  /** What a phase emits when it is run so many times outside the plan, with these numbers in slots that hold data. */
  run(phase: string, times: number, slots: ReadonlyMap<SlotName, Values>): Promise<readonly RawFrame[]>;
}

/** Undefined where there is nothing to say. */
export type Answerer<S, W> = (ask: never, session: QuestionSession<S, W>) => Promise<unknown>;

/** One member of a run: its seed, and hot values that differ from the spec's, by stage and path. */
export interface Replica {
  seed: number;
  hot?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}
