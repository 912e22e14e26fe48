import {describe, expect, it} from 'vitest';
import {ofSplit} from '../../src/metrics/split/compute.ts';
import {advanceTo, open, slotsIn} from '../reference/checks/runs.ts';
import * as exact from '../reference/examined.ts';
import {type Matrix, matrix, multiply, unit, unpack} from '../reference/matrix.ts';
import {inputs} from '../reference/random.ts';
import {onBackends} from '../support/backends.ts';
import {specOf} from '../support/specs.ts';
import {valuesOf, worldOf} from '../support/worlds.ts';

const rowsOf = (x: Matrix, classOf: number[], classes: number, train: number) => ({
  ...{data: Float32Array.from(x.flat()), dimension: x[0].length, train, classOf, classes},
});

/** Probes of the halves, with those of double precision: things, then targets alone. */
function halvesOf(x: Matrix, train: number, classOf: readonly number[], second: readonly number[], background: number) {
  const size = Math.ceil(x[0].length / 2);
  const probe = (rows: readonly number[], vectors: Matrix, of: readonly number[]) =>
    exact.linearProbe(
      vectors,
      rows.filter((i) => i < train).length,
      rows.map((i) => of[i]),
    );
  const all = x.map((_, i) => i);
  const targets = all.filter((i) => second[i] !== background);
  const first = (rows: readonly number[]) => rows.map((i) => unit(x[i].slice(0, size)));
  const last = (rows: readonly number[]) => rows.map((i) => x[i].slice(size));
  return {
    commonInCommon: probe(all, first(all), classOf),
    commonInSalient: probe(targets, last(targets), classOf),
    salientInSalient: probe(targets, last(targets), second),
    salientInCommon: probe(targets, first(targets), second),
  };
}

describe('what the halves of a head say', () => {
  const n = 500;
  const classOf = Array.from({length: n}, (_, i) => i % 3);
  const second = Array.from({length: n}, (_, i) => (i % 2 === 0 ? 2 : (i >> 1) % 2));

  it.each([5, 6])('is what regressions of double precision say, of %i numbers', (d) => {
    const next = inputs(d);
    const centres = matrix(6, d, next);
    const x = matrix(n, d, (i, k) => 1 + centres[classOf[i]][k] + centres[3 + second[i]][k] + 1.5 * next());
    const single = x.map((row) => row.map(Math.fround));
    const found = ofSplit(rowsOf(single, classOf, 3, 400), {classOf: second, classes: 3});
    const right = halvesOf(single, 400, classOf, second, 2);
    for (const [name, value] of Object.entries(right)) {
      expect(found[name as keyof typeof found], name).toBeCloseTo(value, 12);
    }
    expect(new Set(Object.values(right)).size).toBe(4);
  });

  it('is everything of one label and nothing of the other where each half has one', () => {
    const next = inputs(3);
    const x = matrix(n, 6, (i, k) => (k < 3 ? Number(k === classOf[i]) : Number(k - 3 === second[i])) + 0.05 * next());
    const found = ofSplit(rowsOf(x, classOf, 3, 400), {classOf: second, classes: 3});
    expect([found.commonInCommon, found.salientInSalient]).toEqual([1, 1]);
    // Guesses among three and two classes.
    expect(found.commonInSalient).toBeLessThan(0.6);
    expect(found.salientInCommon).toBeLessThan(0.75);
  });
});

onBackends(['cpu', 'wasm'], () => {
  it('of a run are those of its weights', async () => {
    const settings = {kind: 'salient', points: 500, overlap: 0.8};
    const spec = {
      world: settings,
      model: {depth: 0, representation: 8, head: 6},
      objective: {kind: 'sepCLR'},
      training: {batch: 32, learningRate: 0.01, warmup: 0, evaluateEvery: 1000},
    };
    const run = await open(specOf({stages: [{id: 'main', program: 'encoder', steps: 30, spec}]}));
    advanceTo(run, 30);
    const {values} = (await run.collect()).metrics.at(-1)!;
    const slots = slotsIn(await run.checkpoint());
    run.dispose();
    const world = await worldOf(settings);
    const {classOf, second, train, rows} = world.labelled!;
    const table = unpack(valuesOf(world, 'world/points') as Float32Array, 1, 500, 8)[0];
    const layer = (x: Matrix, name: string, from: number, to: number) => {
      const bias = slots.get(`${name}/b0`)!;
      const product = multiply(x, unpack(slots.get(`${name}/w0`) as Float32Array, 1, from, to)[0]);
      return product.map((row) => row.map((value, k) => value + bias[k]));
    };
    const shown = [...valuesOf(world, rows)].map((row) => table[row]);
    const x = layer(layer(shown, 'backbone', 8, 8), 'head', 8, 6);
    const right = halvesOf(x, train, Array.from(classOf), Array.from(second!.classOf), second!.classes - 1);
    // One thing in a hundred may lie on the border.
    for (const [name, value] of Object.entries(right)) expect(Math.abs(values[name][0] - value)).toBeLessThan(0.011);
    expect(right.commonInCommon).toBeGreaterThan(0.4);
  });
});
