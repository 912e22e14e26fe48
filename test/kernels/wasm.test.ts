import {readFileSync} from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {compile} from '../../scripts/wasm.mjs';
import {type Kernel, runKernel, sizeOf, withdrawnForms} from '../../src/engine/kernel.ts';
import {optimise} from '../../src/engine/optimiser.ts';
import type {Values} from '../../src/engine/records.ts';
import {reduceBackward, reduceForward} from '../../src/engine/reduceRows.ts';
import {attentionBackward, attentionForward} from '../../src/kernels/attention.ts';
import {augmentKernel, pictureChanges} from '../../src/kernels/augmentPictures.ts';
import {denseBackward, denseForward} from '../../src/kernels/dense.ts';
import {dropoutKernel} from '../../src/kernels/dropout.ts';
import {meanBackward, meanForward, tokenPlaces} from '../../src/kernels/embedding.ts';
import {gatherRowsKernel} from '../../src/kernels/gatherRows.ts';
import {layerNormBackward, layerNormForward} from '../../src/kernels/layerNorm.ts';
import {noisyRowsKernel} from '../../src/kernels/noisyRows.ts';
import {normaliseBackward, normaliseForward} from '../../src/kernels/normalise.ts';
import {type Form, formOf, pairwiseBackward, pairwiseForward} from '../../src/kernels/pairwise.ts';
import {patchesAlong, patchesBackward, patchesForward} from '../../src/kernels/patches.ts';
import {permute, randomFill} from '../../src/kernels/random.ts';
import {meanTokensBackward, meanTokensForward} from '../../src/kernels/texts.ts';
import {verifyForms} from '../../src/kernels/verify.ts';
import {install} from '../../src/kernels/wasm/index.ts';
import {absoluteError, relativeError, unequal} from '../reference/checks/row.ts';
import {inputs as numbers} from '../reference/random.ts';
import {onBackends} from '../support/backends.ts';
import {atLength} from '../support/long.ts';

interface Given {
  shape: number[];
  values: Values;
}

type Inputs = Record<string, Given>;

const TOLERANCE = 1e-5;
const REPLICAS = [1, 7];
const SIZES = atLength([1, 2, 3, 5, 17, 63, 65, 257], [1, 3, 5, 17, 65]);

const binary = readFileSync(new URL('../../src/kernels/wasm/simd.wasm', import.meta.url));

/** Uniform in [-size, size). */
function floats(shape: number[], seed: number, size = 1): Given {
  const next = numbers(seed);
  return {shape, values: Float32Array.from({length: sizeOf(shape)}, () => next() * size)};
}

function whole(shape: number[], seed: number, below: number): Given {
  const next = numbers(seed);
  return {shape, values: Int32Array.from({length: sizeOf(shape)}, () => Math.floor(((next() + 1) / 2) * below))};
}

const keys = (replicas: number, streams: number): Given => whole([replicas, streams, 2], 77, 2 ** 31);

const constants = (shape: number[], ...values: number[]): Given => ({
  shape,
  values: Float32Array.from({length: sizeOf(shape)}, (_, i) => values[i % values.length]),
});

/** Lengths of texts, down to nothing, and where each begins when they stand one after another. */
function packed(sets: number, texts: number, longest: number): {lengths: Given; starts: Given} {
  const lengths = whole([sets, texts], texts, longest + 1);
  const starts = {shape: [sets, texts], values: new Int32Array(sets * texts)};
  for (let at = 0; at < sets * texts; at++) {
    if (at % texts > 0) starts.values[at] = starts.values[at - 1] + lengths.values[at - 1];
  }
  return {lengths, starts};
}

/** Outputs of the kernel on the present backend, and after them the inputs that it changes. */
function run(kernel: Kernel, given: Inputs, attributes: object, inPlace: readonly string[] = []): Values[] {
  const tensors = Object.fromEntries(
    Object.entries(given).map(([name, {shape, values}]) => [
      name,
      tf.tensor(values, shape, values instanceof Int32Array ? 'int32' : 'float32'),
    ]),
  );
  const outputs = runKernel(kernel, tensors, attributes);
  const read = [...outputs, ...inPlace.map((name) => tensors[name])].map((tensor) => tensor.dataSync() as Values);
  tf.dispose([...outputs, ...Object.values(tensors)]);
  return read;
}

