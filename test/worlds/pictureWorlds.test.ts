import * as tf from '@tensorflow/tfjs-core';
import {beforeAll, describe, expect, it} from 'vitest';
import type {InputViews, World} from '../../src/worlds/world.ts';
import {read} from '../reference/checks/kernels.ts';
import {unequal} from '../reference/checks/row.ts';
import {sum} from '../reference/matrix.ts';
import {onBackends} from '../support/backends.ts';
import {contextOf, dataFolder, valuesOf, worldOf} from '../support/worlds.ts';

const SEEDS = [7, 4_000_000_000];

/** Hot values under which nothing is changed, and what is said otherwise. */
const changes = (some: Record<string, number> = {}) => ({
  ...{strength: 1, shift: 0, turn: 0, zoom: 0, erase: 0, noise: 0},
  ...some,
});

/** What a batch shows: its inputs, and the rows of the first and of the second view of every pair. */
async function batchOf(world: World, tick: number, size: number, hot = changes(), seeds = SEEDS) {
  const labelled: boolean[] = [];
  const [inputs, rows, labels] = await read(() =>
    show(world.batch(contextOf(world, seeds, tick, hot), size), labelled),
  );
  const of = (r: number, view: number) => [...rows.subarray((2 * r + view) * size, (2 * r + view + 1) * size)];
  const pairs = seeds.map((_, r) => [of(r, 0), of(r, 1)]);
  return {inputs, pairs, labels: labelled[0] ? [...labels] : undefined};
}

function show({inputs: [inputs], rows: [rows], labels}: InputViews, labelled: boolean[]): tf.Tensor[] {
  labelled.push(labels !== undefined);
  return [inputs, tf.cast(rows, 'float32'), tf.cast(labels ?? rows, 'float32')];
}

const rowOf = (values: ArrayLike<number>, row: number, size: number) =>
  Array.from({length: size}, (_, p) => values[row * size + p]);

