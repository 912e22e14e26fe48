/** The transformer against double precision, its gradients against finite differences, on the present backend. */
import * as tf from '@tensorflow/tfjs-core';
import {deriveKey, type Key} from '../../../src/engine/keys.ts';
import {type EncoderContext, encoderOf, type Mode} from '../../../src/nn/encoders.ts';
import {keysOf} from '../live.ts';
import {dot, type Matrix, matrix, sum, type Vector} from '../matrix.ts';
import {inputs} from '../random.ts';
import {kept as keptOf} from '../sequences.ts';
import {type Kept, type Mistake, type Numbers, transformer} from '../transformer.ts';
import {type Check, type Row, relativeError, unequal} from './row.ts';

const NAME = 'reader';
const REPRESENTATION = 3;
/** Of sums that go through exponentials and norms. */
const TOLERANCE = 1e-4;
/** Every so many numbers of a slot are moved, for finite differences. */
const EVERY = 23;

interface Case {
  layers: number;
  heads: number;
  width: number;
  dropout: number;
  mode: Mode;
  /** Sets of texts: one for all members, or one for each. */
  sets: number;
  replicas: number;
  length: number;
}

const CASES: readonly Case[] = [
  {layers: 1, heads: 1, width: 6, dropout: 0, mode: 'train', sets: 1, replicas: 1, length: 4},
  {layers: 2, heads: 2, width: 8, dropout: 0.3, mode: 'train', sets: 3, replicas: 3, length: 5},
  {layers: 1, heads: 4, width: 16, dropout: 0.5, mode: 'evaluate', sets: 1, replicas: 2, length: 3},
];

const VOCABULARY = 7;
/** Texts of each view. */
const N = 3;
const VIEWS = ['a', 'b'];

const titleOf = ({layers, heads, width, dropout, mode}: Case) =>
  `${layers} layers, ${heads} heads, width ${width}, dropout ${dropout}, ${mode}`;

/** `mistake` is planted in the reference, to see the check fail. */
export async function checkTransformer(filter: string, mistake?: Mistake): Promise<Row[]> {
  const rows: Row[] = [];
  for (const one of CASES.filter((each) => titleOf(each).includes(filter))) rows.push(...(await rowsOf(one, mistake)));
  return rows;
}

export const transformerChecks: Check = (filter = '') => checkTransformer(filter);

async function rowsOf(one: Case, mistake?: Mistake): Promise<Row[]> {
  const title = titleOf(one);
  const all = drawn(one);
  const [y, ...gradients] = await evaluate(one, all);
  const rows: Row[] = [];
  const row = (name: string, error: number, tolerance = TOLERANCE) =>
    rows.push({name: `${title}: ${name}`, error, tolerance});
  const size = y.length / one.replicas;
  for (let r = 0; r < one.replicas; r++) {
    const right = referenceOf(one, all, r, mistake)(all.numbers[r]);
    row(`member ${r}`, relativeError(y.subarray(r * size, (r + 1) * size), right.flat(), 1));
  }
  if (mistake) return rows;
  for (const [i, name] of Object.keys(encoderFor(one).slots).entries()) {
    row(`gradient of ${name}`, gradientError(one, all, name.slice(NAME.length + 1), gradients[i]));
  }
  if (one.replicas > 1) {
    for (const r of [0, one.replicas - 1]) {
      const alone = await evaluate(one, all, r);
      const differ = [y, ...gradients].map((values, i) => {
        const part = values.length / one.replicas;
        return unequal(alone[i], values.subarray(r * part, (r + 1) * part));
      });
      row(`bits in which member ${r} differs from the same alone`, sum(differ), 0);
    }
  }
  return rows;
}

/** Of the gradient with respect to a slot, [R, ...], against finite differences of the reference. */
function gradientError(one: Case, all: Drawn, slot: string, gradient: Float32Array): number {
  const errors = all.numbers.map((numbers, r) => {
    const right = referenceOf(one, all, r);
    const loss = (moved: Numbers) => sum(right(moved).map((vector, i) => dot(vector, all.pull[r][i])));
    const size = gradient.length / one.replicas;
    const got = gradient.subarray(r * size, (r + 1) * size).filter((_, at) => at % EVERY === 0);
    return relativeError(got, differences(numbers, slot, loss), 1);
  });
  return Math.max(...errors);
}

interface Drawn {
  /** Of each member, by the slot's name without the encoder's. */
  numbers: Map<string, Vector>[];
  texts: Vector[][];
  /** dL/dy of each member. */
  pull: Matrix[];
}

