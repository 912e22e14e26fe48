/** The metrics against double precision, on the present backend, at the sizes at which runs use them. */
import * as tf from '@tensorflow/tfjs-core';
import {alignment} from '../../../src/metrics/alignment/compute.ts';
import {effectiveRank, secondMoment} from '../../../src/metrics/effectiveRank/compute.ts';
import {recallAcross} from '../../../src/metrics/recall/compute.ts';
import {tolerance} from '../../../src/metrics/tolerance/compute.ts';
import {uniformity} from '../../../src/metrics/uniformity/compute.ts';
import {type Matrix, matrix, multiply, unit} from '../matrix.ts';
import * as exact from '../metrics.ts';
import {inputs} from '../random.ts';
import {read} from './kernels.ts';
import {absoluteError, type Check, type Row} from './row.ts';

const TOLERANCE = 1e-4;

export const metricChecks: Check = async (filter = '') => {
  const rows: Row[] = [];
  const row = (name: string, got: ArrayLike<number>, right: ArrayLike<number>, most = TOLERANCE) =>
    rows.push({name, error: absoluteError(got, right), tolerance: most});

  for (const [replicas, n, d] of [
    [1, 2, 2],
    [3, 17, 5],
    [2, 900, 3],
    [1, 900, 64],
  ]) {
    const size = `${[replicas, n, d]}`;
    const next = inputs(n + d);
    // Some spread, some close together: replica by replica.
    const points = (r: number) =>
      matrix(n, d, (_, j) => next() + (j === 0 ? 2 * r : 0)).map((x) => unit(x).map(Math.fround));
    const [a, b] = [0, 1].map(() => Array.from({length: replicas}, (_, r) => points(r)));
    const group = Array.from({length: n}, (_, i) => (i * i) % 7);
    const membership = group.map((g) => Array.from({length: 7}, (_, k) => Number(k === g)));
    const [aligned, uniform, tolerated] = await read(() => [
      alignment(tensor(a), tensor(b)),
      uniformity(tensor(a)),
      tolerance(tensor(a), tf.tensor([membership])),
    ]);
    row(
      `alignment of ${size}`,
      aligned,
      a.map((x, r) => exact.alignment(x, b[r])),
    );
    row(`uniformity of ${size}`, uniform, a.map(exact.uniformity));
    row(
      `tolerance of ${size}`,
      tolerated,
      a.map((x) => exact.tolerance(x, group)),
    );
  }

  for (const [n, d, rank] of [
    [40, 5, 5],
    [900, 64, 1],
    [900, 64, 8],
    [900, 64, 64],
  ]) {
    const next = inputs(rank);
    const x = multiply(matrix(n, rank, next), matrix(rank, d, next)).map((values) => values.map(Math.fround));
    const [moment] = await read(() => [secondMoment(tensor([x]))]);
    row(`effective rank of ${[n, d, rank]}`, [effectiveRank(moment, d)], [exact.effectiveRank(x)], 1e-3 * rank);
  }

  for (const [replicas, count, n, d] of [
    [1, 2, 3, 2],
    [3, 4, 60, 8],
  ]) {
    const next = inputs(n);
    const sets = Array.from({length: replicas}, () => {
      const common = matrix(n, d, next);
      return Array.from({length: count}, () => matrix(n, d, (i, j) => Math.fround(common[i][j] + 0.5 * next())));
    });
    const [at1, at5] = await read(() => {
      const {at1, at5} = recallAcross(Array.from({length: count}, (_, s) => tensor(sets.map((set) => set[s]))));
      return [at1, at5];
    });
    row(
      `recall at 1 of ${[replicas, count, n, d]}`,
      at1,
      sets.map((set) => exact.recallAcross(set, 1)),
      1e-6,
    );
    row(
      `recall at 5 of ${[replicas, count, n, d]}`,
      at5,
      sets.map((set) => exact.recallAcross(set, 5)),
      1e-6,
    );
  }
  return rows.filter(({name}) => name.includes(filter));
};

const tensor = (x: Matrix[]): tf.Tensor =>
  tf.tensor(Float32Array.from(x.flat(2)), [x.length, x[0].length, x[0][0].length]);
