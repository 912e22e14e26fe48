/** The operations of text encoders against double precision, on the present backend. */
import * as tf from '@tensorflow/tfjs-core';
import type {Keys} from '../../../src/engine/program.ts';
import {attention, composedAttention, LONGEST} from '../../../src/kernels/attention.ts';
import {composedDropout, dropout} from '../../../src/kernels/dropout.ts';
import {composedMeanEmbedding, embedding, meanEmbedding} from '../../../src/kernels/embedding.ts';
import {composedLayerNorm, layerNorm} from '../../../src/kernels/layerNorm.ts';
import {composedMeanTokens, composedTextLengths, meanTokens, textLengths} from '../../../src/kernels/texts.ts';
import {type Matrix, matrix, type Vector} from '../matrix.ts';
import {fnv, inputs} from '../random.ts';
import {kept, type Sequences, sequences} from '../sequences.ts';
import {type Check, type Row, relativeError, unequal} from './row.ts';

/** Sums of some hundred products in single precision. */
const TOLERANCE = 1e-5;
/** Of sums that cancel, or that go through an exponential. */
const LOOSE = 1e-4;

/** Where rows go; a case that is not wanted need not be computed. */
interface Report {
  (name: string, error: number, tolerance?: number): void;
  wants(title: string): boolean;
}

const GROUPS: Record<string, (report: Report, right: Sequences) => Promise<void>> = {
  embedding: (report, right) => embeddings(report, right, 'embedding'),
  'mean embedding': (report, right) => embeddings(report, right, 'mean'),
  'layer norm': layerNorms,
  attention: attentions,
  'means of tokens': tokenMeans,
  dropout: dropouts,
};

/** `filter` keeps cases whose name contains it. `right` can be replaced by wrong ones, to see the check fail. */
export async function checkSequences(filter: string, right: Sequences): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [group, check] of Object.entries(GROUPS)) {
    const report = (name: string, error: number, tolerance = TOLERANCE) => {
      rows.push({name: `${group}: ${name}`, error, tolerance});
    };
    await check(Object.assign(report, {wants: (title: string) => `${group}: ${title}`.includes(filter)}), right);
  }
  return rows;
}

export const sequenceChecks: Check = (filter = '') => checkSequences(filter, sequences());

/**
 * A function of some tensors [R, ...], of which the first `trained` have gradients: `weights` is dL/dy. Values of the
 * function, then of the gradients; `members` chooses replicas.
 */
interface Operation {
  trained: readonly Stack[];
  fixed?: readonly {values: Int32Array; shape: number[]}[];
  weights: Stack;
  compute(trained: tf.Tensor[], fixed: tf.Tensor[]): tf.Tensor;
}

/** Float values of every replica, with the shape of one. */
interface Stack {
  replicas: Vector[];
  shape: number[];
}

async function evaluate({trained, fixed = [], weights, compute}: Operation, member?: number): Promise<Float32Array[]> {
  const results = tf.tidy(() => {
    const tensor = ({replicas, shape}: Stack) => {
      const chosen = member === undefined ? replicas : [replicas[member]];
      return tf.tensor(Float32Array.from(chosen.flat()), [chosen.length, ...shape]);
    };
    const others = fixed.map(({values, shape}) => {
      const own = member === undefined || shape[0] === 1 ? undefined : values.length / shape[0];
      const chosen = own ? values.slice(member! * own, (member! + 1) * own) : values;
      return tf.tensor(chosen, [own ? 1 : shape[0], ...shape.slice(1)], 'int32');
    });
    const loss = (...x: tf.Tensor[]) => tf.sum(tf.mul(compute(x, others), tensor(weights)));
    const moving = trained.map(tensor);
    return [compute(moving, others), ...tf.grads(loss)(moving)];
  });
  const values = (await Promise.all(results.map((result) => result.data()))) as Float32Array[];
  tf.dispose(results);
  return values;
}

/** The first and the last member of the population have the bits that they have alone. */
async function reportAlone(report: Report, title: string, operation: Operation): Promise<void> {
  const together = await evaluate(operation);
  const count = operation.weights.replicas.length;
  let different = 0;
  for (const r of [0, count - 1]) {
    const alone = await evaluate(operation, r);
    for (const [i, values] of together.entries()) {
      const size = values.length / count;
      different += unequal(alone[i], values.subarray(r * size, (r + 1) * size));
    }
  }
  report(`${title}, bits of each member alone`, different, 0);
}