function encoderFor({layers, heads, width, dropout, length}: Case) {
  return encoderOf(
    {kind: 'transformer', layers, heads, width, dropout, representation: REPRESENTATION},
    {kind: 'tokens', vocabulary: VOCABULARY, length},
    {name: NAME, group: 'all'},
  );
}

/** Numbers that are far from where training begins, so that every part shows. Texts of every length, down to nothing. */
function drawn(one: Case): Drawn {
  const next = inputs(10 * one.width + one.layers);
  const {slots} = encoderFor(one);
  const text = (i: number): Vector =>
    Array.from({length: one.length}, (_, t) =>
      t < one.length - (i % (one.length + 1)) ? Math.floor(((next() + 1) / 2) * VOCABULARY) : -1,
    );
  return {
    numbers: Array.from({length: one.replicas}, () => {
      const values = Object.entries(slots).map(([name, {shape}]): [string, Vector] => {
        const flat = Array.from({length: shape.reduce((a, b) => a * b, 1)}, next);
        return [name.slice(NAME.length + 1), name.endsWith('/gain') ? flat.map((x) => Math.fround(1 + x / 2)) : flat];
      });
      return new Map(values);
    }),
    texts: Array.from({length: one.sets}, (_, s) => Array.from({length: VIEWS.length * N}, (_, i) => text(i + s))),
    pull: Array.from({length: one.replicas}, () => matrix(VIEWS.length * N, REPRESENTATION, next)),
  };
}

/** y [R, 2N, D], then the gradient of <pull, y> with respect to each slot; `member` chooses one. */
async function evaluate(one: Case, {numbers, texts, pull}: Drawn, member?: number): Promise<Float32Array[]> {
  const encoder = encoderFor(one);
  const members = member === undefined ? numbers.map((_, r) => r) : [member];
  const sets = one.sets === 1 ? [0] : members;
  const results = tf.tidy(() => {
    const names = Object.keys(encoder.slots);
    const slots = names.map((name) =>
      tf.tensor(
        members.flatMap((r) => numbers[r].get(name.slice(NAME.length + 1))!),
        [members.length, ...encoder.slots[name].shape],
      ),
    );
    const tokens = tf.tensor(
      sets.flatMap((s) => texts[s].flat()),
      [sets.length, VIEWS.length * N, one.length],
      'int32',
    );
    const compute = (...values: tf.Tensor[]) => {
      const context: EncoderContext = {
        replicas: members.length,
        get: (slot) => values[names.indexOf(slot)],
        key: (use) => keysOf(members.map((r) => VIEWS.map((view) => keyOf(r, `${use}/${view}`)))),
      };
      return encoder.apply(context, tokens, one.mode);
    };
    const weights = tf.tensor(
      members.flatMap((r) => pull[r].flat()),
      [members.length, VIEWS.length * N, REPRESENTATION],
    );
    const loss = (...values: tf.Tensor[]) => tf.sum(tf.mul(compute(...values), weights)) as tf.Scalar;
    return [compute(...slots), ...tf.grads(loss)(slots)];
  });
  const values = (await Promise.all(results.map((result) => result.data()))) as Float32Array[];
  tf.dispose(results);
  return values;
}

const keyOf = (member: number, use: string): Key => deriveKey(70 + member, use, 3);

/** The reference as a function of a member's numbers. */
function referenceOf(one: Case, {texts}: Drawn, member: number, mistake?: Mistake): (numbers: Numbers) => Matrix {
  const {length, width, dropout} = one;
  const masks = new Map<string, Vector>();
  const maskOf = (use: string): Vector => {
    if (!masks.has(use)) masks.set(use, keptOf(keyOf(member, use), N * length * width, dropout));
    return masks.get(use)!;
  };
  const kept: Kept = (place, n) => {
    if (one.mode === 'evaluate' || dropout === 0) return undefined;
    const mask = maskOf(`dropout/${NAME}/${place}/${VIEWS[Math.floor(n / N)]}`);
    return matrix(length, width, (t, k) => mask[((n % N) * length + t) * width + k]);
  };
  return (numbers) => transformer(numbers, one, texts[one.sets === 1 ? 0 : member], kept, mistake);
}

/** d loss / d x by central differences, for every so many numbers x of a slot. */
function differences(numbers: Numbers, slot: string, loss: (numbers: Numbers) => number): Vector {
  const step = 1e-5;
  const values = numbers.get(slot)!;
  const at = (index: number, shift: number) =>
    loss(new Map(numbers).set(slot, values.with(index, values[index] + shift)));
  return values
    .map((_, index) => index)
    .filter((index) => index % EVERY === 0)
    .map((index) => (at(index, step) - at(index, -step)) / (2 * step));
}
