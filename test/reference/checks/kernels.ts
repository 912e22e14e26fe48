/** The kernels against double precision, on the present backend. */
import * as tf from '@tensorflow/tfjs-core';
import {hasKernel} from '../../../src/engine/kernel.ts';
import {type Key, normals, uniforms} from '../../../src/engine/keys.ts';
import {
  AMOUNTS,
  augmentKernel,
  augmentPictures,
  CHANGES,
  changed,
  changes,
  composed,
  DRAWS,
} from '../../../src/kernels/augmentPictures.ts';
import {dense} from '../../../src/kernels/dense.ts';
import {composedEmaUpdate, emaUpdate} from '../../../src/kernels/emaUpdate.ts';
import {gatherRows} from '../../../src/kernels/gatherRows.ts';
import {product, productTransposed, transposedProduct} from '../../../src/kernels/matmul.ts';
import {withNoise} from '../../../src/kernels/noisyRows.ts';
import {normalise} from '../../../src/kernels/normalise.ts';
import {
  composedForward as composedPatches,
  composedBackward as composedPatchesGradient,
  patches,
} from '../../../src/kernels/patches.ts';
import * as exact from '../kernels.ts';
import {keysOf} from '../live.ts';
import {type Matrix, matrix, multiply, transpose, unpack} from '../matrix.ts';
import {inputs} from '../random.ts';
import {absoluteError, type Check, type Row, relativeError, unequal} from './row.ts';

/** Sums of some hundred products in single precision. */
const TOLERANCE = 1e-5;

type Draw = () => number;
type Report = (name: string, error: number, tolerance?: number) => void;

export const kernelChecks: Check = async (filter = '') => {
  const rows: Row[] = [];
  const wanted = (name: string) => name.includes(filter);
  const report: Report = (name, error, tolerance = TOLERANCE) => rows.push({name, error, tolerance});
  const groups: Record<string, (report: Report) => Promise<void>> = {
    'matrix products': matrixProducts,
    dense: denseLayers,
    normalise: normalisation,
    'gather rows': gathering,
    emaUpdate: emaUpdates,
    'augment pictures': augmentation,
    convolution,
    'noise on pictures': noiseOnRows,
  };
  for (const [name, check] of Object.entries(groups)) {
    if (wanted(name) || name.startsWith(filter)) await check((what, ...rest) => report(`${name}: ${what}`, ...rest));
  }
  return rows;
};

/** One member, and several with a momentum of each; one number, and more than a workgroup holds. */
async function emaUpdates(report: Report): Promise<void> {
  for (const [replicas, n, m] of [
    [1, 1, 1],
    [1, 9, 64],
    [3, 7, 50],
  ]) {
    const next = inputs(replicas + n);
    const [copy, target] = [stack(replicas, n, m, next), stack(replicas, n, m, next)];
    const momentum = [0, 0.99, 0.5].slice(0, replicas);
    const expected = copy.flatMap((rows, r) =>
      rows.flatMap((row, i) => row.map((x, k) => momentum[r] * x + (1 - momentum[r]) * target[r][i][k])),
    );
    for (const [form, compute] of Object.entries({kernel: emaUpdate, composed: composedEmaUpdate})) {
      const result = tf.tidy(() => compute(tf.tensor3d(copy), tf.tensor3d(target), tf.tensor1d(momentum)));
      report(`R=${replicas}, ${n} x ${m}, ${form}`, relativeError(await result.data(), expected, 1));
      result.dispose();
    }
  }
}

async function matrixProducts(report: Report): Promise<void> {
  // Shared lengths on both sides of the blocks in which backends sum, and one factor common to all replicas.
  const shapes = [
    [1, 1, 1, 1, 1],
    [1, 1, 5, 7, 4],
    [3, 3, 5, 7, 4],
    [3, 3, 33, 48, 20],
    [3, 3, 20, 200, 65],
    [1, 3, 20, 130, 9],
    [3, 1, 4, 130, 30],
  ];
  for (const [left, right, n, k, m] of shapes) {
    const next = inputs(n + k + m);
    const a = stack(left, n, k, next);
    const b = stack(right, k, m, next);
    const members = Math.max(left, right);
    const at = (x: Matrix[], r: number) => x[r % x.length];
    const expected = Array.from({length: members}, (_, r) => multiply(at(a, r), at(b, r)));
    const [aT, bT] = [a.map(transpose), b.map(transpose)];
    const forms: Record<string, (a: Matrix[], b: Matrix[]) => tf.Tensor> = {
      'a b': () => product(tensor(a), tensor(b)),
      'a b^T': () => productTransposed(tensor(a), tensor(bT)),
      'a^T b': () => transposedProduct(tensor(aT), tensor(b)),
    };
    for (const [form, compute] of Object.entries(forms)) {
      const got = await read(() => [compute(a, b)]);
      report(`${form} of ${[left, right, n, k, m]}`, relativeError(got[0], expected.flat(2)));
    }
    if (members === 1) continue;
    const alone: Record<string, (a: Matrix[], b: Matrix[]) => tf.Tensor> = {
      'a b': (x, y) => product(tensor(x), tensor(y)),
      'a b^T': (x, y) => productTransposed(tensor(x), tensor(y.map(transpose))),
      'a^T b': (x, y) => transposedProduct(tensor(x.map(transpose)), tensor(y)),
    };
    for (const [form, compute] of Object.entries(alone)) {
      const together = await read(() => [compute(a, b)]);
      const single = await read(() =>
        a
          .concat(b)
          .slice(0, members)
          .map((_, r) => compute([at(a, r)], [at(b, r)])),
      );
      report(
        `${form} of ${[left, right, n, k, m]} has the bits of each member alone`,
        unequal(together[0], join(single)),
        0,
      );
    }
  }
}

