import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {clustersOf, cosinesOfWords} from '../../src/worlds/shared/likeness.ts';
import {wordsOf} from '../../src/worlds/shared/words.ts';
import {mean} from '../reference/matrix.ts';
import {inputs} from '../reference/random.ts';
import {onBackends} from '../support/backends.ts';
import {contextOf, dataFolder, valuesOf, worldOf} from '../support/worlds.ts';

const clusters = (rows: ArrayLike<number>, size: number) =>
  Array.from({length: rows.length / size}, (_, k) => Array.from(rows).slice(k * size, (k + 1) * size));

describe('likeness of things', () => {
  it('of texts is the cosine of their sets of words', () => {
    const found = cosinesOfWords([['a', 'b', 'c', 'd'], ['a', 'a', 'e'], [], ['c', 'd', 'a', 'b']]);
    expect(Array.from(found)).toEqual(
      [1, 1 / Math.sqrt(8), 0, 1, 1 / Math.sqrt(8), 1, 0, 1 / Math.sqrt(8), 0, 0, 0, 0, 1, 1 / Math.sqrt(8), 0, 1].map(
        (value) => expect.closeTo(value, 6),
      ),
    );
  });

  it('finds groups that are there, whole, in whatever order', () => {
    const next = inputs(2);
    const count = 60;
    const groupOf = Array.from({length: count}, (_, i) => (i * 7) % 12);
    const similarity = new Float32Array(count * count);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < i; j++) {
        const value = Number(groupOf[i] === groupOf[j]) + 0.4 * next();
        similarity[i * count + j] = similarity[j * count + i] = value;
      }
    }
    const found = clusters(clustersOf(similarity, {size: 5, skipped: 0, neighbours: 4}), 5);
    expect(found).toHaveLength(12);
    for (const cluster of found) expect(new Set(cluster.map((i) => groupOf[i])).size).toBe(1);
  });

  it('has every thing once, those aside that fill no cluster; and keeps the most alike apart if told to', () => {
    const next = inputs(3);
    const count = 83;
    const place = Array.from({length: count}, () => next());
    const similarity = Float32Array.from({length: count ** 2}, (_, at) => {
      return 1 - Math.abs(place[Math.floor(at / count)] - place[at % count]);
    });
    const insides = [0, 10].map((skipped) => {
      const rows = clustersOf(similarity, {size: 8, skipped, neighbours: 12});
      expect(rows).toHaveLength(80);
      expect(new Set(rows).size).toBe(80);
      const within = clusters(rows, 8).flatMap((of) => of.flatMap((i) => of.filter((j) => j !== i).map((j) => [i, j])));
      const rank = ([i, j]: number[]) =>
        place.filter((_, k) => k !== i && similarity[i * count + k] > similarity[i * count + j]).length;
      return {ranks: mean(within.map(rank)), alike: mean(within.map(([i, j]) => similarity[i * count + j]))};
    });
    // By chance the mean rank is 41.
    expect(insides[0].ranks).toBeLessThan(12);
    expect(insides[1].ranks).toBeGreaterThan(insides[0].ranks + 3);
    expect(insides[1].ranks).toBeLessThan(30);
    expect(insides[0].alike).toBeGreaterThan(insides[1].alike);
  });
});

