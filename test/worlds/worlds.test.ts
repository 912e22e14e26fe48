import {createHash} from 'node:crypto';
import * as tf from '@tensorflow/tfjs-core';
import {beforeAll, describe, expect, it} from 'vitest';
import {sizeOfInput} from '../../src/nn/inputs.ts';
import {sizesOfClasses} from '../../src/worlds/latent/views.ts';
import type {InputViews, World} from '../../src/worlds/world.ts';
import {read} from '../reference/checks/kernels.ts';
import {onBackends} from '../support/backends.ts';
import {encoderSpec} from '../support/specs.ts';
import {contextOf, dataFolder, inputsOf, valuesOf, worldOf} from '../support/worlds.ts';

const SEEDS = [7, 4_000_000_000];

/** The first and the second view of every pair. */
const bothViews = ({inputs: [inputs]}: InputViews) => tf.split(inputs, 2, 1);

/** Numbers in a row of the world's inputs. */
const widthOf = (world: World) => sizeOfInput(world.towers[0].input);

/** The rows of a view [R, N, width] as text, to be looked up. */
function rowsOf(values: Float32Array, width: number): string[] {
  return Array.from({length: values.length / width}, (_, i) => values.subarray(i * width, (i + 1) * width).join());
}

/** Which rows of a table have which values. */
function indexOf(values: Float32Array, width: number): Map<string, number[]> {
  const index = new Map<string, number[]>();
  rowsOf(values, width).forEach((row, i) => index.set(row, [...(index.get(row) ?? []), i]));
  return index;
}

