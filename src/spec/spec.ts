/**
 * The spec: the JSON value that determines a run completely. These are its types, the two fields that every spec has, and
 * its limits; `language.ts` completes and checks it.
 */
import {type NumberField, number} from './fields.ts';
import type {FrameSpec, QuestionSpec} from './frames.ts';
import type {VERSION} from './migrate.ts';
import type {Sections} from './parts.ts';

export type Json = null | boolean | number | string | Json[] | {[key: string]: Json};

/** A program as the page knows it: its settings, frames and questions, without any tensor work. */
export interface ProgramSpec<N extends string = string, S extends Sections = Sections> {
  program: N;
  label: string;
  sections: S;
  /** Checks settings of different sections against each other: a sentence when they do not go together. */
  check?(settings: never): string | undefined;
  /** Paths of settings that nothing reads beside the others: the page does not offer them. */
  idle?(settings: never): readonly string[];
  /** The settings, adapted to the part that was just chosen in a section. */
  fitted?(settings: never, section: string): unknown;
  /**
   * Sections that are the same in other stages of a run, as a stage begins with networks that were trained there: by the program of
   * the other stage, the section there.
   */
  alike?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Slots that a stage which is made again starts from as it left them itself: it goes on learning. */
  resumes?: readonly string[];
  /**
   * The program of an earlier stage that a setting acts on, though it stands among these settings: a change of it trains that
   * stage again. Undefined for most settings.
   */
  actsOn?(settings: never, path: string): string | undefined;
  /** What can be shown of a run of the program, and asked of it, by name. */
  frames: Readonly<Record<string, FrameSpec>>;
  questions: Readonly<Record<string, QuestionSpec>>;
}

/** One leg of a run. */
export interface Stage<S = unknown> {
  id: string;
  program: string;
  spec: S;
  steps: number;
  /**
   * Slots that start from an earlier stage's: `{'encoder/w0': 'pretrain.encoder/w0'}`. A `*` at the end of both names
   * stands for any ending: `{'reference/*': 'sft.policy/*'}`. `{'*': 'main.*'}` continues a stage: it also takes over
   * the optimiser's moments and how many updates it has made.
   */
  from?: Record<string, string>;
}

/** A setting moved while the run trained: from tick `tick + 1` on, `path` has the new value. */
export interface Move {
  stage: string;
  tick: number;
  path: string;
  value: number;
  /** One member of the fan, by its index, or all; all when left out. */
  member?: number | 'all';
}

/** Values of one numeric setting. The axis also acts in stages that continue its stage. */
export interface FanAxis {
  stage: string;
  path: string;
  values: number[];
}

/** Makes a run a population: a member for every combination of the axes' values and the seeds. */
export interface Fan {
  /** At most two. */
  axes: FanAxis[];
  /** At least one, each once. */
  seeds: number[];
}

export interface Spec {
  version: typeof VERSION;
  seed: number;
  stages: Stage[];
  moves: Move[];
  /** Without it the run has one member, with the spec's seed. */
  fan?: Fan;
}

/** A value, or sentences that say what is wrong and what would be right. */
export type Checked<T> = {ok: true; value: T} | {ok: false; sentences: string[]};

export const seedField: NumberField = number({
  label: 'Seed',
  help: 'Everything random in a run follows from this number: the same seed gives the same run.',
  default: 7,
  range: [0, 4294967295],
  integer: true,
});

export const stepsField: NumberField = number({
  label: 'Training steps',
  help: 'How long the run trains. The learning rate falls to zero over this many steps.',
  default: 3000,
  range: [1, 1_000_000],
  scale: 'log',
  integer: true,
});

export const MOST_STAGES = 16;
/** Slots that a stage names which start from another's; a `*` stands for any number. */
export const MOST_STARTS = 100;
export const MOST_MOVES = 2000;
/** Members of a fan. */
export const MOST_MEMBERS = 64;
/** A stage's id. */
export const STAGE_ID = /^[a-z][a-zA-Z0-9-]{0,39}$/;
