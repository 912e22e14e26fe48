/**
 * Checks the fast forms of kernels on this machine, because drivers and browsers differ. Each runs once on a small case
 * and is compared with its plain form. A form that does not compile or is wrong is withdrawn: its operation is composed
 * from then on.
 */
import * as tf from '@tensorflow/tfjs-core';
import {hasKernel, type Kernel, runKernel, sizeOf, withdrawForm} from '../engine/kernel.ts';
import {optimise} from '../engine/optimiser.ts';
import type {Values} from '../engine/records.ts';
import {reduceBackward, reduceForward} from '../engine/reduceRows.ts';
import {attentionBackward, attentionForward} from './attention.ts';
import {augmentKernel, pictureChanges} from './augmentPictures.ts';
import {deleteWordsKernel} from './deleteWords.ts';
import {denseBackward, denseForward} from './dense.ts';
import {dropoutKernel} from './dropout.ts';
import {emaUpdateKernel} from './emaUpdate.ts';
import {meanBackward, meanForward, tokenPlaces} from './embedding.ts';
import {gatherRowsKernel} from './gatherRows.ts';
import {keptBackward, keptForward, type Side} from './keptPairs.ts';
import {layerNormBackward, layerNormForward, layerNormSums} from './layerNorm.ts';
import {maskWordsKernel} from './maskWords.ts';
import {noisyRowsKernel} from './noisyRows.ts';
import {normaliseBackward, normaliseForward} from './normalise.ts';
import {pairRowsKernel} from './pairRows.ts';
import {formOf, pairwiseBackward, pairwiseForward} from './pairwise.ts';
import {patchesBackward, patchesForward} from './patches.ts';
import {permute, randomFill} from './random.ts';
import {lengthsKernel, meanTokensBackward, meanTokensForward} from './texts.ts';

interface Input {
  shape: number[];
  values: Values;
}

export interface VerifyCase {
  kernel: Kernel;
  inputs: Record<string, Input>;
  attributes: object;
  /** The inputs that the kernel overwrites. */
  inPlace?: readonly string[];
}

const TOLERANCE = 1e-4;

/** Numbers in [-1, 1] that look random. */
function numbers(shape: number[], seed: number): Input {
  const values = Float32Array.from({length: sizeOf(shape)}, (_, i) => Math.sin(12.9898 * (i + 1) + 78.233 * seed));
  return {shape, values};
}

const positive = (shape: number[], seed: number): Input => {
  const {values} = numbers(shape, seed);
  return {shape, values: values.map((x) => Math.abs(x) + 0.01)};
};

const whole = (shape: number[], below: number): Input => ({
  shape,
  values: Int32Array.from({length: sizeOf(shape)}, (_, i) => (7 * i + 3) % below),
});

const keys = (replicas: number, streams: number): Input => ({
  shape: [replicas, streams, 2],
  values: Int32Array.from({length: replicas * streams * 2}, (_, i) => Math.imul(i + 1, 0x9e3779b9)),
});

function dense(replicas: number, n: number, inputs: number, outputs: number): VerifyCase[] {
  const [x, w] = [numbers([replicas, n, inputs], 1), numbers([replicas, inputs, outputs], 2)];
  const [y, dy] = [numbers([replicas, n, outputs], 4), numbers([replicas, n, outputs], 5)];
  return [
    {kernel: denseForward, inputs: {x, w, b: numbers([replicas, outputs], 3)}, attributes: {activation: 'relu'}},
    {kernel: denseBackward, inputs: {x, w, y, dy}, attributes: {activation: 'relu', input: true}},
    {kernel: denseBackward, inputs: {x, w, y, dy}, attributes: {activation: 'none', input: false}},
  ];
}

function pairwise(d: number, all: boolean): VerifyCase[] {
  const n = 5;
  const stretch = [0, 2 * n] as const;
  const form = all
    ? formOf({
        term: 'affine',
        rows: stretch,
        columns: stretch,
        same: true,
        positive: n,
        contrast: true,
        labels: 'different',
      })
    : formOf({term: 'affine', rows: [0, n], columns: [n, n], both: true, positive: 0, contrast: true});
  const inputs = {
    points: numbers([2, 2 * n, d], 6),
    parameters: {shape: [2, 2], values: Float32Array.of(5, 0, 0.5, -0.5)},
    ...(all && {labels: whole([2, 2 * n], 4)}),
  };
  const saved = {shape: [2, 2 * n], values: new Float32Array(2 * 2 * n).fill(3)};
  return [
    {kernel: pairwiseForward, inputs, attributes: form},
    {kernel: pairwiseBackward, inputs: {...inputs, saved, dy: numbers([2, 2 * n], 7)}, attributes: form},
  ];
}

