import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {sufficiency} from '../../src/metrics/sufficiency/compute.ts';
import {read} from '../reference/checks/kernels.ts';
import {advanceTo, open, slotsIn} from '../reference/checks/runs.ts';
import {inverted, type Matrix, matrix, multiply, sum, transpose, unpack} from '../reference/matrix.ts';
import {inputs} from '../reference/random.ts';
import {onBackends} from '../support/backends.ts';
import {specOf} from '../support/specs.ts';
import {contextOf, worldOf} from '../support/worlds.ts';

/** By elimination with the largest pivot. */
function determinant(x: Matrix): number {
  const rows = x.map((row) => [...row]);
  let product = 1;
  for (let k = 0; k < rows.length; k++) {
    const best = rows
      .map((row, i) => (i < k ? -1 : Math.abs(row[k])))
      .reduce((b, v, i, all) => (v > all[b] ? i : b), k);
    if (best !== k) {
      [rows[k], rows[best]] = [rows[best], rows[k]];
      product = -product;
    }
    product *= rows[k][k];
    for (let i = k + 1; i < rows.length; i++) {
      const factor = rows[i][k] / rows[k][k];
      rows[i] = rows[i].map((value, c) => value - factor * rows[k][c]);
    }
  }
  return product;
}

const diagonal = (values: readonly number[]): Matrix =>
  matrix(values.length, values.length, (i, j) => (i === j ? values[i] : 0));

/** Mutual information of jointly normal vectors with these covariances: from three determinants. */
function information(own: Matrix, other: Matrix, cross: Matrix): number {
  const joint = [
    ...own.map((row, i) => [...row, ...cross[i]]),
    ...other.map((row, j) => [...transpose(cross)[j], ...row]),
  ];
  return 0.5 * Math.log((determinant(own) * determinant(other)) / determinant(joint));
}

/** Both numbers from the covariances of A x, of x' and of y, for an A [m, d] of full rank. */
function reference(a: Matrix, deviations: readonly number[], weights: readonly number[]) {
  const d = diagonal(deviations.map((sigma) => 1 + sigma ** 2));
  const own = multiply(multiply(a, d), transpose(a));
  const explained = (map: Matrix, covariance: Matrix) => {
    const withY = multiply(
      map,
      weights.map((w) => [w]),
    );
    return multiply(multiply(transpose(withY), inverted(covariance)), withY)[0][0];
  };
  const all = diagonal(deviations.map(() => 1));
  return {
    informationLost: information(d, d, all) - information(own, d, a),
    regressionExcess: explained(all, d) - explained(a, own),
    regressionError: 1 - explained(a, own),
  };
}

const DEVIATIONS = [0.2, 0.5, 0.9, 1.4, 3];
const WEIGHTS = [0.5, -0.5, 0.1, 0.7, 0].map((w, _, all) => w / Math.sqrt(sum(all.map((v) => v * v))));
const given = {deviations: DEVIATIONS, weights: WEIGHTS};
const of = (a: Matrix) => sufficiency(transpose(a).flat(), given);

describe('the sufficiency of a linear encoder', () => {
  it.each([1, 2, 3, 4])('of %i random rows is that of covariances and determinants', (m) => {
    const next = inputs(m);
    for (let k = 0; k < 5; k++) {
      const a = matrix(m, 5, () => next());
      const right = reference(a, DEVIATIONS, WEIGHTS);
      const found = of(a);
      expect(found.informationLost).toBeCloseTo(right.informationLost, 10);
      expect(found.regressionExcess).toBeCloseTo(right.regressionExcess, 10);
      expect(found.regressionError).toBeCloseTo(right.regressionError, 10);
      expect(right.informationLost).toBeGreaterThan(0.01);
    }
  });

  it('of an invertible map is whole, whatever its scale, and of more rows than dimensions too', () => {
    const next = inputs(9);
    for (const m of [5, 8]) {
      const {informationLost, regressionExcess} = of(matrix(m, 5, () => 1e-3 * next()));
      expect(informationLost).toBeCloseTo(0, 9);
      expect(regressionExcess).toBeCloseTo(0, 9);
    }
  });

  it('loses all that views share where everything is one point', () => {
    const {informationLost, regressionExcess} = of(matrix(3, 5, () => 0));
    const shared = DEVIATIONS.map((sigma) => -0.5 * Math.log(1 - (1 + sigma ** 2) ** -2));
    expect(informationLost).toBeCloseTo(sum(shared), 12);
    expect(regressionExcess).toBeCloseTo(sum(DEVIATIONS.map((sigma, k) => WEIGHTS[k] ** 2 / (1 + sigma ** 2))), 12);
  });

  it('loses least with the quietest directions, of all pairs of axes', () => {
    const lost = (i: number, j: number) =>
      of([i, j].map((k) => DEVIATIONS.map((_, c) => Number(c === k)))).informationLost;
    const pairs = DEVIATIONS.flatMap((_, i) => DEVIATIONS.flatMap((_, j) => (j > i ? [lost(i, j)] : [])));
    expect(Math.min(...pairs)).toBe(lost(0, 1));
    expect(Math.max(...pairs)).toBe(lost(3, 4));
  });

  it('takes what is lost up to the rounding of single precision as lost', () => {
    const rows = [
      [1, 0, 0, 0, 0],
      [1, 1e-7, 0, 0, 0],
    ];
    expect(of(rows).informationLost).toBeCloseTo(of(rows.slice(0, 1)).informationLost, 12);
  });
});