async function denseLayers(report: Report): Promise<void> {
  for (const [replicas, n, i, o] of [
    [1, 1, 1, 1],
    [1, 5, 2, 16],
    [3, 33, 17, 5],
    [3, 40, 130, 64],
  ]) {
    for (const activation of ['none', 'relu'] as const) {
      const next = inputs(n * i + o);
      const [x, w, dy] = [stack(replicas, n, i, next), stack(replicas, i, o, next), stack(replicas, n, o, next)];
      const b = stack(replicas, 1, o, next);
      const expected = x.map((_, r) => exact.dense(x[r], w[r], b[r][0], activation === 'relu', dy[r]));
      const name = `${activation} ${[replicas, n, i, o]}`;
      for (const input of ['tensor', 'data'] as const) {
        const [y, ...gradients] = await read(() => {
          const [tx, tw] = [tensor(x), tensor(w)];
          const tb = tf.squeeze(tensor(b), [1]);
          const layer = (vx: tf.Tensor, vw: tf.Tensor, vb: tf.Tensor) => dense(vx, vw, vb, activation, input);
          const loss = (value: tf.Tensor) => tf.sum(tf.mul(value, tensor(dy)));
          return input === 'tensor'
            ? [layer(tx, tw, tb), ...tf.grads((...v) => loss(layer(v[0], v[1], v[2])))([tx, tw, tb])]
            : [layer(tx, tw, tb), ...tf.grads((...v) => loss(layer(tx, v[0], v[1])))([tw, tb])];
        });
        const right = [expected.map((e) => e.dx!), expected.map((e) => e.dw!), expected.map((e) => e.db!)];
        report(
          `${name} from ${input}`,
          relativeError(
            y,
            expected.flatMap((e) => e.y.flat()),
          ),
        );
        const names = ['dx', 'dw', 'db'].slice(input === 'data' ? 1 : 0);
        for (const [at, which] of names.entries()) {
          const values = right[['dx', 'dw', 'db'].indexOf(which)].flat(2) as number[];
          report(`${name} from ${input}, ${which}`, relativeError(gradients[at], values));
        }
      }
    }
  }
  // Inputs that all replicas share.
  const next = inputs(9);
  const [x, w, b] = [stack(1, 20, 130, next), stack(3, 130, 8, next), stack(3, 1, 8, next)];
  const [y] = await read(() => [dense(tensor(x), tensor(w), tf.squeeze(tensor(b), [1]), 'relu', 'data')]);
  report(
    'of shared inputs',
    relativeError(
      y,
      w.flatMap((_, r) => exact.dense(x[0], w[r], b[r][0], true).y.flat()),
    ),
  );
}

async function normalisation(report: Report): Promise<void> {
  for (const [replicas, n, d] of [
    [1, 1, 2],
    [3, 17, 3],
    [2, 5, 130],
  ]) {
    const next = inputs(d);
    // Lengths from tiny to large; one vector is zero.
    const x = stack(replicas, n, d, next).map((m) =>
      m.map((row, i) => row.map((v) => Math.fround(v * 10 ** ((i % 7) - 3)))),
    );
    if (n > 1) x[0][0] = x[0][0].map(() => 0);
    const dy = stack(replicas, n, d, next);
    const [y, dx] = await read(() => {
      const input = tensor(x);
      return [normalise(input), tf.grad((v) => tf.sum(tf.mul(normalise(v), tensor(dy))))(input)];
    });
    const expected = x.map((_, r) => exact.normalise(x[r], dy[r]));
    report(
      `${[replicas, n, d]}`,
      absoluteError(
        y,
        expected.flatMap((e) => e.y.flat()),
      ),
    );
    // Row by row, since the gradient grows as vectors shrink.
    const rows = unpack(dx, replicas, n, d).flat();
    const right = expected.flatMap((e) => e.dx);
    report(`${[replicas, n, d]}, dx`, Math.max(...rows.map((row, i) => relativeError(row, right[i]))));
  }
}