/** The same of the plain form. */
function runPlain(kernel: Kernel, given: Inputs, attributes: object, inPlace: readonly string[] = []): Values[] {
  const each = <T>(of: (input: Given) => T) =>
    Object.fromEntries(Object.entries(given).map(([name, input]) => [name, of(input)]));
  const shapes = each(({shape}) => shape);
  const values = each((input) => input.values.slice());
  const outputs = kernel.outputs(shapes, attributes).map(({shape, dtype}) => {
    return dtype === 'int32' ? new Int32Array(sizeOf(shape)) : new Float32Array(sizeOf(shape));
  });
  kernel.plain(outputs, values, shapes, attributes);
  return [...outputs, ...inPlace.map((name) => values[name])];
}

interface Options {
  inPlace?: readonly string[];
  /** Inputs without a replica axis. */
  shared?: readonly string[];
  /** Outputs that have the replica axis, where not all have it. */
  members?: readonly number[];
  error?: (got: ArrayLike<number>, expected: ArrayLike<number>) => number;
  tolerance?: number;
}

/** The SIMD form agrees with the plain one, and each member of a population has the bits that it has alone. */
function check(kernel: Kernel, given: Inputs, attributes: object, options: Options = {}): void {
  const {inPlace = [], shared = [], members, error = relativeError, tolerance = TOLERANCE} = options;
  const got = run(kernel, given, attributes, inPlace);
  const right = runPlain(kernel, given, attributes, inPlace);
  for (const [i, values] of right.entries()) {
    expect(error(got[i], values), `value ${i} of ${kernel.name}`).toBeLessThanOrEqual(tolerance);
  }
  const replicas = Math.max(...Object.keys(given).map((name) => (shared.includes(name) ? 1 : given[name].shape[0])));
  if (replicas === 1) return;
  const part = (values: Values, r: number) => {
    const size = values.length / replicas;
    return values.subarray(r * size, (r + 1) * size);
  };
  for (const r of [0, replicas - 1]) {
    const alone = Object.fromEntries(
      Object.entries(given).map(([name, input]) => {
        const {shape, values} = input;
        if (shared.includes(name) || shape[0] === 1) return [name, input];
        return [name, {shape: [1, ...shape.slice(1)], values: part(values, r).slice()}];
      }),
    );
    for (const [i, values] of run(kernel, alone, attributes, inPlace).entries()) {
      if (members && !members.includes(i)) continue;
      expect(unequal(part(got[i], r), values), `value ${i} of member ${r} of ${kernel.name}`).toBe(0);
    }
  }
}

describe('the binary', () => {
  it('is what its sources compile to', async () => {
    expect(Buffer.compare(await compile(), binary)).toBe(0);
  });

  it('has no memory of its own, and starts nothing', () => {
    expect(WebAssembly.Module.imports(new WebAssembly.Module(binary))).toEqual([
      {module: 'env', name: 'memory', kind: 'memory'},
    ]);
    // Types, imports, functions, exports and code: no memory (5), global (6), start (8) or data (11).
    expect(sections(binary)).toEqual([1, 2, 3, 7, 10]);
  });
});

/** The numbers of a binary's sections, in order. */
function sections(bytes: Uint8Array): number[] {
  const found: number[] = [];
  for (let at = 8; at < bytes.length; ) {
    found.push(bytes[at++]);
    let [size, shift] = [0, 0];
    do {
      size |= (bytes[at] & 127) << shift;
      shift += 7;
    } while (bytes[at++] & 128);
    at += size;
  }
  return found;
}

interface Case {
  name: string;
  form: (n: number) => Pick<Form, 'term' | 'rows' | 'columns'> & Partial<Form>;
  points: (n: number) => number;
  /** Points in the tensor of columns, where it is another. */
  columns?: number;
  sharedColumns?: boolean;
  /** Of each replica in turn. */
  parameters: number[][];
  d: number;
  sizes?: number[];
}

const TEMPERATURES = [0.1, 0.005, 10].map((temperature) => [1 / temperature, 0]);
const views = (n: number) => ({rows: [0, n], columns: [n, n]}) as const;
const all = (n: number) => ({rows: [0, 2 * n], columns: [0, 2 * n], same: true}) as const;
const contrast = {positive: 0, contrast: true};

