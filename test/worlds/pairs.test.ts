import {beforeAll, describe, expect, it} from 'vitest';
import {wordsOf} from '../../src/worlds/shared/words.ts';
import type {World} from '../../src/worlds/world.ts';
import {read} from '../reference/checks/kernels.ts';
import {onBackends} from '../support/backends.ts';
import {contextOf, dataFolder, valuesOf, worldOf} from '../support/worlds.ts';

const SEEDS = [7, 4_000_000_000];
const STYLES = ['noto', 'fluent-flat'];
const rowsIn = (world: World, slot: string) => [...valuesOf(world, slot)];

describe('the pairs world', () => {
  let world: World;
  let concepts: {count: number; test: string; group: number[]; keywords: string[][]};
  let unseen: number[];

  beforeAll(async () => {
    concepts = JSON.parse(new TextDecoder().decode(await dataFolder.file('emoji/concepts.json')));
    world = await worldOf({kind: 'pairs', resolution: '8', styles: STYLES});
    unseen = [...concepts.test].flatMap((t, c) => (t === '1' ? [c] : []));
  });

  const wordsOfConcept = (c: number) => [...new Set(concepts.keywords[c].flatMap(wordsOf))];

  it('has every picture of the chosen artists, as the emoji world has them, and a text for each concept', async () => {
    const emoji = await worldOf({kind: 'emoji', resolution: '8', styles: STYLES});
    expect(valuesOf(world, 'world/pictures')).toEqual(valuesOf(emoji, 'world/pictures'));
    expect(world.points).toEqual({kind: 'emoji', styles: STYLES, concepts: concepts.count, keywords: true});
    expect(world.slots['world/texts'].shape[0]).toBe(concepts.count);
    expect(rowsIn(world, 'world/pictureGroups')).toEqual([...concepts.group, ...concepts.group]);
    expect(rowsIn(world, 'world/textGroups')).toEqual(concepts.group);
  });

  it('reads keywords that occur at least twice among the concepts that are trained on', () => {
    const counts = new Map<string, number>();
    for (let c = 0; c < concepts.count; c++) {
      if (concepts.test[c] === '0') for (const word of wordsOfConcept(c)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const {vocabulary, length} = world.towers[1].input as {vocabulary: number; length: number};
    const often = new Set([...counts].filter(([, count]) => count > 1).map(([word]) => word));
    expect(vocabulary).toBe(often.size + 1);
    const texts = rowsIn(world, 'world/texts');
    const meanings = new Map<number, string>();
    for (let c = 0; c < concepts.count; c++) {
      const tokens = texts.slice(c * length, (c + 1) * length).filter((token) => token >= 0);
      const known = wordsOfConcept(c).filter((word) => often.has(word));
      expect(tokens).toHaveLength(Math.max(1, known.length));
      if (known.length === 0) expect(tokens).toEqual([0]);
      for (const [i, word] of known.entries()) {
        expect(meanings.get(tokens[i]) ?? word).toBe(word);
        meanings.set(tokens[i], word);
      }
    }
    expect(new Set(meanings.values()).size).toBe(often.size);
  });

  it('says of every unseen picture how well it answers unseen keywords: by the words that both have', () => {
    const {queries, documents, relevance} = world.retrieval!;
    expect([queries.tower, documents.tower]).toEqual([1, 0]);
    expect(rowsIn(world, queries.rows)).toEqual(unseen);
    const given = rowsIn(world, documents.rows);
    expect(given).toEqual([...unseen, ...unseen.map((c) => concepts.count + c)]);
    expect(relevance).toHaveLength(unseen.length * given.length);
    for (let i = 0; i < unseen.length; i += 11) {
      const asked = wordsOfConcept(unseen[i]);
      for (const [j, row] of given.entries()) {
        const other = wordsOfConcept(row % concepts.count);
        const all = new Set([...asked, ...other]).size;
        const shared = asked.length + other.length - all;
        expect(relevance[i * given.length + j]).toBeCloseTo(shared / all, 6);
      }
    }
  });

  it('evaluates on one picture of every unseen concept, by the artists in turn, and its text', () => {
    const [pictures, texts] = world.unseenSets.map(({rows}) => rowsIn(world, rows));
    expect(world.unseenSets.map(({tower}) => tower)).toEqual([0, 1]);
    expect(texts).toEqual(unseen);
    expect(pictures).toEqual(unseen.map((c, i) => (i % 2) * concepts.count + c));
    const {rows, train} = world.labelled!;
    expect(rowsIn(world, rows).every((row, i) => (concepts.test[row % concepts.count] === '1') === i >= train)).toBe(
      true,
    );
  });

  onBackends(['cpu', 'wasm'], () => {
    const batchOf = (tick: number, size: number, strength: number, seeds = SEEDS) =>
      read(() => {
        const {inputs, rows} = world.batch(contextOf(world, seeds, tick, strength), size);
        return [...inputs, ...rows];
      }).then((all) => all.map((one) => [...one]));

    it('shows a seen concept in a picture and in words, none twice in a batch; a batch begins as a larger one does', async () => {
      const size = 64;
      const [pictures, texts] = ['world/pictures', 'world/texts'].map((slot) => valuesOf(world, slot));
      const artists = new Set<number>();
      for (let tick = 0; tick < 2; tick++) {
        const [seen, read, rows, said] = await batchOf(tick, size, 0);
        expect(rows.map((row) => row % concepts.count)).toEqual(said);
        expect(said.some((c) => concepts.test[c] === '1')).toBe(false);
        for (const row of rows) artists.add(Math.floor(row / concepts.count));
        for (const r of [0, 1]) expect(new Set(said.slice(r * size, (r + 1) * size)).size).toBe(size);
        expect(read).toEqual(said.flatMap((c) => [...texts.subarray(c * 17, (c + 1) * 17)]));
        const plain = rows.flatMap((row) => [...pictures.subarray(row * 192, (row + 1) * 192)]);
        expect(Math.max(...seen.map((value, i) => Math.abs(value - plain[i])))).toBeLessThan(1e-4);
        const [larger, smaller] = [await batchOf(tick, 2 * size, 0.5), await batchOf(tick, size, 0.5)];
        const alone = await batchOf(tick, size, 0.5, [SEEDS[1]]);
        for (const [i, part] of smaller.entries()) {
          const [own, of] = [part.length / 2, larger[i].length / 2];
          for (const r of [0, 1])
            expect(larger[i].slice(r * of, r * of + own)).toEqual(part.slice(r * own, (r + 1) * own));
          expect(alone[i]).toEqual(part.slice(own));
        }
      }
      expect(artists.size).toBe(2);
    });

    it('shows the unseen ones in the same way at every tick', async () => {
      const at = (tick: number) =>
        read(() => {
          const {inputs, rows} = world.unseenViews(contextOf(world, SEEDS, tick, 0.4));
          return [...inputs, ...rows];
        });
      const [one, other] = [await at(1), await at(9)];
      expect(one).toEqual(other);
      expect([...one[3]]).toEqual([...unseen, ...unseen]);
    });
  });
});
