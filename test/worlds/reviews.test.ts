import {beforeAll, describe, expect, it} from 'vitest';
import type {Things} from '../../src/worlds/points.ts';
import type {World} from '../../src/worlds/world.ts';
import {read} from '../reference/checks/kernels.ts';
import {onBackends} from '../support/backends.ts';
import {contextOf, dataFolder, valuesOf, worldOf} from '../support/worlds.ts';

const SEEDS = [7, 4_000_000_000];
const rowsIn = (world: World, slot: string) => [...valuesOf(world, slot)];

describe('the reviews world', () => {
  let world: World;
  let table: {text: string[]; sentiment: string; domain: string; test: string; tokens: number[][]};
  const things = (of: World) => of.points as Things;

  beforeAll(async () => {
    table = JSON.parse(new TextDecoder().decode(await dataFolder.file('reviews/reviews.json')));
    world = await worldOf({kind: 'reviews'});
  });

  it('has the sentences of the data, with padding last', () => {
    const texts = rowsIn(world, 'world/texts');
    const {length} = world.towers[0].input as {length: number};
    for (const [row, tokens] of table.tokens.entries()) {
      const padded = [...tokens, ...new Array(length - tokens.length).fill(-1)];
      expect(texts.slice(row * length, (row + 1) * length)).toEqual(padded);
    }
    expect(things(world).names).toEqual(table.text);
  });

  it.each([
    ['sentiment', 2],
    ['domain', 3],
  ] as const)('has the %s as its %i classes, on both sides of what is unseen', async (classes, count) => {
    const one = await worldOf({kind: 'reviews', classes});
    expect(things(one).groups).toHaveLength(count);
    expect(things(one).groupOf).toEqual([...table[classes]].map(Number));
    expect(rowsIn(one, 'world/classes')).toEqual(things(one).groupOf);
    const unseen = rowsIn(one, 'world/unseen');
    expect(unseen).toEqual([...table.test].flatMap((t, row) => (t === '1' ? [row] : [])));
    expect(rowsIn(one, 'world/train').some((row) => table.test[row] === '1')).toBe(false);
    const groups = valuesOf(one, one.unseenGroups) as Float32Array;
    const found = unseen.map((_, i) => groups.subarray(count * i, count * (i + 1)).indexOf(1));
    expect(found).toEqual(unseen.map((row) => things(one).groupOf[row]));
    const {rows, train, classOf} = one.labelled!;
    const labelled = rowsIn(one, rows);
    expect(labelled.every((row, i) => (table.test[row] === '1') === i >= train)).toBe(true);
    expect([...Array.from(classOf)]).toEqual(labelled.map((row) => things(one).groupOf[row]));
    // The second label is the other one.
    const {second} = one.labelled!;
    expect(second!.classes).toBe(5 - count);
    const other = table[classes === 'domain' ? 'sentiment' : 'domain'];
    expect(Array.from(second!.classOf)).toEqual(labelled.map((row) => Number(other[row])));
  });

  onBackends(['cpu', 'wasm'], () => {
    const batchOf = (of: World, tick: number, size: number, seeds = SEEDS) =>
      read(() => {
        const {rows, labels} = of.batch(contextOf(of, seeds, tick, 0), size);
        return labels ? [rows[0], labels] : [rows[0]];
      }).then((all) => all.map((one) => [...one]));

    it('shows a seen sentence twice, none twice in a batch; a batch begins as a larger one does', async () => {
      const size = 64;
      for (let tick = 0; tick < 3; tick++) {
        const [[rows], [larger]] = [await batchOf(world, tick, size), await batchOf(world, tick, 2 * size)];
        for (const r of [0, 1]) {
          const a = rows.slice(2 * r * size, (2 * r + 1) * size);
          expect(rows.slice((2 * r + 1) * size, (2 * r + 2) * size)).toEqual(a);
          expect(larger.slice(4 * r * size, (4 * r + 1) * size)).toEqual(a);
          expect(new Set(a).size).toBe(size);
          expect(a.every((row) => table.test[row] === '0')).toBe(true);
        }
        expect((await batchOf(world, tick, size, [SEEDS[1]]))[0]).toEqual(rows.slice(2 * size));
      }
      const [masked, plain] = await read(() =>
        [0.5, 0].map((strength) => world.batch(contextOf(world, SEEDS, 0, strength), size).inputs[0]),
      );
      const words = plain.filter((token) => token > 0).length;
      const lost = masked.filter((token, i) => token === 0 && plain[i] > 0).length;
      expect(Math.abs(lost / words - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / words));
    });

    it('with positives of one class shows two seen sentences of it, which are never negatives', async () => {
      const one = await worldOf({kind: 'reviews', positive: 'class', classes: 'domain'});
      const size = 64;
      const [rows, labels] = await batchOf(one, 1, size);
      const [larger] = await batchOf(one, 1, 2 * size);
      const domain = (row: number) => Number(table.domain[row]);
      expect(labels).toEqual(rows.map(domain));
      for (const r of [0, 1]) {
        const [a, b] = [0, 1].map((view) => rows.slice((2 * r + view) * size, (2 * r + view + 1) * size));
        expect(a.every((row, i) => row !== b[i] && domain(row) === domain(b[i]))).toBe(true);
        expect([...a, ...b].every((row) => table.test[row] === '0')).toBe(true);
        expect(larger.slice(4 * r * size, (4 * r + 1) * size)).toEqual(a);
        expect(larger.slice((4 * r + 2) * size, (4 * r + 3) * size)).toEqual(b);
      }
      expect((await batchOf(one, 1, size, [SEEDS[1]]))[0]).toEqual(rows.slice(2 * size));
      const pairs = rowsIn(one, 'world/unseenPairs');
      const half = pairs.length / 2;
      for (let i = 0; i < half; i++) {
        expect([domain(pairs[half + i]), table.test[pairs[half + i]]]).toEqual([domain(pairs[i]), '1']);
        expect(pairs[half + i]).not.toBe(pairs[i]);
      }
    });
  });
});
