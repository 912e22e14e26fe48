/**
 * Links changed in any way: published ones and random ones, in their settings, in their packed bytes and in their text, and
 * addresses of any characters. A run comes out or a sentence of the lab, never an exception, and the work that one makes is
 * bounded by its length.
 */
import fc from 'fast-check';
import {beforeAll, describe, expect, it, vi} from 'vitest';
import {counting} from '../support/countedWork.ts';
import {atLength} from '../support/long.ts';

vi.mock('fflate', async (load) => (await import('../support/countedWork.ts')).countedFflate(load));
vi.mock('valibot', async (load) => (await import('../support/countedWork.ts')).countedValibot(load));
vi.mock('../../src/spec/path.ts', async (load) => (await import('../support/countedWork.ts')).countedPath(load));

// Anew, with what is counted above.
vi.resetModules();
const {openAddress} = await import('../../src/app/links.ts');
const {decodeTeaching, encodeTeaching} = await import('../../src/app/modes/teaching/codec.ts');
const {shownAs} = await import('../../src/app/modes/view.ts');
const {makePatch} = await import('../../src/spec/patch.ts');
const {decodeResult, encodeResult} = await import('../../src/spec/result/codec.ts');
const {HOSTILE_LINKS, packed} = await import('../support/hostileLinks.ts');
const {language, populations} = await import('../support/specs.ts');
const {readCorpus} = await import('./corpus.ts');

const LINKS = atLength(200_000, 4000);
/** A short link may name 16 stages like one that there is, and 64 members, each of which is checked in every stage. */
const BASE = 100_000;

/** A link that is right: where its run opens, what it differs in, and what stands beside it. */
interface Whole {
  begin: string;
  patch: object;
  beside: string;
}

const TEACHING = encodeTeaching({
  ...{says: 'Lower it.', hidden: ['preset'], locked: ['kind:world'], limits: {'objective.temperature': [0.05, 0.5]}},
  goals: [{metric: 'kNearest', above: 0.7}],
});
const RESULT = encodeResult({
  ...{backend: 'wasm', position: 20, member: 0, finals: [{metric: 'loss', tick: 20, value: 1.5}], losses: [1, 2, 3]},
  curves: [{metric: 'loss', ticks: [1, 10, 20], low: 1, high: 3, values: [0, 100, 200]}],
});
const BESIDE = [
  '',
  '&p=loss,sphere',
  '&v=present:figure:emoji,cold',
  `&t=${TEACHING}`,
  `&r=${RESULT}`,
  '&p=a&v=embed&x=1',
];

const wholes: Whole[] = [];

beforeAll(async () => {
  // Random runs: alone, of several stages, with fans and with moves.
  const random = fc.sample(populations(), {numRuns: 24, seed: 11});
  const emoji = (await openAddress('/lab/emoji')).preset;
  for (const spec of random)
    wholes.push({begin: '/lab/emoji', patch: makePatch(language, emoji.spec, spec), beside: ''});
  wholes.push(...random.slice(0, 4).map((spec) => ({begin: '/lab/emoji', patch: {spec}, beside: ''})));
  for (const {address} of readCorpus()) {
    const {lab, preset, spec, problem} = await openAddress(address);
    if (problem) throw new Error(`${address}: ${problem}`);
    const patch = makePatch(language, preset.spec, spec);
    wholes.push({begin: `/${lab.path}/${preset.id}`, patch, beside: BESIDE[wholes.length % BESIDE.length]});
  }
}, 0);