const WORLD = {kind: 'gaussian', dimensions: 5, noise: 0.8, unevenness: 9, target: 'quiet', points: 500};

onBackends(['cpu', 'wasm'], () => {
  describe('the world of Gaussian signals', () => {
    it('is standard normal, and its views have noise of the size of each direction, independent of each other', async () => {
      const world = await worldOf({...WORLD, points: 5000});
      const {deviations, weights} = world.signals!;
      expect(Array.from(deviations)).toEqual([0, 1, 2, 3, 4].map((k) => expect.closeTo(0.8 * 9 ** (k / 4 - 0.5), 12)));
      expect(Array.from(weights)).toEqual([Math.SQRT1_2, Math.SQRT1_2, 0, 0, 0].map((w) => expect.closeTo(w, 12)));
      const [values, rows] = await read(() => {
        const {inputs, rows} = world.batch(contextOf(world, [7, 8], 3, {}), 2000);
        return [inputs[0], rows[0]].map((x) => tf.clone(x));
      });
      const table = world.slots['world/points'].initial!([0, 0]);
      const n = 2000;
      for (const r of [0, 1]) {
        for (let k = 0; k < 5; k++) {
          const noise = [0, 1].map((view) =>
            Array.from({length: n}, (_, i) => {
              const row = rows[r * n + i];
              return (values[((2 * r + view) * n + i) * 5 + k] - table[5 * row + k]) / deviations[k];
            }),
          );
          for (const one of noise) {
            // Five standard errors.
            expect(Math.abs(sum(one) / n)).toBeLessThan(5 / Math.sqrt(n));
            expect(Math.abs(sum(one.map((e) => e * e)) / n - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
          }
          expect(Math.abs(sum(noise[0].map((e, i) => e * noise[1][i])) / n)).toBeLessThan(5 / Math.sqrt(n));
        }
      }
      const column = (k: number) => Array.from({length: 5000}, (_, i) => table[5 * i + k]);
      for (let k = 0; k < 5; k++) {
        expect(Math.abs(sum(column(k)) / 5000)).toBeLessThan(5 / Math.sqrt(5000));
        expect(Math.abs(sum(column(k).map((z) => z * z)) / 5000 - 1)).toBeLessThan(5 * Math.sqrt(2 / 5000));
      }
      if (world.points.kind !== 'things') throw new Error('Signals are things.');
      expect(world.points.groupOf).toEqual(column(0).map((z, i) => Number(z + column(1)[i] > 0)));
      expect([...world.slots['world/axes'].initial!([0, 0])]).toEqual(
        matrix(6, 5, (i, j) => Number(i === j + 1)).flat(),
      );
    });

    const trained = async (model: object) => {
      const spec = {world: WORLD, model, training: {batch: 32, learningRate: 0.01, warmup: 0, evaluateEvery: 1000}};
      const run = await open(specOf({stages: [{id: 'main', program: 'encoder', steps: 20, spec}]}));
      advanceTo(run, 20);
      const {values} = (await run.collect()).metrics.at(-1)!;
      const slots = slotsIn(await run.checkpoint());
      run.dispose();
      return {values, slots};
    };

    it('tells what a linear encoder keeps, from its weights; and nothing of one that is not linear', async () => {
      const {values, slots} = await trained({depth: 0, representation: 3});
      const columns = unpack(slots.get('backbone/w0') as Float32Array, 1, 5, 3)[0];
      const deviations = [0, 1, 2, 3, 4].map((k) => 0.8 * 9 ** (k / 4 - 0.5));
      const right = reference(transpose(columns), deviations, [Math.SQRT1_2, Math.SQRT1_2, 0, 0, 0]);
      expect(values.informationLost[0]).toBeCloseTo(right.informationLost, 4);
      expect(values.regressionExcess[0]).toBeCloseTo(right.regressionExcess, 4);
      expect((await trained({depth: 1, width: 16})).values.informationLost).toBeUndefined();
    });
  });
});