function stack(replicas: number, shape: number[], next: () => number): Stack {
  const size = shape.reduce((a, b) => a * b, 1);
  return {replicas: Array.from({length: replicas}, () => Array.from({length: size}, next)), shape};
}

const rowsOf = (flat: Vector, width: number): Matrix =>
  matrix(flat.length / width, width, (i, j) => flat[i * width + j]);

/** Rising sizes around those of workgroups. */
const SIZES = [1, 63, 65, 257];

interface TokenCase {
  replicas: number;
  sets: number;
  vocabulary: number;
  d: number;
  n: number;
  length: number;
}

const TOKEN_CASES: TokenCase[] = SIZES.flatMap((n) => [
  {replicas: 1, sets: 1, vocabulary: 5, d: 3, n, length: 3},
  {replicas: 7, sets: 7, vocabulary: Math.max(n, 2), d: 4, n, length: 5},
  {replicas: 7, sets: 1, vocabulary: 9, d: 5, n, length: 2},
]);

/** Every third text is padding alone; others repeat tokens, and end in padding. */
function drawTokens({sets, vocabulary, n, length}: TokenCase, next: () => number): Int32Array {
  return Int32Array.from({length: sets * n * length}, (_, at) => {
    const [i, t] = [Math.floor(at / length) % n, at % length];
    const token = Math.floor(((next() + 1) / 2) * vocabulary);
    if (i % 3 === 1 || t > i % (length + 1)) return -1;
    return t % 2 === 1 ? 0 : token;
  });
}

async function embeddings(report: Report, right: Sequences, kind: 'embedding' | 'mean'): Promise<void> {
  for (const one of TOKEN_CASES) {
    const {replicas, sets, vocabulary, d, n, length} = one;
    const title = `${[replicas, vocabulary, d]} by ${[sets, n, length]}`;
    if (!report.wants(title)) continue;
    const next = inputs(n + vocabulary);
    const tokens = drawTokens(one, next);
    const table = stack(replicas, [vocabulary, d], next);
    const weights = stack(replicas, kind === 'embedding' ? [n, length, d] : [n, d], next);
    // Every token is a text of its own, or all tokens of a row are one.
    const words = kind === 'embedding' ? 1 : length;
    const expected = table.replicas.map((values, r) => {
      const own = Array.from(tokens).slice((r % sets) * n * length, ((r % sets) + 1) * n * length);
      return right.meanEmbedding(rowsOf(values, d), rowsOf(own, words), rowsOf(weights.replicas[r], d));
    });
    const kernel = kind === 'embedding' ? embedding : meanEmbedding;
    // Composed once for each shape of case: its many programs take long to compile.
    const forms = kind === 'mean' && n === 65 ? {kernel, composed: composedMeanEmbedding} : {kernel};
    for (const [form, compute] of Object.entries(forms)) {
      const operation: Operation = {
        trained: [table],
        fixed: [{values: tokens, shape: [sets, n, length]}],
        weights,
        compute: ([t], [index]) => compute(t, index),
      };
      const [y, dTable] = await evaluate(operation);
      report(`${title}, ${form}`, relativeError(y, expected.map((e) => e.y).flat(2), 1));
      report(`${title}, ${form}, gradient`, relativeError(dTable, expected.map((e) => e.dTable).flat(2), 1));
      if (form === 'kernel' && replicas > 1) await reportAlone(report, title, operation);
    }
  }
}

