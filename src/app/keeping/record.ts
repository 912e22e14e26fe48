/**
 * What is kept of the run in view, so that it can go on after a reload or a crash. A record says what the run is and how its
 * state is laid out; the bytes of that state, and the curves, are kept apart (src/app/keeping/pack.ts).
 */
import * as v from 'valibot';
import {BACKENDS} from '../../engine/backends/names.ts';
import {language} from '../../programs/index.spec.ts';
import {positionOf, type Spec, same} from '../../spec/index.ts';
import {BUILD} from '../result/here.ts';

/** Raised when records, or what stands in their parts, mean something else. */
const FORMAT = 1;

/** Identifies the code that computes and its data: a state of one build means nothing to another. */
const build = (): string => BUILD ?? 'sources';

/** Bytes of a run's state above which it is not kept. */
export const MOST_BYTES = 64 * 2 ** 20;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.maxLength(200));
const longText = v.pipe(v.string(), v.maxLength(60_000));
const counts = v.array(v.tuple([text, whole]));
const slots = v.array(v.tuple([text, v.picklist(['float32', 'int32']), whole, v.picklist(['replica', 'shared'])]));

/** What every record says, also one that this build cannot read further. */
const baseSchema = v.object({
  /** That of the page that keeps the run. */
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  format: whole,
  build: text,
  /** Milliseconds since 1970. */
  saved: v.number(),
  /** The preset's title. */
  title: text,
  /** The run's place on its timeline. */
  position: whole,
});

const whySchema = v.picklist(['large', 'file']);

const layoutSchema = v.object({
  /** Tells the parts of this state from those of an earlier one. */
  generation: whole,
  stage: whole,
  tick: whole,
  cohorts: v.pipe(
    v.array(v.object({members: v.array(whole), updates: counts, counts, slots, finished: slots})),
    v.minLength(1),
  ),
  /** Digest of each part, where the browser makes any. */
  digests: v.array(v.union([text, v.null()])),
});

const stateSchema = v.object({
  preset: text,
  /** Checked by the language of specs. */
  spec: v.unknown(),
  panels: v.pipe(v.array(text), v.maxLength(40)),
  phase: v.picklist(['training', 'paused', 'finished']),
  /** The last position that the run has reached, for moves that were made since the state. */
  furthest: whole,
  member: whole,
  chosenMetric: text,
  backend: v.picklist(BACKENDS),
  marks: v.pipe(v.array(v.object({tick: whole, text})), v.maxLength(1000)),
  /** What a teacher has set for it, as its link has it. */
  teaching: v.optional(longText),
  layout: layoutSchema,
});

export type Layout = v.InferOutput<typeof layoutSchema>;
export type About = v.InferOutput<typeof baseSchema>;
type Why = v.InferOutput<typeof whySchema>;

/** A run that can go on. */
export type Kept = About & Omit<v.InferOutput<typeof stateSchema>, 'spec'> & {spec: Spec; why?: undefined};
/** A run of which it is known only that it was there, and why nothing is kept of it. */
export type Unkept = About & {why: Why};

export type Read =
  | {kind: 'kept'; record: Kept}
  | {kind: 'unkept'; record: Unkept}
  | {kind: 'other build'; record: About};

export const baseOf = (rest: Omit<About, 'format' | 'build'>): About => ({...rest, format: FORMAT, build: build()});

/** A record as it was stored; undefined if it is none. Never throws. */
export async function readRecord(stored: unknown): Promise<Read | undefined> {
  const base = v.safeParse(baseSchema, stored);
  if (!base.success) return undefined;
  const about = base.output;
  if (about.format !== FORMAT || about.build !== build()) return {kind: 'other build', record: about};
  const why = v.safeParse(v.object({why: whySchema}), stored);
  if (why.success) return {kind: 'unkept', record: {...about, ...why.output}};
  const state = v.safeParse(stateSchema, stored);
  if (!state.success || byteLength(state.output.layout) > MOST_BYTES) return undefined;
  const spec = await readSpec(state.output.spec);
  if (!spec || !isWithin(spec, state.output.layout)) return undefined;
  return {kind: 'kept', record: {...about, ...state.output, spec}};
}

async function readSpec(stored: unknown): Promise<Spec | undefined> {
  try {
    await language.load(language.named(stored));
    const spec = language.check(stored);
    return spec.ok ? spec.value : undefined;
  } catch {
    return undefined;
  }
}

const isWithin = ({stages}: Spec, {stage, tick}: Layout): boolean =>
  stage < stages.length && tick <= stages[stage].steps;

/** Bytes of all slots; each number has four. */
export const byteLength = ({cohorts}: Pick<Layout, 'cohorts'>): number =>
  4 * cohorts.flatMap((one) => [...one.slots, ...one.finished]).reduce((sum, [, , length]) => sum + length, 0);

/** Whether two specs are the same run up to a position. */
export function isSamePast(a: Spec, b: Spec, position: number): boolean {
  const past = (spec: Spec): Spec => ({
    ...spec,
    moves: spec.moves.filter(({stage, tick}) => positionOf(spec, stage, tick) < position),
  });
  return a === b || same(past(a), past(b));
}
