/** Pins: what is kept of a run, how small, and that it is still there after a reload. */
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import {openDB} from 'idb';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {partnersOf} from '../../src/app/compare/pair/partners.ts';
import {
  packFrontier,
  packRewards,
  packSphere,
  readPicture,
  unpackRewards,
  unpackSphere,
} from '../../src/app/compare/picture.ts';
import {MOST_PINS, type Pin, readPin} from '../../src/app/compare/pin.ts';
import {whyNotKept} from '../../src/app/compare/store.ts';
import {thinned} from '../../src/app/compare/thinned.ts';
import type {Experiment} from '../../src/app/experiment/experiment.ts';
import {RunLog} from '../../src/app/experiment/log.ts';
import {UNBEGUN} from '../../src/labs/kit/state.ts';
import {CHANNELS} from '../../src/metrics/shared/channels.ts';
import type {PointSet} from '../../src/panels/data.ts';
import {FIRST} from '../../src/presets/index.ts';
import type {Points} from '../../src/worlds/points.ts';
import {encoderSpec} from '../support/specs.ts';

const COUNT = 30;
const WORLD: Points = {
  kind: 'things',
  groups: ['one', 'two'],
  groupOf: Array.from({length: COUNT}, (_, row) => row % 2),
  names: Array.from({length: COUNT}, (_, row) => `thing ${row}`),
};
const FRAME = {
  tick: 9,
  count: COUNT,
  dimension: 3,
  data: Float32Array.from({length: 3 * COUNT}, (_, i) => [0.6, -0.8, 0][i % 3]),
};

/** A run that has trained for so many steps. */
function experiment(steps: number, rest: object = {}, spec = encoderSpec()) {
  const log = new RunLog((_, tick) => tick);
  for (let tick = 1; tick <= steps; tick++) {
    log.add([{stage: 'main', tick, values: {loss: [1 / tick]}} as never]);
    if (tick % 10 === 0) log.add([{stage: 'main', tick, values: {uniformity: [-2 + 1 / tick]}} as never]);
  }
  const said: string[] = [];
  const state = {
    ...{...UNBEGUN, preset: FIRST, spec, panels: ['curves'], position: steps, world: WORLD},
    ...{frames: {points: FRAME}, backend: {name: 'wasm', reason: ''}, ...rest},
  };
  const store = {getState: () => state};
  return {experiment: {store, log, tell: (text: string) => said.push(text)} as unknown as Experiment, said, state};
}

/** The page's pins as after a reload. */
async function pageWithPins() {
  vi.resetModules();
  const module = await import('../../src/app/compare/pins.ts');
  await module.readPins();
  return module;
}

beforeEach(async () => {
  const database = await openDB('contrastive-lab-pins');
  const names = [...database.objectStoreNames];
  for (const name of names) await database.clear(name);
  database.close();
  if (names.length === 0) indexedDB.deleteDatabase('contrastive-lab-pins');
});

afterEach(() => vi.unstubAllGlobals());

