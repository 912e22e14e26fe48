/**
 * Patches: what a spec differs in from a preset, as a small JSON value, and back. A patch may come from a hostile link: its
 * limits act before any work, and the work grows with its size alone.
 */
import {differences, same, settingDifferences} from './differences.ts';
import type {SpecLanguage} from './language.ts';
import {named, quoted} from './named.ts';
import {read} from './path.ts';
import {type Checked, type Fan, type Json, MOST_MOVES, MOST_STAGES, type Move, type Spec, type Stage} from './spec.ts';

/** [stage index, ticks since the stage's move before, path, value, member]; no member is all. */
type PackedMove = [stage: number, since: number, path: string, value: number, member?: number | 'all'];

/** A stage after the preset's, as the stage `like` it (an index) that it differs from; paths begin at the stage. */
interface PackedStage {
  id: string;
  like: number;
  from?: Record<string, string>;
  set?: Record<string, Json>;
}

/** What a link carries beside its preset's name. */
export interface Patch {
  /** Settings that differ, by path. */
  set?: Record<string, Json>;
  /** Stages after those of the preset. */
  more?: PackedStage[];
  moves?: PackedMove[];
  fan?: Fan;
  /** The whole spec, when it does not begin with the preset's stages. */
  spec?: Json;
}

/** Far more than a spec of the most stages has. */
const MOST_SETTINGS = 2000;

/** Steps of a stage, or a field of one of its parts. */
const SETTING = /^(?:steps|spec\.([a-zA-Z][a-zA-Z0-9]*)\.([a-zA-Z][a-zA-Z0-9]*))$/;
/** The same after a stage's id: `stages.main.spec.objective.temperature`. */
const STAGE_SETTING = /^stages\.([a-z][a-zA-Z0-9-]*)\.(.*)$/s;

export function makePatch(language: SpecLanguage, preset: Spec, spec: Spec): Patch {
  const whole = {spec: spec as unknown as Json};
  const outline = ({stages}: Spec) => stages.map(({id, program, from}) => [id, program, from ?? null]);
  const own = spec.stages.slice(0, preset.stages.length);
  if (!same(outline(preset), outline({...spec, stages: own}))) return whole;
  const more = packStages(language, spec.stages, own.length);
  if (!more) return whole;
  const set = Object.fromEntries(
    differences(language, preset, {...spec, stages: own}).map(({path}) => [path, readSetting(spec, path) as Json]),
  );
  const moves = packMoves(spec);
  return {
    ...(Object.keys(set).length > 0 && {set}),
    ...(more.length > 0 && {more}),
    ...(moves.length > 0 && {moves}),
    ...(spec.fan && {fan: spec.fan}),
  };
}

/** `stages.main.spec.objective.kind` with the stage found by its id. */
function readSetting(spec: Spec, path: string): unknown {
  const [, id, name] = STAGE_SETTING.exec(path) ?? [];
  if (id === undefined) return read(spec, path);
  return read(
    spec.stages.find((stage) => stage.id === id),
    name,
  );
}

/** Stages from the index `first` on; undefined where one is like none before it. */
function packStages(language: SpecLanguage, stages: readonly Stage[], first: number): PackedStage[] | undefined {
  const packed = stages.slice(first).map((stage, i): PackedStage | undefined => {
    const like = stages.slice(0, first + i).findLastIndex(({program}) => program === stage.program);
    if (like < 0) return undefined;
    const set = Object.fromEntries(
      settingDifferences(language, stages[like], stage).map(({path}) => [path, read(stage, path) as Json]),
    );
    return {id: stage.id, like, ...(stage.from && {from: stage.from}), ...(Object.keys(set).length > 0 && {set})};
  });
  return packed.every((stage) => stage !== undefined) ? packed : undefined;
}

function packMoves(spec: Spec): PackedMove[] {
  const indices = new Map(spec.stages.map(({id}, i) => [id, i]));
  let last: Pick<Move, 'stage' | 'tick'> | undefined;
  return spec.moves.map((move) => {
    const since = move.tick - (last?.stage === move.stage ? last.tick : 0);
    last = move;
    const stage = indices.get(move.stage)!;
    const {path, value, member} = move;
    return member === undefined ? [stage, since, path, value] : [stage, since, path, value, member];
  });
}

export const damaged = (why: string): Checked<never> => ({
  ok: false,
  sentences: [
    `This link is damaged (${why}). Ask for it again, or copy the whole of it: a link ends with letters, digits, - or _.`,
  ],
});

const refused = (sentence: string): Checked<never> => ({ok: false, sentences: [sentence]});

