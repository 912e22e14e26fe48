/**
 * The operations of text encoders in double precision, one replica at a time: values, and gradients for dL/dy = dy.
 *
 * `mistake` plants one wrong sign, so that the tests can show that a wrong sign is noticed.
 */
import {dot, like, type Matrix, mean, multiply, sum, transpose, type Vector} from './matrix.ts';
import {threefry2x32} from './random.ts';

/** By the case that shows them. */
export const MISTAKES = {
  'embedding: 1,5,3 by 1,63,3': ['embedding gradient'],
  'layer norm: 7,63,5': ['gradient through the mean', 'gradient through the deviation', 'gain gradient'],
  'attention: 7,4,5,2,3': ['gradient through the softmax', 'query gradient', 'key gradient', 'value gradient'],
} as const;
export type Mistake = (typeof MISTAKES)[keyof typeof MISTAKES][number];

const signs = (mistake?: Mistake) => (name: Mistake) => (name === mistake ? -1 : 1);

export interface Sequences {
  /** The mean of the rows of `table` that each text names; what is no row of it does not count. */
  meanEmbedding(table: Matrix, texts: readonly Vector[], dy: Matrix): {y: Matrix; dTable: Matrix};
  layerNorm(
    x: Matrix,
    gain: Vector,
    bias: Vector,
    dy: Matrix,
    epsilon: number,
  ): {y: Matrix; dx: Matrix; dGain: Vector; dBias: Vector};
  /** softmax(q k^T / sqrt(d)) v over the first `length` keys, in the first `length` rows; 0 in the others. */
  attention(
    q: Matrix,
    k: Matrix,
    v: Matrix,
    length: number,
    dy: Matrix,
  ): {y: Matrix; dq: Matrix; dk: Matrix; dv: Matrix};
}

export function sequences(mistake?: Mistake): Sequences {
  const sign = signs(mistake);
  return {
    meanEmbedding(table, texts, dy) {
      const dTable = like(table, () => 0);
      const y = texts.map((text, i) => {
        const tokens = text.filter((token) => token >= 0 && token < table.length);
        for (const token of tokens) {
          dTable[token] = dTable[token].map(
            (value, c) => value + (sign('embedding gradient') * dy[i][c]) / tokens.length,
          );
        }
        return table[0].map((_, c) => (tokens.length === 0 ? 0 : mean(tokens.map((token) => table[token][c]))));
      });
      return {y, dTable};
    },

    layerNorm(x, gain, bias, dy, epsilon) {
      const means = x.map(mean);
      const deviations = x.map((row, i) => Math.sqrt(mean(row.map((value) => (value - means[i]) ** 2)) + epsilon));
      const h = like(x, (i, c) => (x[i][c] - means[i]) / deviations[i]);
      const dh = like(dy, (i, c) => dy[i][c] * gain[c]);
      const throughMean = dh.map((row) => sign('gradient through the mean') * mean(row));
      const throughDeviation = dh.map(
        (row, i) => (sign('gradient through the deviation') * dot(row, h[i])) / row.length,
      );
      return {
        y: like(h, (i, c) => h[i][c] * gain[c] + bias[c]),
        dx: like(dh, (i, c) => (dh[i][c] - throughMean[i] - throughDeviation[i] * h[i][c]) / deviations[i]),
        dGain: gain.map((_, c) => sign('gain gradient') * sum(dy.map((row, i) => row[c] * h[i][c]))),
        dBias: bias.map((_, c) => sum(dy.map((row) => row[c]))),
      };
    },

    attention(q, k, v, length, dy) {
      const scale = 1 / Math.sqrt(q[0].length);
      const scores = multiply(q, transpose(k));
      const p = scores.map((row, i) => {
        const highest = Math.max(...row.slice(0, length)) * scale;
        const weights = row.map((score, j) => (j < length ? Math.exp(score * scale - highest) : 0));
        const total = sum(weights);
        return weights.map((weight) => (i < length ? weight / total : 0));
      });
      const dp = multiply(dy, transpose(v));
      const common = p.map((row, i) => sign('gradient through the softmax') * dot(row, dp[i]));
      const ds = like(p, (i, j) => p[i][j] * (dp[i][j] - common[i]) * scale);
      const signed = (x: Matrix, name: Mistake) => like(x, (i, c) => sign(name) * x[i][c]);
      return {
        y: multiply(p, v),
        dq: signed(multiply(ds, k), 'query gradient'),
        dk: signed(multiply(transpose(ds), q), 'key gradient'),
        dv: signed(multiply(transpose(p), dy), 'value gradient'),
      };
    },
  };
}

/** What dropout multiplies the numbers of one stream with. */
export function kept(key: readonly [number, number], count: number, rate: number): Vector {
  return Array.from({length: count}, (_, i) => {
    const word = threefry2x32(key, [i >> 1, 0])[i & 1];
    return (word >>> 8) / 2 ** 24 < rate ? 0 : 1 / (1 - rate);
  });
}
