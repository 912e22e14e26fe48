/** Vectors on the CPU, row after row, for metrics that cannot be computed by tensors in a phase. */
export interface Rows {
  data: ArrayLike<number>;
  dimension: number;
}

/** Rows in double precision. */
export interface ExactRows extends Rows {
  data: Float64Array;
}

/** Cosines that differ by less than this count as equal. */
export const LEVEL = 1e-6;

/** Every row scaled to length 1; a row of zeros stays 0. */
export function unitRows({data, dimension}: Rows): ExactRows {
  const out = Float64Array.from(data);
  for (let at = 0; at < out.length; at += dimension) {
    let square = 0;
    for (let k = 0; k < dimension; k++) square += out[at + k] * out[at + k];
    const factor = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let k = 0; k < dimension; k++) out[at + k] *= factor;
  }
  return {data: out, dimension};
}

/** Rows from `from` up to `to`. */
export function someRows({data, dimension}: ExactRows, from: number, to = data.length / dimension): ExactRows {
  return {data: data.subarray(from * dimension, to * dimension), dimension};
}

/** <a_i, b_j> of all rows, [rows of a, rows of b]. In blocks of four rows by two, each number being read for several products. */
export function products({data: x, dimension: d}: ExactRows, {data: y}: ExactRows): Float64Array {
  const [n, m] = [x.length / d, y.length / d];
  const out = new Float64Array(n * m);
  const [blockRows, blockColumns] = [n - (n % 4), m - (m % 2)];
  for (let i = 0; i < blockRows; i += 4) {
    for (let j = 0; j < blockColumns; j += 2) fourByTwo(out, x, y, i, j, d, m);
  }
  for (let i = 0; i < n; i++) {
    for (let j = i < blockRows ? blockColumns : 0; j < m; j++) {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += x[i * d + k] * y[j * d + k];
      out[i * m + j] = sum;
    }
  }
  return out;
}

/** Written out, because destructuring lists would cost more than the sums. */
function fourByTwo(
  out: Float64Array,
  x: Float64Array,
  y: Float64Array,
  i: number,
  j: number,
  d: number,
  m: number,
): void {
  let a0 = 0;
  let a1 = 0;
  let a2 = 0;
  let a3 = 0;
  let b0 = 0;
  let b1 = 0;
  let b2 = 0;
  let b3 = 0;
  let [row, column] = [i * d, j * d];
  for (const end = row + d; row < end; row++, column++) {
    const a = y[column];
    const b = y[column + d];
    const p = x[row];
    const q = x[row + d];
    const r = x[row + 2 * d];
    const s = x[row + 3 * d];
    a0 += a * p;
    a1 += a * q;
    a2 += a * r;
    a3 += a * s;
    b0 += b * p;
    b1 += b * q;
    b2 += b * r;
    b3 += b * s;
  }
  const at = i * m + j;
  out[at] = a0;
  out[at + 1] = b0;
  out[at + m] = a1;
  out[at + m + 1] = b1;
  out[at + 2 * m] = a2;
  out[at + 2 * m + 1] = b2;
  out[at + 3 * m] = a3;
  out[at + 3 * m + 1] = b3;
}

/** The k-th largest of some values, k from 1. */
function kthLargest(values: Float64Array, k: number): number {
  const top = new Float64Array(k).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value <= top[k - 1]) continue;
    let at = k - 1;
    for (; at > 0 && top[at - 1] < value; at--) top[at] = top[at - 1];
    top[at] = value;
  }
  return top[k - 1];
}

/**
 * Calls `share` with every row that counts among the k nearest and its weight: 1 for rows nearer than the k-th. Ties with the
 * k-th share the remaining places. `nearness` is larger for nearer rows.
 */
export function eachOfNearest(nearness: Float64Array, k: number, share: (row: number, weight: number) => void): void {
  const last = kthLargest(nearness, Math.min(k, nearness.length));
  let [ahead, level] = [0, 0];
  for (const value of nearness) {
    if (value > last + LEVEL) ahead++;
    else if (value >= last - LEVEL) level++;
  }
  const left = Math.min(1, (k - ahead) / level);
  for (let row = 0; row < nearness.length; row++) {
    if (nearness[row] > last + LEVEL) share(row, 1);
    else if (nearness[row] >= last - LEVEL) share(row, left);
  }
}