describe('the emoji world', () => {
  const STYLES = 4;
  let world: World;
  let concepts: {count: number; test: string; group: number[]};
  let pictures: Map<string, number[]>;
  const conceptOf = (row: number) => row % concepts.count;
  const styleOf = (row: number) => Math.floor(row / concepts.count);

  beforeAll(async () => {
    concepts = JSON.parse(new TextDecoder().decode(await dataFolder.file('emoji/concepts.json')));
    world = await worldOf({kind: 'emoji', resolution: '8'});
    pictures = indexOf(valuesOf(world, 'world/pictures') as Float32Array, widthOf(world));
  });

  /** The rows of the pictures that the views of a tick show when nothing is changed; each once for each replica. */
  async function batchRows(of: World, tick: number, size: number): Promise<[number[][], number[][]]> {
    const views = await read(() => bothViews(of.batch(contextOf(of, SEEDS, tick, 0), size)));
    return views.map((view) => rowsOf(view, widthOf(of)).map((row) => pictures.get(row) ?? [])) as [
      number[][],
      number[][],
    ];
  }

  onBackends(['cpu', 'wasm'], () => {
    it('shows the same concept by two artists, never an unseen one, none twice in a batch', async () => {
      const size = 256;
      const pairs = new Array(STYLES * STYLES).fill(0);
      for (let tick = 0; tick < 8; tick++) {
        const [a, b] = await batchRows(world, tick, size);
        const drawn: number[] = [];
        for (const [i, row] of a.entries()) {
          // A few pictures are drawn alike by two artists, or stand for two concepts: any match will do.
          const [match] = row.flatMap((x) =>
            b[i].filter((y) => conceptOf(x) === conceptOf(y) && styleOf(x) !== styleOf(y)).map((y) => [x, y]),
          );
          expect(match).toBeDefined();
          drawn.push(conceptOf(match[0]));
          pairs[styleOf(match[0]) * STYLES + styleOf(match[1])]++;
        }
        expect(drawn.every((c) => concepts.test[c] === '0')).toBe(true);
        for (const r of [0, 1]) expect(new Set(drawn.slice(r * size, (r + 1) * size)).size).toBe(size);
      }
      // Each of the twelve ordered pairs of artists equally often: 4096 draws, 11 degrees of freedom.
      const counts = pairs.filter((_, i) => i % STYLES !== Math.floor(i / STYLES));
      const expected = (8 * 2 * size) / 12;
      const chiSquare = counts.reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
      expect(chiSquare).toBeLessThan(11 + 6 * Math.sqrt(22));
    });

    it('draws every seen concept once in the largest batch', async () => {
      const [a] = await batchRows(world, 3, world.items);
      const first = a.slice(0, world.items).map((rows) => rows.map(conceptOf));
      expect(world.items).toBe([...concepts.test].filter((c) => c === '0').length);
      expect(new Set(first.filter((found) => found.length === 1).flat()).size).toBeGreaterThan(world.items - 20);
    });

    it('with positives of one picture shows the same picture twice', async () => {
      const one = await worldOf({kind: 'emoji', resolution: '8', positive: 'augmentation'});
      const [a, b] = await batchRows(one, 0, 128);
      expect(a).toEqual(b);
      expect(a.every((rows) => rows.length > 0)).toBe(true);
      const [left, right] = await read(() => bothViews(one.batch(contextOf(one, SEEDS, 0, 0.5), 128)));
      expect(left).not.toEqual(right);
    });

    it('changes views from tick to tick and seed to seed, but not the unseen ones', async () => {
      const views = (tick: number, seeds = SEEDS) =>
        read(() => bothViews(world.batch(contextOf(world, seeds, tick, 0.5), 8)).slice(0, 1));
      const [[one], [again], [next]] = [await views(1), await views(1), await views(2)];
      expect(one).toEqual(again);
      expect(one).not.toEqual(next);
      const half = one.length / 2;
      expect(one.slice(0, half)).not.toEqual(one.slice(half));
      // Alone, the second seed draws what it draws in a population.
      expect((await views(1, [SEEDS[1]]))[0]).toEqual(one.slice(half));
      for (const positive of ['artist', 'augmentation']) {
        const other = await worldOf({kind: 'emoji', resolution: '8', positive});
        const unseen = (tick: number) => read(() => bothViews(other.unseenViews(contextOf(other, SEEDS, tick, 0.5))));
        expect(await unseen(1)).toEqual(await unseen(9));
      }
    });

    it('keeps the unseen pictures for evaluation: every artist once, row i the same concept', async () => {
      const unseen = [...concepts.test].flatMap((c, i) => (c === '1' ? [i] : []));
      const sets = await read(() => world.unseenSets.map((rows) => inputsOf(world, rows)));
      expect(sets).toHaveLength(STYLES);
      for (const [s, set] of sets.entries()) {
        const found = rowsOf(set, widthOf(world)).map((row) => pictures.get(row) ?? []);
        expect(found.every((rows, i) => rows.includes(s * concepts.count + unseen[i]))).toBe(true);
      }
      const groups = valuesOf(world, world.unseenGroups) as Float32Array;
      const width = groups.length / (STYLES * unseen.length);
      const group = (row: number) => groups.subarray(row * width, (row + 1) * width).indexOf(1);
      const expected = [0, 1, 2, 3].flatMap(() => unseen.map((c) => concepts.group[c]));
      expect(expected.map((_, row) => group(row))).toEqual(expected);
      expect(groups.reduce((total, value) => total + value, 0)).toBe(expected.length);

      const views = await read(() => bothViews(world.unseenViews(contextOf(world, [1], 0, 0))));
      const [a, b] = views.map((view) => rowsOf(view, widthOf(world)).map((row) => pictures.get(row) ?? []));
      const alike = a.map((rows, i) =>
        rows.some((x) =>
          b[i].some((y) => styleOf(x) !== styleOf(y) && conceptOf(x) === unseen[i] && conceptOf(y) === unseen[i]),
        ),
      );
      expect(alike.every(Boolean)).toBe(true);
    });

    it('gives the plain pixels for the comparison without learning: brightness between 0 and 1', async () => {
      const {raw, centred} = await raws(world);
      expect([raw.length, centred.length]).toEqual([STYLES, STYLES]);
      expect(raw.every((set) => set.every((value) => value >= 0 && value <= 1))).toBe(true);
      // Most of a picture is blank paper.
      const blank = raw[0].reduce((n, value) => n + Number(value === 1), 0) / raw[0].length;
      expect(blank).toBeGreaterThan(0.2);
    });
  });

  it('standardises each picture to a mean square of 1, without the mean picture of its artist', () => {
    const values = valuesOf(world, 'world/pictures') as Float32Array;
    const inputs = widthOf(world);
    for (let row = 0; row < STYLES * concepts.count; row += 97) {
      const picture = values.subarray(row * inputs, (row + 1) * inputs);
      const square = picture.reduce((total, value) => total + value * value, 0) / inputs;
      expect(square).toBeCloseTo(1, 2);
    }
  });

  it.each(['8', '16', '32'])('has pictures of %s pixels a side', async (resolution) => {
    const one = await worldOf({kind: 'emoji', resolution, styles: ['noto', 'twemoji']});
    expect(widthOf(one)).toBe(Number(resolution) ** 2 * 3);
    expect(one.slots['world/pictures'].shape).toEqual([2 * concepts.count, widthOf(one)]);
    expect(one.points).toEqual({kind: 'emoji', styles: ['noto', 'twemoji'], concepts: concepts.count});
    expect(valuesOf(one, 'world/pictures').every(Number.isFinite)).toBe(true);
  });

  async function raws(of: World): Promise<{raw: Float32Array[]; centred: Float32Array[]}> {
    const sets: tf.Tensor[][] = [];
    const flat = await read(() => {
      const {raw, centred} = of.unseenRaw!(contextOf(of, [1], 0, 0));
      sets.push(raw, centred);
      return [...raw, ...centred];
    });
    return {raw: flat.slice(0, sets[0].length), centred: flat.slice(sets[0].length)};
  }
});

