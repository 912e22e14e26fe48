import {describe, expect, it} from 'vitest';
import {ofMinority} from '../../src/metrics/minority/compute.ts';
import {advanceTo, open} from '../reference/checks/runs.ts';
import * as exact from '../reference/examined.ts';
import {type Matrix, matrix, mean, sum, transpose, unit} from '../reference/matrix.ts';
import {inputs} from '../reference/random.ts';
import {onBackends} from '../support/backends.ts';
import {specOf} from '../support/specs.ts';
import {valuesOf, worldOf} from '../support/worlds.ts';

const labelled = (x: Matrix, classOf: number[], train: number) => ({
  ...{data: Float32Array.from(x.flat()), dimension: x[0].length, train, classOf},
  classes: Math.max(...classOf) + 1,
});

/** Distances of class means of unit vectors, with the definition spelt out. */
function gapOf(x: Matrix, classOf: readonly number[], minority: number): number {
  const classes = Array.from({length: Math.max(...classOf) + 1}, (_, c) => c);
  const means = classes.map((c) => transpose(x.map(unit).filter((_, i) => classOf[i] === c)).map(mean));
  const distance = (a: number, b: number) => Math.hypot(...means[a].map((value, k) => value - means[b][k]));
  const others = classes.filter((c) => c !== minority);
  const pairs = classes.flatMap((a) => classes.filter((b) => b !== a).map((b) => distance(a, b)));
  return Math.min(...others.map((c) => distance(minority, c))) / mean(pairs);
}

describe('how a minority fares', () => {
  it('is what means and regressions of their own say', () => {
    const next = inputs(4);
    const n = 600;
    const classOf = Array.from({length: n}, (_, i) => i % 3);
    const centres = matrix(3, 4, next);
    const x = matrix(n, 4, (i, k) => 1 + centres[classOf[i]][k] + 1.2 * next()).map((row) => row.map(Math.fround));
    const train = 450;
    const found = ofMinority(labelled(x, classOf, train), 2);
    expect(found.centroidGap).toBeCloseTo(gapOf(x.slice(train), classOf.slice(train), 2), 10);
    // Things of the minority alone are measured on.
    const rows = x.map((_, i) => i).filter((i) => i < train || classOf[i] === 2);
    const right = exact.linearProbe(
      rows.map((i) => x[i]),
      train,
      rows.map((i) => classOf[i]),
    );
    expect(found.minorityRecall).toBeCloseTo(right, 12);
    expect(found.minorityRecall).toBeGreaterThan(0.2);
    expect(found.minorityRecall).toBeLessThan(1);
  });

  it('is 0 where it is at one place with another class, and where all is one', () => {
    const classOf = Array.from({length: 90}, (_, i) => i % 3);
    const together = matrix(90, 3, (i, k) => Number(k === Math.min(1, classOf[i])));
    expect(ofMinority(labelled(together, classOf, 60), 2).centroidGap).toBe(0);
    const one = matrix(90, 3, () => 0.5);
    expect(ofMinority(labelled(one, classOf, 60), 2).centroidGap).toBe(0);
  });

  it('is 1 and found where classes are axes', () => {
    const classOf = Array.from({length: 90}, (_, i) => i % 3);
    const axes = matrix(90, 3, (i, k) => (1 + i) * Number(k === classOf[i]));
    const found = ofMinority(labelled(axes, classOf, 60), 2);
    expect(found.centroidGap).toBeCloseTo(1, 12);
    expect(found.minorityRecall).toBe(1);
  });
});

describe('a minority of the latent world', () => {
  const SETTINGS = {kind: 'latent', classes: 4, subclasses: 3, overlap: 0.05, points: 1000};
  const positions = (world: Awaited<ReturnType<typeof worldOf>>) => {
    const values = valuesOf(world, 'world/points');
    return Array.from({length: 1000}, (_, i) => [values[2 * i], values[2 * i + 1]]);
  };

  it.each([
    [0.1, 21],
    [0.02, 6],
    [0.5, 101],
  ])(
    'has the share %d of its seen points in training, of all subclasses, and the same unseen points',
    async (minority, about) => {
      const [world, all] = await Promise.all([worldOf({...SETTINGS, minority}), worldOf(SETTINGS)]);
      const own = [...valuesOf(world, 'world/train')].filter((i) => i % 4 === 3);
      expect(Math.abs(own.length - about)).toBeLessThanOrEqual(3);
      expect(new Set(own.map((i) => Math.floor(i / 4) % 3)).size).toBe(3);
      expect(valuesOf(world, 'world/unseen')).toEqual(valuesOf(all, 'world/unseen'));
      expect(valuesOf(world, 'world/labelled')).toEqual(valuesOf(all, 'world/labelled'));
      expect(valuesOf(world, 'world/points')).toEqual(valuesOf(all, 'world/points'));
      const others = (of: typeof world) => [...valuesOf(of, 'world/train')].filter((i) => i % 4 !== 3);
      expect(others(world)).toEqual(others(all));
      expect(world.items).toBe(others(all).length + own.length);
      expect([world.labelled!.minority, all.labelled!.minority]).toEqual([3, undefined]);
    },
  );

  it('moves towards the class before it', async () => {
    const [near, far] = await Promise.all([worldOf({...SETTINGS, closeness: 0.6}), worldOf(SETTINGS)]);
    const centre = (points: number[][], c: number) =>
      [0, 1].map((k) => mean(points.filter((_, i) => i % 4 === c).map((p) => p[k])));
    const [before, after] = [positions(far), positions(near)];
    for (const c of [0, 1, 2]) expect(centre(after, c)).toEqual(centre(before, c));
    // From (0, -1.5) to (-1.5, 0), of which 0.6 is gone.
    const moved = centre(after, 3).map((value, k) => value - centre(before, 3)[k]);
    expect(moved[0]).toBeCloseTo(-0.9, 5);
    expect(moved[1]).toBeCloseTo(0.9, 5);
    expect(sum(moved)).toBeCloseTo(0, 5);
    expect(near.labelled!.minority).toBe(3);
  });
});

onBackends(['wasm'], () => {
  it('is told of runs with a minority, and of no others', async () => {
    const metrics = async (world: object) => {
      const spec = {world: {kind: 'latent', points: 500, ...world}, model: {width: 16, representation: 16}};
      const training = {batch: 16, evaluateEvery: 1000};
      const run = await open(specOf({stages: [{id: 'main', program: 'encoder', steps: 5, spec: {...spec, training}}]}));
      advanceTo(run, 5);
      const {values} = (await run.collect()).metrics.at(-1)!;
      run.dispose();
      return values;
    };
    const values = await metrics({minority: 0.05, closeness: 0.5});
    for (const name of ['centroidGap', 'minorityRecall']) {
      expect(values[name][0], name).toBeGreaterThanOrEqual(0);
    }
    expect(await metrics({})).not.toHaveProperty('centroidGap');
  });
});