async function gathering(report: Report): Promise<void> {
  const table = matrix(11, 6, inputs(3));
  const rows = [3, 3, 0, 10, 7, 1];
  const expected = rows.flatMap((row) => table[row]);
  const [flat, shaped] = await read(() => {
    const values = tf.tensor(table.flat(), [11, 6]);
    const index = tf.tensor(Int32Array.from(rows), [2, 3], 'int32');
    return [gatherRows(values, index), gatherRows(tf.reshape(values, [11, 2, 3]), index)];
  });
  report('rows of a matrix', unequal(flat, expected), 0);
  report('rows of a table of matrices', unequal(shaped, expected), 0);
}

/** The streams share out the rows: each has its part, with its own normal numbers. */
async function noiseOnRows(report: Report): Promise<void> {
  const [replicas, n, d] = [3, 6, 5];
  const x = stack(replicas, n, d, inputs(4));
  const deviations = [0, 0.5, 2];
  const keys = x.map((_, r): Key[] => [
    [1, r],
    [2, r],
  ]);
  const expected = x.flatMap((rows, r) => {
    const noise = keys[r].flatMap((key) => [...normals(key, (n / 2) * d)]);
    return rows.flat().map((value, k) => value + deviations[r] * noise[k]);
  });
  const [got] = await read(() => [withNoise(tensor(x), keysOf(keys), tf.tensor1d(deviations))]);
  report(`R=${replicas}`, absoluteError(got, expected), 1e-5);
}

async function augmentation(report: Report): Promise<void> {
  for (const [side, channels] of [
    [8, 3],
    [5, 1],
    [16, 4],
  ]) {
    const size = side * side * channels;
    const next = inputs(side);
    const count = 4;
    const pictures = matrix(count, size, next);
    const strengths = [0, 0.3, 1];
    const most = strengths.map((by) => amountsAt(by));
    const amounts = most.map((one) => AMOUNTS.map((name) => one[name]));
    const n = 6;
    const index = Array.from({length: strengths.length * n}, (_, i) => (i * 7) % count);
    const keys = strengths.map((_, r): Key[] => [
      [side, r],
      [channels, r],
    ]);
    // Two streams of n / 2 pictures each.
    const draws = keys.map((streams) =>
      streams.flatMap((key) => {
        const all = [...uniforms(key, (n / 2) * DRAWS)];
        return Array.from({length: n / 2}, (_, i) => all.slice(i * DRAWS, (i + 1) * DRAWS));
      }),
    );
    const expected = strengths.flatMap((_, r) =>
      draws[r].map((draw, i) => {
        const values = pictures[index[r * n + i]];
        return exact.augment({side, channels, values}, exact.changeOf(draw, most[r]));
      }),
    );
    const [got] = await read(() => [
      augmentPictures(
        tf.tensor(pictures.flat(), [count, size]),
        tf.tensor(Int32Array.from(index), [strengths.length, n], 'int32'),
        keysOf(keys),
        tf.tensor2d(amounts),
        {side, channels},
      ),
    ]);
    const unsure = expected.flatMap((e) => e.unsure);
    const sure = (x: ArrayLike<number>) => Array.from(x).filter((_, i) => !unsure[i]);
    const right = expected.flatMap((e) => e.out);
    report(`${side} x ${side} x ${channels}`, absoluteError(sure(got), sure(right)));
    const given = tf.tidy(() => {
      const change = draws.flatMap((all, r) => all.map((draw) => [...exact.changeOf(draw, most[r])]));
      return {
        pictures: tf.tensor(pictures.flat(), [count, size]),
        rows: tf.tensor(Int32Array.from(index), [strengths.length, n], 'int32'),
        change: tf.tensor(change.flat(), [strengths.length, n, CHANGES]),
      };
    });
    const name = `${side} x ${side} x ${channels}`;
    const [composition] = await read(() => [composed(given, {side, channels})]);
    report(`${name}, composed`, absoluteError(sure(composition), sure(right)));
    if (hasKernel(augmentKernel)) {
      const [fused] = await read(() => [changed(given, {side, channels})]);
      report(`${name}, fused`, absoluteError(sure(fused), sure(right)));
    }
    const [composedChanges] = await read(() => [
      changes(tf.tensor(draws.flat(2), [strengths.length, n, DRAWS]), tf.tensor2d(amounts)),
    ]);
    const exactChanges = draws.flatMap((all, r) => all.flatMap((draw) => [...exact.changeOf(draw, most[r])]));
    report(`${name}, changes composed`, absoluteError(composedChanges, exactChanges), 1e-6);
    tf.dispose(Object.values(given));
    // At strength 0 nothing is changed.
    const untouched = index.slice(0, n).flatMap((row) => pictures[row]);
    report(
      `${side} x ${side} x ${channels}, strength 0`,
      absoluteError(Array.from(got).slice(0, n * size), untouched),
      1e-6,
    );
  }
}