onBackends(['cpu', 'wasm'], () => {
  it('batches of pairs are whole clusters of concepts whose words are alike, each with a picture of its own', async () => {
    const settings = {kind: 'pairs', resolution: '8', styles: ['noto', 'fluent-flat'], batches: 'alike', cluster: 8};
    const [world, random] = [await worldOf({...settings}), await worldOf({...settings, batches: 'random'})];
    const concepts = JSON.parse(new TextDecoder().decode(await dataFolder.file('emoji/concepts.json')));
    const words = (c: number) => new Set((concepts.keywords[c] as string[]).flatMap(wordsOf));
    const alike = (a: number, b: number) => {
      const [x, y] = [words(a), words(b)];
      return [...x].filter((word) => y.has(word)).length / Math.sqrt(x.size * y.size);
    };
    const drawn = (of: typeof world, tick: number, size: number) =>
      tf.tidy(() =>
        of.batch(contextOf(of, [7, 9], tick, 0.2), size).rows.map((rows) => rows.arraySync() as number[][]),
      );
    const known = clusters(valuesOf(world, 'world/clusters'), 8).map((of) => of.join());
    const seen = new Set(valuesOf(random, 'world/train'));
    expect(world.items).toBe(8 * Math.floor(random.items / 8));
    const within = (rows: number[]) =>
      mean(clusters(rows, 8).flatMap((of) => of.flatMap((a, i) => of.slice(0, i).map((b) => alike(a, b)))));
    for (const tick of [0, 5]) {
      const [pictures, texts] = drawn(world, tick, 64);
      for (const [r, rows] of texts.entries()) {
        expect(new Set(rows).size).toBe(64);
        for (const cluster of clusters(rows, 8)) expect(known).toContain(cluster.join());
        expect(rows.every((c) => seen.has(c))).toBe(true);
        expect(pictures[r].map((picture) => picture % concepts.count)).toEqual(rows);
        const styles = pictures[r].map((picture) => Math.floor(picture / concepts.count));
        expect(Math.abs(mean(styles) - 0.5)).toBeLessThan(0.3);
      }
      expect(texts[0]).not.toEqual(texts[1]);
      expect(within(texts[0])).toBeGreaterThan(within(drawn(random, tick, 64)[1][0]) + 0.05);
      // A smaller batch is the first part of a larger one.
      expect(drawn(world, tick, 21)[1].map((rows) => rows.join())).toEqual(
        texts.map((rows) => rows.slice(0, 21).join()),
      );
    }
  });

  it.each(['artist', 'augmentation'])(
    'batches of emoji are whole clusters of pictures that are alike: %s',
    async (positive) => {
      const settings = {
        kind: 'emoji',
        resolution: '8',
        styles: ['noto', 'fluent-flat', 'twemoji'],
        positive,
        strength: 0,
      };
      const [world, random] = [await worldOf({...settings, batches: 'alike', skipped: 0}), await worldOf(settings)];
      for (const slot of ['world/pictures', 'world/train'])
        expect(valuesOf(world, slot)).toEqual(valuesOf(random, slot));
      const concepts = valuesOf(world, 'world/pictures').length / (3 * 192);
      const drawn = (of: typeof world) =>
        tf.tidy(() => (of.batch(contextOf(of, [7, 9], 4, 0), 64).rows[0].arraySync() as number[][])[1]);
      const rows = drawn(world);
      expect(rows.slice(64).map((row) => row % concepts)).toEqual(rows.slice(0, 64).map((row) => row % concepts));
      const styles = rows.map((row) => Math.floor(row / concepts));
      expect(new Set(styles)).toEqual(new Set([0, 1, 2]));
      const differ = mean(Array.from({length: 64}, (_, i) => Number(styles[i] !== styles[64 + i])));
      expect(differ).toBe(positive === 'artist' ? 1 : 0);
      const known = clusters(valuesOf(world, 'world/clusters'), 8).map((of) => of.join());
      for (const cluster of clusters(rows.slice(0, 64), 8)) {
        expect(known).toContain(cluster.map((row) => row % concepts).join());
      }
      // Of all artists together.
      const pictures = valuesOf(world, 'world/pictures');
      const alike = (a: number, b: number) => {
        let sum = 0;
        for (const s of [0, 1, 2]) {
          for (let p = 0; p < 192; p++) {
            sum +=
              pictures[(s * concepts + (a % concepts)) * 192 + p] * pictures[(s * concepts + (b % concepts)) * 192 + p];
          }
        }
        return sum / (3 * 192);
      };
      const within = (of: number[]) =>
        mean(clusters(of, 8).flatMap((some) => some.flatMap((a, i) => some.slice(0, i).map((b) => alike(a, b)))));
      expect(within(rows.slice(0, 64))).toBeGreaterThan(within(drawn(random).slice(0, 64)) + 0.15);
    },
  );
});
