/**
 * Links: a spec as a short text, and back.
 *
 * A link names a preset and stores only what differs from it: JSON, deflated with a dictionary of the strings that
 * specs are made of, in base64url. The first character is the version of the dictionary. Reading treats the text as
 * hostile: its size is bounded before and after inflating, and nothing reaches the lab that the schema has not checked.
 */
import {deflateSync, inflateSync, strFromU8, strToU8} from 'fflate';
import {differences, same} from './differences.ts';
import {assign, read} from './path.ts';
import type {Checked, Json, Move, Spec, SpecLanguage} from './spec.ts';

export interface Preset {
  id: string;
  spec: Spec;
}

/** What a link carries beside its preset's name. */
interface Patch {
  /** Settings that differ, by path. */
  set?: Record<string, Json>;
  /** Moves as [stage index, ticks since the stage's move before, path, value]. */
  moves?: [number, number, string, number][];
  /** The whole spec, when it does not have the preset's stages. */
  spec?: Json;
}

const MAX_TEXT = 40_000;
const MAX_JSON = 400_000;
/** Steps of a stage, or a field of one of its parts: `stages.main.spec.objective.temperature`. */
const SETTING = /^stages\.([a-z][a-zA-Z0-9-]*)\.(?:steps|spec\.[a-zA-Z][a-zA-Z0-9]*\.[a-zA-Z][a-zA-Z0-9]*)$/;

/** Never edit a dictionary that a published link may use: add the next one. The most frequent strings stand last. */
const DICTIONARIES: Record<string, string> = {
  A:
    '{"spec":{"version":1,"seed":7,"stages":[{"id":"main","program":"encoder","spec":{"world":{"kind":"emoji","styles":["noto","twemoji","fluent-flat","high-contrast"]' +
    '"world":{"kind":"latent","classes":"subclasses":"overlap":"noise":"positive":"artist""augmentation""resolution":' +
    '"model":{"kind":"mlp","width":256,"depth":"representation":64,"head":3' +
    '"objective":{"kind":"infoNCE","form":"symmetric""one-directional""ntXent""alignmentUniformity","uniformityWeight":' +
    '"training":{"kind":"adamW","kind":"sgd","momentum":0.9,"weightDecay":"warmup":"schedule":"cosine""constant"true,false,' +
    '{"set":{"seed":"stages.main.steps":"stages.main.spec.world.kind":"stages.main.spec.objective.kind":"stages.main.spec.model.head":2' +
    '"stages.main.spec.world.strength":0."stages.main.spec.training.batch":128,512,1024"stages.main.spec.training.learningRate":0.00' +
    '"moves":[[0,1,"objective.temperature",0.05],[0,2,"training.learningRate",0.001]]}' +
    '{"set":{"stages.main.spec.objective.temperature":0.',
};
const DICTIONARY = 'A';

/** The text after the preset's name in a link; empty when the spec is the preset. */
export function encodeSpec(language: SpecLanguage, preset: Spec, spec: Spec): string {
  const patch = makePatch(language, preset, spec);
  // An empty patch means a spec without moves.
  if (same(preset, spec) || (Object.keys(patch).length === 0 && preset.moves.length === 0)) return '';
  const packed = deflateSync(strToU8(JSON.stringify(patch)), {level: 9, dictionary: strToU8(DICTIONARIES[DICTIONARY])});
  return DICTIONARY + toBase64Url(packed);
}

/** The spec of a link, or a sentence that says what is wrong with it. Never throws. */
export function decodeSpec(language: SpecLanguage, preset: Spec, text: string): Checked<Spec> {
  if (text === '') return {ok: true, value: preset};
  const patch = unpack(text);
  if (!patch.ok) return patch;
  const json = applyPatch(preset, patch.value);
  return json.ok ? language.check(json.value) : json;
}

function makePatch(language: SpecLanguage, preset: Spec, spec: Spec): Patch {
  const outline = (s: Spec) => s.stages.map(({id, program, from}) => [id, program, from ?? null]);
  if (!same(outline(preset), outline(spec))) return {spec: spec as unknown as Json};
  const set = Object.fromEntries(
    differences(language, preset, spec).map(({path}) => [path, readSetting(spec, path) as Json]),
  );
  const moves = packMoves(spec);
  return {...(Object.keys(set).length > 0 && {set}), ...(moves.length > 0 && {moves})};
}

