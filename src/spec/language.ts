/**
 * The language of specs: the outer shape of a spec put together with what each program can be set to. It completes and
 * checks any JSON value, and finds every field of a stage.
 */
import * as v from 'valibot';
import {wrongFan} from './fan.ts';
import {migrate} from './migrate.ts';
import {conflictingMoves, refusedMove, wrongMoves} from './moves.ts';
import {quoted} from './named.ts';
import {type Place, partOf, places, sectionsSchema} from './parts.ts';
import {assign} from './path.ts';
import {withPresentNames} from './renames.ts';
import {specSchema} from './schema.ts';
import type {Checked, Move, ProgramSpec, Spec, Stage} from './spec.ts';

export interface SpecLanguage {
  /** Those that are loaded. */
  readonly programs: readonly ProgramSpec[];
  /** The programs that a JSON value names, of those that there are. Never throws. */
  named(json: unknown): string[];
  /** Loads the specs of programs. Everything else here is about programs that are loaded. */
  load(names: readonly string[]): Promise<void>;
  /** Completes and checks any JSON value. Throws only if it names a program that is still to be loaded. */
  check(json: unknown): Checked<Spec>;
  /**
   * Why a move cannot be made, if it cannot: checks the setting that it moves, whether it suits the others, and how many
   * moves there are. `settings` are those of the stage as they stand.
   */
  checkMove(spec: Spec, stageId: string, settings: unknown, move: Omit<Move, 'stage'>): string | undefined;
  /** Every field of the stage's program, with its present value. */
  places(stage: Stage): Place[];
  program(name: string): ProgramSpec;
}

/** A language of programs that are there at once, and of others that are loaded when a run names them. */
export function specLanguage(
  first: readonly ProgramSpec[],
  later: Readonly<Record<string, () => Promise<ProgramSpec>>> = {},
): SpecLanguage {
  const byName = new Map(first.map((p) => [p.program, p]));
  const names = [...byName.keys(), ...Object.keys(later)];
  const schemas = new Map<string, ReturnType<typeof sectionsSchema>>();
  const program = (name: string): ProgramSpec => {
    const found = byName.get(name);
    if (found) return found;
    if (names.includes(name)) throw new Error(`The spec of the program ${JSON.stringify(name)} is not loaded yet.`);
    throw new Error(`There is no program ${JSON.stringify(name)}; there is ${names.join(', ')}.`);
  };
  const schemaOf = (name: string) => {
    const {label, sections} = program(name);
    const found = schemas.get(name) ?? sectionsSchema(label, sections);
    schemas.set(name, found);
    return found;
  };

  const named = (json: unknown): string[] => {
    const current = migrate(json);
    const stages: unknown = current.ok ? current.value.stages : undefined;
    if (!Array.isArray(stages)) return [];
    return names.filter((name) => stages.some((stage) => stage?.program === name));
  };

  const load = async (wanted: readonly string[]): Promise<void> => {
    const missing = wanted.filter((name) => !byName.has(name));
    const specs = await Promise.all(missing.map((name) => later[name]()));
    for (const spec of specs) byName.set(spec.program, spec);
  };

  const conflictIn = (name: string, settings: unknown) => program(name).check?.(settings as never);

  const checkSettings = (stage: Stage): Checked<unknown> => {
    const result = v.safeParse(schemaOf(stage.program), stage.spec);
    if (!result.success) return {ok: false, sentences: result.issues.map(({message}) => message)};
    const conflict = conflictIn(stage.program, result.output);
    return conflict ? {ok: false, sentences: [conflict]} : {ok: true, value: result.output};
  };

  const placesOf = (stage: Stage) => places(program(stage.program).sections, stage.spec as Record<string, unknown>);
  const schema = specSchema(names, checkSettings);

  /** Settings of a stage, each of them right, that forbid each other. */
  const conflictOf = ({program: name, spec}: Stage): string | undefined => {
    const settings = spec as Readonly<Record<string, {kind: string}>>;
    for (const [section, of] of Object.entries(program(name).sections)) {
      const conflict = partOf(of, settings[section].kind).check?.(settings[section] as never);
      if (conflict) return conflict;
    }
    return conflictIn(name, settings);
  };

  /** What is wrong between the parts of a spec of the right shape. */
  const wrongIn = (spec: Spec): string[] => {
    // First: fans and moves follow the stages along what they start from.
    const starts = wrongStarts(spec);
    if (starts.length > 0) return starts;
    const alone = [...wrongFan(spec, {places: placesOf, conflictIn: conflictOf}), ...wrongMoves(spec, placesOf)];
    return alone.length > 0 ? alone : conflictingMoves(spec, conflictIn);
  };

  const check = (json: unknown): Checked<Spec> => {
    const current = migrate(json);
    if (!current.ok) return current;
    const named = withPresentNames(current.value, (name) => byName.get(name as string)?.sections);
    const result = v.safeParse(schema, named);
    if (!result.success) return {ok: false, sentences: result.issues.map((issue) => issue.message)};
    const spec = result.output as Spec;
    const sentences = wrongIn(spec);
    return sentences.length > 0 ? {ok: false, sentences} : {ok: true, value: spec};
  };

  const checkMove = (spec: Spec, stageId: string, settings: unknown, move: Omit<Move, 'stage'>): string | undefined => {
    const stage = spec.stages.find(({id}) => id === stageId);
    if (!stage) throw new Error(`The spec has no stage ${JSON.stringify(stageId)}.`);
    return (
      refusedMove(spec, {...move, stage: stageId}, placesOf({...stage, spec: settings})) ??
      conflictIn(stage.program, assign(settings, move.path, move.value))
    );
  };

  return {
    get programs() {
      return [...byName.values()];
    },
    ...{named, load, check, checkMove, places: placesOf, program},
  };
}

/** A stage may start only from the slots of a stage before it. */
function wrongStarts(spec: Spec): string[] {
  return spec.stages.flatMap((stage, i) => {
    const earlier = new Set(spec.stages.slice(0, i).map((s) => s.id));
    return Object.entries(stage.from ?? {}).flatMap(([slot, source]) => {
      const takes = `Stage ${stage.id} takes ${slot.slice(0, 60)} from ${quoted(source)}`;
      if (!earlier.has(source.split('.')[0])) return [`${takes}, which is no earlier stage's slot.`];
      const ends = [slot, source].map(endOf);
      return ends[0] === ends[1] && ends[0] !== undefined
        ? []
        : [`${takes}: a * may stand only at the end, and then in both names.`];
    });
  });
}

/** How a name ends: in `*` or not; undefined where a `*` stands elsewhere. */
const endOf = (name: string): 'any' | 'exact' | undefined => {
  const at = name.indexOf('*');
  if (at < 0) return 'exact';
  return at === name.length - 1 ? 'any' : undefined;
};
