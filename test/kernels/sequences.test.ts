import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {attention, LONGEST} from '../../src/kernels/attention.ts';
import {dropout} from '../../src/kernels/dropout.ts';
import {embedding, meanEmbedding} from '../../src/kernels/embedding.ts';
import {layerNorm} from '../../src/kernels/layerNorm.ts';
import {packTexts} from '../../src/kernels/packTexts.ts';
import {failures, relativeError} from '../reference/checks/row.ts';
import {checkSequences, sequenceChecks} from '../reference/checks/sequences.ts';
import {differentiate, dot, type Matrix, matrix, sum} from '../reference/matrix.ts';
import {inputs} from '../reference/random.ts';
import {MISTAKES, sequences} from '../reference/sequences.ts';
import {onBackends} from '../support/backends.ts';
import {expectAllHold} from '../support/rows.ts';

describe('the references have the gradients of finite differences', () => {
  const right = sequences();
  const next = inputs(8);
  const drawn = (rows: number, columns: number) => matrix(rows, columns, next);
  const loss = (y: Matrix, dy: Matrix) => sum(y.map((row, i) => dot(row, dy[i])));
  const expectClose = (gradient: Matrix, x: Matrix, f: (x: Matrix) => number) =>
    expect(relativeError(gradient.flat(), differentiate(x, f).flat())).toBeLessThan(1e-8);

  it('mean embedding', () => {
    const texts = [
      [0, 2, 2],
      [-1, -1, -1],
      [4, -1, 0],
      [9, 1, -1],
    ];
    const [table, dy] = [drawn(5, 3), drawn(4, 3)];
    expectClose(right.meanEmbedding(table, texts, dy).dTable, table, (x) =>
      loss(right.meanEmbedding(x, texts, dy).y, dy),
    );
  });

  it('layer norm', () => {
    const [x, dy] = [drawn(4, 5), drawn(4, 5)];
    const [[gain], [bias]] = [drawn(1, 5), drawn(1, 5)];
    const value = (...[a, b, c]: [Matrix, number[], number[]]) => loss(right.layerNorm(a, b, c, dy, 0.1).y, dy);
    const {dx, dGain, dBias} = right.layerNorm(x, gain, bias, dy, 0.1);
    expectClose(dx, x, (a) => value(a, gain, bias));
    expectClose([dGain], [gain], ([b]) => value(x, b, bias));
    expectClose([dBias], [bias], ([c]) => value(x, gain, c));
  });

  it.each([0, 1, 3, 4])('attention to %i of 4 keys', (length) => {
    const [q, k, v, dy] = [drawn(4, 3), drawn(4, 3), drawn(4, 3), drawn(4, 3)];
    const value = (...[a, b, c]: [Matrix, Matrix, Matrix]) => loss(right.attention(a, b, c, length, dy).y, dy);
    const {dq, dk, dv} = right.attention(q, k, v, length, dy);
    if (length === 0) {
      expect([dq, dk, dv].flat(2).every((g) => g === 0)).toBe(true);
      return;
    }
    if (length > 1) expectClose(dq, q, (a) => value(a, k, v));
    if (length > 1) expectClose(dk, k, (b) => value(q, b, v));
    expectClose(dv, v, (c) => value(q, k, c));
  });
});

onBackends(['cpu', 'wasm'], () => {
  describe('agree with double precision', () => {
    it.each(['embedding', 'layer norm', 'attention', 'means of tokens', 'dropout'])('%s', async (group) => {
      expectAllHold(await sequenceChecks(group));
    });
  });

  describe.each(Object.entries(MISTAKES))('%s', (name, mistakes) => {
    it.each(mistakes)('with a changed sign of the %s is found out', async (mistake) => {
      const found = failures(await checkSequences(name, sequences(mistake)));
      expect(found.length).toBeGreaterThan(0);
      // Far outside the tolerance, so that no rounding can hide it.
      expect(Math.max(...found.map(({error}) => error))).toBeGreaterThan(1000 * found[0].tolerance);
    });
  });

  const valuesOf = async (compute: () => tf.Tensor): Promise<number[]> => {
    const result = tf.tidy(compute);
    const values = await result.data();
    result.dispose();
    return [...values];
  };

  it('a token has its row of the table, padding has nothing', async () => {
    const table = () =>
      tf.tensor([
        [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
      ]);
    const tokens = () => tf.tensor([[[2, 0, -1]]], undefined, 'int32');
    expect(await valuesOf(() => embedding(table(), tokens()))).toEqual([5, 6, 1, 2, 0, 0]);
    expect(await valuesOf(() => meanEmbedding(table(), tokens()))).toEqual([3, 4]);
  });

  it('a row of equal numbers is normalised to its bias, with a finite gradient', async () => {
    const [gain, bias] = [() => tf.ones([1, 3]), () => tf.tensor([[1, 2, 3]])];
    expect(await valuesOf(() => layerNorm(tf.fill([1, 1, 3], 4), gain(), bias()))).toEqual([1, 2, 3]);
    const gradient = await valuesOf(() =>
      tf.grad((x) => tf.sum(tf.square(layerNorm(x, gain(), bias()))))(tf.fill([1, 1, 3], 4)),
    );
    expect(gradient.every(Number.isFinite)).toBe(true);
  });

  it('attention between equal keys is the mean of the values that count', async () => {
    const rows = () =>
      tf.tensor([
        [
          [1, 1, 1],
          [1, 1, 3],
          [1, 1, 100],
        ],
      ]);
    const to = (length: number) => tf.tensor([[length]], undefined, 'int32');
    const heads = {heads: 1, longest: 3};
    expect(await valuesOf(() => attention(rows(), to(2), heads))).toEqual([2, 2, 0]);
    expect(await valuesOf(() => attention(rows(), to(0), heads))).toEqual([0, 0, 0]);
  });

  it('attention to one key stays finite however large the similarities are', async () => {
    const gradients = await valuesOf(() => {
      const lengths = tf.tensor([[2]], undefined, 'int32');
      return tf.grad((x) => tf.sum(attention(x, lengths, {heads: 1, longest: 2})))(tf.fill([1, 2, 12], 1e6));
    });
    expect(gradients.every(Number.isFinite)).toBe(true);
  });

  it('texts without their padding stand one after another, and know where they were', async () => {
    const texts = [
      [
        [5, 6, -1],
        [-1, -1, -1],
        [7, 0, 9],
      ],
    ];
    const all = tf.tidy(() => {
      const {words, places, placesInText, starts, counts} = packTexts(tf.tensor(texts, undefined, 'int32'))!;
      return [words, places, placesInText, starts, counts];
    });
    expect(await Promise.all(all.map(async (one) => [...(await one.data())]))).toEqual([
      [5, 6, 7, 0, 9, -1, -1, -1, -1],
      [0, 1, 6, 7, 8, -1, -1, -1, -1],
      [0, 1, 0, 1, 2, 0, 0, 0, 0],
      [0, 2, 2],
      [5],
    ]);
    tf.dispose(all);
  });

  it('refuses sequences that are too long, and rates that leave nothing', () => {
    tf.tidy(() => {
      const x = tf.zeros([1, LONGEST + 1, 3]);
      expect(() => attention(x, tf.zeros([1, 1], 'int32'), {heads: 1, longest: LONGEST + 1})).toThrow(
        `at most ${LONGEST} tokens; this one has ${LONGEST + 1}`,
      );
      const keys = {tensor: tf.zeros([1, 1, 2], 'int32'), fed: () => x};
      for (const rate of [1, -0.1, Number.NaN]) expect(() => dropout(x, keys, rate)).toThrow('The dropout rate is');
    });
  });
});
