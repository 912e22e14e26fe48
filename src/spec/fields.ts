/**
 * Fields: the smallest pieces of a spec.
 *
 * A field says everything about one setting, once: how it is validated (a valibot schema), what it is when left out,
 * how a form shows it (label, symbol, help, scale) and when a change of it acts. Type, form control, link, difference
 * text and error sentences are all derived from it.
 */
import * as v from 'valibot';
import {named} from './named.ts';

/**
 * When a change made while a run trains takes effect:
 * - `next step`: a hot value that programs only see as a tensor
 * - `recapture`: shapes change, but weights, optimiser moments and tick are kept
 * - `restart`: the run begins again
 */
export type Acts = 'next step' | 'recapture' | 'restart';

/** Where the page is built it is loaded later: then this is its place in the list of all texts (scripts/help-plugin.mjs). */
export type Help = string | {later: number};

interface About {
  /** The field's standard name, as a student reads it. */
  label: string;
  /** The symbol papers use for it. */
  symbol?: string;
  /** One or two sentences: what it does and what to expect when it moves. */
  help: Help;
  acts?: Acts;
  /** Shown without opening "all settings". */
  main?: boolean;
}

interface FieldBase<T> extends About {
  acts: Acts;
  main: boolean;
  default: T;
  /** Completes "X must be ...". */
  expects: string;
  schema: v.GenericSchema<T | undefined, T>;
}

export interface NumberField extends FieldBase<number> {
  type: 'number';
  range: readonly [number, number];
  scale: 'linear' | 'log';
  integer: boolean;
  /** Values are multiples of this (linear scale) or powers of two (`'octave'`). */
  step: number | 'octave' | undefined;
  /** Labelled positions on the slider. */
  marks: readonly number[];
  suspect?: Suspect;
}

/**
 * Why a run whose numbers overflowed may have broken because of this value, given what the value usually is. The cause
 * completes "The likely cause is ..."; the suspect with the greatest weight is named.
 */
export type Suspect = (value: number, usual: number) => {weight: number; cause: string} | undefined;

export interface ChoiceField<T extends string = string> extends FieldBase<T> {
  type: 'choice';
  options: Readonly<Record<T, Option>>;
}

export interface ChoicesField<T extends string = string> extends FieldBase<T[]> {
  type: 'choices';
  options: Readonly<Record<T, Option>>;
  atLeast: number;
}

export interface FlagField extends FieldBase<boolean> {
  type: 'flag';
}

/** A dab of a brush: [class, x, y, spread], whole numbers. x goes to the right and y up. */
export type Dab = [number, number, number, number];

/** Clusters painted by hand. */
export interface DrawingField extends FieldBase<Dab[]> {
  type: 'drawing';
  /** Classes are 0 ... classes - 1. */
  classes: number;
  /** x and y are 0 ... grid. */
  grid: number;
  spread: readonly [number, number];
  /** Dabs at most; at least one. */
  most: number;
}

/** A file of the reader's own: what it is called and what it holds, but not the data, which stay on their machine. */
export interface OwnFile {
  name: string;
  /** SHA-256 of its bytes, in hexadecimal; empty where no file was chosen. */
  hash: string;
  rows: number;
  holds: 'vectors' | 'sentences' | 'pairs' | 'preferences';
  /** How many classes its labels name; 0 where it has none. */
  classes: number;
}

export interface FileField extends FieldBase<OwnFile> {
  type: 'file';
}

export interface Option {
  label: string;
  help?: Help;
}

export type Field = NumberField | ChoiceField | ChoicesField | FlagField | DrawingField | FileField;
export type FieldValue<F> = F extends {schema: v.GenericSchema<infer _I, infer O>} ? O : never;

/** The most characters of a wrong value that a sentence shows. */
const SHOWN = 40;