describe('the digits world', () => {
  const SIZE = 14 * 14;
  const POINTS = 2000;
  let table: {label: string; test: string};
  let one: World;
  let same: World;
  const digitOf = (row: number) => Number(table.label[row]);

  beforeAll(async () => {
    table = JSON.parse(new TextDecoder().decode(await dataFolder.file('digits/digits.json')));
    one = await worldOf({kind: 'digits', points: POINTS});
    same = await worldOf({kind: 'digits', points: POINTS, positive: 'digit'});
  });

  it('trains on fewer of each later digit with imbalance, and leaves the unseen ones as they are', async () => {
    const tail = await worldOf({kind: 'digits', points: POINTS, imbalance: 20});
    const counts = (of: World) => {
      const rows = [...valuesOf(of, 'world/train')];
      return Array.from({length: 10}, (_, digit) => rows.filter((row) => digitOf(row) === digit).length);
    };
    const least = Math.min(...counts(one));
    const expected = Array.from({length: 10}, (_, digit) => Math.round(least * 20 ** (-digit / 9)));
    expect(counts(tail)).toEqual(expected);
    expect(tail.items).toBe(sum(expected));
    expect(Array.from(tail.labelled!.shares)).toEqual(expected.map((n) => expect.closeTo(n / sum(expected), 12)));
    expect(valuesOf(tail, 'world/unseen')).toEqual(valuesOf(one, 'world/unseen'));
    const seen = new Set(valuesOf(one, 'world/train'));
    expect([...valuesOf(tail, 'world/train')].every((row) => seen.has(row))).toBe(true);
    // What classifiers learn from is trained on too, or unseen.
    const learn = [...valuesOf(tail, 'world/labelled')].slice(0, tail.labelled!.train);
    const trained = new Set(valuesOf(tail, 'world/train'));
    expect(learn.every((row) => trained.has(row))).toBe(true);
  });

  onBackends(['cpu', 'wasm'], () => {
    it('shows seen pictures as they are where nothing is changed, none twice', async () => {
      const pictures = valuesOf(one, 'world/pictures');
      const {inputs, pairs, labels} = await batchOf(one, 3, 64);
      expect(labels).toBeUndefined();
      for (const [r, [a, b]] of pairs.entries()) {
        expect(a).toEqual(b);
        expect(new Set(a).size).toBe(64);
        expect(a.every((row) => table.test[row] === '0')).toBe(true);
        for (const i of [0, 63]) {
          // The sampled picture is as exact as its weights.
          const shown = rowOf(inputs, r * 128 + i, SIZE);
          const error = Math.max(...rowOf(pictures, a[i], SIZE).map((value, p) => Math.abs(value - shown[p])));
          expect(error).toBeLessThan(1e-5);
        }
      }
    });

    it('with pairs of one digit shows another picture of it, each as likely, and says which are alike', async () => {
      const size = 400;
      const steps = new Array(5).fill(0);
      const train = Array.from(valuesOf(same, 'world/train'));
      const members = Array.from({length: 10}, (_, digit) => train.filter((row) => digitOf(row) === digit));
      for (let tick = 0; tick < 4; tick++) {
        const {pairs, labels} = await batchOf(same, tick, size);
        expect(labels).toEqual(pairs.flat(2).map(digitOf));
        for (const [a, b] of pairs) {
          expect(new Set(a).size).toBe(size);
          for (const [i, row] of a.entries()) {
            const group = members[digitOf(row)];
            const further = (group.indexOf(b[i]) - group.indexOf(row) + group.length) % group.length;
            expect(further).toBeGreaterThan(0);
            expect(group).toContain(b[i]);
            steps[Math.floor((5 * (further - 1)) / (group.length - 1))]++;
          }
        }
      }
      const expected = (4 * 2 * size) / 5;
      const chiSquare = steps.reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
      expect(chiSquare).toBeLessThan(4 + 6 * Math.sqrt(8));
    });

    it('changes what a setting says, alike alone and in a population, and keeps a small batch in a large one', async () => {
      const {inputs: still} = await batchOf(one, 1, 8);
      for (const [name, value] of Object.entries({shift: 0.3, turn: 40, zoom: 0.5, erase: 0.8, noise: 1})) {
        const {inputs} = await batchOf(one, 1, 8, changes({[name]: value}));
        expect(unequal(inputs, still), name).toBeGreaterThan(0);
        const {inputs: none} = await batchOf(one, 1, 8, changes({[name]: value, strength: 0}));
        expect(unequal(none, still), name).toBe(0);
      }
      const all = changes({shift: 0.3, turn: 40, zoom: 0.5, erase: 0.8, noise: 1});
      for (const world of [one, same]) {
        const {inputs, pairs} = await batchOf(world, 1, 8, all);
        const alone = await batchOf(world, 1, 8, all, [SEEDS[1]]);
        expect(unequal(alone.inputs, inputs.slice(inputs.length / 2))).toBe(0);
        const large = await batchOf(world, 1, 16, all);
        for (const r of [0, 1]) {
          for (const view of [0, 1]) {
            expect(large.pairs[r][view].slice(0, 8)).toEqual(pairs[r][view]);
            for (const i of [0, 7]) {
              const [small, wide] = [(2 * r + view) * 8 + i, (2 * r + view) * 16 + i];
              expect(rowOf(large.inputs, wide, SIZE)).toEqual(rowOf(inputs, small, SIZE));
            }
          }
        }
      }
    });

    it('has noise as wide as is said, in units of the ink', async () => {
      const {inputs: still} = await batchOf(one, 2, 32);
      const {inputs} = await batchOf(one, 2, 32, changes({noise: 0.8, strength: 0.5}));
      const noise = inputs.map((value, i) => (value - still[i]) / 0.4);
      const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length;
      const square = noise.reduce((sum, value) => sum + value * value, 0) / noise.length;
      expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(noise.length));
      expect(Math.abs(square - 1)).toBeLessThan(5 * Math.sqrt(2 / noise.length));
    });

    it('erases paper on a rectangle of the size that is said', async () => {
      const {inputs} = await batchOf(one, 2, 64, changes({erase: 0.5}));
      const {inputs: still} = await batchOf(one, 2, 64);
      // Of the pictures' ink, that in the rectangle is gone and all other is as it was.
      const gone = inputs.filter((value, i) => value === 0 && still[i] > 0).length;
      const kept = inputs.filter((value, i) => Math.abs(value - still[i]) < 1e-6).length;
      expect(gone + kept).toBeGreaterThanOrEqual(inputs.length);
      expect(gone).toBeGreaterThan(0);
    });

    it('measures on unseen pictures, the same at every tick', async () => {
      for (const world of [one, same]) {
        const views = (tick: number) =>
          read(() => show(world.unseenViews(contextOf(world, SEEDS, tick, changes({noise: 1}))), []));
        const [[inputs, rows], again] = [await views(1), await views(9)];
        expect([unequal(again[0], inputs), unequal(again[1], rows)]).toEqual([0, 0]);
        const half = rows.length / 4;
        expect([...rows].every((row) => table.test[row] === '1')).toBe(true);
        for (let i = 0; i < half; i++) {
          expect(digitOf(rows[i])).toBe(digitOf(rows[half + i]));
          if (world === same) expect(rows[i]).not.toBe(rows[half + i]);
        }
      }
    });
  });

  it('has pictures in which blank paper is 0 and the mean square of what is trained on is 1', () => {
    const pictures = valuesOf(one, 'world/pictures') as Float32Array;
    const train = [...valuesOf(one, 'world/train')];
    const square = train.reduce((sum, row) => sum + rowOf(pictures, row, SIZE).reduce((s, v) => s + v * v, 0), 0);
    expect(square / (train.length * SIZE)).toBeCloseTo(1, 5);
    expect(pictures.reduce((least, value) => Math.min(least, value))).toBe(0);
    expect(train).toHaveLength(one.items);
  });

  it.each(['14', '28'])('has pictures of %s pixels a side, with their digits and their sprites', async (resolution) => {
    const world = await worldOf({kind: 'digits', points: 1000, resolution});
    expect(world.slots['world/pictures'].shape).toEqual([1000, Number(resolution) ** 2]);
    expect([...valuesOf(world, 'world/classes')]).toEqual([...table.label.slice(0, 1000)].map(Number));
    if (world.points.kind !== 'things') throw new Error('Digits are things.');
    expect(world.points.groupOf).toEqual([...table.label.slice(0, 1000)].map(Number));
    expect(world.points.sprites).toMatchObject({file: 'digits/digits.png', cell: 28, columns: 100, ink: true});
    const {rows, train, classOf} = world.labelled!;
    const labelled = Array.from(valuesOf(world, rows));
    expect(Array.from(classOf)).toEqual(labelled.map(digitOf));
    expect(labelled.slice(0, train).every((row) => table.test[row] === '0')).toBe(true);
    expect(labelled.slice(train).every((row) => table.test[row] === '1')).toBe(true);
  });
});