describe('the latent world', () => {
  const SETTINGS = {kind: 'latent', classes: 4, subclasses: 3, overlap: 0.05, points: 1000};
  const position = (world: World) => {
    const values = valuesOf(world, 'world/points');
    return Array.from({length: values.length / 2}, (_, i) => [values[2 * i], values[2 * i + 1]]);
  };
  const classesOf = (world: World) => (world.points.kind === 'things' ? world.points.groupOf : []);
  const distance = ([x, y]: number[], [u, v]: number[]) => Math.hypot(x - u, y - v);
  const centre = (c: number, of: number) => [
    1.5 * Math.cos((2 * Math.PI * c) / of),
    1.5 * Math.sin((2 * Math.PI * c) / of),
  ];
  const mean = (points: number[][]) => [0, 1].map((k) => points.reduce((total, p) => total + p[k], 0) / points.length);

  it('has its classes on a circle, equally large, each about its centre', async () => {
    const world = await worldOf(SETTINGS);
    const points = position(world);
    const classes = classesOf(world);
    expect(points).toHaveLength(1000);
    for (let c = 0; c < 4; c++) {
      const members = points.filter((_, i) => classes[i] === c);
      expect(members).toHaveLength(250);
      expect(distance(mean(members), centre(c, 4))).toBeLessThan(0.03);
    }
    // Hardly any overlap: the nearest centre tells the class.
    const nearest = points.map(
      (p) => [0, 1, 2, 3].sort((i, j) => distance(p, centre(i, 4)) - distance(p, centre(j, 4)))[0],
    );
    expect(nearest).toEqual(classes);
  });

  it('has subclasses on a small circle about the centre, as wide as the overlap says', async () => {
    const world = await worldOf(SETTINGS);
    const points = position(world);
    const apart = 2 * 1.5 * Math.sin(Math.PI / 4);
    for (const s of [0, 1, 2]) {
      const members = points.filter((_, i) => i % 4 === 1 && Math.floor(i / 4) % 3 === s);
      const angle = (2 * Math.PI) / 4 + (2 * Math.PI * s) / 3;
      const middle = centre(1, 4).map((value, k) => value + 0.3 * apart * (k ? Math.sin(angle) : Math.cos(angle)));
      expect(distance(mean(members), middle)).toBeLessThan(0.02);
      const spread = Math.sqrt(members.reduce((total, p) => total + distance(p, middle) ** 2, 0) / members.length / 2);
      const expected = (0.5 * 0.05 * apart) / Math.sqrt(3);
      expect(spread / expected).toBeGreaterThan(0.8);
      expect(spread / expected).toBeLessThan(1.2);
    }
  });

  it('is another drawing of the same classes with another number, and the same with the same', async () => {
    const [one, again, other] = await Promise.all([1, 1, 2].map((drawing) => worldOf({...SETTINGS, drawing})));
    expect(position(one)).toEqual(position(again));
    expect(position(one)).not.toEqual(position(other));
    expect(classesOf(one)).toEqual(classesOf(other));
  });

  it.each([
    [2, 1],
    [5, 3],
    [10, 5],
  ])('of %i classes with %i subclasses keeps a fifth of each subclass unseen', async (classes, subclasses) => {
    const world = await worldOf({kind: 'latent', classes, subclasses, points: 1000});
    const unseen = [...valuesOf(world, 'world/unseen')];
    const train = [...valuesOf(world, 'world/train')];
    expect([...unseen, ...train].sort((a, b) => a - b)).toEqual(Array.from({length: 1000}, (_, i) => i));
    expect(train).toHaveLength(world.items);
    for (let c = 0; c < classes; c++) {
      const share = unseen.filter((i) => i % classes === c).length / (1000 / classes);
      expect(Math.abs(share - 0.2)).toBeLessThan(0.06);
    }
  });

  onBackends(['cpu', 'wasm'], (name) => {
    it('shows seen points, none twice in a batch, with noise of the strength that is set', async () => {
      const world = await worldOf(SETTINGS);
      const table = indexOf(valuesOf(world, 'world/points') as Float32Array, 2);
      const unseen = new Set(valuesOf(world, 'world/unseen'));
      const size = 300;
      for (let tick = 0; tick < 5; tick++) {
        const [a, b, noisyA, noisyB] = await read(() => {
          const [still, noisy] = [0, 0.8].map((strength) => world.batch(contextOf(world, SEEDS, tick, strength), size));
          return [...bothViews(still), ...bothViews(noisy)];
        });
        expect(a).toEqual(b);
        const rows = rowsOf(a, 2).map((row) => table.get(row) ?? []);
        expect(rows.every((found) => found.length === 1 && !unseen.has(found[0]))).toBe(true);
        for (const r of [0, 1]) expect(new Set(rows.slice(r * size, (r + 1) * size).flat()).size).toBe(size);
        const noise = [noisyA, noisyB].map((view) => view.map((value, i) => (value - a[i]) / (0.5 * 0.8)));
        const moment = (f: (i: number) => number) =>
          noise[0].reduce((total, _, i) => total + f(i), 0) / noise[0].length;
        // 1200 draws; five standard errors.
        expect(Math.abs(moment((i) => noise[0][i] ** 2) - 1)).toBeLessThan(5 * Math.sqrt(2 / 1200));
        expect(Math.abs(moment((i) => noise[0][i]))).toBeLessThan(5 / Math.sqrt(1200));
        expect(Math.abs(moment((i) => noise[0][i] * noise[1][i]))).toBeLessThan(5 / Math.sqrt(1200));
      }
    });

    it('with pairs of a class shows two points of one class, as often each, and names none as equal', async () => {
      const world = await worldOf({...SETTINGS, positive: 'class'});
      const table = indexOf(valuesOf(world, 'world/points') as Float32Array, 2);
      const unseen = new Set(valuesOf(world, 'world/unseen'));
      const classes = classesOf(world);
      const rowOf = (view: Float32Array) => rowsOf(view, 2).map((row) => table.get(row)![0]);
      const shownAsSecond = new Map<number, number>();
      for (let tick = 0; tick < 5; tick++) {
        const views = () => world.batch(contextOf(world, SEEDS, tick, 0), 300);
        const [a, b, rows] = await read(() => [...bothViews(views()), views().rows[0]]);
        const [first, second] = [rowOf(a as Float32Array), rowOf(b as Float32Array)];
        expect([...rows]).toEqual([0, 300].flatMap((r) => [...first.slice(r, r + 300), ...second.slice(r, r + 300)]));
        expect(first.every((row, i) => row !== second[i] && classes[row] === classes[second[i]])).toBe(true);
        expect([...first, ...second].some((row) => unseen.has(row))).toBe(false);
        for (const row of second) shownAsSecond.set(row, (shownAsSecond.get(row) ?? 0) + 1);
        // No labels: points of one class are negatives of each other.
        await read(() => {
          expect(views().labels).toBeUndefined();
          return [];
        });
      }
      // 3000 draws of 800 points: a point is left out with probability exp(-3.75).
      expect(shownAsSecond.size).toBeGreaterThan(800 * 0.93);
      const [a, b] = await read(() => bothViews(world.unseenViews(contextOf(world, SEEDS.slice(1), 0, 0))));
      const [first, second] = [rowOf(a), rowOf(b)];
      expect(first).toEqual([...unseen]);
      expect([...second].sort()).toEqual([...first].sort());
      expect(first.every((row, i) => row !== second[i] && classes[row] === classes[second[i]])).toBe(true);
    });

    it('with pairs of a class and a shortcut shows the bits of two points', async () => {
      const world = await worldOf({...SETTINGS, shortcut: 6, positive: 'class'});
      const hot = {strength: 0, classLost: 0, shortcutLost: 0};
      const [a, b] = await read(() => bothViews(world.batch(contextOf(world, SEEDS, 0, hot), 300)));
      const table = indexOf(valuesOf(world, 'world/points') as Float32Array, 8);
      const [first, second] = [a, b].map((view) => rowsOf(view, 8).map((row) => table.get(row)![0]));
      const classes = classesOf(world);
      expect(first.every((row, i) => row !== second[i] && classes[row] === classes[second[i]])).toBe(true);
    });

    it.each(['view', 'class'])('has fixed views of seen and of unseen points, positive: %s', async (positive) => {
      const world = await worldOf({...SETTINGS, positive});
      const table = indexOf(valuesOf(world, 'world/points') as Float32Array, 2);
      const classes = classesOf(world);
      const fixed = (of: 'seen' | 'unseen', tick: number) =>
        read(() => bothViews(world.fixedViews!(contextOf(world, SEEDS.slice(1), tick, 0), of)));
      for (const of of ['seen', 'unseen'] as const) {
        const pool = new Set(valuesOf(world, of === 'seen' ? 'world/train' : 'world/unseen'));
        const [first, second] = (await fixed(of, 0)).map((view) => rowsOf(view, 2).map((row) => table.get(row)![0]));
        // As many as are kept unseen, each once.
        const count = valuesOf(world, 'world/unseen').length;
        expect([first.length, new Set(first).size, second.length]).toEqual([count, count, count]);
        expect([...first, ...second].every((row) => pool.has(row))).toBe(true);
        expect(first.every((row, i) => classes[row] === classes[second[i]])).toBe(true);
        expect(first.every((row, i) => (row === second[i]) === (positive === 'view'))).toBe(true);
        // In no order: the points of the table take turns by class.
        const inTurn = first.filter((row, i) => i > 0 && classes[row] === (classes[first[i - 1]] + 1) % 4).length;
        expect(inTurn / first.length).toBeLessThan(0.4);
        expect(await fixed(of, 5)).toEqual(await fixed(of, 0));
      }
    });

    it('names the subclass as the second label of what classifiers learn from', async () => {
      const world = await worldOf(SETTINGS);
      const rows = [...valuesOf(world, 'world/labelled')];
      const {classOf, second} = world.labelled!;
      expect(second!.classes).toBe(12);
      // Round after round through the classes, and so through the subclasses of each.
      expect(Array.from(second!.classOf)).toEqual(rows.map((i) => 3 * (i % 4) + (Math.floor(i / 4) % 3)));
      expect(Array.from(classOf)).toEqual(rows.map((i) => i % 4));
      expect((await worldOf({...SETTINGS, subclasses: 1})).labelled!.second).toBeUndefined();
    });

    it('evaluates on unseen points alone, with their classes', async () => {
      const world = await worldOf(SETTINGS);
      const unseen = [...valuesOf(world, 'world/unseen')];
      const points = position(world);
      const [set] = await read(() => world.unseenSets.map((rows) => inputsOf(world, rows)));
      const groups = valuesOf(world, world.unseenGroups) as Float32Array;
      const everything = valuesOf(world, world.towers[0].table);
      expect([...set]).toEqual(unseen.flatMap((i) => points[i]));
      expect([...everything]).toEqual(points.flat());
      const classes = unseen.map((_, row) => groups.subarray(4 * row, 4 * row + 4).indexOf(1));
      expect(classes).toEqual(unseen.map((i) => classesOf(world)[i]));
    });

    it('without a shortcut draws what links of the first days drew, to the bit', async () => {
      const world = await worldOf({kind: 'latent'});
      const digest = (values: Float32Array) =>
        createHash('sha256')
          .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
          .digest('hex')
          .slice(0, 16);
      expect(digest(valuesOf(world, 'world/points') as Float32Array)).toBe('78b73b098ed455e8');
      const [views] = await read(() => [world.batch(contextOf(world, SEEDS, 3, 0.3), 256).inputs[0]]);
      expect(digest(views)).toBe(name === 'cpu' ? '09fa7cbeed3c97ec' : 'f6032c2d0533af7a');
    });

    describe('with a shortcut', () => {
      const BITS = 6;
      const WIDTH = 2 + BITS;
      const size = 300;
      const still = {strength: 0, classLost: 0, shortcutLost: 0};
      const open = () => worldOf({...SETTINGS, shortcut: BITS});
      const viewsAt = (world: World, tick: number, hot: Record<string, number>) =>
        read(() => bothViews(world.batch(contextOf(world, SEEDS, tick, hot), size)));

      it('both views of a point have its position and its bits', async () => {
        const world = await open();
        const [a, b] = await viewsAt(world, 0, still);
        expect(a).toEqual(b);
        const table = indexOf(valuesOf(world, 'world/points') as Float32Array, WIDTH);
        const unseen = new Set(valuesOf(world, 'world/unseen'));
        expect(rowsOf(a, WIDTH).every((row) => !unseen.has(table.get(row)![0]))).toBe(true);
      });

      it('loses what it is told to lose, as often, in each view anew', async () => {
        const world = await open();
        for (const [classLost, shortcutLost] of [
          [0.3, 0],
          [0, 0.4],
          [1, 1],
        ]) {
          let [positions, bits, inBoth] = [0, 0, 0];
          for (let tick = 0; tick < 4; tick++) {
            const [own] = await viewsAt(world, tick, still);
            const views = await viewsAt(world, tick, {...still, classLost, shortcutLost});
            const lost = views.map((view) => view.map((value, i) => Number(value !== own[i])));
            for (let at = 0; at < own.length; at += WIDTH) {
              // A position is lost as a whole.
              expect(lost.map((view) => view[at] === view[at + 1])).toEqual([true, true]);
              positions += lost[0][at] + lost[1][at];
              inBoth += lost[0][at] * lost[1][at];
              for (let k = 2; k < WIDTH; k++) bits += lost[0][at + k] + lost[1][at + k];
            }
          }
          const drawn = 4 * SEEDS.length * size;
          const within = (share: number, n: number, expected: number) =>
            expect(Math.abs(share / n - expected)).toBeLessThanOrEqual(
              5 * Math.sqrt((expected * (1 - expected)) / n) + (expected === 1 ? 0.005 : 0),
            );
          within(positions, 2 * drawn, classLost);
          within(inBoth, drawn, classLost ** 2);
          // Another point's bit is the same half of the time.
          within(bits, 2 * drawn * BITS, shortcutLost / 2);
        }
      });

      it('takes what is lost from points of the same part, seen or unseen', async () => {
        const world = await open();
        const values = valuesOf(world, 'world/points') as Float32Array;
        const positionOf = (row: number) => values.subarray(row * WIDTH, row * WIDTH + 2).join();
        const of = (slot: string) => new Set([...valuesOf(world, slot)].map(positionOf));
        const lost = {...still, classLost: 1};
        const [a] = await viewsAt(world, 2, lost);
        const seen = of('world/train');
        expect(rowsOf(a, WIDTH).every((row) => seen.has(row.split(',').slice(0, 2).join()))).toBe(true);
        const [first, second] = await read(() => bothViews(world.unseenViews(contextOf(world, SEEDS, 5, lost))));
        const unseen = of('world/unseen');
        expect(rowsOf(first, WIDTH).every((row) => unseen.has(row.split(',').slice(0, 2).join()))).toBe(true);
        expect(first).not.toEqual(second);
        expect((await read(() => bothViews(world.unseenViews(contextOf(world, SEEDS, 9, lost)))))[0]).toEqual(first);
      });

      it('a member draws what it draws alone, and a smaller batch the first of a larger', async () => {
        const world = await open();
        const hot = {strength: 0.5, classLost: 0.3, shortcutLost: 0.4};
        const [both] = await viewsAt(world, 1, hot);
        const [alone] = await read(() => bothViews(world.batch(contextOf(world, [SEEDS[1]], 1, hot), size)));
        expect(both.slice(both.length / 2)).toEqual(alone);
        const [few] = await read(() => bothViews(world.batch(contextOf(world, [SEEDS[1]], 1, hot), 50)));
        expect(alone.slice(0, few.length)).toEqual(few);
      });
    });
  });

  it('has a code of balanced bits for each point, none of which tells the class', async () => {
    const world = await worldOf({...SETTINGS, shortcut: 5});
    const values = valuesOf(world, 'world/points');
    const classes = classesOf(world);
    for (let k = 0; k < 5; k++) {
      const bits = classes.map((_, i) => values[7 * i + 2 + k]);
      expect(new Set(bits)).toEqual(new Set([-1, 1]));
      for (let c = 0; c < 4; c++) {
        const of = bits.filter((_, i) => classes[i] === c);
        // Five standard errors of a mean of 250.
        expect(Math.abs(of.reduce((sum, bit) => sum + bit, 0) / of.length)).toBeLessThan(5 / Math.sqrt(250));
      }
    }
    const {details} = world.points as {details: string[]};
    expect(details[0]).toBe(`Class 1, shortcut ${[0, 1, 2, 3, 4].map((k) => (values[2 + k] > 0 ? 1 : 0)).join('')}`);
  });

  it.each([
    [4, 1],
    [5, 10],
    [10, 100],
    [2, 100],
  ])(
    'of %i classes: the first is as much larger than the last as the imbalance %d says',
    async (classes, imbalance) => {
      const world = await worldOf({...SETTINGS, classes, imbalance, points: 5000, subclasses: 1});
      const sizes = Array.from({length: classes}, (_, c) => classesOf(world).filter((of) => of === c).length);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(5000);
      for (let c = 0; c + 1 < classes; c++) {
        const ratio = imbalance ** (1 / (classes - 1));
        // Rounded to whole points.
        expect(Math.abs(sizes[c] - ratio * sizes[c + 1])).toBeLessThanOrEqual(1 + ratio);
      }
      const unseen = [...valuesOf(world, 'world/unseen')];
      expect(new Set(unseen.map((i) => classesOf(world)[i])).size).toBe(classes);
      expect(new Set([...valuesOf(world, 'world/train')].map((i) => classesOf(world)[i])).size).toBe(classes);
    },
  );

  it('has something to train on and something unseen of every subclass, however rare', () => {
    const sizes = sizesOfClasses({classes: 10, subclasses: 5, points: 500, imbalance: 100});
    expect(Math.min(...sizes)).toBe(10);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(500);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });
});