describe('a pinned run', () => {
  test('is there after a reload, with its curves, its last values and its picture', async () => {
    const first = await pageWithPins();
    await first.pinRun(experiment(50).experiment);
    const again = await pageWithPins();
    const [pin] = again.pins.getState().pins;
    expect(pin.final).toEqual({loss: 1 / 50, uniformity: -2 + 1 / 50});
    expect(pin.curves.uniformity.ticks).toEqual([10, 20, 30, 40, 50]);
    expect(pin).toMatchObject({preset: FIRST.id, position: 50, backend: 'WebAssembly', shown: true});
    const picture = await again.pictureOf(pin.id);
    expect(picture).toMatchObject({kind: 'sphere', tick: 9, every: 1});
  });

  test('can be renamed, hidden, moved, deleted and brought back', async () => {
    const page = await pageWithPins();
    for (const steps of [20, 30, 40]) await page.pinRun(experiment(steps).experiment);
    const ids = () => page.pins.getState().pins.map(({position}) => position);
    const [first, , third] = page.pins.getState().pins;
    page.movePin(third.id, -1);
    expect(ids()).toEqual([20, 40, 30]);
    page.movePin(first.id, -1);
    expect(ids()).toEqual([20, 40, 30]);
    page.renamePin(first.id, '  The best  ');
    page.showPin(first.id, false);
    await page.deletePin(third.id);
    expect(ids()).toEqual([20, 30]);
    await page.undoDelete();
    expect(ids()).toEqual([20, 40, 30]);
    expect(await page.pictureOf(third.id)).toBeDefined();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const later = (await pageWithPins()).pins.getState().pins;
    expect(later.map(({position}) => position)).toEqual([20, 40, 30]);
    expect(later[0]).toMatchObject({name: 'The best', shown: false});
  });

  test('has a look of its own, and there are no more pins than looks', async () => {
    const page = await pageWithPins();
    const {experiment: run, said} = experiment(20);
    for (let i = 0; i < MOST_PINS + 1; i++) await page.pinRun(run);
    const {pins} = page.pins.getState();
    expect(new Set(pins.map(({look}) => look)).size).toBe(MOST_PINS);
    expect(said).toEqual([expect.stringContaining('delete one')]);
  });

  test('that has not trained is not pinned', async () => {
    const page = await pageWithPins();
    const {experiment: run, said} = experiment(0);
    await page.pinRun(run);
    expect(page.pins.getState().pins).toEqual([]);
    expect(said).toHaveLength(1);
  });

  test('lasts as long as the page where the browser has no storage, and the page says so', async () => {
    vi.stubGlobal('indexedDB', {
      open() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
    const page = await pageWithPins();
    expect(page.pins.getState().problem).toContain('until the page is closed');
    await page.pinRun(experiment(20).experiment);
    const [pin] = page.pins.getState().pins;
    expect(await page.pictureOf(pin.id)).toBeDefined();
    expect(whyNotKept({why: 'full'})).toContain('full');
  });

  test('on a file of the reader leaves nothing of the file in the storage', async () => {
    const spec = encoderSpec({
      world: {kind: 'file', file: {name: 'mine.csv', hash: 'a'.repeat(64), rows: 30, holds: 'vectors', classes: 2}},
    });
    const page = await pageWithPins();
    await page.pinRun(experiment(20, {}, spec).experiment);
    const [{id}] = page.pins.getState().pins;
    expect(await page.pictureOf(id)).toBeDefined();
    const later = await pageWithPins();
    expect(later.pins.getState().pins).toHaveLength(1);
    expect(await later.pictureOf(id)).toBeUndefined();
  });
});

describe('what was stored', () => {
  const good = async (): Promise<Pin> => {
    const page = await pageWithPins();
    await page.pinRun(experiment(20).experiment);
    return page.pins.getState().pins[0];
  };

  test('and is no pin any more is left out with a sentence', async () => {
    const pin = await good();
    const database = await openDB('contrastive-lab-pins', 1);
    await database.put('pins', {...pin, id: 'other', spec: {version: 99}});
    await database.put('pins', {id: 'nothing'});
    database.close();
    const page = await pageWithPins();
    expect(page.pins.getState().pins.map(({id}) => id)).toEqual([pin.id]);
    expect(page.pins.getState().problem).toContain('2 pinned runs could not be read');
  });

  test('never throws, whatever it is', async () => {
    const pin = await good();
    const wrong = fc.oneof(
      fc.anything(),
      fc.tuple(fc.constantFrom(...Object.keys(pin)), fc.anything()).map(([key, value]) => ({...pin, [key]: value})),
    );
    await fc.assert(
      fc.asyncProperty(wrong, async (value) => {
        const read = await readPin(value);
        if (read) expect(await readPin(read)).toEqual(read);
        readPicture(value);
      }),
      {numRuns: 200},
    );
  });

  test('a picture whose lists do not fit is refused', () => {
    const packed = packSphere(FRAME, WORLD);
    expect(readPicture(packed)).toEqual(packed);
    expect(readPicture({...packed, data: packed.data.slice(0, 30)})).toBeUndefined();
    expect(readPicture({...packed, world: {...packed.world, groups: ['one']}})).toBeUndefined();
  });
});

describe('curves', () => {
  const spiky = {
    ticks: Array.from({length: 50_000}, (_, i) => 10 * i),
    values: Array.from({length: 50_000}, (_, i) => (i === 31_415 ? 99 : Math.sin(i / 900))),
  };

  test('of any length become at most so many points, with the first, the last and every spike', () => {
    const {ticks, values} = thinned(spiky);
    expect(ticks.length).toBeLessThanOrEqual(600);
    expect([ticks[0], ticks.at(-1)]).toEqual([0, 499_990]);
    expect(values.at(-1)).toBe(spiky.values.at(-1));
    expect(Math.max(...values)).toBe(99);
    expect(ticks.every((tick, i) => i === 0 || tick > ticks[i - 1])).toBe(true);
  });

  test('that are short are kept as they are, and noisy ones as charts draw them', () => {
    const short = {ticks: [0, 5, 10], values: [1, Number.NaN, 3]};
    expect(thinned(short)).toEqual(short);
    const noisy = {
      ticks: Array.from({length: 3000}, (_, i) => i),
      values: Array.from({length: 3000}, (_, i) => 5 + (i % 2 === 0 ? 1 : -1)),
    };
    const {ticks, values} = thinned(noisy);
    expect(ticks.length).toBeLessThanOrEqual(600);
    expect(values.slice(100).every((value) => Math.abs(value - 5) < 0.5)).toBe(true);
  });
});

describe('pictures', () => {
  test('come back to a fraction of a pixel, and long files as every so-many-th row', () => {
    const frame = unpackSphere(packSphere(FRAME, WORLD));
    expect(frame.count).toBe(COUNT);
    frame.data.forEach((value, i) => {
      expect(value).toBeCloseTo(FRAME.data[i], 4);
    });
    const some = packSphere(FRAME, WORLD, 12);
    expect(some.every).toBe(3);
    expect(some.world).toMatchObject({
      groupOf: [0, 1, 0, 1, 0, 1, 0, 1, 0, 1],
      names: expect.arrayContaining(['thing 27']),
    });
    expect(some.data.length).toBe(30);
    expect(readPicture(some)).toEqual(some);
  });

  test('of rewards are the rewards', () => {
    const channels = Object.fromEntries(CHANNELS.map((name, k) => [name, Float32Array.of(k, k + 0.5)]));
    const frame = {tick: 4, pairs: 2, unit: 20, counted: 'tokens' as const, channels: channels as never};
    const packed = packRewards(frame);
    expect(readPicture(packed)).toEqual(packed);
    expect(unpackRewards(packed)).toEqual(frame);
  });

  test('of a policy is what could be reached, as it was', () => {
    const point = (at: number) => ({at, divergence: 1 / at, proxy: 2, gold: -1});
    const frame = {
      tick: 4,
      optimum: [point(Number.POSITIVE_INFINITY), point(2)],
      bestOf: [point(1), point(16)],
      reference: {proxy: {mean: 1, deviation: 2}, gold: {mean: 0, deviation: 1}},
    };
    const packed = packFrontier(frame);
    expect(readPicture(structuredClone(packed))).toEqual({kind: 'frontier', ...frame});
    expect(readPicture({...packed, bestOf: [{at: 'one'}]})).toBeUndefined();
  });
});

describe('the same points of two runs', () => {
  const set = (names: string[], named = true): PointSet => ({
    count: names.length,
    groups: ['all'],
    groupOf: new Uint8Array(names.length),
    name: (row) => names[row],
    detail: () => 'by one artist',
    thing: (row) => row,
    named,
  });

  test('are known by their rows in the same data, also where only some rows are kept', () => {
    const whole = set(
      Array.from({length: 10}, (_, i) => `Point ${i}`),
      false,
    );
    const thirds = set(['Point 0', 'Point 3', 'Point 6', 'Point 9'], false);
    const {rows, sameThing} = partnersOf(
      [
        {points: whole, every: 1},
        {points: thirds, every: 3},
      ],
      true,
    );
    expect([...rows!]).toEqual([0, 3, 6, 9]);
    expect(sameThing(0, 3)).toBe(1);
    expect(sameThing(0, 4)).toBeUndefined();
  });

  test('are known by their names in other data, and without names by nothing', () => {
    const [a, b] = [set(['cat', 'dog', 'cow']), set(['owl', 'cow', 'cat'])];
    const known = partnersOf(
      [
        {points: a, every: 1},
        {points: b, every: 1},
      ],
      false,
    );
    expect([...known.rows!]).toEqual([-1, 2, 0]);
    expect([known.sameThing(0, 2), known.sameThing(1, 2), known.sameThing(1, 0)]).toEqual([1, 0, undefined]);
    const unnamed = partnersOf(
      [
        {points: set(['cat'], false), every: 1},
        {points: set(['cat'], false), every: 1},
      ],
      false,
    );
    expect(unnamed.rows).toBeUndefined();
  });
});
