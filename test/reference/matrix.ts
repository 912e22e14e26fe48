/** Matrices as arrays of rows, in double precision. */

export type Vector = number[];
export type Matrix = Vector[];

export const sum = (x: readonly number[]): number => x.reduce((total, value) => total + value, 0);
export const mean = (x: readonly number[]): number => sum(x) / x.length;

export function dot(x: Vector, y: Vector): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) total += x[i] * y[i];
  return total;
}

export const matrix = (rows: number, columns: number, value: (row: number, column: number) => number): Matrix =>
  Array.from({length: rows}, (_, i) => Array.from({length: columns}, (_, j) => value(i, j)));

export const like = (x: Matrix, value: (row: number, column: number) => number): Matrix =>
  x.map((row, i) => row.map((_, j) => value(i, j)));

export const multiply = (a: Matrix, b: Matrix): Matrix => {
  const columns = transpose(b);
  return a.map((row) => columns.map((column) => dot(row, column)));
};

export const transpose = (x: Matrix): Matrix => x[0].map((_, j) => x.map((row) => row[j]));

export const unit = (x: Vector): Vector => {
  const length = Math.sqrt(dot(x, x));
  return x.map((value) => value / length);
};

/** The values of a flat array as `count` matrices of `rows` x `columns`. */
export function unpack(flat: ArrayLike<number>, count: number, rows: number, columns: number): Matrix[] {
  return Array.from({length: count}, (_, r) => matrix(rows, columns, (i, j) => flat[(r * rows + i) * columns + j]));
}

/** d f / d x by central differences, for checks of the references themselves. */
export function differentiate(x: Matrix, f: (x: Matrix) => number, step = 1e-5): Matrix {
  return like(x, (i, j) => {
    const at = (shift: number) => f(x.map((row, k) => (k === i ? row.map((v, l) => (l === j ? v + shift : v)) : row)));
    return (at(step) - at(-step)) / (2 * step);
  });
}

/** The inverse of a positive definite matrix, by Gauss and Jordan. */
export function inverted(matrix: Matrix): Matrix {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => Number(i === j))]);
  for (let i = 0; i < n; i++) {
    const pivot = rows[i][i];
    rows[i] = rows[i].map((x) => x / pivot);
    for (let j = 0; j < n; j++) {
      if (j === i) continue;
      const factor = rows[j][i];
      rows[j] = rows[j].map((x, k) => x - factor * rows[i][k]);
    }
  }
  return rows.map((row) => row.slice(n));
}