async function layerNorms(report: Report, right: Sequences): Promise<void> {
  const epsilon = 1e-5;
  for (const n of SIZES) {
    for (const [replicas, d] of [
      [1, 1],
      [1, 63],
      [7, 20],
      [7, 5],
    ]) {
      const title = `${[replicas, n, d]}`;
      if (!report.wants(title)) continue;
      const next = inputs(10 * n + d);
      const x = stack(replicas, [n, d], next);
      // A row of equal numbers, and one far from 0.
      for (const values of x.replicas) {
        values.fill(0.75, 0, n > 1 ? d : 0);
        for (let at = (n - 1) * d; at < n * d; at++) values[at] = Math.fround(values[at] + 30);
      }
      const [gain, bias] = [stack(replicas, [d], next), stack(replicas, [d], next)];
      const weights = stack(replicas, [n, d], next);
      const expected = x.replicas.map((values, r) =>
        right.layerNorm(rowsOf(values, d), gain.replicas[r], bias.replicas[r], rowsOf(weights.replicas[r], d), epsilon),
      );
      const forms = {kernel: layerNorm, composed: composedLayerNorm};
      for (const [form, compute] of Object.entries(forms)) {
        const operation: Operation = {
          trained: [x, gain, bias],
          weights,
          compute: ([a, b, c]) => compute(a, b, c, epsilon),
        };
        const [y, dx, dGain, dBias] = await evaluate(operation);
        report(`${title}, ${form}`, relativeError(y, expected.map((e) => e.y).flat(2), 1), LOOSE);
        // Row by row, since gradients are large where numbers are nearly equal.
        const rows = rowsOf(Array.from(dx), d);
        const wanted = expected.flatMap((e) => e.dx);
        const pulls = rowsOf(weights.replicas.flat(), d);
        const errors = rows.map((row, i) => {
          const own = x.replicas[Math.floor(i / n)].slice((i % n) * d, ((i % n) + 1) * d);
          return relativeError(row, wanted[i], Math.max(...pulls[i].map(Math.abs)) / (1e-2 + spread(own)));
        });
        report(`${title}, ${form}, dx`, Math.max(...errors), LOOSE);
        report(
          `${title}, ${form}, dgain`,
          relativeError(
            dGain,
            expected.flatMap((e) => e.dGain),
            1,
          ),
          LOOSE,
        );
        report(
          `${title}, ${form}, dbias`,
          relativeError(
            dBias,
            expected.flatMap((e) => e.dBias),
            1,
          ),
        );
        if (form === 'kernel' && replicas > 1) await reportAlone(report, title, operation);
      }
    }
  }
}

const spread = (x: Vector): number => Math.max(...x) - Math.min(...x);

async function attentions(report: Report, right: Sequences): Promise<void> {
  for (const [replicas, sets, sequences, longest, heads, d] of [
    [1, 1, 1, 1, 1, 1],
    [1, 1, 63, 3, 2, 5],
    [1, 1, 65, 7, 1, 4],
    [1, 1, 257, 5, 1, 8],
    [1, 1, 2, 63, 3, 6],
    [2, 2, 2, LONGEST, 1, 16],
    [2, 1, 3, 33, 2, 20],
    [7, 1, 4, 5, 2, 3],
  ]) {
    const [rows, width] = [sequences * longest, heads * d];
    const title = `${[replicas, sequences, longest, heads, d]}, lengths ${[sets, sequences]}`;
    if (!report.wants(title)) continue;
    const next = inputs(sequences + longest);
    // Similarities of some size, so that attention is far from even.
    const x = stack(replicas, [rows, 3 * width], next);
    for (const values of x.replicas) {
      for (let at = 0; at < values.length; at++)
        if (at % (3 * width) < 2 * width) values[at] = Math.fround(3 * values[at]);
    }
    const weights = stack(replicas, [rows, width], next);
    // Full ones first; then shorter, down to nothing.
    const lengths = Int32Array.from({length: sets * sequences}, (_, s) => longest - (s % (longest + 1)));
    const expected = {y: [] as Matrix[], dq: [] as Matrix[], dk: [] as Matrix[], dv: [] as Matrix[]};
    for (let s = 0; s < replicas * sequences; s++) {
      const own = ({replicas}: Stack, size: number, from: number) =>
        rowsOf(replicas[Math.floor(s / sequences)], size)
          .slice((s % sequences) * longest, ((s % sequences) + 1) * longest)
          .map((row) => row.slice(from, from + d));
      const each = Array.from({length: heads}, (_, head) => {
        const [q, k, v] = [0, 1, 2].map((part) => own(x, 3 * width, part * width + head * d));
        return right.attention(q, k, v, lengths[s % lengths.length], own(weights, width, head * d));
      });
      const beside = (what: keyof typeof expected) => each[0].y.map((_, i) => each.flatMap((one) => one[what][i]));
      for (const what of ['y', 'dq', 'dk', 'dv'] as const) expected[what].push(beside(what));
    }
    for (const [form, compute] of Object.entries({kernel: attention, composed: composedAttention})) {
      const operation: Operation = {
        trained: [x],
        fixed: [{values: lengths, shape: [sets, sequences]}],
        weights,
        compute: ([value], [index]) => compute(value, index, {heads, longest}),
      };
      const [y, dx] = await evaluate(operation);
      report(`${title}, ${form}, y`, relativeError(y, expected.y.flat(2), 1), LOOSE);
      for (const [part, what] of (['dq', 'dk', 'dv'] as const).entries()) {
        const got = dx.filter((_, at) => Math.floor(at / width) % 3 === part);
        report(`${title}, ${form}, ${what}`, relativeError(got, expected[what].flat(2), 1), LOOSE);
      }
      if (form === 'kernel' && replicas > 1) await reportAlone(report, title, operation);
    }
  }
}