const CASES: Case[] = [
  ...[1, 2, 3, 4, 16, 17, 64].map((d) => ({
    name: `one way in ${d} dimensions`,
    form: (n: number) => ({term: 'affine', ...views(n), ...contrast}),
    points: (n: number) => 2 * n,
    parameters: TEMPERATURES,
    d,
    ...(d !== 3 && {sizes: [5, 65]}),
  })),
  {
    name: 'both ways',
    form: (n) => ({term: 'affine', ...views(n), ...contrast, both: true}),
    points: (n) => 2 * n,
    parameters: TEMPERATURES,
    d: 3,
  },
  {
    name: 'both ways, more columns than rows, labels',
    form: (n) => ({
      ...{term: 'affine', rows: [2, n], columns: [n, n + 9], both: true},
      ...{positive: 2, contrast: true, labels: 'different'},
    }),
    points: (n) => 2 * n + 9,
    parameters: TEMPERATURES,
    d: 5,
    sizes: [3, 63, 130],
  },
  {
    name: 'all points, positive apart',
    form: (n) => ({term: 'affine', ...all(n), positive: n, contrast: true, counted: false, labels: 'different'}),
    points: (n) => 2 * n,
    parameters: TEMPERATURES,
    d: 3,
  },
  {
    name: 'a potential, falling and flat too',
    form: (n) => ({term: 'affine', rows: [1, n], columns: [1, n], same: true}),
    points: (n) => n + 2,
    parameters: [
      [4, -4],
      [-30, 1],
      [0, 0.5],
    ],
    d: 3,
  },
  {
    name: 'a queue of its own',
    form: (n) => ({term: 'affine', rows: [n, n], columns: [3, 40], separate: true, labels: 'equal', both: true}),
    points: (n) => 2 * n,
    columns: 47,
    parameters: TEMPERATURES,
    d: 8,
    sizes: [1, 17, 65],
  },
  {
    name: 'a queue for all',
    form: (n) => ({term: 'affine', rows: [0, n], columns: [0, 300], separate: true}),
    points: (n) => n,
    columns: 300,
    sharedColumns: true,
    parameters: TEMPERATURES,
    d: 3,
    sizes: [1, 17, 65],
  },
  {
    name: 'sums over equal labels',
    form: (n) => ({term: 'linear', ...all(n), positive: n, contrast: true, both: true, labels: 'equal'}),
    points: (n) => 2 * n,
    parameters: [[2], [-0.5], [10]],
    d: 3,
    sizes: [1, 5, 65],
  },
  {
    name: 'squares',
    form: (n) => ({term: 'squared', ...views(n), ...contrast, both: true, counted: false}),
    points: (n) => 2 * n,
    parameters: [[1], [0.3], [-4]],
    d: 20,
    sizes: [1, 5, 65],
  },
  {
    name: 'margins',
    form: (n) => ({term: 'hinge', ...views(n), positive: 1, both: true, counted: false, labels: 'different'}),
    points: (n) => 2 * n,
    parameters: [
      [1, 0.2],
      [0.5, 1],
      [2, 0],
    ],
    d: 3,
    sizes: [1, 5, 65],
  },
];

/** Points of the unit sphere, every fifth twice, and one that is zero. */
function clustered(shape: number[], seed: number): Given {
  const d = shape[2];
  const {values} = floats(shape, seed);
  for (let at = 0; at < values.length; at += d) {
    const point = values.subarray(at, at + d);
    const length = Math.hypot(...point);
    if (at % (5 * d) === d) point.set(values.subarray(at - d, at));
    else for (let k = 0; k < d; k++) point[k] /= length;
  }
  if (values.length > 9 * d) values.fill(0, 9 * d, 10 * d);
  return {shape, values};
}

