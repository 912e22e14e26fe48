import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {effectiveRank, secondMoment} from '../../src/metrics/effectiveRank/compute.ts';
import {recallAcross} from '../../src/metrics/recall/compute.ts';
import {eigenvalues} from '../../src/metrics/shared/eigenvalues.ts';
import {tolerance} from '../../src/metrics/tolerance/compute.ts';
import {uniformity} from '../../src/metrics/uniformity/compute.ts';
import {uniformityOfSphere} from '../../src/metrics/uniformity/ofSphere.ts';
import {read} from '../reference/checks/kernels.ts';
import {metricChecks} from '../reference/checks/metrics.ts';
import {type Matrix, matrix, multiply, unit} from '../reference/matrix.ts';
import * as exact from '../reference/metrics.ts';
import {inputs, inverseNormal} from '../reference/random.ts';
import {onBackends} from '../support/backends.ts';
import {expectAllHold} from '../support/rows.ts';

onBackends(['cpu', 'wasm'], () => {
  it('agree with double precision', async () => expectAllHold(await metricChecks()));

  it('uniformity of points drawn evenly from a sphere is that of the sphere', async () => {
    for (const d of [2, 3, 8]) {
      const next = inputs(d);
      const x = matrix(1500, d, () => inverseNormal((next() + 1) / 2 + 2 ** -25)).map(unit);
      const [value] = await read(() => [uniformity(tf.tensor([x]))]);
      expect(value[0]).toBeCloseTo(uniformityOfSphere(d), 2);
    }
  });

  it('uniformity of one point is 0, of two poles -8', async () => {
    const same = matrix(5, 3, (_, j) => Number(j === 0));
    const poles = [
      [1, 0],
      [-1, 0],
    ];
    const [one, two] = await read(() => [uniformity(tf.tensor([same])), uniformity(tf.tensor([poles]))]);
    expect(one[0]).toBeCloseTo(0, 6);
    expect(two[0]).toBeCloseTo(-8, 4);
  });

  it('tolerance is 1 where groups are points, and 0 where no group has two', async () => {
    const x = [
      [1, 0],
      [1, 0],
      [0, 1],
      [0, 1],
    ];
    const grouped = [
      [1, 0, 0, 0],
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 1, 0, 0],
    ];
    const [together, apart] = await read(() => [
      tolerance(tf.tensor([x]), tf.tensor([grouped])),
      tolerance(tf.tensor([x]), tf.tensor([matrix(4, 4, (i, j) => Number(i === j))])),
    ]);
    expect([together[0], apart[0]]).toEqual([1, 0]);
  });

  it.each([1, 2, 5, 16])('the effective rank of %i directions used alike is their number', async (k) => {
    // Orthonormal directions of R^32, turned so that no axis is special; ten rows along each.
    const turned = orthonormal(32, inputs(k)).slice(0, k);
    const x = Array.from({length: 10 * k}, (_, i) => turned[i % k].map((value) => (i % 20 < 10 ? value : -value)));
    const [moment] = await read(() => [secondMoment(tf.tensor([x]))]);
    expect(effectiveRank(moment, 32)).toBeCloseTo(k, 4);
  });

  it.each([3, 16])(
    'the effective rank of points spread over the sphere in %i dimensions is their number',
    async (d) => {
      const next = inputs(d);
      const x = matrix(4000, d, () => inverseNormal((next() + 1) / 2 + 2 ** -25)).map(unit);
      const [moment] = await read(() => [secondMoment(tf.tensor([x]))]);
      expect(effectiveRank(moment, d)).toBeGreaterThan(0.99 * d);
      expect(effectiveRank(moment, d)).toBeLessThanOrEqual(d);
    },
  );

  it('the effective rank of one point is 1, and nearly so of points that have all but run together', async () => {
    const next = inputs(5);
    const around = (spread: number) => matrix(500, 64, (_, j) => Number(j === 7) + spread * next()).map(unit);
    const [one, near] = await read(() => [0, 0.007].map((spread) => secondMoment(tf.tensor([around(spread)]))));
    expect(effectiveRank(one, 64)).toBeCloseTo(1, 4);
    expect(effectiveRank(near, 64)).toBeGreaterThan(1.005);
    expect(effectiveRank(near, 64)).toBeLessThan(1.02);
  });

  describe('recall', () => {
    const recall = async (...sets: Matrix[]) => {
      const [at1, at5] = await read(() => {
        const {at1, at5} = recallAcross(sets.map((set) => tf.tensor([set])));
        return [at1, at5];
      });
      return [at1[0], at5[0]];
    };
    const axes = matrix(8, 8, (i, j) => Number(i === j));

    it('is 1 where partners coincide, whatever their lengths', async () => {
      expect(
        await recall(
          axes,
          axes.map((row) => row.map((v) => 30 * v)),
        ),
      ).toEqual([1, 1]);
    });

    it('is 0 where every item is nearest to another one', async () => {
      const shifted = axes.map((_, i) => axes[(i + 1) % 8]);
      // The seven others that are no neighbour are as far as the partner: each comes among the first five by chance.
      const [at1, at5] = await recall(axes, shifted);
      expect(at1).toBe(0);
      expect(at5).toBeCloseTo(4 / 7, 6);
    });

    it('counts both directions: two sets of which one is confused', async () => {
      const queries = [
        [1, 0],
        [0, 1],
      ];
      const targets = [
        [1, 0.2],
        [1, 0.1],
      ];
      // From the queries: item 0 finds target 1, item 1 finds target 0. Back: both targets find query 0.
      expect((await recall(queries, targets))[0]).toBe(0.25);
    });

    it('is chance where all points are one: a collapse finds nothing', async () => {
      const same = matrix(20, 3, () => 0.5);
      const [at1, at5] = await recall(same, same);
      expect(at1).toBeCloseTo(1 / 20, 6);
      expect(at5).toBeCloseTo(5 / 20, 6);
      const nothing = matrix(20, 3, () => 0);
      expect((await recall(nothing, nothing))[0]).toBeCloseTo(1 / 20, 6);
    });

    it('is the mean over ordered pairs of sets', async () => {
      const shifted = axes.map((_, i) => axes[(i + 1) % 8]);
      // Of the six ordered pairs of sets two agree.
      expect((await recall(axes, axes, shifted))[0]).toBeCloseTo(1 / 3, 6);
    });
  });
});