/** Values that are wrong in most places, and right in some. */
const ODD: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    0.5,
    3,
    1e9,
    -1e308,
    2 ** 53,
    '',
    'main',
    '*',
    'main.*',
    'all',
    'kind',
    'emoji',
    'encoder',
  ],
  ...['reward', 'stages.main.spec.objective.temperature', '__proto__', 'constructor', 'a'.repeat(3000), '\u0000\ud800'],
  ...[[], {}, [[]], [null], [0, 1, 'objective.temperature', 0.2], {kind: 'mlp'}, {'*': 'main.*'}],
  ...[{axes: [], seeds: [1]}, {id: 'x', like: 0}, Array.from({length: 3000}, (_, i) => i)],
  JSON.parse('{"__proto__": {"kind": "latent"}, "kind": "emoji"}'),
  JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`),
];
const KEYS = [
  ...['set', 'more', 'moves', 'fan', 'spec', 'seed', 'stages', 'kind', 'id', 'like', 'from', 'axes', 'seeds', 'member'],
  ...[
    'stages.main.steps',
    'stages.main.spec.training.batch',
    'stages.main.spec.world.kind',
    'stages.main.spec.model.heads',
  ],
  ...['__proto__', 'toString', '', 'a.b.c', '*', 'x'.repeat(500)],
];

/** Where, from 0 to 1. */
const place = fc.double({min: 0, max: 1, noNaN: true, maxExcluded: true});

interface Change {
  what: 'replace' | 'remove' | 'repeat' | 'add' | 'graft';
  at: number;
  other: number;
  times: number;
}

const change = fc.record<Change>({
  what: fc.constantFrom('replace', 'replace', 'remove', 'repeat', 'add', 'graft'),
  at: place,
  other: place,
  times: fc.constantFrom(1, 2, 3, 20, 70, 400, 2500),
});

/** Characters of the largest settings that are made: some times what the lab unpacks at most. */
const LARGEST = 1_000_000;

type Holder = Record<string, unknown> | unknown[];
interface Node {
  holder: Holder;
  key: string | number;
}

/** Every place in a JSON value. */
function nodesOf(value: unknown, found: Node[] = []): Node[] {
  if (typeof value !== 'object' || value === null || found.length > 5000) return found;
  for (const key of Object.keys(value)) {
    found.push({holder: value as Holder, key});
    nodesOf((value as Record<string, unknown>)[key], found);
  }
  return found;
}

const pick = <T>(all: readonly T[], at: number): T => all[Math.floor(at * all.length)];
/** A copy: what is put into it later must not be in the next link, or in itself. */
const odd = (at: number): unknown => structuredClone(pick(ODD, at));
/** Its own value: what is inherited belongs to all, and is not changed. */
const valueAt = ({holder, key}: Node): unknown =>
  Object.hasOwn(holder, key) ? (holder as Record<string, unknown>)[key] : undefined;
const define = ({holder, key}: Node, value: unknown): void => {
  // Also under a name such as __proto__, as JSON.parse does.
  Object.defineProperty(holder, key, {value, configurable: true, enumerable: true, writable: true});
};

function changeJson(patch: Record<string, unknown>, {what, at, other, times}: Change): void {
  const nodes = nodesOf(patch);
  const node = nodes.length > 0 ? pick(nodes, at) : {holder: patch, key: pick(KEYS, other)};
  const value = valueAt(node);
  switch (what) {
    case 'replace':
      define(node, odd(other));
      break;
    case 'remove':
      if (Array.isArray(node.holder)) node.holder.splice(Number(node.key), 1);
      else Reflect.deleteProperty(node.holder, node.key);
      break;
    case 'repeat': {
      // At most, the part is all there is.
      const often = Math.min(times, Math.floor(LARGEST / JSON.stringify(patch).length));
      if (Array.isArray(node.holder))
        node.holder.splice(Number(node.key), 0, ...Array.from({length: often}, () => value));
      else for (let i = 0; i < often; i++) define({...node, key: `${node.key}${i}`}, value);
      break;
    }
    case 'add': {
      const holder = typeof value === 'object' && value !== null ? (value as Holder) : patch;
      if (Array.isArray(holder)) holder.push(odd(other));
      else define({holder, key: pick(KEYS, at)}, odd(other));
      break;
    }
    case 'graft': {
      const from = nodesOf(pick(wholes, other).patch);
      if (from.length > 0) define(node, structuredClone(valueAt(pick(from, other))));
    }
  }
}

interface Scratch {
  at: number;
  length: number;
  what: 'set' | 'remove' | 'repeat' | 'insert';
  by: string;
}

/** Characters that mean something in an address, and others. */
const written = fc.oneof(
  fc.constantFrom(...'/&=%?#.,:*-_+AB \n\u0000é😀', '%41', '%', '&p=', '&r=', '&t=', '&v=', '//', '../', '<script>'),
  fc.string({unit: 'binary', maxLength: 12}),
);
const scratch = fc.record<Scratch>({
  at: place,
  length: fc.integer({min: 1, max: 40}),
  what: fc.constantFrom('set', 'set', 'remove', 'repeat', 'insert'),
  by: written,
});

function scratched(text: string, {at, length, what, by}: Scratch): string {
  const from = Math.floor(at * (text.length + 1));
  const [before, part, after] = [text.slice(0, from), text.slice(from, from + length), text.slice(from + length)];
  if (what === 'set') return `${before}${by}${text.slice(from + by.length)}`;
  if (what === 'remove') return before + after;
  if (what === 'repeat') return before + part.repeat(2 + (length % 7)) + after;
  return before + by + part + after;
}

/** The packed settings with some of their bytes changed. */
function corrupted(payload: string, flips: readonly {at: number; value: number}[]): string {
  const bytes = Buffer.from(payload.slice(1), 'base64url');
  if (bytes.length > 0) for (const {at, value} of flips) bytes[Math.floor(at * bytes.length)] ^= value;
  return payload[0] + bytes.toString('base64url');
}

const changedJson = fc.tuple(place, fc.array(change, {minLength: 1, maxLength: 4})).map(([at, changes]) => {
  const {begin, patch, beside} = pick(wholes, at);
  const copy = structuredClone(patch) as Record<string, unknown>;
  for (const one of changes) changeJson(copy, one);
  return `${begin}/${packed(copy)}${beside}`;
});
const asWritten = ({begin, patch, beside}: Whole) => `${begin}/${packed(patch)}${beside}`;
const changedBytes = fc
  .tuple(place, fc.array(fc.record({at: place, value: fc.integer({min: 1, max: 255})}), {minLength: 1, maxLength: 6}))
  .map(([at, flips]) => {
    const {begin, patch, beside} = pick(wholes, at);
    return `${begin}/${corrupted(packed(patch), flips)}${beside}`;
  });
const changedText = fc
  .tuple(place, fc.array(scratch, {minLength: 1, maxLength: 4}))
  .map(([at, all]) => all.reduce(scratched, asWritten(pick(wholes, at))));
const asksMuch = fc
  .tuple(place, fc.integer({min: 0, max: 300}), fc.array(scratch, {maxLength: 2}))
  .map(([at, n, all]) => all.reduce(scratched, pick(Object.values(HOSTILE_LINKS), at)(n)));
const anyBytes = fc
  .tuple(fc.uint8Array({maxLength: 200}), fc.constantFrom('A', 'B', 'C', '', '_'))
  .map(([bytes, version]) => `/lab/emoji/${version}${Buffer.from(bytes).toString('base64url')}`);
const anyText = fc.string({unit: 'binary', maxLength: 120});
const addresses = fc.oneof(
  {weight: 8, arbitrary: changedJson},
  {weight: 3, arbitrary: changedText},
  {weight: 2, arbitrary: changedBytes},
  {weight: 2, arbitrary: asksMuch},
  {weight: 1, arbitrary: anyBytes},
  {weight: 1, arbitrary: anyText},
  {weight: 1, arbitrary: anyText.map((text) => `/${text}`)},
);

/** Opens an address as the page does, with all that stands in it. */
async function follow(address: string): Promise<{sentences: string[]; spec: unknown; problem?: string}> {
  const {spec, problem, beside} = await openAddress(address);
  shownAs(beside);
  const parts = [
    ...(beside.teaching === undefined ? [] : [decodeTeaching(beside.teaching)]),
    ...(beside.result === undefined ? [] : [decodeResult(beside.result)]),
  ];
  const sentences = [
    ...(problem === undefined ? [] : [problem]),
    ...parts.flatMap((part) => (part.ok ? [] : part.sentences)),
  ];
  return {sentences, spec, ...(problem !== undefined && {problem})};
}

const counts = {opened: 0, refused: 0};

describe(`${LINKS.toLocaleString('en')} links`, () => {
  it('open a run that is right, or say what is wrong with them, with work that their length bounds', {
    timeout: 0,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(addresses, async (address) => {
        const {gave, work} = await counting(() => follow(address));
        const {sentences, spec, problem} = gave;
        counts[problem === undefined ? 'opened' : 'refused']++;
        for (const sentence of sentences) {
          expect(sentence).toMatch(/^[A-Za-z“"].*[.?]$/su);
          expect(sentence.length).toBeLessThan(1500);
          // What exceptions of JavaScript and of libraries say.
          expect(sentence).not.toMatch(/undefined|is not a function|Cannot read|Unexpected token|\[object/);
        }
        const done = work.reads + work.checks + work.settings;
        expect(work.bytes).toBeLessThanOrEqual(Math.min(450_000, 1032 * address.length));
        expect(done, JSON.stringify(work)).toBeLessThan(BASE + 2 * work.bytes);
        // It is one that a person could have set.
        if (problem === undefined) expect(language.check(spec).ok).toBe(true);
      }),
      {numRuns: LINKS},
    );
    // Most are refused, and enough are not.
    expect(counts.opened).toBeGreaterThan(LINKS / 50);
    expect(counts.refused).toBeGreaterThan(LINKS / 4);
  });
});