onBackends(['wasm'], () => {
  it('passes the trial of a GPU', async () => {
    await verifyForms();
    expect(withdrawnForms()).toEqual([]);
  });

  it('leaves the other forms where the binary does not compile', async () => {
    await install(tf.backend(), new Uint8Array(8));
    await install(tf.backend(), 'no address');
    check(normaliseForward, {x: floats([1, 5, 3], 1)}, {});
  });

  it('leaves no memory behind, and finds its tensors after memory has grown', () => {
    const given = {x: floats([1, 70, 33], 1), w: floats([1, 33, 65], 2), b: floats([1, 65], 3)};
    check(denseForward, given, {activation: 'relu'});
    const before = tf.memory().numTensors + tf.engine().backend.numDataIds();
    const large = tf.zeros([1 << 25]);
    check(denseForward, given, {activation: 'relu'});
    large.dispose();
    expect(tf.memory().numTensors + tf.engine().backend.numDataIds()).toBe(before);
  });

  describe.each(REPLICAS)('%i members', (replicas) => {
    it.each([
      ...[
        [1, 1, 1],
        [2, 3, 5],
        [5, 17, 3],
        [17, 2, 63],
        [63, 65, 17],
      ],
      ...[
        [65, 257, 33],
        [257, 5, 65],
        [3, 600, 20],
        [600, 3, 2],
        [64, 16, 16],
      ],
    ])('a layer of %i rows from %i to %i', (n, inputs, outputs) => {
      const w = floats([replicas, inputs, outputs], 2);
      const [b, y, dy] = [3, 4, 5].map((seed) => floats([replicas, n, outputs], seed));
      for (const activation of ['none', 'relu']) {
        for (const members of [1, replicas]) {
          const x = floats([members, n, inputs], 1);
          const bias = {shape: [replicas, outputs], values: b.values.slice(0, replicas * outputs)};
          check(denseForward, {x, w, b: bias}, {activation});
          check(denseBackward, {x, w, y, dy}, {activation, input: members === replicas});
          const counts = whole([members], n, n + 1);
          check(denseForward, {x, w, b: bias, counts}, {activation});
          check(denseBackward, {x, w, y, dy, counts}, {activation, input: members === replicas});
        }
      }
    });

    it.each(SIZES)('normalised vectors of %i numbers', (d) => {
      const x = floats([replicas, 9, d], d);
      // Nothing, nearly nothing, and more than single precision can square.
      for (const [i, size] of [0, 1e-20, 1e25].entries()) {
        x.values.subarray(i * d, (i + 1) * d).set(x.values.subarray(8 * d, 9 * d).map((value) => value * size));
      }
      check(normaliseForward, {x}, {});
      const [y, inverse] = runPlain(normaliseForward, {x}, {});
      const given = {y: {...x, values: y}, inverse: {shape: [replicas, 9, 1], values: inverse}, dy: floats(x.shape, 8)};
      check(normaliseBackward, given, {});
    });

    it.each(SIZES)('reductions of %i numbers', (n) => {
      const x = floats([replicas, n], n, 40);
      const [y] = runPlain(reduceForward, {x}, {reduction: 'logSumExp'});
      const given = {x, y: {shape: [replicas], values: y}, dy: floats([replicas], 2)};
      for (const reduction of ['mean', 'logSumExp']) {
        check(reduceForward, {x}, {reduction});
        check(reduceBackward, given, {reduction});
      }
      check(reduceForward, {x: {...x, values: x.values.map(Math.abs)}}, {reduction: 'rootSum'});
    });

    it.each([1, 5, 1023, 1025, 3000])('an update of %i numbers', (size) => {
      const gradient = floats([replicas, size], 2);
      // Squares that are too large, or too small, for single precision.
      if (size > 5) gradient.values.set([1e19, 1e-25], 2);
      const squares = constants([replicas, Math.ceil(size / 1024) + 2], 0);
      const given = {
        ...{value: floats([replicas, size], 1), gradient, m: floats([replicas, size], 3)},
        ...{hyper: constants([replicas, 4], 0.01, 0.1, 1.5, 3), squares},
      };
      const settings = {momentum: 0.9, beta2: 0.999, epsilon: 1e-8, at: 1};
      const v = {...gradient, values: floats([replicas, size], 4).values.map(Math.abs)};
      for (const decays of [false, true]) {
        check(optimise, {...given, v}, {...settings, kind: 'adamW', decays}, {inPlace: ['value', 'm', 'v', 'squares']});
        check(optimise, given, {...settings, kind: 'sgd', decays}, {inPlace: ['value', 'm', 'squares']});
      }
    });

    it.each(SIZES)('%i random numbers in each of two streams', (n) => {
      const given = {keys: keys(replicas, 2)};
      for (const shape of [[n], [n, 3]]) {
        check(randomFill, given, {shape, distribution: 'uniform', rate: 0}, {error: unequal, tolerance: 0});
        check(randomFill, given, {shape, distribution: 'keep', rate: 0.3}, {error: unequal, tolerance: 0});
        check(randomFill, given, {shape, distribution: 'normal', rate: 0}, {error: absoluteError, tolerance: 1e-6});
      }
      const table = whole([n], 5, 1000);
      const exact = {error: unequal, tolerance: 0, shared: ['table']};
      check(permute, given, {size: n, count: n}, exact);
      check(permute, {...given, table}, {size: n, count: Math.ceil(n / 2)}, exact);
    });

    it.each([1, 2, 3, 5, 8, 17])('noisy rows of %i numbers', (d) => {
      const table = floats([11, d], 1);
      for (const members of [1, replicas]) {
        const rows = whole([members, 66], 2, 11);
        const given = {table, rows, keys: keys(replicas, 2), deviation: constants([replicas], 0.5, 0, 1)};
        const options = {shared: ['table'], error: absoluteError, tolerance: 1e-6};
        for (const parts of [false, true]) check(noisyRowsKernel, given, {parts}, options);
      }
    });

    it.each([
      ...[
        [1, 1],
        [2, 3],
        [3, 1],
        [5, 5],
        [8, 4],
        [16, 3],
        [17, 2],
      ],
    ])('pictures of side %i in %i channels', (side, channels) => {
      const most = [0.25, 0.35, 0.45, 0.5, 0.3, 0.5, 0.4, 0.6];
      const amounts = constants([replicas, 8], ...[1, 0, 0.5, 1.5].flatMap((by) => most.map((one) => by * one)));
      const random = {keys: keys(replicas, 2), amounts};
      check(pictureChanges, random, {count: 9}, {error: unequal, tolerance: 0});
      const [change] = runPlain(pictureChanges, random, {count: 9});
      const given = {
        ...{pictures: floats([11, side * side * channels], 1), rows: whole([replicas, 18], 2, 11)},
        change: {shape: [replicas, 18, 12], values: change},
      };
      check(augmentKernel, given, {side, channels}, {shared: ['pictures']});
    });

    // Two numbers become 1 and -1 whatever they are: nothing but rounding is left of their gradient.
    it.each(SIZES.filter((d) => d > 2))('layer norm of %i numbers', (d) => {
      for (const n of [1, 63, 130]) {
        const x = floats([replicas, n, d], d);
        for (let k = 0; k < d; k++) x.values[k] += 30;
        const [gain, bias] = [floats([replicas, d], 2), floats([replicas, d], 3)];
        check(layerNormForward, {x, gain, bias}, {epsilon: 1e-5}, {tolerance: 1e-4});
        const [, moments] = runPlain(layerNormForward, {x, gain, bias}, {epsilon: 1e-5});
        const given = {x, gain, moments: {shape: [replicas, n, 2], values: moments}, dy: floats(x.shape, 4)};
        check(layerNormBackward, given, {});
        const counts = whole([replicas], n, n + 1);
        check(layerNormForward, {x, gain, bias, counts}, {epsilon: 1e-5}, {tolerance: 1e-4});
        check(layerNormBackward, {...given, counts}, {});
      }
    });

    it.each(SIZES)('vectors of words of %i numbers, and their means', (d) => {
      const table = floats([replicas, 11, d], 1);
      for (const [sets, n, length] of [
        [1, 1, 1],
        [replicas, 9, 1],
        [1, 67, 6],
        [replicas, 67, 6],
      ]) {
        const tokens = whole([sets, n, length], 2, 14);
        // Padding, and what is no word of the table.
        for (let at = 0; at < tokens.values.length; at++) tokens.values[at] -= 2;
        check(meanForward, {table, tokens}, {}, sets < replicas ? {members: [0]} : {});
        const [first, next] = runPlain(tokenPlaces, {tokens}, {vocabulary: 11});
        const [, weight] = runPlain(meanForward, {table, tokens}, {});
        const places = {
          first: {shape: [sets, 11], values: first},
          next: {shape: [sets, n * length], values: next},
          weight: {shape: [sets, n], values: weight},
        };
        check(meanBackward, {dy: floats([replicas, n, d], 3), ...places}, {});
        const {lengths, starts} = packed(sets, n, length);
        check(meanTokensForward, {x: floats([replicas, n, length, d], 5), lengths}, {});
        check(meanTokensBackward, {dy: floats([replicas, n, d], 6), lengths}, {longest: length});
        check(meanTokensForward, {x: floats([replicas, n, length, d], 5), lengths, starts}, {});
        check(meanTokensBackward, {dy: floats([replicas, n, d], 6), lengths, starts}, {longest: length});
        check(
          gatherRowsKernel,
          {table: floats([11, d], 7), rows: whole([sets, n], 7, 11)},
          {dtype: 'float32'},
          {error: unequal, tolerance: 0, shared: ['table']},
        );
      }
    });

    it.each(SIZES)('dropout of rows of %i numbers', (d) => {
      for (const [streams, n] of [
        [1, 1],
        [2, 66],
      ]) {
        const given = {x: floats([replicas, n, d], 1), keys: keys(replicas, streams)};
        for (const rate of [0.1, 0.5]) {
          check(dropoutKernel, given, {rate}, {tolerance: 1e-6});
          for (const sets of [1, replicas]) {
            const places = whole([sets, n], 3, n + 1);
            for (let at = 0; at < places.values.length; at++) places.values[at] -= 1;
            check(dropoutKernel, {...given, places}, {rate}, {tolerance: 1e-6});
          }
        }
      }
    });

    it.each([
      ...[
        [1, 1],
        [2, 3],
        [3, 4],
      ],
      ...[
        [5, 5],
        [8, 16],
        [17, 2],
      ],
    ])('patches of pictures of side %i in %i channels', (side, channels) => {
      const x = floats([replicas, 5, side * side * channels], 1);
      check(patchesForward, {x}, {side, channels}, {error: unequal, tolerance: 0});
      const dy = floats([replicas, 5 * patchesAlong(side) ** 2, 9 * channels], 2);
      check(patchesBackward, {dy}, {side, channels});
    });

    it.each([
      ...[
        [1, 1, 1, 1],
        [5, 7, 2, 3],
        [3, 17, 4, 16],
        [9, 14, 4, 16],
        [2, 128, 1, 33],
      ],
    ])('attention over %i texts of %i tokens, %i heads of %i numbers', (texts, longest, count, d) => {
      const [rows, width] = [texts * longest, count * d];
      const heads = {heads: count, longest};
      for (const sets of [1, replicas]) {
        const x = floats([replicas, rows, 3 * width], 1, 3);
        const {lengths, starts} = packed(sets, texts, longest);
        for (const places of [{}, {starts}] as Inputs[]) {
          const given = {x, lengths, ...places};
          check(attentionForward, given, heads);
          const [, logSum] = runPlain(attentionForward, given, heads);
          const saved = {logSum: {shape: [replicas, rows, count], values: logSum}};
          check(attentionBackward, {...given, ...saved, dy: floats([replicas, rows, width], 4)}, heads);
        }
      }
    });

    describe.each(CASES)('$name', ({d, sizes = SIZES, ...one}) => {
      it.each(sizes)('%i rows', (n) => {
        const form = formOf(one.form(n));
        const points = clustered([replicas, one.points(n), d], n + d);
        const columns = form.separate && clustered([one.sharedColumns ? 1 : replicas, one.columns!, d], n);
        const given: Inputs = {
          ...{points, parameters: constants([replicas, one.parameters[0].length], ...one.parameters.flat())},
          ...(columns && {columns}),
          ...(form.labels !== 'all' && {labels: whole(points.shape.slice(0, 2), 3, 4)}),
          ...(form.labels !== 'all' && columns && {columnLabels: whole(columns.shape.slice(0, 2), 4, 4)}),
        };
        check(pairwiseForward, given, form);
        const [value, saved] = runPlain(pairwiseForward, given, form);
        const shape = [replicas, value.length / replicas];
        // A gradient may be 0, and come about from parts as large as p0.
        const floor = Math.max(...one.parameters.map(([p0]) => Math.abs(p0)));
        check(pairwiseBackward, {...given, saved: {shape, values: saved}, dy: floats(shape, 9)}, form, {
          error: (got, expected) => relativeError(got, expected, floor),
        });
      });
    });
  });

  it('two million normal numbers', () => {
    const given = {keys: keys(1, 1)};
    const options = {error: absoluteError, tolerance: 1e-6};
    check(randomFill, given, {shape: [1 << 21], distribution: 'normal', rate: 0}, options);
  });

  it('a permutation of many', () => {
    check(permute, {keys: keys(1, 1)}, {size: 100_003, count: 2001}, {error: unequal, tolerance: 0});
  });
});