/** The preset with the patch applied: JSON that must still be checked. */
export function applyPatch(preset: Spec, patch: Patch): Checked<unknown> {
  if (patch.spec !== undefined) return {ok: true, value: patch.spec};
  const settings = groupSettings(preset, patch.set ?? {});
  if (!settings.ok) return settings;
  const {seed = preset.seed, groups} = settings.value;
  const own = preset.stages.map((stage) => withSettings(stage, groups.get(stage.id)));
  const stages = unpackStages(own, patch.more ?? []);
  if (!stages.ok) return stages;
  const moves = unpackMoves(stages.value, patch.moves ?? []);
  if (!moves.ok) return moves;
  const {version} = preset;
  return {
    ok: true,
    value: {version, seed, stages: stages.value, moves: moves.value, ...(patch.fan !== undefined && {fan: patch.fan})},
  };
}

/** Values by setting, as `SETTING` names them. */
type Settings = Map<string, Json>;

const wrongName = (path: string) => `The link sets ${quoted(path)}, which is not the name of a setting.`;

/** The seed, and the settings of each stage by its id. A link may set nothing else. */
function groupSettings(preset: Spec, set: unknown): Checked<{seed?: Json; groups: Map<string, Settings>}> {
  const entries = entriesOf(set);
  if (!entries) return damaged('its settings are not a list of names and values');
  if (entries.length > MOST_SETTINGS) return refused(`A link can set at most ${MOST_SETTINGS} settings.`);
  const groups = new Map<string, Settings>(preset.stages.map(({id}) => [id, new Map()]));
  const seed = entries.find(([path]) => path === 'seed');
  for (const [path, value] of entries) {
    if (path === 'seed') continue;
    const [, id, name] = STAGE_SETTING.exec(path) ?? [];
    if (id === undefined || !SETTING.test(name)) return refused(wrongName(path));
    const group = groups.get(id);
    if (!group) {
      const there = named(preset.stages.map((stage) => stage.id));
      return refused(`The link sets ${quoted(path)}, and there is no stage called ${quoted(id)}; there is ${there}.`);
    }
    group.set(name, value);
  }
  return {ok: true, value: {groups, ...(seed && {seed: seed[1]})}};
}

const entriesOf = (value: unknown): [string, Json][] | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value as Record<string, Json>)
    : undefined;

/** The stage with settings replaced. A `kind` chooses another part, which starts from its own defaults. */
function withSettings(stage: Stage, settings: Settings | undefined): Stage {
  if (!settings || settings.size === 0) return stage;
  const sections = new Map<string, Map<string, Json>>();
  for (const [path, value] of settings) {
    const [, section, field] = SETTING.exec(path) ?? [];
    if (section === undefined) continue;
    if (!sections.has(section)) sections.set(section, new Map());
    sections.get(section)!.set(field, value);
  }
  const parts = [...sections].map(([section, fields]): [string, unknown] => {
    const before = fields.has('kind') ? undefined : read(stage.spec, section);
    // Object.fromEntries defines own properties: no name can reach a prototype.
    return [section, {...(before as object | undefined), ...Object.fromEntries(fields)}];
  });
  const steps = settings.has('steps') ? {steps: settings.get('steps') as number} : {};
  return {...stage, ...steps, spec: {...(stage.spec as object), ...Object.fromEntries(parts)}};
}

function unpackStages(own: readonly Stage[], packed: unknown): Checked<Stage[]> {
  const wrong = damaged('its further stages are not a list of {id, like, from, set}');
  if (!Array.isArray(packed)) return wrong;
  if (own.length + packed.length > MOST_STAGES) return refused(`A spec can have at most ${MOST_STAGES} stages.`);
  const stages = [...own];
  for (const item of packed as unknown[]) {
    if (typeof item !== 'object' || item === null) return wrong;
    const {id, like, from, set = {}} = item as Partial<PackedStage>;
    const entries = entriesOf(set);
    if (!Number.isInteger(like) || !stages[like!] || !entries) return wrong;
    if (entries.length > MOST_SETTINGS) return refused(`A link can set at most ${MOST_SETTINGS} settings.`);
    const unknown = entries.find(([path]) => !SETTING.test(path));
    if (unknown) return refused(wrongName(unknown[0]));
    const {program, spec, steps} = stages[like!];
    const stage = {id: id as string, program, spec, steps, ...(from !== undefined && {from})};
    stages.push(withSettings(stage, new Map(entries)));
  }
  return {ok: true, value: stages};
}

function unpackMoves(stages: readonly Stage[], packed: unknown): Checked<Move[]> {
  const wrong = damaged('its moves are not a list of [stage, ticks, setting, value]');
  if (!Array.isArray(packed)) return wrong;
  if (packed.length > MOST_MOVES) return refused(`A run can record at most ${MOST_MOVES} moves.`);
  const moves: Move[] = [];
  for (const item of packed) {
    if (!Array.isArray(item) || item.length < 4 || item.length > 5) return wrong;
    const [index, since, path, value, member] = item as PackedMove;
    if (!Number.isInteger(since) || since < 0 || !Number.isInteger(index) || !stages[index]) return wrong;
    const stage = stages[index].id;
    const last = moves.at(-1);
    const tick = since + (last?.stage === stage ? last.tick : 0);
    moves.push({stage, tick, path, value, ...(member !== undefined && {member})});
  }
  return {ok: true, value: moves};
}
