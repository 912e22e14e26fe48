/**
 * The spec: the JSON value that determines a run completely.
 *
 * This file knows the outer shape (version, seed, stages, moves); what a stage's program can be set to comes from the
 * program's own sections. `specLanguage(programs)` puts the two together.
 */
import * as v from 'valibot';
import {type NumberField, number} from './fields.ts';
import type {FrameSpec, QuestionSpec} from './frames.ts';
import {migrate, VERSION} from './migrate.ts';
import {type Place, places, type Sections, sectionsSchema} from './parts.ts';
import {assign, read} from './path.ts';

export type Json = null | boolean | number | string | Json[] | {[key: string]: Json};

/** A program as the page knows it: its settings, without any tensor work. */
export interface ProgramSpec<N extends string = string, S extends Sections = Sections> {
  program: N;
  label: string;
  sections: S;
  /** What can be shown of a run of the program, and asked of it, by name. */
  frames: Readonly<Record<string, FrameSpec>>;
  questions: Readonly<Record<string, QuestionSpec>>;
  /** What settings of different sections must have to do with each other: a sentence when they do not. */
  check?(settings: never): string | undefined;
  /** The settings with what must follow from the part that was just chosen in a section. */
  fitted?(settings: never, section: string): unknown;
}

/** One leg of a run. */
export interface Stage<S = unknown> {
  id: string;
  program: string;
  spec: S;
  steps: number;
  /** Slots that start from an earlier stage's: `{'encoder/w0': 'pretrain.encoder/w0'}`. */
  from?: Record<string, string>;
}

/** A setting moved while the run trained: from tick `tick + 1` on, `path` has the new value. */
export interface Move {
  stage: string;
  tick: number;
  path: string;
  value: number;
}