describe('the world drawn by hand', () => {
  const dabs = [
    [0, 10, 90, 2],
    [5, 90, 10, 4],
    [0, 50, 50, 1],
  ];
  const open = (rest: object = {}) => worldOf({kind: 'drawn', dabs, points: 1500, ...rest});

  it('has as many points of each dab, about its centre, as wide as its spread', async () => {
    const world = await open();
    const values = valuesOf(world, 'world/points');
    for (const [b, [, x, y, spread]] of dabs.entries()) {
      const rows = Array.from({length: 500}, (_, k) => 3 * k + b);
      // The canvas of 100 units is the square from -2 to 2, with y up.
      for (const [k, centre] of [x / 25 - 2, y / 25 - 2].entries()) {
        const mean = rows.reduce((sum, i) => sum + values[2 * i + k], 0) / 500;
        const variance = rows.reduce((sum, i) => sum + (values[2 * i + k] - centre) ** 2, 0) / 500;
        expect(Math.abs(mean - centre)).toBeLessThan((5 * spread) / 25 / Math.sqrt(500));
        expect(Math.abs(variance / (spread / 25) ** 2 - 1)).toBeLessThan(5 * Math.sqrt(2 / 500));
      }
    }
  });

  it('numbers the classes as they were painted, up to the last', async () => {
    const world = await open();
    expect(world.points).toMatchObject({groups: [1, 2, 3, 4, 5, 6].map((n) => `Class ${n}`)});
    const {groupOf} = world.points as {groupOf: number[]};
    expect(groupOf.slice(0, 6)).toEqual([0, 5, 0, 0, 5, 0]);
    expect([...valuesOf(world, 'world/classes')]).toEqual(groupOf);
  });

  it('keeps points of every dab unseen, also of 64', async () => {
    const many = Array.from({length: 64}, (_, i) => [i % 8, i, 50, 3]);
    const world = await open({dabs: many, points: 500});
    const unseen = [...valuesOf(world, 'world/unseen')];
    const train = [...valuesOf(world, 'world/train')];
    expect([...unseen, ...train].sort((a, b) => a - b)).toEqual(Array.from({length: 500}, (_, i) => i));
    for (const rows of [unseen, train]) expect(new Set(rows.map((i) => i % 64)).size).toBe(64);
  });

  it('of one class has no classes to tell apart', async () => {
    const world = await open({dabs: [dabs[0]]});
    expect(world.towers[0].classes).toBeUndefined();
    expect(world.labelled).toBeUndefined();
    expect(() => encoderSpec({world: {kind: 'drawn', dabs: [dabs[0]]}, objective: {kind: 'supervised'}})).toThrow(
      /the world Drawn by hand has no classes/,
    );
  });

  onBackends(['cpu', 'wasm'], () => {
    it('shows seen points with noise of the strength that is set', async () => {
      const world = await open();
      const table = indexOf(valuesOf(world, 'world/points') as Float32Array, 2);
      const unseen = new Set(valuesOf(world, 'world/unseen'));
      const [a, b] = await read(() => bothViews(world.batch(contextOf(world, SEEDS, 2, 0), 64)));
      expect(a).toEqual(b);
      expect(rowsOf(a, 2).every((row) => !unseen.has(table.get(row)![0]))).toBe(true);
      const [c, d] = await read(() => bothViews(world.batch(contextOf(world, SEEDS, 2, 0.5), 64)));
      expect(c).not.toEqual(d);
    });
  });
});