describe('the glyphs world', () => {
  let table: {faces: string[]; face: number[]; letter: string; test: string};
  /** Cells of the atlas by row. */
  let cells: number[];
  const worlds = {} as Record<'letter' | 'face', World>;
  const letterOf = (row: number) => table.letter[cells[row]];
  const faceOf = (row: number) => table.face[cells[row]];
  type Of = Record<'letter' | 'face', (row: number) => string | number>;
  const of: Of = {letter: letterOf, face: faceOf};
  const other: Of = {letter: faceOf, face: letterOf};

  beforeAll(async () => {
    table = JSON.parse(new TextDecoder().decode(await dataFolder.file('glyphs/glyphs.json')));
    cells = [...table.letter].flatMap((letter, cell) => (/[A-Za-z]/.test(letter) ? [cell] : []));
    for (const task of ['letter', 'face'] as const) worlds[task] = await worldOf({kind: 'glyphs', task});
  });

  onBackends(['cpu', 'wasm'], () => {
    it.each(['letter', 'face'] as const)(
      'pairs seen pictures of the same %s, never a picture with itself',
      async (task) => {
        const groups = new Map<unknown, number>();
        for (let tick = 0; tick < 3; tick++) {
          const {pairs, labels} = await batchOf(worlds[task], tick, 128);
          for (const [a, b] of pairs) {
            expect([...a, ...b].every((row) => table.test[cells[row]] === '0')).toBe(true);
            expect(a.map(of[task])).toEqual(b.map(of[task]));
            expect(a.every((row, i) => other[task](row) !== other[task](b[i]))).toBe(true);
          }
          // Equal numbers stand for the same letter, or face.
          for (const [i, row] of pairs.flat(2).entries()) {
            const group = of[task](row);
            expect(groups.get(group) ?? labels![i]).toBe(labels![i]);
            groups.set(group, labels![i]);
          }
        }
        expect(new Set(groups.values()).size).toBe(groups.size);
      },
    );

    it.each(['letter', 'face'] as const)('searches among unseen pictures for the same %s', async (task) => {
      const world = worlds[task];
      const sets = world.unseenSets.map(({rows}) => Array.from(valuesOf(world, rows)));
      expect(sets.length).toBeGreaterThan(1);
      expect(sets[0]).toHaveLength(task === 'letter' ? 52 : 14);
      for (const set of sets) {
        expect(set.map(of[task])).toEqual(sets[0].map(of[task]));
        expect(set.every((row) => table.test[cells[row]] === '1')).toBe(true);
      }
      expect(new Set(sets.flat()).size).toBe(sets.flat().length);
      expect(new Set(sets[0].map(of[task])).size).toBe(sets[0].length);
      const raw = await read(() => world.unseenRaw!(contextOf(world, [1], 0, changes())).raw);
      // Most of a picture is blank, which is the brightest.
      const brightest = Math.max(...raw[0]);
      expect(raw[0].filter((value) => value === brightest).length).toBeGreaterThan(raw[0].length / 2);
      expect(Math.min(...raw[0])).toBeGreaterThan(-1e-5);
    });
  });

  it('is coloured and classified by what is chosen, whatever makes a pair', async () => {
    for (const classes of ['letter', 'face'] as const) {
      const world = await worldOf({kind: 'glyphs', task: 'letter', classes});
      if (world.points.kind !== 'things') throw new Error('Letters are things.');
      const {groups, groupOf} = world.points;
      expect(groups).toHaveLength(classes === 'letter' ? 52 : 14);
      const name = (row: number) => (classes === 'letter' ? letterOf(row) : table.faces[faceOf(row)]);
      expect(groupOf.map((group) => groups[group])).toEqual(cells.map((_, row) => name(row)));
      expect(Array.from(world.labelled!.classOf)).toEqual(
        Array.from(valuesOf(world, world.labelled!.rows), (row) => groupOf[row]),
      );
      // The second label is the other one.
      const {second, rows} = world.labelled!;
      expect(second!.classes).toBe(classes === 'letter' ? 14 : 52);
      const other = [...valuesOf(world, rows)].map((row) => (classes === 'letter' ? faceOf(row) : letterOf(row)));
      const pairs = new Set(other.map((name, i) => `${name} ${second!.classOf[i]}`));
      expect(pairs.size).toBe(new Set(other).size);
      expect(new Set(second!.classOf as number[]).size).toBe(new Set(other).size);
    }
  });

  it('has the letters that are chosen, digits alone too', async () => {
    const world = await worldOf({kind: 'glyphs', letters: ['digits'], task: 'face', classes: 'face'});
    if (world.points.kind !== 'things') throw new Error('Letters are things.');
    expect(world.points.groups).toHaveLength(10);
    expect(world.slots['world/pictures'].shape).toEqual([100, 256]);
    expect(world.unseenSets).toHaveLength(2);
  });
});