const shown = (value: unknown): string => {
  const text = beginning(value, SHOWN + 1);
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 3)}...` : text;
};

/** A value as JSON, or at least so many characters of it: however large it is, or how deeply nested, no more is looked at. */
function beginning(value: unknown, characters: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, characters));
  if (typeof value !== 'object' || value === null) return String(value);
  const list = Array.isArray(value);
  let text = list ? '[' : '{';
  for (const key in value) {
    if (text.length > characters) return text;
    if (text.length > 1) text += ',';
    if (!list) text += `${JSON.stringify(key.slice(0, characters))}:`;
    text += beginning((value as Record<string, unknown>)[key], characters - text.length);
  }
  return text + (list ? ']' : '}');
}

/** `X must be <expects>, not <the value>.` */
const refusal = (label: string, expects: string) => (issue: {input: unknown}) =>
  `${label} must be ${expects}, not ${issue.input === undefined ? 'one with a part missing' : shown(issue.input)}.`;

function complete<T>(about: About, value: T, expects: string) {
  return {...about, acts: about.acts ?? 'restart', main: about.main ?? false, default: value, expects};
}

export function number(
  options: About & {
    default: number;
    range: readonly [number, number];
    scale?: 'linear' | 'log';
    integer?: boolean;
    step?: number | 'octave';
    marks?: readonly number[];
    suspect?: Suspect;
  },
): NumberField {
  const {default: value, range, scale = 'linear', integer = false, step, marks = [], ...about} = options;
  const expects = `${integer ? 'a whole number' : 'a number'} from ${range[0]} to ${range[1]}`;
  const wrong = refusal(about.label, expects);
  const plain = v.pipe(v.number(wrong), v.minValue(range[0], wrong), v.maxValue(range[1], wrong));
  const schema = integer ? v.pipe(plain, v.integer(wrong)) : plain;
  return {
    ...complete(about, value, expects),
    type: 'number',
    range,
    scale,
    integer,
    step,
    marks,
    schema: v.optional(schema, value),
  };
}

export function choice<const O extends Record<string, Option>>(
  options: About & {default: keyof O & string; options: O},
): ChoiceField<keyof O & string> {
  const {default: value, options: allowed, ...about} = options;
  const names = Object.keys(allowed) as (keyof O & string)[];
  const expects = `one of ${named(names)}`;
  const schema = v.picklist(names, refusal(about.label, expects));
  return {
    ...complete(about, value, expects),
    type: 'choice',
    options: allowed,
    schema: v.optional(schema, value) as unknown as ChoiceField<keyof O & string>['schema'],
  };
}

/** A set of options, at least `atLeast` of them; kept in the order in which the options are declared. */
export function choices<const O extends Record<string, Option>>(
  options: About & {default: (keyof O & string)[]; options: O; atLeast?: number},
): ChoicesField<keyof O & string> {
  const {default: value, options: allowed, atLeast = 1, ...about} = options;
  const names = Object.keys(allowed) as (keyof O & string)[];
  const expects = `a list of at least ${atLeast} of ${named(names)}, each once`;
  const wrong = refusal(about.label, expects);
  const schema = v.pipe(
    v.array(v.unknown(), wrong),
    v.maxLength(names.length, wrong),
    v.array(v.picklist(names, wrong)),
    v.minLength(atLeast, wrong),
    v.check((list) => new Set(list).size === list.length, wrong),
    v.transform((list) => names.filter((name) => list.includes(name))),
  );
  return {
    ...complete(about, value, expects),
    type: 'choices',
    options: allowed,
    atLeast,
    schema: v.optional(schema, value) as unknown as ChoicesField<keyof O & string>['schema'],
  };
}

export function flag(options: About & {default: boolean}): FlagField {
  const {default: value, ...about} = options;
  const expects = 'true or false';
  return {
    ...complete(about, value, expects),
    type: 'flag',
    schema: v.optional(v.boolean(refusal(about.label, expects)), value),
  };
}

export function drawing(
  options: About & Pick<DrawingField, 'default' | 'classes' | 'grid' | 'spread' | 'most'>,
): DrawingField {
  const {default: value, classes, grid, spread, most, ...about} = options;
  const expects =
    `a list of 1 to ${most} dabs [class 0 to ${classes - 1}, x and y 0 to ${grid}, spread ${spread[0]} to ${spread[1]}], ` +
    'all whole numbers';
  const wrong = refusal(about.label, expects);
  const whole = (from: number, to: number) =>
    v.pipe(v.number(wrong), v.integer(wrong), v.minValue(from, wrong), v.maxValue(to, wrong));
  const dab = v.strictTuple([whole(0, classes - 1), whole(0, grid), whole(0, grid), whole(...spread)], wrong);
  // How many there are is looked at before any of them is.
  const schema = v.pipe(v.array(v.unknown(), wrong), v.minLength(1, wrong), v.maxLength(most, wrong), v.array(dab));
  return {
    ...complete(about, value, expects),
    type: 'drawing',
    classes,
    grid,
    spread,
    most,
    schema: v.optional(schema, value) as unknown as DrawingField['schema'],
  };
}

/** Before a file is chosen. */
export const NO_FILE: OwnFile = {name: '', hash: '', rows: 0, holds: 'vectors', classes: 0};

const MOST_CHARACTERS = 120;
const MOST_ROWS = 100_000_000;

export function file(about: About): FileField {
  const expects = 'a file as {"name", "hash", "rows", "holds", "classes"}';
  const wrong = refusal(about.label, expects);
  const count = v.pipe(v.number(wrong), v.integer(wrong), v.minValue(0, wrong), v.maxValue(MOST_ROWS, wrong));
  const schema = v.strictObject(
    {
      name: v.pipe(v.string(wrong), v.maxLength(MOST_CHARACTERS, wrong), v.regex(/^\P{C}*$/u, wrong)),
      hash: v.pipe(v.string(wrong), v.regex(/^([0-9a-f]{64})?$/, wrong)),
      rows: count,
      holds: v.picklist(['vectors', 'sentences', 'pairs', 'preferences'], wrong),
      classes: count,
    },
    wrong,
  );
  return {...complete(about, NO_FILE, expects), type: 'file', schema: v.optional(schema, NO_FILE)};
}
