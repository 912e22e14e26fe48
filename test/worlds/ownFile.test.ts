import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import type {OwnData} from '../../src/engine/own.ts';
import {Run} from '../../src/engine/run.ts';
import {previewOf} from '../../src/worker/own/preview.ts';
import {unseenOf} from '../../src/worlds/file/views.ts';
import {openViews} from '../../src/worlds/index.ts';
import type {Things} from '../../src/worlds/points.ts';
import type {InputViews, World} from '../../src/worlds/world.ts';
import {read} from '../reference/checks/kernels.ts';
import {onBackends} from '../support/backends.ts';
import {programs} from '../support/programs.ts';
import {encoderSpec, sentencesOf} from '../support/specs.ts';
import {contextOf, dataFolder, valuesOf} from '../support/worlds.ts';

const SEEDS = [7, 4_000_000_000];
const HASH = 'ab'.repeat(32);
const NONE = {classes: [], classOf: new Int32Array()};

/** 200 vectors of 3 numbers in 4 unequal classes; the last column is always 5. */
const VECTORS: OwnData = {
  holds: 'vectors',
  rows: 200,
  columns: 3,
  values: Float32Array.from({length: 600}, (_, i) => (i % 3 === 2 ? 5 : Math.sin(i * i) * 40 + (i % 3) * 1000)),
  classes: ['a', 'b', 'c', 'd'],
  classOf: Int32Array.from({length: 200}, (_, i) => (i < 5 ? 3 : i < 100 ? 0 : i < 160 ? 1 : 2)),
  headings: ['x', 'y', 'z'],
};
const TOPICS = [
  ['the cat sat', 'a cat slept'],
  ['rain fell hard', 'it rained'],
  ['we ate soup', 'soup was eaten'],
];
const SENTENCES: OwnData = {
  holds: 'sentences',
  rows: 60,
  texts: Array.from({length: 60}, (_, i) => `${TOPICS[i % 3][0]} number${i}`),
  classes: ['cats', 'rain', 'soup'],
  classOf: Int32Array.from({length: 60}, (_, i) => i % 3),
};
const PAIRS: OwnData = {
  holds: 'pairs',
  rows: 60,
  first: Array.from({length: 60}, (_, i) => `${TOPICS[i % 3][0]} one${i}`),
  second: Array.from({length: 60}, (_, i) => `${TOPICS[i % 3][1]} two${i}`),
  ...NONE,
};

const fileOf = ({rows, holds, classes}: OwnData, name = 'mine.csv') => ({
  name,
  hash: HASH,
  rows,
  holds,
  classes: classes.length,
});
const specOf = (data: OwnData, rest: object = {}) => encoderSpec({world: {kind: 'file', file: fileOf(data), ...rest}});
const resourcesOf = (data: OwnData) => ({
  ...dataFolder,
  own: async (hash: string) => (hash === HASH ? data : undefined),
});

function open(data: OwnData, rest: object = {}): Promise<World> {
  const {world} = specOf(data, rest).stages[0].spec as {world: Parameters<typeof openViews>[0]};
  return openViews(world, resourcesOf(data));
}

const bothViews = ({inputs: [inputs]}: InputViews) => tf.split(inputs, 2, 1);
const slot = (world: World, name: string) => [...valuesOf(world, name)];

