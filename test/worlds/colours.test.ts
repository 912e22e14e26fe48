import {beforeAll, describe, expect, it} from 'vitest';
import {distanceOf, HUES, hueOf, labOf} from '../../src/worlds/colours/oklab.ts';
import type {Things} from '../../src/worlds/points.ts';
import {vocabularyOf, wordsOf} from '../../src/worlds/shared/words.ts';
import type {World} from '../../src/worlds/world.ts';
import {read} from '../reference/checks/kernels.ts';
import {onBackends} from '../support/backends.ts';
import {contextOf, dataFolder, valuesOf, worldOf} from '../support/worlds.ts';

const SEEDS = [7, 4_000_000_000];
const rowsIn = (world: World, slot: string) => [...valuesOf(world, slot)];

describe('OKLab', () => {
  // Known values, to three decimals.
  it.each([
    ['#ffffff', [1, 0, 0]],
    ['#000000', [0, 0, 0]],
    ['#ff0000', [0.628, 0.225, 0.126]],
    ['#00ff00', [0.866, -0.234, 0.179]],
    ['#0000ff', [0.452, -0.032, -0.312]],
  ])('has %s at %j', (hex, expected) => {
    labOf(hex).forEach((value, k) => {
      expect(value).toBeCloseTo(expected[k], 3);
    });
  });

  it('has every grey on its axis, lighter ones higher', () => {
    let before = -1;
    for (const part of ['00', '33', '66', '99', 'cc', 'ff']) {
      const [lightness, a, b] = labOf(`#${part}${part}${part}`);
      expect(Math.hypot(a, b)).toBeLessThan(1e-6);
      expect(lightness).toBeGreaterThan(before);
      before = lightness;
    }
  });

  it.each([
    ['#ff0000', 'Red'],
    ['#ff8800', 'Orange'],
    ['#ffee00', 'Yellow'],
    ['#00aa00', 'Green'],
    ['#00cccc', 'Turquoise'],
    ['#0033ff', 'Blue'],
    ['#8822cc', 'Purple'],
    ['#ff66bb', 'Pink'],
    ['#888888', 'Grey'],
  ])('calls %s %s', (hex, hue) => expect(HUES[hueOf(labOf(hex))]).toBe(hue));
});

describe('the vocabulary of a world', () => {
  const {size, tokensOf} = vocabularyOf([['sea', 'green'], ['sea', 'foam'], ['green'], ['sea', 'rose', 'foam']]);

  it('has the words that occur twice, the most frequent first, after the blank', () => {
    expect(size).toBe(4);
    // Foam and green occur equally often.
    expect(tokensOf(['sea', 'foam', 'green'])).toEqual([1, 2, 3]);
  });

  it('reads the words that it knows, and a blank where it knows none', () => {
    expect(tokensOf(['rose', 'green'])).toEqual([3]);
    expect(tokensOf(['rose'])).toEqual([0]);
  });

  it('takes words as they sound, without accents and marks', () => {
    expect(wordsOf('Café au Lait, Don’t Be Shy!')).toEqual(['cafe', 'au', 'lait', "don't", 'be', 'shy']);
  });
});

