/** A pinned run: what is kept of it to be compared with others. Its picture is kept apart. */
import * as v from 'valibot';
import {LOOKS} from '../../panels/chart/looks.ts';
import {language} from '../../programs/index.spec.ts';
import type {Spec} from '../../spec/index.ts';

/** As many as have a look of their own. */
export const MOST_PINS = LOOKS;
export const LONGEST_NAME = 80;

/** Numbers are many: they are looked at in one loop. Measured values may be infinite or not a number. */
const numbers = v.custom<number[]>(
  (list) => Array.isArray(list) && list.every((value) => typeof value === 'number'),
  'is no list of numbers',
);

const series = v.pipe(
  v.object({ticks: numbers, values: numbers}),
  v.check(({ticks, values}) => ticks.length === values.length, 'has other numbers of steps and of values'),
);

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.maxLength(200));

const pinSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  /** Place among the pins. */
  order: v.number(),
  /** Number of its colour and dashes. */
  look: v.pipe(whole, v.maxValue(MOST_PINS - 1)),
  /** Whether its curves are drawn. */
  shown: v.boolean(),
  /** The reader's own name for it. */
  name: v.optional(v.pipe(v.string(), v.maxLength(LONGEST_NAME))),
  collection: text,
  preset: text,
  /** The preset's title. */
  title: text,
  /** Checked by the language of specs. */
  spec: v.unknown(),
  /** The member of the population that was shown. */
  member: whole,
  panels: v.pipe(v.array(text), v.maxLength(40)),
  /** Updates made when it was pinned. */
  position: whole,
  backend: v.optional(text),
  curves: v.record(text, series),
  final: v.record(
    text,
    v.custom<number>((value) => typeof value === 'number'),
  ),
});

export type Pin = Omit<v.InferOutput<typeof pinSchema>, 'spec'> & {spec: Spec};

/** A pin as it was stored; undefined if this lab cannot read it. Never throws. */
export async function readPin(stored: unknown): Promise<Pin | undefined> {
  const read = v.safeParse(pinSchema, stored);
  if (!read.success) return undefined;
  try {
    await language.load(language.named(read.output.spec));
    const spec = language.check(read.output.spec);
    return spec.ok ? {...read.output, spec: spec.value} : undefined;
  } catch {
    return undefined;
  }
}
