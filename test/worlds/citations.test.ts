import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {deriveKey} from '../../src/engine/keys.ts';
import {spectralEmbedding} from '../../src/worlds/citations/graph.ts';
import {dot, type Matrix, matrix, mean, multiply, unpack} from '../reference/matrix.ts';
import {onBackends} from '../support/backends.ts';
import {encoderSpec, language, sentencesOf} from '../support/specs.ts';
import {contextOf, valuesOf, worldOf} from '../support/worlds.ts';

const POINTS = 800;
const SETTINGS = {kind: 'citations', points: POINTS, stray: 0, hidden: 0, positiveRank: 8, negativeRank: 120};
const KEY = deriveKey(3, 'test');

describe('the embedding of a graph', () => {
  /** Four rings of six nodes, each tied to the next by one link; a node apart. */
  const linked = Array.from({length: 25}, (_, i) => {
    if (i === 24) return [];
    const [ring, at] = [Math.floor(i / 6), i % 6];
    const own = [(at + 1) % 6, (at + 5) % 6].map((j) => 6 * ring + j);
    return [...own, ...(at === 0 ? [6 * ((ring + 1) % 4) + 3] : []), ...(at === 3 ? [6 * ((ring + 3) % 4)] : [])];
  });

  it('with all directions that walks keep ranks nodes by four steps of a lazy walk there and back', () => {
    const degree = linked.map((of) => Math.max(1, of.length));
    const step = matrix(24, 24, (i, j) => {
      const link = linked[i].includes(j) ? 1 / Math.sqrt(degree[i] * degree[j]) : 0;
      return (Number(i === j) + link) / 2;
    });
    const power = (x: Matrix, n: number): Matrix => (n === 1 ? x : multiply(power(x, n - 1), x));
    const walks = power(step, 8);
    // Rings of six and their ties have two sides: what tells these apart is lost in one step.
    const embedding = spectralEmbedding({linked: linked.slice(0, 24)}, 23, KEY);
    for (const i of [0, 7, 21]) {
      const cosine = (j: number) => walks[i][j] / Math.sqrt(walks[i][i] * walks[j][j]);
      const ranked = embedding.nearest(i);
      expect(ranked).toHaveLength(23);
      for (const [rank, j] of ranked.slice(1).entries()) {
        expect(cosine(j)).toBeLessThan(cosine(ranked[rank]) + 1e-6);
      }
    }
  });

  it('in few directions puts what is linked together, and a node without links last', () => {
    const embedding = spectralEmbedding({linked}, 4, KEY);
    const own = [7, 8, 9, 10].map((i) =>
      mean(
        embedding
          .nearest(i)
          .slice(0, 5)
          .map((j) => Number(Math.floor(j / 6) === 1)),
      ),
    );
    expect(mean(own)).toBeGreaterThan(0.7);
    expect(embedding.nearest(8).indexOf(24)).toBeGreaterThan(4);
  });
});

async function opened(more: object = {}) {
  const world = await worldOf({...SETTINGS, ...more});
  const texts = unpack(valuesOf(world, 'world/points') as Float32Array, 1, POINTS, 120)[0];
  const numbers = (slot: string) => Array.from(valuesOf(world, slot));
  return {world, texts, numbers};
}

/** Nearness of two seen documents, by what is near both: the cosine of their columns of relevance. */
function nearnessIn({world, numbers}: Awaited<ReturnType<typeof opened>>) {
  const [train, unseen] = [numbers('world/train'), numbers('world/unseen')];
  const {relevance} = world.retrieval!;
  const columns = new Map(train.map((row, j) => [row, unseen.map((_, i) => relevance[i * train.length + j])] as const));
  return (a: number, b: number) => {
    const [x, y] = [columns.get(a)!, columns.get(b)!];
    return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
  };
}

