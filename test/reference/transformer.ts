/**
 * A transformer in double precision: text by text, and of each text only the tokens that are no padding.
 *
 * `mistake` plants something wrong, so that the tests can show that it is noticed.
 */
import {dot, like, type Matrix, matrix, mean, multiply, transpose, type Vector} from './matrix.ts';

export const MISTAKES = [
  'no places',
  'padding is read',
  'one head',
  'the sum is left out',
  'norm after the sum',
  'no last norm',
  'dropout anew for no text',
] as const;
export type Mistake = (typeof MISTAKES)[number];

export interface TransformerShape {
  layers: number;
  heads: number;
  width: number;
}

/** Numbers of each slot, without the prefix of the encoder. */
export type Numbers = ReadonlyMap<string, Vector>;

/** What dropout multiplies the numbers with that text n has at a place of the network, [T, D]; undefined for none. */
export type Kept = (place: string, n: number) => Matrix | undefined;

/** texts [N, T], -1 is padding -> representations [N, D]. */
export function transformer(
  numbers: Numbers,
  {layers, heads, width}: TransformerShape,
  texts: readonly Vector[],
  kept: Kept,
  mistake?: Mistake,
): Matrix {
  const table = rows(numbers.get('words')!, width);
  const affine = (x: Matrix, name: string, layer = 0): Matrix => {
    const bias = numbers.get(`${name}/b${layer}`)!;
    const w = rows(numbers.get(`${name}/w${layer}`)!, bias.length);
    return multiply(x, w).map((row) => row.map((value, o) => value + bias[o]));
  };
  const norm = (x: Matrix, name: string): Matrix => {
    const [gain, bias] = [numbers.get(`${name}/gain`)!, numbers.get(`${name}/bias`)!];
    return x.map((row) => {
      const centre = mean(row);
      const deviation = Math.sqrt(mean(row.map((value) => (value - centre) ** 2)) + 1e-5);
      return row.map((value, k) => ((value - centre) / deviation) * gain[k] + bias[k]);
    });
  };
  const plus = (a: Matrix, b: Matrix): Matrix =>
    like(b, (i, k) => (mistake === 'the sum is left out' ? 0 : a[i][k]) + b[i][k]);

  const means = texts.map((text, n) => {
    const length = mistake === 'padding is read' ? text.length : text.filter((token) => token >= 0).length;
    if (length === 0) return table[0].map(() => 0);
    const dropped = (x: Matrix, place: string): Matrix => {
      const mask = kept(place, mistake === 'dropout anew for no text' ? 0 : n);
      return mask ? like(x, (i, k) => x[i][k] * mask[i][k]) : x;
    };
    const block = (x: Matrix, name: string, of: (x: Matrix) => Matrix): Matrix =>
      mistake === 'norm after the sum' ? norm(plus(x, of(x)), name) : plus(x, of(norm(x, name)));

    let h = dropped(
      matrix(
        length,
        width,
        (t, k) => (table[text[t]]?.[k] ?? 0) + (mistake === 'no places' ? 0 : placeAt(t, k, width)),
      ),
      'words',
    );
    for (let i = 0; i < layers; i++) {
      h = block(h, `${i}/normAttention`, (x) => {
        const all = affine(x, `${i}/project`);
        const found = attend(all, width, mistake === 'one head' ? 1 : heads);
        return dropped(affine(found, `${i}/join`), `${i}/join`);
      });
      h = block(h, `${i}/normFeed`, (x) => {
        const inner = affine(x, `${i}/feed`).map((row) => row.map((value) => Math.max(0, value)));
        return dropped(affine(inner, `${i}/feed`, 1), `${i}/feed`);
      });
    }
    return transpose(mistake === 'no last norm' ? h : norm(h, 'norm')).map(mean);
  });
  return affine(means, 'out');
}

const rows = (flat: Vector, width: number): Matrix => matrix(flat.length / width, width, (i, j) => flat[i * width + j]);

function placeAt(place: number, k: number, width: number): number {
  const angle = place * Math.exp((-Math.log(10_000) * 2 * Math.floor(k / 2)) / width);
  return k % 2 ? Math.cos(angle) : Math.sin(angle);
}

/** All queries, then all keys, then all values, each shared out between the heads. */
function attend(all: Matrix, width: number, heads: number): Matrix {
  const size = width / heads;
  const part = (which: number, head: number) =>
    all.map((row) => row.slice(which * width + head * size, which * width + (head + 1) * size));
  const found = Array.from({length: heads}, (_, head) => {
    const [q, k, v] = [0, 1, 2].map((which) => part(which, head));
    return q.map((query) => {
      const weights = k.map((key) => Math.exp(dot(query, key) / Math.sqrt(size)));
      const total = weights.reduce((a, b) => a + b, 0);
      return transpose(v).map((column) => dot(weights, column) / total);
    });
  });
  return all.map((_, t) => found.flatMap((head) => head[t]));
}