/** Patches through a dense layer; sides that are even, odd and a single pixel, and channels that are read four at a time. */
async function convolution(report: Report): Promise<void> {
  for (const [replicas, n, side, channels, outputs] of [
    [1, 1, 1, 1, 2],
    [1, 3, 7, 3, 5],
    [3, 2, 8, 4, 6],
    [2, 5, 2, 1, 3],
  ]) {
    const along = Math.ceil(side / 2);
    const next = inputs(side + channels);
    const x = stack(replicas, n, side * side * channels, next);
    const w = stack(replicas, 9 * channels, outputs, next);
    const b = stack(replicas, 1, outputs, next);
    const dy = stack(replicas, n * along * along, outputs, next);
    const right = x.map((pictures, r) =>
      pictures.map((values, i) => {
        const part = dy[r].slice(i * along * along, (i + 1) * along * along);
        return exact.convolution({side, channels, values}, w[r], b[r][0], part);
      }),
    );
    const expected = {
      y: right.flatMap((all) => all.flatMap(({y}) => y.flat())),
      dx: right.flatMap((all) => all.flatMap(({dx}) => dx)),
      dw: right.flatMap((all) => addUp(all.map(({dw}) => dw.flat()))),
    };
    const shape = {side, channels};
    const title = `R=${replicas}, ${n} of ${side} x ${side} x ${channels} to ${outputs}`;
    const layer = (px: tf.Tensor, pw: tf.Tensor) => dense(patches(px, shape), pw, tf.squeeze(tensor(b), [1]), 'relu');
    const loss = (px: tf.Tensor, pw: tf.Tensor) => tf.sum(tf.mul(layer(px, pw), tensor(dy)));
    const [y, dx, dw] = await read(() => {
      const [tx, tw] = [tensor(x), tensor(w)];
      return [layer(tx, tw), ...tf.grads((...v) => loss(v[0], v[1]))([tx, tw])];
    });
    for (const [name, got] of Object.entries({y, dx, dw})) {
      report(`${title}, ${name}`, relativeError(got, expected[name as 'y']));
    }
    // The composed form moves the same numbers; only sums of up to four may round otherwise.
    const [forms, sums] = await Promise.all([
      read(() => [patches(tensor(x), shape, 'data'), composedPatches(tensor(x), shape)]),
      read(() => {
        const patched = patches(tensor(x), shape, 'data');
        const gradient = tf.grad((value) => tf.sum(tf.mul(patches(value, shape), patched)))(tensor(x));
        return [gradient, composedPatchesGradient(patched, shape)];
      }),
    ]);
    report(`${title}, composed`, unequal(forms[1], forms[0]), 0);
    report(`${title}, composed gradient`, relativeError(sums[1], sums[0]), 1e-6);
  }
}

const addUp = (parts: number[][]): number[] => parts[0].map((_, k) => parts.reduce((sum, part) => sum + part[k], 0));

/** Every kind of change. */
function amountsAt(by: number): exact.Most {
  const [shift, zoom, turn, gain] = [0.25 * by, 0.35 * by, 0.45 * by, 0.5 * by];
  return {shift, zoom, turn, gain, tint: 0.3 * by, flip: 0.5 * by, erase: 0.4 * by, stretch: 0.6 * by};
}

const stack = (replicas: number, n: number, m: number, next: Draw): Matrix[] =>
  Array.from({length: replicas}, () => matrix(n, m, next));

const tensor = (x: Matrix[]): tf.Tensor =>
  tf.tensor(Float32Array.from(x.flat(2)), [x.length, x[0].length, x[0][0].length]);

/** The values of tensors made by `compute`, which are then disposed of. */
export async function read(compute: () => tf.Tensor[]): Promise<Float32Array[]> {
  const results = tf.tidy(compute);
  const values = (await Promise.all(results.map((result) => result.data()))) as Float32Array[];
  tf.dispose(results);
  return values;
}

const join = (parts: Float32Array[]): number[] => parts.flatMap((part) => [...part]);
