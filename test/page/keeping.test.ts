/** Runs that are kept to go on after a reload: their state to the bit, what is refused, and which of them stay. */
import 'fake-indexeddb/auto';
import {IDBFactory} from 'fake-indexeddb';
import fc from 'fast-check';
import {openDB} from 'idb';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {RunLog} from '../../src/app/experiment/log.ts';
import {ago, describeName} from '../../src/app/keeping/naming.ts';
import {
  countPieces,
  digestOf,
  layoutOf,
  PIECE,
  packCurves,
  piecesOf,
  unpack,
  unpackCurves,
} from '../../src/app/keeping/pack.ts';
import {baseOf, isSamePast, type Kept, MOST_BYTES, readRecord} from '../../src/app/keeping/record.ts';
import {
  forgetRun,
  type Head,
  keepMention,
  keepRecord,
  keepState,
  keptState,
  leftRuns,
  newestLeft,
} from '../../src/app/keeping/store.ts';
import type {Checkpoint} from '../../src/engine/records.ts';
import {FIRST} from '../../src/presets/index.ts';
import {encoderSpec, language, specOf} from '../support/specs.ts';

/** Numbers of which no two are alike, with the rare ones that a copy by value would change. */
const floats = (count: number, from = 0) =>
  Float32Array.from(
    {length: count},
    (_, i) => [Number.NaN, -0, Number.NEGATIVE_INFINITY][i] ?? Math.fround(1 / (i + from)),
  );

/** Of two cohorts, with more than two pieces. */
const checkpoint = (tick = 40, mark = 0): Checkpoint => ({
  ...{stage: 0, tick, moves: []},
  cohorts: [
    {
      ...{members: [0, 2], updates: [['main', tick]], counts: []},
      slots: [
        ['weights', floats(PIECE / 4 + 13, mark), 'replica'],
        ['ring', Int32Array.of(-1, 2 ** 31 - 1, mark), 'shared'],
        ['empty', new Float32Array(0), 'shared'],
      ],
      finished: [],
    },
    {
      ...{members: [1], updates: [['main', tick]], counts: [['first.main', 7]]},
      slots: [['weights', floats(PIECE / 4 + 20, mark + 1), 'replica']],
      finished: [['first.weights', floats(5, mark), 'shared']],
    },
  ],
});

const bitsOf = ({cohorts}: Checkpoint) =>
  cohorts.map(({slots, finished}) =>
    [...slots, ...finished].map(([name, values, axis]) => [
      ...[name, axis, values.constructor.name],
      [...new Uint32Array(values.buffer, values.byteOffset, values.length)],
    ]),
  );

const spec = encoderSpec({}, {seed: 5});

const head = (id: string, saved: number, rest: Partial<Head> = {}): Head => ({
  ...baseOf({id, saved, title: FIRST.title, position: 40}),
  ...{preset: FIRST.id, spec, panels: ['curves'], phase: 'training', furthest: 44, member: 0},
  ...{chosenMetric: 'loss', backend: 'wasm', marks: [{tick: 3, text: 'Worker lost, went on from step 3'}]},
  ...rest,
});

const CURVES = [{name: 'loss', member: 0, ticks: Float64Array.of(1, 2), values: Float64Array.of(0.5, Number.NaN)}];

/** Which pages are open. */
let pages: string[] = [];

