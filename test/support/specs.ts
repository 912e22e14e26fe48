/** Specs for tests: the lab's own language, and random valid values of it. */
import fc from 'fast-check';
import * as v from 'valibot';
import {language} from '../../src/programs/index.spec.ts';
import {continued} from '../../src/spec/continue.ts';
import {
  type Fan,
  type Field,
  isFanned,
  type Move,
  membersOf,
  type Section,
  type Spec,
  type Stage,
  settingsAt,
} from '../../src/spec/index.ts';
import {sectionsSchema} from '../../src/spec/parts.ts';
import type {ProgramSpec} from '../../src/spec/spec.ts';

await language.load(['reward', 'policy', 'soup', 'source']);

export {language};

/** The checked spec; throws its sentences when it is wrong. */
export function specOf(json: unknown): Spec {
  const checked = language.check(json);
  if (!checked.ok) throw new Error(checked.sentences.join(' '));
  return checked.value;
}

/** A spec with one stage of the encoder program. */
export const encoderSpec = (spec: object = {}, rest: object = {}): Spec =>
  specOf({stages: [{id: 'main', program: 'encoder', spec}], ...rest});

/** The sentences of a value that must be refused. */
export function sentencesOf(json: unknown): string[] {
  const checked = language.check(json);
  if (checked.ok) throw new Error('This was accepted.');
  return checked.sentences;
}

/** Any value that the field takes. */
export function fieldValue(field: Field): fc.Arbitrary<unknown> {
  switch (field.type) {
    case 'number': {
      const [min, max] = field.range;
      // Links are JSON, which has one zero only.
      const plain = (value: number) => (value === 0 ? 0 : value);
      if (field.integer) return fc.integer({min, max});
      return fc.double({min, max, noNaN: true}).map(plain);
    }
    case 'choice':
      return fc.constantFrom(...Object.keys(field.options));
    case 'choices': {
      const names = Object.keys(field.options);
      return fc.subarray(names, {minLength: field.atLeast});
    }
    case 'flag':
      return fc.boolean();
    case 'drawing': {
      const place = fc.integer({min: 0, max: field.grid});
      const spread = fc.integer({min: field.spread[0], max: field.spread[1]});
      const dab = fc.tuple(fc.integer({min: 0, max: field.classes - 1}), place, place, spread);
      return fc.array(dab, {minLength: 1, maxLength: field.most});
    }
    case 'file':
      return fc.record({
        name: fc.stringMatching(/^[\p{L} ._-]{0,40}$/u),
        hash: fc.stringMatching(/^([0-9a-f]{64})?$/),
        rows: fc.nat({max: 1_000_000}),
        holds: fc.constantFrom('vectors', 'sentences', 'pairs', 'preferences'),
        classes: fc.nat({max: 100}),
      });
  }
}

/** One part of the section with every field set, or some left out. */
function sectionValue(section: Section): fc.Arbitrary<Record<string, unknown>> {
  return fc.oneof(
    ...section.parts.map((part) =>
      fc
        .record(Object.fromEntries(Object.entries(part.fields).map(([name, field]) => [name, fieldValue(field)])), {
          requiredKeys: [],
        })
        .map((values) => ({kind: part.kind, ...values})),
    ),
  );
}

const stageId = fc.stringMatching(/^[a-z][a-zA-Z0-9-]{0,11}$/);
const seed = fc.integer({min: 0, max: 4294967295});
const steps = fc.integer({min: 1, max: 1_000_000});

/** What the language accepts as a stage of a program, but for its id. */
function stageOf({program, label, sections, fitted}: ProgramSpec): fc.Arbitrary<Omit<Stage, 'id'>> {
  const settings = fc.record(
    Object.fromEntries(Object.entries(sections).map(([name, section]) => [name, sectionValue(section)])),
    {requiredKeys: []},
  );
  // Parts that do not go together are rarely drawn together; as on the page, the others follow the objective.
  const schema = sectionsSchema(label, sections);
  const follow = (spec: unknown) => {
    if (!fitted || language.check({stages: [{id: 'main', program, spec}]}).ok) return spec;
    const complete = v.safeParse(schema, spec);
    return complete.success ? fitted(complete.output as never, 'objective') : spec;
  };
  return fc
    .record({steps, spec: settings.map(follow)})
    .map((rest) => ({program, ...rest}))
    .filter((rest) => language.check({stages: [{id: 'main', ...rest}]}).ok);
}