/** Texts of three tokens, some of them padding. */
function texts(): VerifyCase[] {
  const [lengths, tokens] = [whole([1, 4], 4), whole([1, 4, 3], 6)];
  const x = numbers([2, 4, 3, 8], 1);
  const all = {x: numbers([2, 12, 24], 3), lengths};
  const heads = {heads: 2, longest: 3};
  const [table, means] = [numbers([2, 5, 8], 5), numbers([2, 4, 8], 6)];
  const [gain, moments] = [numbers([2, 8], 7), positive([2, 4, 2], 8)];
  const places = {first: {shape: [1, 2], values: Int32Array.of(1, -1)}, next: whole([1, 12], 1)};
  places.next.values.fill(-1).set([4], 1);
  return [
    {kernel: attentionForward, inputs: all, attributes: heads},
    {
      kernel: attentionBackward,
      inputs: {...all, logSum: positive([2, 12, 2], 9), dy: numbers([2, 12, 8], 4)},
      attributes: heads,
    },
    {kernel: layerNormForward, inputs: {x: means, gain, bias: gain}, attributes: {epsilon: 1e-5}},
    {kernel: layerNormBackward, inputs: {x: means, gain, moments, dy: means}, attributes: {}},
    {kernel: layerNormSums, inputs: {sums: numbers([2, 3, 2, 8], 1)}, attributes: {}},
    {kernel: meanForward, inputs: {table, tokens}, attributes: {}},
    {kernel: tokenPlaces, inputs: {tokens}, attributes: {vocabulary: 5}},
    {kernel: meanBackward, inputs: {dy: means, weight: positive([1, 4], 2), ...places}, attributes: {}},
    {kernel: dropoutKernel, inputs: {x, keys: keys(2, 2)}, attributes: {rate: 0.3}},
    {kernel: lengthsKernel, inputs: {tokens}, attributes: {}},
    {kernel: meanTokensForward, inputs: {x, lengths}, attributes: {}},
    {kernel: meanTokensBackward, inputs: {dy: means, lengths}, attributes: {longest: 3}},
  ];
}

/** The kept pairs of rows that are longer than a workgroup. */
function keptPairs(side: Side, masked: boolean): VerifyCase[] {
  const [n, columns] = [3, 70];
  const inputs = {
    s: numbers([2, n, columns], 1),
    parameters: {shape: [2, 2], values: Float32Array.of(5, 0.25, 2, 0.6)},
    ...(masked && {out: {shape: [1, n, columns], values: Float32Array.from(whole([n, columns], 2).values)}}),
  };
  const attributes = {side};
  const saved = {value: positive([2, n], 3), edge: numbers([2, n], 4), dy: numbers([2, n], 5)};
  return [
    {kernel: keptForward, inputs, attributes},
    {kernel: keptBackward, inputs: {...inputs, ...saved}, attributes},
  ];
}

function update(kind: 'adamW' | 'sgd'): VerifyCase {
  const shape = [2, 700, 2];
  return {
    kernel: optimise,
    inputs: {
      value: numbers(shape, 8),
      gradient: numbers(shape, 9),
      m: numbers(shape, 10),
      ...(kind === 'adamW' && {v: positive(shape, 11)}),
      hyper: {shape: [2, 4], values: Float32Array.of(0.01, 0.1, 2, 3, 0.5, 0, 1, 1)},
      squares: {shape: [2, 3], values: new Float32Array(6)},
    },
    attributes: {kind, momentum: 0.9, beta2: 0.99, epsilon: 1e-8, decays: true, at: 1},
    inPlace: ['value', 'm', 'squares', ...(kind === 'adamW' ? ['v'] : [])],
  };
}