beforeEach(() => {
  pages = [];
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('navigator', {
    locks: {query: async () => ({held: pages.map((id) => ({name: `run of page ${id}`}))})},
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function put(id: string, saved: number, state = checkpoint(), rest: Partial<Head> = {}): Promise<Kept> {
  const layout = await keepState(head(id, saved, rest), state, CURVES);
  if (!layout.ok) throw new Error(layout.reason);
  return {...head(id, saved, rest), layout: layout.value};
}

async function leftAt(mine = 'mine') {
  const left = await leftRuns(mine);
  if (!left.ok) throw new Error(left.reason);
  return left.value;
}

const partsThere = async (): Promise<string[]> => {
  const opened = await openDB('contrastive-lab-runs');
  const keys = await opened.getAllKeys('parts');
  opened.close();
  return keys.map((key) => (key as unknown as [string])[0]);
};

describe('a state in pieces', () => {
  test('comes back to the bit, in pieces of at most so many bytes', async () => {
    const state = checkpoint();
    const pieces = [...piecesOf(state)];
    expect(pieces.map(({length}) => length)).toEqual([PIECE, PIECE, 4 * (13 + 3 + 20 + 5)]);
    const layout = {...layoutOf(state), generation: 1, digests: await Promise.all(pieces.map(digestOf))};
    expect(countPieces(layout)).toBe(3);
    const back = await unpack(layout, pieces, []);
    expect(bitsOf(back!)).toEqual(bitsOf(state));
    expect(layoutOf(back!)).toEqual(layoutOf(state));
  });

  test('is refused where one is missing, cut, no bytes, or has one bit changed', async () => {
    const state = checkpoint();
    const pieces = [...piecesOf(state)];
    const layout = {...layoutOf(state), generation: 1, digests: await Promise.all(pieces.map(digestOf))};
    const flipped = pieces[1].slice();
    flipped[777] ^= 4;
    const wrong: unknown[][] = [
      ...[
        [pieces[0], pieces[1]],
        [...pieces, pieces[2]],
        [pieces[0], undefined, pieces[2]],
      ],
      ...[
        [pieces[0], pieces[1].slice(4), pieces[2]],
        [pieces[0], 'text', pieces[2]],
        [pieces[0], flipped, pieces[2]],
      ],
    ];
    for (const stored of wrong) expect(await unpack(layout, stored, [])).toBeUndefined();
  });
});

describe('kept runs', () => {
  test('come back with their state, their curves and how they were shown', async () => {
    const spec = encoderSpec({}, {moves: [{stage: 'main', tick: 42, path: 'objective.temperature', value: 0.2}]});
    const record = await put('a', 1, checkpoint(), {spec, panels: ['matrix', 'curves'], phase: 'paused'});
    const [read] = await leftAt();
    expect(read).toEqual({kind: 'kept', record});
    const state = await keptState(record);
    if (!state.ok) throw new Error(state.reason);
    expect(bitsOf(state.value!.checkpoint)).toEqual(bitsOf(checkpoint()));
    // A move since the state is part of the run: it acts again at its own step.
    expect(state.value!.checkpoint.moves).toEqual(spec.moves);
    expect(state.value!.log.series('loss')).toEqual({ticks: [1, 2], values: [0.5, Number.NaN]});
  });

  test('are the newest two of pages that are gone; those of open pages stay, and are not offered', async () => {
    for (const [id, saved] of [
      ['old', 1],
      ['open', 2],
      ['second', 3],
      ['mine', 4],
      ['newest', 5],
    ] as const)
      await put(id, saved);
    pages = ['open'];
    expect((await leftAt()).map(({record}) => record.id)).toEqual(['newest', 'second']);
    expect([...new Set(await partsThere())].sort()).toEqual(['mine', 'newest', 'open', 'second']);
    pages = [];
    expect((await leftAt()).map(({record}) => record.id)).toEqual(['newest', 'second']);
    expect([...new Set(await partsThere())].sort()).toEqual(['mine', 'newest', 'second']);
  });

  test('of any number of pages: two are left, the newest, and of the others none is forgotten that is open', () => {
    const runs = fc.uniqueArray(fc.record({id: fc.string(), saved: fc.integer(), isOpen: fc.boolean()}), {
      selector: ({id}) => id,
    });
    fc.assert(
      fc.property(runs, (all) => {
        const isOpen = (id: string) => all.find((one) => one.id === id)!.isOpen;
        const {left, old} = newestLeft(all, isOpen);
        const gone = all.filter((one) => !one.isOpen);
        expect(left).toHaveLength(Math.min(2, gone.length));
        expect([...left.map(({id}) => id), ...old].sort()).toEqual(gone.map(({id}) => id).sort());
        const least = Math.min(...left.map(({saved}) => saved));
        for (const {saved} of gone.filter(({id}) => old.includes(id))) expect(saved).toBeLessThanOrEqual(least);
      }),
    );
  });

  test('have one state each: a newer one takes its place, and nothing of the older one is left', async () => {
    vi.useFakeTimers({toFake: ['Date'], now: 1000});
    await put('a', 1);
    vi.setSystemTime(2000);
    const record = await put('a', 2, checkpoint(80, 9));
    vi.useRealTimers();
    const state = await keptState(record);
    expect(bitsOf((state.ok && state.value!.checkpoint) as Checkpoint)).toEqual(bitsOf(checkpoint(80, 9)));
    expect(await partsThere()).toHaveLength(countPieces(record.layout) + 1);
  });

  test('stay as they were where a newer state cannot be written to its end', async () => {
    vi.useFakeTimers({toFake: ['Date'], now: 1000});
    const record = await put('a', 1);
    const before = await partsThere();
    vi.setSystemTime(2000);
    const put2 = IDBObjectStore.prototype.put;
    let left = 2;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...words) {
      if (left-- > 0) return put2.apply(this, words);
      throw new DOMException('no room', 'QuotaExceededError');
    });
    expect(await keepState(head('a', 2), checkpoint(80, 9), CURVES)).toMatchObject({ok: false, why: 'full'});
    vi.restoreAllMocks();
    vi.useRealTimers();
    expect(await partsThere()).toEqual(before);
    expect(await leftAt()).toEqual([{kind: 'kept', record}]);
  });

  test('whose page ended between two pieces stay as they were, and the pieces are deleted', async () => {
    const record = await put('a', 1);
    const before = await partsThere();
    const opened = await openDB('contrastive-lab-runs');
    await opened.put('parts', new Uint8Array(8), ['a', 99, 0]);
    await opened.put('parts', new Uint8Array(8), ['nobody', 99, 0]);
    await opened.put('parts', new Uint8Array(8), ['writes', 99, 0]);
    opened.close();
    pages = ['writes'];
    expect(await leftAt()).toEqual([{kind: 'kept', record}]);
    expect(await partsThere()).toEqual([...before, 'writes']);
  });

  test('can be forgotten, and can be so large that only this is kept of them', async () => {
    await put('a', 1);
    await put('b', 2);
    await keepMention({...baseOf({id: 'b', saved: 2, title: 'Emoji', position: 7}), why: 'large'});
    await forgetRun('a');
    expect(await leftAt()).toEqual([{kind: 'unkept', record: expect.objectContaining({id: 'b', why: 'large'})}]);
    expect(await partsThere()).toEqual([]);
  });

  test('take what has changed since their state', async () => {
    const record = await put('a', 1);
    await keepRecord({...record, panels: ['matrix'], phase: 'paused'});
    expect(await leftAt()).toEqual([{kind: 'kept', record: {...record, panels: ['matrix'], phase: 'paused'}}]);
  });

  test.each([
    ['cannot be reached', undefined],
    [
      'throws when it is opened',
      {
        open() {
          throw new DOMException('blocked', 'SecurityError');
        },
      },
    ],
  ])('are none where the database %s', async (_, factory) => {
    vi.stubGlobal('indexedDB', factory);
    expect(await leftRuns('mine')).toMatchObject({ok: false, why: 'blocked'});
    expect(await keepState(head('a', 1), checkpoint(), CURVES)).toMatchObject({ok: false, why: 'blocked'});
  });
});

describe('what was stored', () => {
  test('by another version of the lab, or in another format, is only known to have been there', async () => {
    const record = await put('a', 1);
    for (const other of [{build: 'other'}, {format: 2}])
      expect(await readRecord({...record, ...other, spec: 'anything'})).toMatchObject({kind: 'other build'});
  });

  test.each([
    ['a spec that is none', {spec: {version: 99}}],
    ['a stage that does not exist', {layout: {stage: 1}}],
    ['a step after the end of its stage', {layout: {tick: 10 ** 9}}],
    ['more bytes than are kept', {slots: MOST_BYTES}],
    ['no members', {layout: {cohorts: []}}],
    ['a backend that does not exist', {backend: 'abacus'}],
    ['a negative step', {position: -1}],
  ])(
    'with %s is dropped',
    async (_, {layout, slots, ...rest}: Record<string, unknown> & {layout?: object; slots?: number}) => {
      const record = await put('a', 1);
      const large = structuredClone(record.layout);
      if (slots) large.cohorts[0].slots[0][2] = slots;
      const wrong = {...record, ...rest, layout: {...large, ...layout}};
      expect(await readRecord(record)).toMatchObject({kind: 'kept'});
      expect(await readRecord(wrong)).toBeUndefined();
      const opened = await openDB('contrastive-lab-runs');
      await opened.put('records', wrong);
      opened.close();
      expect(await leftAt()).toEqual([]);
      expect(await partsThere()).toEqual([]);
    },
  );

  test('never throws, whatever it is', async () => {
    const record = await put('a', 1);
    const places = [...Object.keys(record), ...Object.keys(record.layout).map((name) => `layout.${name}`)];
    const wrong = fc.oneof(
      fc.anything(),
      fc.tuple(fc.constantFrom(...places), fc.anything()).map(([place, value]) => {
        const copy = structuredClone(record) as unknown as Record<string, unknown>;
        const [name, inner] = place.split('.');
        if (inner) (copy[name] as Record<string, unknown>)[inner] = value;
        else copy[name] = value;
        return copy;
      }),
    );
    await fc.assert(
      fc.asyncProperty(wrong, async (value) => {
        const read = await readRecord(value);
        if (read?.kind === 'kept') expect(await readRecord(read.record)).toEqual(read);
      }),
      {numRuns: 200},
    );
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (value) => {
        expect((await unpackCurves(value)).get().names()).toEqual([]);
      }),
    );
  });
});