describe('uniformity of the sphere', () => {
  it.each([2, 3, 8, 64])('in %i dimensions is the integral over the angle', (d) => {
    expect(uniformityOfSphere(d)).toBeCloseTo(exact.uniformityOfSphere(d), 8);
  });

  it('is -4 + log I0(4) on the circle and -4 + log(sinh(4) / 4) on the sphere', () => {
    expect(uniformityOfSphere(2)).toBeCloseTo(-4 + Math.log(11.301921952136331), 12);
    expect(uniformityOfSphere(3)).toBeCloseTo(-4 + Math.log(Math.sinh(4) / 4), 12);
  });
});

describe('eigenvalues', () => {
  it('of a matrix made from known ones are those, largest first', () => {
    const known = [9, 4, 1, 0.25, 1e-9, 0, -2];
    const basis = orthonormal(known.length, inputs(1));
    const made = multiply(
      matrix(7, 7, (i, j) => basis[j][i] * known[j]),
      basis,
    );
    const found = eigenvalues(made.flat(), 7);
    for (const [i, value] of [...known].sort((a, b) => b - a).entries()) expect(found[i]).toBeCloseTo(value, 12);
  });

  it.each([1, 2, 3, 17, 64])('of a matrix of size %i are what Jacobi finds', (n) => {
    const next = inputs(n);
    const half = matrix(n, n, next);
    const symmetric = matrix(n, n, (i, j) => half[i][j] + half[j][i]);
    const right = exact.eigenvalues(symmetric);
    const found = eigenvalues(symmetric.flat(), n);
    for (const [i, value] of right.entries()) expect(found[i]).toBeCloseTo(value, 11);
  });

  it('that are alike, far apart in size, or of blocks that do not touch', () => {
    const identity = matrix(5, 5, (i, j) => Number(i === j));
    expect(eigenvalues(identity.flat(), 5)).toEqual([1, 1, 1, 1, 1]);
    expect(eigenvalues(new Array(9).fill(0), 3)).toEqual([0, 0, 0]);
    // Ones everywhere: n once, 0 otherwise.
    const ones = eigenvalues(new Array(2500).fill(1e-30), 50);
    expect(ones[0] / 1e-30).toBeCloseTo(50, 10);
    expect(Math.max(...ones.slice(1).map(Math.abs)) / 1e-30).toBeLessThan(1e-12);
    const blocks = [
      [2, 1, 0, 0],
      [1, 2, 0, 0],
      [0, 0, 5, 4],
      [0, 0, 4, 5],
    ];
    for (const [i, value] of [9, 3, 1, 1].entries()) expect(eigenvalues(blocks.flat(), 4)[i]).toBeCloseTo(value, 13);
  });

  it('of what is not finite are not numbers, and so is the rank', () => {
    expect(eigenvalues([1, Number.NaN, Number.NaN, 1], 2)).toEqual([Number.NaN, Number.NaN]);
    expect(effectiveRank([Number.POSITIVE_INFINITY, 0, 0, 1], 2)).toBeNaN();
  });

  it('the effective rank of nothing is 0', () => expect(effectiveRank([0, 0, 0, 0], 2)).toBe(0));

  it('the effective rank of two directions is that of their shares of the squared length', () => {
    // Shares 0.9 and 0.1: exp(0.9 log(1 / 0.9) + 0.1 log 10).
    expect(effectiveRank([0.9, 0, 0, 0.1], 2)).toBeCloseTo(0.9 ** -0.9 * 10 ** 0.1, 12);
  });
});

/** Rows that are orthonormal: Gram and Schmidt on random ones, twice for precision. */
function orthonormal(n: number, next: () => number): Matrix {
  let rows = matrix(n, n, next);
  for (let pass = 0; pass < 2; pass++) {
    const done: Matrix = [];
    for (const row of rows) {
      let left = row;
      for (const d of done) {
        const along = d.reduce((total, value, i) => total + value * left[i], 0);
        left = left.map((value, i) => value - along * d[i]);
      }
      done.push(unit(left));
    }
    rows = done;
  }
  return rows;
}