async function tokenMeans(report: Report): Promise<void> {
  for (const n of SIZES) {
    for (const [replicas, sets, longest, d] of [
      [1, 1, 1, 1],
      [7, 7, 5, 8],
      [7, 1, 6, 3],
    ]) {
      const title = `${[replicas, n, longest, d]}, lengths ${[sets, n]}`;
      if (!report.wants(title)) continue;
      const next = inputs(n + d);
      const x = stack(replicas, [n, longest, d], next);
      const weights = stack(replicas, [n, d], next);
      const lengths = Array.from({length: sets * n}, (_, i) => i % (longest + 1));
      const tokens = Int32Array.from(lengths.flatMap((l) => Array.from({length: longest}, (_, t) => (t < l ? t : -1))));
      const expected = {y: [] as Vector, dx: [] as Vector};
      for (const [r, values] of x.replicas.entries()) {
        const all = rowsOf(values, d);
        for (let i = 0; i < n; i++) {
          const length = lengths[(r % sets) * n + i];
          const rows = all.slice(i * longest, (i + 1) * longest);
          const share = (t: number) => (t < length ? 1 / length : 0);
          for (let k = 0; k < d; k++) expected.y.push(rows.reduce((sum, row, t) => sum + share(t) * row[k], 0));
          for (let t = 0; t < longest; t++) {
            for (let k = 0; k < d; k++) expected.dx.push(share(t) * weights.replicas[r][i * d + k]);
          }
        }
      }
      const forms = {kernel: [textLengths, meanTokens], composed: [composedTextLengths, composedMeanTokens]} as const;
      for (const [form, [count, mean]] of Object.entries(forms)) {
        const operation: Operation = {
          trained: [x],
          fixed: [{values: tokens, shape: [sets, n, longest]}],
          weights,
          compute: ([value], [texts]) => mean(value, count(texts)),
        };
        const [y, dx] = await evaluate(operation);
        report(`${title}, ${form}`, relativeError(y, expected.y, 1));
        report(`${title}, ${form}, gradient`, relativeError(dx, expected.dx, 1));
        if (form === 'kernel' && replicas > 1) await reportAlone(report, title, operation);
      }
    }
  }
}

async function dropouts(report: Report): Promise<void> {
  for (const size of SIZES) {
    for (const [replicas, streams] of [
      [1, 1],
      [7, 1],
      [3, 2],
    ]) {
      const title = `${[replicas, streams * size, 3]} in ${streams} streams`;
      if (!report.wants(title)) continue;
      const next = inputs(size);
      const keys = drawKeys(replicas, streams);
      const x = stack(replicas, [streams * size, 3], next);
      const weights = stack(replicas, [streams * size, 3], next);
      for (const rate of [0, 0.1, 0.5]) {
        const mask = keys.words.flatMap((key) => kept(key, size * 3, rate));
        const expected = [x, weights].map(({replicas}) => replicas.flat().map((value, i) => value * mask[i]));
        for (const [form, compute] of Object.entries({kernel: dropout, composed: composedDropout})) {
          const operation = {
            trained: [x],
            weights,
            compute: ([value]: tf.Tensor[]) => compute(value, keys.make(), rate),
          };
          const [y, dx] = await evaluate(operation);
          report(`${title}, rate ${rate}, ${form}`, relativeError(y, expected[0]), 1e-6);
          report(`${title}, rate ${rate}, ${form}, gradient`, relativeError(dx, expected[1]), 1e-6);
        }
      }
    }
  }
}

/** Keys as a phase gives them; `make` is called where its tensor may be disposed of. */
function drawKeys(replicas: number, streams: number): {words: [number, number][]; make: () => Keys} {
  const words = Array.from({length: replicas * streams}, (_, i): [number, number] => [fnv(`a ${i}`), fnv(`b ${i}`)]);
  const make = (): Keys => ({
    tensor: tf.tensor(Int32Array.from(words.flat()), [replicas, streams, 2], 'int32'),
    fed(shape, dtype, fill) {
      const values = words.flatMap((key) => Array.from(fill(key)));
      return tf.tensor(values, [...shape], dtype);
    },
  });
  return {words, make};
}