describe('the colours world', () => {
  let world: World;
  let table: {name: string[]; colour: string; test: string};
  let things: Things;
  const hexOf = (at: number) => `#${table.colour.slice(6 * at, 6 * at + 6)}`;

  beforeAll(async () => {
    table = JSON.parse(new TextDecoder().decode(await dataFolder.file('colours/colours.json')));
    world = await worldOf({kind: 'colours', points: 900});
    things = world.points as Things;
  });

  it('has a point for each colour and one for its name, which are one thing', () => {
    expect(things.names).toHaveLength(1800);
    for (let row = 0; row < 900; row++) {
      const at = table.name.indexOf(things.names![row]);
      expect([things.names![900 + row], things.things![900 + row]]).toEqual([table.name[at], things.things![row]]);
      expect([things.colours![row], things.colours![900 + row]]).toEqual([hexOf(at), hexOf(at)]);
    }
    expect(new Set(things.things).size).toBe(900);
    expect(things.texts).toBe(900);
  });

  it('gives colours in standard units of those that are trained on, and names as their known words', () => {
    const train = rowsIn(world, 'world/train');
    const colours = rowsIn(world, 'world/colours');
    for (const k of [0, 1, 2]) {
      const values = train.map((row) => colours[3 * row + k]);
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      const square = values.reduce((sum, value) => sum + value * value, 0) / values.length;
      expect(mean).toBeCloseTo(0, 5);
      expect(square).toBeCloseTo(1, 5);
    }
    const names = rowsIn(world, 'world/names');
    const {vocabulary, length} = world.towers[1].input as {vocabulary: number; length: number};
    const known = new Map<number, string>();
    for (const [row, name] of things.names!.slice(0, 900).entries()) {
      const tokens = names.slice(row * length, (row + 1) * length).filter((token) => token >= 0);
      expect(tokens.length).toBeGreaterThan(0);
      expect(tokens.every((token) => token < vocabulary)).toBe(true);
      if (tokens.length !== wordsOf(name).length || tokens[0] === 0) continue;
      // A token is one word, wherever it stands.
      for (const [i, token] of tokens.entries()) {
        expect(known.get(token) ?? wordsOf(name)[i]).toBe(wordsOf(name)[i]);
        known.set(token, wordsOf(name)[i]);
      }
    }
    expect(known.size).toBeGreaterThan(100);
  });

  it('makes its vocabulary of nothing that is kept unseen', async () => {
    const unseen = new Set(rowsIn(world, 'world/unseen'));
    const counts = new Map<string, number>();
    for (const [row, name] of things.names!.slice(0, 900).entries()) {
      if (!unseen.has(row)) for (const word of wordsOf(name)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const {vocabulary} = world.towers[1].input as {vocabulary: number};
    expect(vocabulary).toBe(1 + [...counts.values()].filter((count) => count > 1).length);
  });

  it('says of every unseen colour how well it answers an unseen name: by how far it is from the right one', () => {
    const {queries, documents, relevance} = world.retrieval!;
    expect([queries.tower, documents.tower]).toEqual([1, 0]);
    const [asked, given] = [queries, documents].map(({rows}) => rowsIn(world, rows));
    expect(asked).toEqual(given);
    expect(asked.map((row) => table.test[table.name.indexOf(things.names![row])])).toEqual(asked.map(() => '1'));
    expect(relevance).toHaveLength(asked.length * given.length);
    for (let i = 0; i < asked.length; i += 7) {
      for (let j = 0; j < given.length; j++) {
        const d = distanceOf(...([asked[i], given[j]].map((row) => labOf(things.colours![row])) as [never, never]));
        expect(relevance[i * given.length + j]).toBeCloseTo(Math.max(0, 1 - 10 * d), 6);
      }
      expect(relevance[i * given.length + i]).toBe(1);
    }
  });

  onBackends(['cpu', 'wasm'], () => {
    const batchOf = (tick: number, size: number, strength: number, seeds = SEEDS) =>
      read(() => {
        const {inputs, rows} = world.batch(contextOf(world, seeds, tick, strength), size);
        return [...inputs, ...rows];
      }).then((all) => all.map((one) => [...one]));

    it('shows a seen colour and its name, none twice in a batch; a batch begins as a larger one does', async () => {
      const size = 64;
      const [colours, names] = ['world/colours', 'world/names'].map((slot) => rowsIn(world, slot));
      const unseen = new Set(rowsIn(world, 'world/unseen'));
      for (let tick = 0; tick < 3; tick++) {
        const [shown, read, rows, again] = await batchOf(tick, size, 0);
        const larger = await batchOf(tick, 2 * size, 0.5);
        const smaller = await batchOf(tick, size, 0.5);
        expect(again).toEqual(rows);
        expect(shown).toEqual(rows.flatMap((row) => colours.slice(3 * row, 3 * row + 3)));
        expect(read).toEqual(rows.flatMap((row) => names.slice(6 * row, 6 * row + 6)));
        expect(rows.some((row) => unseen.has(row))).toBe(false);
        for (const [i, part] of smaller.entries()) {
          const [own, of] = [part.length / 2, larger[i].length / 2];
          for (const r of [0, 1])
            expect(larger[i].slice(r * of, r * of + own)).toEqual(part.slice(r * own, (r + 1) * own));
          // Alone, the second seed draws what it draws in a population.
          expect((await batchOf(tick, size, 0.5, [SEEDS[1]]))[i]).toEqual(part.slice(own));
        }
        for (const r of [0, 1]) expect(new Set(rows.slice(r * size, (r + 1) * size)).size).toBe(size);
      }
    });

    describe('with partners by relevance', () => {
      const drawn = async (settings: object, tick: number, size = 200) => {
        const of = await worldOf({kind: 'colours', points: 900, ...settings});
        const [documents, queries, labels, weights] = await read(() => {
          const {rows, labels: same, weights: of2} = of.batch(contextOf(of, SEEDS, tick, 0), size);
          return [...rows, ...(same ? [same] : []), ...(of2 ? [of2] : [])];
        });
        return {
          of,
          documents: [...documents],
          queries: [...queries],
          labels: labels && [...labels],
          weights: weights && [...weights],
        };
      };
      const lab = (row: number) => labOf(things.colours![row]);
      const relevance = (query: number, document: number) =>
        Math.max(0, 1 - 10 * distanceOf(lab(query), lab(document)));

      it('draws seen colours that are relevant, in proportion to relevance or all alike', async () => {
        for (const partner of ['graded', 'relevant']) {
          const of = await worldOf({kind: 'colours', points: 900, partner});
          const train = rowsIn(of, 'world/train');
          const places = rowsIn(of, 'world/partners');
          const each = places.length / train.length;
          for (const i of [0, 17, 400]) {
            const all = train.map((row) => ({row, share: relevance(train[i], row)})).filter(({share}) => share > 0);
            const share = (one: {share: number}) => (partner === 'graded' ? one.share : 1);
            const total = all.reduce((sum, one) => sum + share(one), 0);
            const mine = places.slice(i * each, (i + 1) * each);
            for (const one of all) {
              const times = mine.filter((row) => row === one.row).length;
              expect(Math.abs(times / each - share(one) / total)).toBeLessThanOrEqual(1 / each + 1e-9);
            }
            expect(mine.every((row) => all.some((one) => one.row === row))).toBe(true);
          }
        }
      });

      it.each([
        ['linear', (r: number) => r],
        ['log', (r: number) => Math.log(1 + 99 * r) / Math.log(100)],
      ] as const)('weighs a pair by its relevance: %s', async (weight, f) => {
        const {of, documents, queries, labels, weights} = await drawn({partner: 'graded', weight}, 3);
        const train = new Set(rowsIn(of, 'world/train'));
        expect(new Set(queries.slice(0, 200)).size).toBe(200);
        for (const [i, query] of queries.entries()) {
          expect(train.has(query) && train.has(documents[i])).toBe(true);
          expect(weights![i]).toBeCloseTo(f(relevance(query, documents[i])), 5);
        }
        expect(queries.some((query, i) => query !== documents[i])).toBe(true);
        // The names of one batch are those of every other way of finding partners.
        expect(queries).toEqual((await drawn({}, 3)).queries);
        // Both views of a pair have the label of its colour.
        const [first, second] = [labels!.slice(0, 200), labels!.slice(200, 400)];
        expect([first, second]).toEqual([documents.slice(0, 200), documents.slice(0, 200)]);
      });

      it('weighs by one over the rank among relevant colours', async () => {
        const {of, documents, queries, weights} = await drawn({partner: 'relevant', weight: 'rank'}, 5, 50);
        const train = rowsIn(of, 'world/train');
        for (const [i, query] of queries.entries()) {
          const mine = relevance(query, documents[i]);
          expect(weights![i]).toBeCloseTo(1 / (1 + train.filter((row) => relevance(query, row) > mine).length), 5);
        }
      });

      it('has neither weights nor labels where each name has its own colour', async () => {
        const {queries, documents, labels, weights} = await drawn({}, 3);
        expect(documents).toEqual(queries);
        expect([labels, weights]).toEqual([undefined, undefined]);
      });

      it('searches with known and new names among known and new colours', () => {
        const {ndcgKnown, ndcgNovelQuery, ndcgNovelDocument} = world.splits!;
        const sets = [ndcgKnown, ndcgNovelQuery, ndcgNovelDocument].map(({queries, documents}) => [
          queries.rows,
          documents.rows,
        ]);
        expect(sets).toEqual([
          ['world/known', 'world/known'],
          ['world/unseen', 'world/known'],
          ['world/known', 'world/unseen'],
        ]);
        const [asked, given] = [rowsIn(world, 'world/known'), rowsIn(world, 'world/unseen')];
        const seen = new Set(rowsIn(world, 'world/train'));
        expect(asked.every((row) => seen.has(row))).toBe(true);
        for (const [i, j] of [
          [0, 0],
          [3, 5],
          [100, 20],
        ]) {
          const expected = relevance(asked[i], given[j]);
          expect(ndcgNovelDocument.relevance[i * given.length + j]).toBeCloseTo(expected, 5);
        }
      });
    });

    it('evaluates on unseen colours and their names, the same at every tick', async () => {
      const at = (tick: number) =>
        read(() => {
          const {inputs, rows} = world.unseenViews(contextOf(world, SEEDS, tick, 0.4));
          return [...inputs, ...rows];
        });
      const [one, other] = [await at(1), await at(9)];
      expect(one).toEqual(other);
      expect([...one[2]]).toEqual(rowsIn(world, 'world/unseen'));
      expect(world.unseenSets.map(({tower}) => tower)).toEqual([0, 1]);
    });
  });
});