describe('a world of vectors of one’s own', () => {
  it('standardises each column over what is trained on; a column of one value is 0', async () => {
    const world = await open(VECTORS);
    const [points, train] = [slot(world, 'world/points'), slot(world, 'world/train')];
    for (const k of [0, 1]) {
      const column = train.map((row) => points[3 * row + k]);
      const mean = column.reduce((sum, x) => sum + x, 0) / column.length;
      expect(mean).toBeCloseTo(0, 5);
      expect(column.reduce((sum, x) => sum + x * x, 0) / column.length).toBeCloseTo(1, 5);
    }
    expect(points.filter((_, i) => i % 3 === 2).every((x) => x === 0)).toBe(true);
    // The order of a column stays.
    const raw = (i: number) => (VECTORS.holds === 'vectors' ? VECTORS.values[3 * i] : 0);
    expect(Math.sign(points[3 * 7] - points[3 * 20])).toBe(Math.sign(raw(7) - raw(20)));
  });

  it('keeps a fifth of the rows unseen, of each class about as much', async () => {
    const world = await open(VECTORS);
    const unseen = slot(world, 'world/unseen');
    expect(unseen).toHaveLength(40);
    expect([...unseen, ...slot(world, 'world/train')].sort((a, b) => a - b)).toEqual(
      Array.from({length: 200}, (_, i) => i),
    );
    const classes = (world.points as Things).groupOf;
    const shares = [95, 60, 40, 5].map((size, c) => unseen.filter((row) => classes[row] === c).length / size);
    for (const share of shares) expect(Math.abs(share - 0.2)).toBeLessThan(0.02);
    expect(world.labelled).toMatchObject({classes: 4, train: 160});
  });

  it('without classes is of one group, and has nothing to classify', async () => {
    const world = await open({...VECTORS, ...NONE});
    expect(world.points).toMatchObject({groups: ['Your data']});
    expect(world.labelled).toBeUndefined();
    expect(world.towers[0].classes).toBeUndefined();
    const settings = {world: {kind: 'file', file: fileOf({...VECTORS, ...NONE})}, objective: {kind: 'supervised'}};
    expect(sentencesOf({stages: [{id: 'main', program: 'encoder', spec: settings}]})[0]).toMatch(
      /Your own file has no classes/,
    );
  });

  it('takes of a longer file as many rows as are wanted, evenly', async () => {
    const world = await open({...VECTORS, names: Array.from({length: 200}, (_, i) => `row ${i}`)}, {most: 50});
    expect((world.points as Things).names).toEqual(Array.from({length: 50}, (_, i) => `row ${4 * i}`));
    expect(world.slots['world/points'].shape).toEqual([50, 3]);
  });

  it('of few rows has something unseen of every kind of order', () => {
    for (const groupOf of [
      Array(20).fill(0),
      Array.from({length: 20}, (_, i) => i),
      Array.from({length: 20}, (_, i) => i % 2),
    ]) {
      const isUnseen = unseenOf(groupOf);
      expect(groupOf.filter((_, row) => isUnseen(row))).toHaveLength(4);
    }
  });

  onBackends(['cpu', 'wasm'], () => {
    it('whose used rows are all of one class is refused in words by objectives that tell classes apart', async () => {
      const data = {...VECTORS, classOf: Int32Array.from({length: 200}, (_, i) => i % 4)};
      const opening = (kind: string, most: number) =>
        Run.open({
          spec: encoderSpec({
            world: {kind: 'file', file: fileOf(data), most},
            objective: {kind},
            training: {batch: 16},
            model: {width: 16, representation: 8},
          }),
          programs,
          resources: resourcesOf(data),
        });
      for (const kind of ['supervised', 'crossEntropy']) {
        await expect(opening(kind, 50)).rejects.toThrow(/^All items that are used have the same class/);
        (await opening(kind, 100)).dispose();
      }
      (await opening('infoNCE', 50)).dispose();
    });

    it('adds noise in standard deviations, and leaves out as many numbers as it is told', async () => {
      const world = await open(VECTORS);
      const views = (hot: Record<string, number>) =>
        read(() => bothViews(world.batch(contextOf(world, SEEDS, 4, hot), 128)));
      const [a, b] = await views({strength: 0, dropped: 0});
      expect(a).toEqual(b);
      const [noisy] = await views({strength: 0.5, dropped: 0});
      const square = noisy.reduce((sum, x, i) => sum + (x - a[i]) ** 2, 0) / a.length;
      // 768 draws; five standard errors.
      expect(Math.abs(square / 0.25 - 1)).toBeLessThan(5 * Math.sqrt(2 / a.length));
      const [c, d] = await views({strength: 0.1, dropped: 0.3});
      for (const view of [c, d]) {
        const share = view.filter((x) => x === 0).length / view.length;
        expect(Math.abs(share - 0.3)).toBeLessThan(5 * Math.sqrt((0.3 * 0.7) / view.length));
      }
      expect(c.map((x) => Number(x === 0))).not.toEqual(d.map((x) => Number(x === 0)));
      const unseen = (tick: number) =>
        read(() => bothViews(world.unseenViews(contextOf(world, SEEDS, tick, {strength: 0.1, dropped: 0.3}))));
      expect(await unseen(1)).toEqual(await unseen(8));
    });
  });
});