export const VERIFY_CASES: readonly VerifyCase[] = [
  ...dense(2, 5, 3, 6),
  ...dense(2, 6, 8, 12),
  {kernel: normaliseForward, inputs: {x: numbers([2, 5, 3], 1)}, attributes: {}},
  {
    kernel: normaliseBackward,
    inputs: {y: numbers([2, 5, 3], 1), inverse: positive([2, 5, 1], 2), dy: numbers([2, 5, 3], 3)},
    attributes: {},
  },
  ...(['mean', 'logSumExp', 'rootSum'] as const).map((reduction) => ({
    kernel: reduceForward,
    inputs: {x: positive([2, 70], 1)},
    attributes: {reduction},
  })),
  ...(['mean', 'logSumExp'] as const).map((reduction) => ({
    kernel: reduceBackward,
    inputs: {x: numbers([2, 70], 1), y: numbers([2], 2), dy: numbers([2], 3)},
    attributes: {reduction},
  })),
  ...pairwise(3, false),
  ...pairwise(8, true),
  ...keptPairs('hardest', true),
  ...keptPairs('easiest', false),
  update('adamW'),
  update('sgd'),
  ...(['uniform', 'normal', 'keep'] as const).map((distribution) => ({
    kernel: randomFill,
    inputs: {keys: keys(2, 2)},
    attributes: {shape: [9], distribution, rate: 0.4},
  })),
  {kernel: permute, inputs: {keys: keys(2, 1), table: whole([37], 99)}, attributes: {size: 37, count: 20}},
  ...[false, true].map((parts) => ({
    kernel: noisyRowsKernel,
    inputs: {table: numbers([9, 3], 1), rows: whole([2, 6], 9), keys: keys(2, 2), deviation: positive([2], 2)},
    attributes: {parts},
  })),
  {
    kernel: maskWordsKernel,
    inputs: {table: whole([9, 3], 50), rows: whole([2, 10], 9), keys: keys(2, 2), share: positive([2], 4)},
    attributes: {},
  },
  {
    kernel: deleteWordsKernel,
    inputs: {
      table: {shape: [9, 3], values: whole([9, 3], 5).values.map((x) => x - 1)},
      rows: whole([2, 10], 9),
      keys: keys(2, 2),
      share: positive([2], 4),
    },
    attributes: {},
  },
  {
    kernel: pairRowsKernel,
    inputs: {table: whole([37], 37), order: keys(2, 1), draws: keys(2, 1)},
    attributes: {count: 11, styles: 4, things: 37, across: true},
  },
  {kernel: pictureChanges, inputs: {keys: keys(2, 2), amounts: positive([2, 8], 3)}, attributes: {count: 3}},
  {
    kernel: augmentKernel,
    inputs: {
      pictures: numbers([4, 48], 1),
      rows: whole([2, 3], 4),
      change: {shape: [2, 3, 12], values: numbers([2, 3, 12], 2).values.map((x) => x * 0.3)},
    },
    attributes: {side: 4, channels: 3},
  },
  {
    kernel: gatherRowsKernel,
    inputs: {table: numbers([9, 4], 1), rows: whole([2, 3], 9)},
    attributes: {dtype: 'float32'},
  },
  ...texts(),
  ...[
    {side: 4, channels: 4},
    {side: 5, channels: 3},
  ].flatMap((shape): VerifyCase[] => {
    const [size, along] = [shape.side ** 2 * shape.channels, Math.ceil(shape.side / 2) ** 2];
    return [
      {kernel: patchesForward, inputs: {x: numbers([2, 3, size], 1)}, attributes: shape},
      {kernel: patchesBackward, inputs: {dy: numbers([2, 3 * along, 9 * shape.channels], 2)}, attributes: shape},
    ];
  }),
  {
    kernel: emaUpdateKernel,
    inputs: {copy: numbers([2, 5, 3], 1), target: numbers([2, 5, 3], 2), momentum: positive([2], 3)},
    attributes: {},
  },
];

/**
 * Runs work that submits to the device at once. Returns the device's complaint about it as a sentence, or undefined.
 */
export type Guard = <T>(work: () => T) => {value: T; problem: Promise<string | undefined>};

const unguarded: Guard = (work) => ({value: work(), problem: Promise.resolve(undefined)});

/**
 * Runs every case on the present backend and withdraws the forms that are wrong there. All cases are launched before any
 * result is read: where reading is slow, the wait is paid once.
 */
export async function verifyForms(
  guard: Guard = unguarded,
  cases: readonly VerifyCase[] = VERIFY_CASES,
): Promise<void> {
  const tried = cases
    .filter(({kernel}) => hasKernel(kernel))
    .map((one) => {
      const {value, problem} = guard(() => attempt(one));
      return {one, reason: Promise.all([problem, value]).then(([error, wrong]) => error ?? wrong)};
    });
  for (const {one, reason} of tried) {
    const sentence = await reason;
    if (sentence) withdrawForm(one.kernel, tf.getBackend(), sentence);
  }
}

/** The fault of a form as a sentence; undefined when it is right. */
async function attempt({kernel, inputs, attributes, inPlace = []}: VerifyCase): Promise<string | undefined> {
  const names = Object.keys(inputs);
  const tensors = Object.fromEntries(
    names.map((name) => {
      const {shape, values} = inputs[name];
      return [name, tf.tensor(values.slice(), shape, values instanceof Int32Array ? 'int32' : 'float32')];
    }),
  );
  const outputs = runKernel(kernel, tensors, attributes);
  const read = [...outputs, ...inPlace.map((name) => tensors[name])];
  const reading = Promise.all(read.map((tensor) => tensor.data()));

  const shapes = Object.fromEntries(names.map((name) => [name, inputs[name].shape]));
  const copies = Object.fromEntries(names.map((name) => [name, inputs[name].values.slice()]));
  const expected = kernel
    .outputs(shapes, attributes)
    .map(
      ({shape, dtype}): Values => (dtype === 'int32' ? new Int32Array(sizeOf(shape)) : new Float32Array(sizeOf(shape))),
    );
  kernel.plain(expected, copies, shapes, attributes);
  const got = await reading.catch((error: Error) => `It failed: ${error.message}`);
  tf.dispose([...outputs, ...Object.values(tensors)]);
  if (typeof got === 'string') return got;
  const right = [...expected, ...inPlace.map((name) => copies[name])];
  const off = Math.max(...right.map((values, i) => deviation(got[i] as Values, values)));
  return off <= TOLERANCE ? undefined : `It is off by ${off.toPrecision(2)}.`;
}

function deviation(got: Values, expected: Values): number {
  let worst = got.length === expected.length ? 0 : Number.POSITIVE_INFINITY;
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(got[i] - expected[i]) / Math.max(1, Math.abs(expected[i]));
    if (!(error <= worst)) worst = Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
  }
  return worst;
}