/** `stages.main.spec.objective.kind` with the stage found by its id. */
function readSetting(spec: Spec, path: string): unknown {
  if (!path.startsWith('stages.')) return read(spec, path);
  const [, id, ...rest] = path.split('.');
  return read(
    spec.stages.find((stage) => stage.id === id),
    rest.join('.'),
  );
}

function packMoves(spec: Spec): [number, number, string, number][] {
  let last: Pick<Move, 'stage' | 'tick'> | undefined;
  return spec.moves.map((move) => {
    const since = move.tick - (last?.stage === move.stage ? last.tick : 0);
    last = move;
    return [spec.stages.findIndex((stage) => stage.id === move.stage), since, move.path, move.value];
  });
}

function unpackMoves(spec: Spec, packed: unknown): Move[] | undefined {
  if (!Array.isArray(packed)) return undefined;
  const moves: Move[] = [];
  for (const item of packed) {
    if (!Array.isArray(item) || item.length !== 4) return undefined;
    const [index, since, path, value] = item as [number, number, string, number];
    if (!Number.isInteger(since) || since < 0 || !Number.isInteger(index) || !spec.stages[index]) return undefined;
    const stage = spec.stages[index].id;
    const last = moves.at(-1);
    moves.push({stage, tick: since + (last?.stage === stage ? last.tick : 0), path, value});
  }
  return moves;
}

const damaged = (why: string): Checked<never> => ({
  ok: false,
  sentences: [
    `This link is damaged (${why}). Ask for it again, or copy the whole of it: a link ends with letters, digits, - or _.`,
  ],
});

function unpack(text: string): Checked<Patch> {
  if (text.length > MAX_TEXT) return damaged(`it has ${text.length} characters, more than ${MAX_TEXT}`);
  const dictionary = Object.hasOwn(DICTIONARIES, text[0]) ? DICTIONARIES[text[0]] : undefined;
  if (dictionary === undefined)
    return damaged(`it begins with ${JSON.stringify(text[0])}, which no version of the lab wrote`);
  const bytes = fromBase64Url(text.slice(1));
  if (!bytes) return damaged('it has characters that no link has');
  try {
    const inflated = inflateSync(bytes, {out: new Uint8Array(MAX_JSON), dictionary: strToU8(dictionary)});
    const json: unknown = JSON.parse(strFromU8(inflated));
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return damaged('it does not hold settings');
    return {ok: true, value: json as Patch};
  } catch {
    return damaged('part of it is missing or changed');
  }
}

function applyPatch(preset: Spec, patch: Patch): Checked<unknown> {
  if (patch.spec !== undefined) return {ok: true, value: patch.spec};
  const settings = patch.set ?? {};
  if (typeof settings !== 'object' || Array.isArray(settings))
    return damaged('its settings are not a list of names and values');
  let json: unknown = {...preset, moves: []};
  // Kinds first: choosing another part resets that part to its own defaults.
  const entries = Object.entries(settings).sort(
    ([a], [b]) => Number(b.endsWith('.kind')) - Number(a.endsWith('.kind')),
  );
  for (const [path, value] of entries) {
    const wrong = wrongPath(preset, path);
    if (wrong) return {ok: false, sentences: [wrong]};
    json = applySetting(json as Spec, path, value);
  }
  const moves = unpackMoves(preset, patch.moves ?? []);
  if (!moves) return damaged('its moves are not a list of [stage, ticks, setting, value]');
  return {ok: true, value: {...(json as Spec), moves}};
}

/** A link may set the seed, and settings of a stage that the preset has. */
function wrongPath(preset: Spec, path: string): string | undefined {
  if (path === 'seed') return undefined;
  const name = JSON.stringify(path.slice(0, 60));
  const id = SETTING.exec(path)?.[1];
  if (id === undefined) return `The link sets ${name}, which is not the name of a setting.`;
  if (preset.stages.some((stage) => stage.id === id)) return undefined;
  const stages = preset.stages.map((stage) => stage.id).join(', ');
  return `The link sets ${name}, and there is no stage called ${JSON.stringify(id)}; there is ${stages}.`;
}

function applySetting(spec: Spec, path: string, value: Json): unknown {
  if (!path.startsWith('stages.')) return assign(spec, path, value);
  const [, id, ...rest] = path.split('.');
  const inner = rest.join('.');
  const isKind = inner.endsWith('.kind');
  return {
    ...spec,
    stages: spec.stages.map((stage) => {
      if (stage.id !== id) return stage;
      return isKind ? assign(stage, inner.slice(0, -'.kind'.length), {kind: value}) : assign(stage, inner, value);
    }),
  };
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  } catch {
    return undefined;
  }
}