describe('a world of sentences of one’s own', () => {
  const wordsAt = (tokens: readonly number[], row: number, length: number) =>
    tokens.slice(row * length, (row + 1) * length);

  it('has a vocabulary of what it trains on: words seen nowhere else are blanks', async () => {
    const world = await open(SENTENCES);
    const {input} = world.towers[0];
    if (input.kind !== 'tokens') throw new Error('No tokens.');
    // Three words of each topic, `number17` of each of 48 sentences, and the blank.
    expect(input).toMatchObject({vocabulary: 9 + 48 + 1, length: 4});
    const tokens = slot(world, 'world/texts');
    const unseen = slot(world, 'world/unseen/0');
    expect(unseen).toHaveLength(12);
    for (const row of unseen) expect(wordsAt(tokens, row, 4)[3]).toBe(0);
    for (const row of slot(world, 'world/train'))
      expect(wordsAt(tokens, row, 4).every((token) => token > 0)).toBe(true);
    expect((world.points as Things).names?.[4]).toBe('rain fell hard number4');
  });

  it('cuts what is longer than is read, and what is longer than is shown', async () => {
    const texts =
      SENTENCES.holds === 'sentences' ? SENTENCES.texts.map((text) => `${text} ${'word '.repeat(100)}`) : [];
    const world = await open({...SENTENCES, texts} as OwnData);
    expect(world.towers[0].input).toMatchObject({length: 48});
    expect((world.points as Things).names?.[0]).toHaveLength(160);
  });

  it('of pairs shows both of a pair as one thing, in two wordings', async () => {
    const world = await open(PAIRS);
    const points = world.points as Things;
    expect(points.names).toHaveLength(120);
    expect(points.things?.slice(58, 63)).toEqual([58, 59, 0, 1, 2]);
    expect(world.unseenSets).toHaveLength(2);
    const [a, b] = [slot(world, 'world/unseen/0'), slot(world, 'world/unseen/1')];
    expect(b).toEqual(a.map((row) => row + 60));
    expect(slot(world, 'world/unseenPairs')).toEqual([...a, ...b]);
  });

  onBackends(['cpu', 'wasm'], () => {
    it('leaves out words, others in each view; a batch holds no sentence twice', async () => {
      const world = await open(SENTENCES);
      const tokens = slot(world, 'world/texts');
      const views = (dropped: number) => {
        return read(() => {
          const batch = world.batch(contextOf(world, [7], 2, {dropped}), 32);
          return [...bothViews(batch), ...tf.split(batch.rows[0], 2, 1)];
        });
      };
      const [a, b, rows, again] = await views(0);
      expect(a).toEqual(b);
      expect(rows).toEqual(again);
      expect(new Set(rows).size).toBe(32);
      expect([...a]).toEqual([...rows].flatMap((row) => wordsAt(tokens, row, 4)));
      const [c, d] = await views(0.5);
      expect(c).not.toEqual(d);
      expect([...c].every((token, i) => token === a[i] || token === 0)).toBe(true);
    });

    it('pairs the two texts of a row, either first', async () => {
      const world = await open(PAIRS);
      const [first, second] = await read(() =>
        tf.split(world.batch(contextOf(world, [7], 2, {dropped: 0}), 48).rows[0], 2, 1),
      );
      expect([...first].map((row) => row % 60)).toEqual([...second].map((row) => row % 60));
      expect([...first].every((row, i) => row < 60 !== second[i] < 60)).toBe(true);
      expect(new Set([...first].map((row) => row < 60)).size).toBe(2);
    });
  });
});

onBackends(['wasm'], () => {
  it.each<[string, OwnData]>([
    ['vectors', VECTORS],
    ['vectors without classes', {...VECTORS, ...NONE}],
    ['sentences', SENTENCES],
    ['pairs', PAIRS],
  ])('a run on %s trains', async (_, data) => {
    const settings = {
      world: {kind: 'file', file: fileOf(data)},
      model: {width: 16, representation: 16},
      training: {batch: 32, evaluateEvery: 10, warmup: 0},
    };
    const spec = encoderSpec(settings);
    const run = await Run.open({
      spec: {...spec, stages: [{...spec.stages[0], steps: 40}]},
      programs,
      resources: resourcesOf(data),
    });
    const losses: number[] = [];
    while (!run.finished) {
      run.advance();
      for (const {values} of (await run.collect()).metrics) {
        for (const value of Object.values(values)) expect(Number.isFinite(value[0])).toBe(true);
        if (values.loss) losses.push(values.loss[0]);
      }
    }
    run.show('showPoints');
    await run.collect();
    run.dispose();
    const mean = (some: number[]) => some.reduce((sum, x) => sum + x, 0) / some.length;
    expect(mean(losses.slice(-8))).toBeLessThan(mean(losses.slice(0, 8)));
  });

  it('a run whose file is not here, or was not chosen, says so', async () => {
    const spec = specOf(VECTORS);
    const opening = (json: typeof spec, resources = dataFolder) => Run.open({spec: json, programs, resources});
    await expect(opening(spec)).rejects.toMatchObject({
      name: 'NeedsFile',
      message: 'This link needs your file mine.csv; choose it again under World.',
    });
    await expect(opening(spec, {...dataFolder, own: async () => undefined})).rejects.toMatchObject({name: 'NeedsFile'});
    await expect(opening(encoderSpec({world: {kind: 'file'}}))).rejects.toMatchObject({
      name: 'NeedsFile',
      message: 'Choose a file of your own under World; it stays on this machine.',
    });
  });
});

describe('the preview of a file', () => {
  it('shows the first rows with their class, and some of many columns', () => {
    expect(previewOf(VECTORS).headings).toEqual(['class', 'x', 'y', 'z']);
    expect(previewOf(VECTORS).rows).toHaveLength(5);
    expect(previewOf(VECTORS).rows[0]).toEqual(['d', '0', '1034', '5']);
    const wide = {...VECTORS, columns: 60, rows: 10, headings: undefined} as OwnData;
    expect(previewOf(wide).headings).toEqual(['class', '1', '2', '3', '4', '5', '6', '…']);
    expect(previewOf(wide).rows[0]).toHaveLength(8);
  });

  it('cuts long texts', () => {
    const long = {...SENTENCES, texts: Array(60).fill('word '.repeat(50))} as OwnData;
    expect(previewOf(long)).toMatchObject({headings: ['class', 'text']});
    expect(previewOf(long).rows[0][1]).toHaveLength(80);
    expect(previewOf(PAIRS).headings).toEqual(['a', 'b']);
  });
});