describe('the world of documents that cite', () => {
  it('has words that near documents share, of one length', async () => {
    const one = await opened();
    const near = nearnessIn(one);
    const train = one.numbers('world/train').slice(0, 150);
    for (const row of train) expect(dot(one.texts[row], one.texts[row])).toBeCloseTo(120, 2);
    const pairs = train.flatMap((a, i) => train.slice(0, i).map((b) => [a, b]));
    const shared = (of: number[][]) => mean(of.map(([a, b]) => dot(one.texts[a], one.texts[b]) / 120));
    const close = shared(pairs.filter(([a, b]) => near(a, b) > 0.7));
    expect(close).toBeGreaterThan(shared(pairs.filter(([a, b]) => near(a, b) < 0.1)) + 0.15);
  });

  it('takes positives and hard negatives from the ranks that are set, all of them seen', async () => {
    const [one, far] = [await opened(), await opened({negativeRank: 400})];
    const near = nearnessIn(one);
    const [queries, positives, negatives] = ['queries', 'positives', 'negatives'].map((name) =>
      one.numbers(`world/${name}`),
    );
    const seen = new Set(one.numbers('world/train'));
    expect([...queries, ...positives, ...negatives].every((row) => seen.has(row))).toBe(true);
    expect(positives).toHaveLength(20 * queries.length);
    const average = (lists: readonly number[]) => mean(queries.map((row, k) => near(row, lists[20 * k])));
    const further = far.numbers('world/negatives');
    expect(far.numbers('world/positives')).toEqual(positives);
    expect(average(positives)).toBeGreaterThan(0.6);
    expect(average(negatives)).toBeLessThan(0.4);
    expect(average(further)).toBeLessThan(average(negatives));
    // Five of each list, again and again.
    expect(new Set(positives.slice(0, 20)).size).toBe(5);
    expect(positives.slice(5, 10)).toEqual(positives.slice(0, 5));
  });

  it('with citations takes what is cited, and against it what that cites; stray ones lie anywhere', async () => {
    const [one, stray] = [await opened({triples: 'direct'}), await opened({triples: 'direct', stray: 1})];
    const near = nearnessIn(one);
    const lists = (of: typeof one, name: string) => {
      const all = of.numbers(`world/${name}`);
      return of.numbers('world/queries').map((row, k) => [row, new Set(all.slice(20 * k, 20 * k + 20))] as const);
    };
    const [positives, negatives] = [new Map(lists(one, 'positives')), lists(one, 'negatives')];
    for (const [row, cited] of positives) {
      expect(cited.size).toBeLessThanOrEqual(6);
      expect(cited.has(row)).toBe(false);
    }
    for (const [row, further] of negatives) {
      const cited = positives.get(row)!;
      const twice = new Set([...cited].flatMap((other) => [...(positives.get(other) ?? [])]));
      for (const other of further) {
        expect(cited.has(other) || other === row).toBe(false);
        expect(twice.has(other)).toBe(true);
      }
    }
    const average = (of: typeof one) =>
      mean(lists(of, 'positives').flatMap(([row, cited]) => [...cited].map((other) => near(row, other))));
    expect(average(one)).toBeGreaterThan(0.55);
    expect(average(stray)).toBeLessThan(0.15);
    const known = (of: typeof one) => mean(lists(of, 'positives').map(([, cited]) => cited.size));
    const hidden = await opened({triples: 'direct', hidden: 0.5});
    expect(known(hidden) / known(one)).toBeLessThan(0.65);
  });

  it('is what triplets as given need, without chunks', () => {
    const spec = {world: {kind: 'citations'}, objective: {kind: 'givenTriplets'}};
    const sentence = (changes: object) =>
      sentencesOf({stages: [{id: 'main', program: 'encoder', spec: {...spec, ...changes}}]}).join();
    expect(sentence({world: {kind: 'latent'}})).toMatch(/needs a negative for every pair, and the world .* has none/);
    expect(sentence({training: {chunk: '16'}})).toMatch(/^Chunk must be "off"/);
    const {spec: settings} = encoderSpec(spec).stages[0];
    const chunked = {...(settings as object), training: {kind: 'adamW', batch: 64, chunk: '16'}};
    expect(language.program('encoder').fitted!(chunked as never, 'objective')).toMatchObject({
      training: {chunk: 'off'},
    });
  });
});

onBackends(['cpu', 'wasm'], () => {
  it('a batch has queries once each, with a positive and a negative of their lists, or with any document', async () => {
    const one = await opened();
    const {world, texts, numbers} = one;
    const [queries, positives, negatives] = ['queries', 'positives', 'negatives'].map((name) =>
      numbers(`world/${name}`),
    );
    const drawn = (hard: number) =>
      tf.tidy(() => {
        const {inputs, rows, third} = world.batch(contextOf(world, [7, 8], 3, {hard}), 64);
        return {
          rows: rows[0].arraySync() as number[][],
          shown: inputs[0].arraySync() as number[][][],
          third: third!.arraySync() as number[][][],
        };
      });
    const placeOf = new Map(texts.map((row, i) => [row.map((value) => value.toFixed(4)).join(), i]));
    const rowOf = (values: number[]) => placeOf.get(values.map((value) => value.toFixed(4)).join())!;
    for (const hard of [0, 1]) {
      const {rows, shown, third} = drawn(hard);
      for (const r of [0, 1]) {
        expect(new Set(rows[r].slice(0, 64)).size).toBe(64);
        const inList = rows[r].slice(0, 64).map((row, i) => {
          const at = 20 * queries.indexOf(row);
          expect(positives.slice(at, at + 20)).toContain(rows[r][64 + i]);
          return Number(negatives.slice(at, at + 20).includes(rowOf(third[r][i])));
        });
        expect(mean(inList)).toBeCloseTo(hard, 0);
        if (hard === 1) expect(mean(inList)).toBe(1);
        for (const i of [0, 63, 127]) expect(rowOf(shown[r][i])).toBe(rows[r][i]);
      }
      expect(rows[0]).not.toEqual(rows[1]);
    }
  });
});
