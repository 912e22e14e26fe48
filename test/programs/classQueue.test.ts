import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {sizesOf} from '../../src/programs/encoder/classQueue.ts';
import {open, slotsIn} from '../reference/checks/runs.ts';
import {type Matrix, unpack} from '../reference/matrix.ts';
import {onBackends} from '../support/backends.ts';
import {specOf} from '../support/specs.ts';
import {contextOf, valuesOf, worldOf} from '../support/worlds.ts';

const WORLD = {kind: 'latent', classes: 3, points: 1000, imbalance: 25, strength: 0.2};
const HEAD = 4;
const QUEUE = 128;
const BATCH = 24;

it('every class has its share of places, and five at least', () => {
  expect(sizesOf(100, [0.7, 0.28, 0.019, 0.001])).toEqual([70, 28, 5, 5]);
});

/** What a queue does with keys one after another. */
function queued(
  start: Matrix,
  sizes: readonly number[],
  batches: readonly {keys: Matrix; classes: readonly number[]}[],
) {
  const rows = start.map((row) => [...row]);
  const next = sizes.map(() => 0);
  const from = sizes.map((_, c) => sizes.slice(0, c).reduce((sum, size) => sum + size, 0));
  for (const {keys, classes} of batches) {
    const before = [...next];
    const taken = sizes.map(() => 0);
    for (const [i, c] of classes.entries()) {
      if (taken[c] < sizes[c]) rows[from[c] + ((before[c] + taken[c]) % sizes[c])] = [...keys[i]];
      taken[c]++;
    }
    for (const c of sizes.keys()) next[c] = (before[c] + taken[c]) % sizes[c];
  }
  return {rows, next};
}

onBackends(['cpu', 'wasm'], () => {
  describe('the queue of classes', () => {
    it('has the momentum points of second views in the places of their classes, the newest for the oldest', async () => {
      const spec = {
        world: WORLD,
        model: {depth: 0, representation: 8, head: HEAD},
        objective: {kind: 'classMixture', queue: QUEUE, momentum: 0.5},
        training: {batch: BATCH, learningRate: 0.01, warmup: 0, evaluateEvery: 1000},
      };
      const world = await worldOf(WORLD);
      const {shares} = world.labelled!;
      const sizes = sizesOf(QUEUE, shares);
      const classes = valuesOf(world, 'world/classes');
      const train = valuesOf(world, 'world/train');
      const counts = [0, 1, 2].map((c) => Array.from(train).filter((row) => classes[row] === c).length);
      expect(Array.from(shares)).toEqual(counts.map((count) => count / train.length));
      expect(sizes[2]).toBe(5);
      const run = await open(specOf({stages: [{id: 'main', program: 'encoder', steps: 30, spec}]}));
      const start = slotsIn(await run.checkpoint());
      const total = sizes.reduce((a, b) => a + b, 0);
      const pointsIn = (slots: typeof start) =>
        unpack(slots.get('classQueue/points') as Float32Array, 1, total, HEAD)[0];
      const batches: {keys: Matrix; classes: number[]}[] = [];
      for (let tick = 0; tick < 12; tick++) {
        // The momentum encoder of this tick, on the second views of its batch.
        const slots = slotsIn(await run.checkpoint());
        const {views, rows} = tf.tidy(() => {
          const batch = world.batch(
            contextOf(world, [run.spec.seed], tick, {strength: 0.2, classLost: 0, shortcutLost: 0}),
            BATCH,
          );
          const x = batch.inputs[0].arraySync() as number[][][];
          return {views: x[0].slice(BATCH), rows: (batch.rows[0].arraySync() as number[][])[0].slice(0, BATCH)};
        });
        const layer = (x: Matrix, name: string, from: number, to: number) => {
          const w = unpack(slots.get(`momentum/${name}/w0`) as Float32Array, 1, from, to)[0];
          const b = slots.get(`momentum/${name}/b0`)!;
          return x.map((row) => w[0].map((_, k) => row.reduce((sum, value, i) => sum + value * w[i][k], b[k])));
        };
        const head = layer(layer(views, 'backbone', 2, 8), 'head', 8, HEAD);
        const keys = head.map((row) => row.map((value) => value / Math.hypot(...row)));
        batches.push({keys, classes: rows.map((row) => classes[row])});
        run.advance();
      }
      const end = slotsIn(await run.checkpoint());
      run.dispose();
      const {rows, next} = queued(pointsIn(start), sizes, batches);
      expect(Array.from(end.get('classQueue/next')!)).toEqual(next);
      for (const [q, row] of pointsIn(end).entries()) {
        for (const [k, value] of row.entries()) expect(value, `place ${q}`).toBeCloseTo(rows[q][k], 4);
      }
      // More came of the first class than it has places, and fewer of the last.
      const came = batches.flatMap(({classes: of}) => of);
      expect(came.filter((c) => c === 0).length).toBeGreaterThan(sizes[0]);
      expect(Math.max(...batches.map(({classes: of}) => of.filter((c) => c === 2).length))).toBeGreaterThan(0);
    });
  });
});