describe('curves', () => {
  const fan = {axes: [], seeds: [1, 2]};
  const run = specOf({...encoderSpec(), fan});
  const logOf = (steps: number) => {
    const log = new RunLog((_, tick) => tick);
    for (let tick = 1; tick <= steps; tick++)
      log.add([{stage: 'main', tick, values: {loss: [1 / tick, Math.sin(tick / 300)]}}]);
    return log;
  };

  test('come back as they were measured, of all members', async () => {
    const log = logOf(300);
    const back = await unpackCurves(await packCurves(log, run));
    for (const member of [0, 1]) expect(back.series('loss', member)).toEqual(log.series('loss', member));
  });

  test('that are very long come back with fewer points, among them the first and the last', async () => {
    const log = logOf(200_000);
    const packed = await packCurves(log, run);
    const points = packed.reduce((sum, {ticks}) => sum + ticks.length, 0);
    expect(points).toBeLessThanOrEqual(2 ** 18);
    for (const {ticks} of packed) expect([ticks[0], ticks.at(-1)]).toEqual([1, 200_000]);
  });
});

describe('in words', () => {
  const record = (rest: object): Kept => ({...head('a', 1), ...rest}) as Kept;
  test('a run is what is different from its preset', () => {
    const moves = [{stage: FIRST.spec.stages[0].id, tick: 300, path: 'objective.temperature', value: 0.5}];
    expect(describeName(language, record({spec: FIRST.spec}), FIRST)).toBe(FIRST.title);
    const name = describeName(language, record({spec: {...FIRST.spec, moves}}), FIRST);
    expect(name).toMatch(new RegExp(`^${FIRST.title}: temperature .* → 0\\.5 at step 300$`));
  });

  test.each([
    [0, 'now'],
    [59_000, '59 seconds ago'],
    [61_000, '1 minute ago'],
    [3 * 3_600_000, '3 hours ago'],
    [-5000, 'now'],
  ])('%i milliseconds are %s', (passed, text) => {
    expect(ago(1_000_000, 1_000_000 + passed)).toBe(text);
  });
});

test('Two specs are one run up to a position if they have the same stages, seed, and moves before it', () => {
  const move = (tick: number) => ({stage: 'main', tick, path: 'objective.temperature', value: 0.2});
  const moved = (...moves: object[]) => encoderSpec({}, {seed: 5, moves});
  expect(isSamePast(moved(move(3)), moved(move(3), move(9)), 9)).toBe(true);
  expect(isSamePast(moved(move(3)), moved(move(3), move(8)), 9)).toBe(false);
  expect(isSamePast(moved(), encoderSpec({}, {seed: 6}), 0)).toBe(false);
});