export interface Spec {
  version: typeof VERSION;
  seed: number;
  stages: Stage[];
  moves: Move[];
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

const NAME = /^[a-z][a-zA-Z0-9-]{0,39}$/;
const WRONG_ID = 'A stage id must be a short word, for example "pretrain".';
const WRONG_START = 'from must map slots to "stage.slot".';
const WRONG_TICK = 'A move must have a tick that is a whole number from 0.';
const MAX_STAGES = 16;
const MAX_MOVES = 2000;

export interface SpecLanguage {
  programs: readonly ProgramSpec[];
  /** Completes and checks any JSON value. Never throws. */
  check(json: unknown): Checked<Spec>;
  /** Every field of the stage's program, with its present value. */
  places(stage: Stage): Place[];
  program(name: string): ProgramSpec;
}

export function specLanguage(programs: readonly ProgramSpec[]): SpecLanguage {
  const byName = new Map(programs.map((p) => [p.program, p]));
  const schemas = new Map(programs.map((p) => [p.program, sectionsSchema(p.label, p.sections)]));
  const program = (name: string): ProgramSpec => {
    const found = byName.get(name);
    if (!found)
      throw new Error(`There is no program ${JSON.stringify(name)}; there is ${[...byName.keys()].join(', ')}.`);
    return found;
  };

  const stageSchema = v.pipe(
    v.strictObject(
      {
        id: v.pipe(v.string(WRONG_ID), v.regex(NAME, WRONG_ID)),
        program: v.picklist([...byName.keys()], `program must be one of ${[...byName.keys()].join(', ')}.`),
        spec: v.optional(v.unknown(), {}),
        steps: stepsField.schema,
        from: v.optional(v.record(v.string(), v.string(WRONG_START), WRONG_START)),
      },
      (issue) =>
        issue.expected === 'never'
          ? `A stage has no entry called ${JSON.stringify(issue.input)}; it has id, program, spec, steps and from.`
          : 'A stage must be an object with id, program, spec and steps.',
    ),
    v.rawTransform(({dataset, addIssue, NEVER}) => {
      const stage = dataset.value;
      const result = v.safeParse(schemas.get(stage.program)!, stage.spec);
      if (!result.success) {
        for (const issue of result.issues) addIssue({message: issue.message});
        return NEVER;
      }
      const conflict = program(stage.program).check?.(result.output as never);
      if (conflict) addIssue({message: conflict});
      return {...stage, spec: result.output} as Stage;
    }),
  );

  const moveSchema = v.strictObject(
    {
      stage: v.string('A move must name its stage.'),
      tick: v.pipe(v.number(WRONG_TICK), v.integer(WRONG_TICK), v.minValue(0, WRONG_TICK)),
      path: v.string('A move must have the path of a field.'),
      value: v.number('A move must set a number.'),
    },
    (issue) =>
      issue.expected === 'never'
        ? `A move has no entry called ${JSON.stringify(issue.input)}; it has stage, tick, path and value.`
        : 'A move must be an object with stage, tick, path and value.',
  );

  const schema = v.strictObject(
    {
      version: v.literal(VERSION),
      seed: seedField.schema,
      stages: v.pipe(
        v.array(stageSchema, 'stages must be a list of stages.'),
        v.minLength(1, 'A spec needs at least one stage.'),
        v.maxLength(MAX_STAGES, `A spec can have at most ${MAX_STAGES} stages.`),
        v.check((list) => new Set(list.map((s) => s.id)).size === list.length, 'Every stage needs an id of its own.'),
      ),
      moves: v.optional(
        v.pipe(
          v.array(moveSchema, 'moves must be a list.'),
          v.maxLength(MAX_MOVES, `A run can record at most ${MAX_MOVES} moves.`),
        ),
        [],
      ),
    },
    (issue) =>
      issue.expected === 'never'
        ? `A spec has no entry called ${JSON.stringify(issue.input)}; it has version, seed, stages and moves.`
        : 'A spec must be an object with version, seed and stages.',
  );

  const check = (json: unknown): Checked<Spec> => {
    const current = migrate(json);
    if (!current.ok) return current;
    const result = v.safeParse(schema, current.value);
    if (!result.success) return {ok: false, sentences: result.issues.map((issue) => issue.message)};
    const spec = result.output as Spec;
    const sentences = [...wrongMoves(spec), ...wrongStarts(spec)];
    return sentences.length > 0 ? {ok: false, sentences} : {ok: true, value: spec};
  };

  const placesOf = (stage: Stage) => places(program(stage.program).sections, stage.spec as Record<string, unknown>);

  function wrongMoves(spec: Spec): string[] {
    return spec.moves.flatMap((move, i) => {
      const name = `Move ${i + 1}`;
      const stage = spec.stages.find((s) => s.id === move.stage);
      if (!stage) return [`${name} names the stage ${JSON.stringify(move.stage)}, which the spec does not have.`];
      if (i > 0 && isEarlier(spec, move, spec.moves[i - 1])) return [`${name} is earlier than the move before it.`];
      const place = placesOf(stage).find((p) => p.path === move.path);
      if (!place) return [`${name} sets ${JSON.stringify(move.path)}, which the stage does not have.`];
      if (place.field.acts === 'restart')
        return [`${name} sets ${place.field.label}, which cannot change while a run trains.`];
      const checked = v.safeParse(place.field.schema, move.value);
      return checked.success ? [] : checked.issues.map((issue) => `${name}: ${issue.message}`);
    });
  }

  return {programs, check, places: placesOf, program};
}

/** Ticks count from the start of a stage, and stages follow one another. */
function isEarlier(spec: Spec, a: Move, b: Move): boolean {
  const stage = (move: Move) => spec.stages.findIndex((s) => s.id === move.stage);
  return stage(a) < stage(b) || (a.stage === b.stage && a.tick < b.tick);
}

/** A stage may start only from the slots of a stage before it. */
function wrongStarts(spec: Spec): string[] {
  return spec.stages.flatMap((stage, i) => {
    const earlier = new Set(spec.stages.slice(0, i).map((s) => s.id));
    return Object.entries(stage.from ?? {})
      .filter(([, source]) => !earlier.has(source.split('.')[0]))
      .map(
        ([slot, source]) =>
          `Stage ${stage.id} takes ${slot} from ${JSON.stringify(source)}, which is no earlier stage's slot.`,
      );
  });
}

/** The stage's spec as it stands after every move made at or before `tick`. */
export function settingsAt(spec: Spec, stage: Stage, tick: number): unknown {
  return spec.moves
    .filter((move) => move.stage === stage.id && move.tick <= tick)
    .reduce((settings, move) => assign(settings, move.path, move.value), stage.spec);
}

export {assign, read};