/** Made once: the letters of a file's name alone take long to list. */
const anyStage = fc.oneof(...language.programs.map(stageOf));

const stage = (id: string): fc.Arbitrary<Stage> => anyStage.map((rest) => ({id, ...rest}));

/** Moves of a stage's movable fields, in order, of which none is refused. */
function movesOf(spec: Spec, checked: Stage): fc.Arbitrary<Move[]> {
  const made = (moves: Move[]) => {
    const before: Move[] = [];
    for (const move of moves) {
      const settings = settingsAt({...spec, moves: before}, checked, move.tick);
      if (!language.checkMove(spec, checked.id, settings, move)) before.push(move);
    }
    return before;
  };
  const movable = language.places(checked).filter(({field}) => field.acts !== 'restart' && field.type === 'number');
  const move = fc
    .constantFrom(...movable)
    .chain((place) =>
      fc
        .record({tick: fc.integer({min: 0, max: 5000}), value: fieldValue(place.field) as fc.Arbitrary<number>})
        .map((rest) => ({stage: checked.id, path: place.path, ...rest})),
    );
  return fc.array(move, {maxLength: 8}).map((moves) => made([...moves].sort((a, b) => a.tick - b.tick)));
}

/** Any valid spec, complete with defaults, of the stages named; one stage with the id `main` when left out. */
export function specs(ids: fc.Arbitrary<string[]> = fc.constant(['main'])): fc.Arbitrary<Spec> {
  return ids
    .chain((names) => fc.tuple(seed, ...names.map(stage)))
    .map(([number, ...stages]) => specOf({seed: number, stages}))
    .chain((spec) =>
      fc
        .tuple(...spec.stages.map((stage) => movesOf(spec, stage)))
        .map((moves) => specOf({...spec, moves: moves.flat()})),
    );
}

export const stageIds = fc.uniqueArray(stageId, {minLength: 1, maxLength: 3});

/** Fans over settings of the stages: no axis or more, some seeds. */
function fansOf(spec: Spec): fc.Arbitrary<Fan> {
  const numbers = spec.stages.flatMap((one) =>
    language.places(one).flatMap(({path, field}) => (field.type === 'number' ? [{stage: one.id, path, field}] : [])),
  );
  const axis = fc
    .constantFrom(...numbers)
    .chain(({stage: id, path, field}) =>
      fc
        .uniqueArray(fieldValue(field) as fc.Arbitrary<number>, {minLength: 1, maxLength: 6})
        .map((values) => ({stage: id, path, values})),
    );
  return fc.record({axes: fc.array(axis, {maxLength: 2}), seeds: fc.uniqueArray(seed, {minLength: 1, maxLength: 5})});
}

/** The same spec with stages that go on from its last one, and as a population whose members are moved together or alone. */
const populated = (spec: Spec): fc.Arbitrary<Spec> =>
  fc
    .tuple(fc.array(steps, {maxLength: 2}), fansOf(spec), fc.infiniteStream(fc.nat({max: 63})))
    .map(([further, fan, members]) => {
      const longer = further.reduce((at, more) => {
        const next = continued(language, at, {steps: more});
        return next.ok ? next.value : at;
      }, spec);
      const population = {...longer, fan};
      const count = membersOf(population).length;
      const moves = longer.moves.map((move) => {
        const member = members.next().value as number;
        const own = isFanned(population, move.stage, move.path) || member % 2 === 0;
        return own ? {...move, member: member % 3 === 0 ? ('all' as const) : member % count} : move;
      });
      const checked = [{...population, moves}, {...population, moves: []}, longer].map((json) => language.check(json));
      const first = checked.find(({ok}) => ok);
      return first?.ok ? first.value : spec;
    });

/** Any valid spec, also with further stages and with a fan. */
export const populations = (): fc.Arbitrary<Spec> => specs(stageIds).chain(populated);
