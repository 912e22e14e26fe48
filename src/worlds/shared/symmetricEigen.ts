/** Small dense symmetric matrices, [n, n] row by row. */

interface Eigen {
  /** Falling. */
  values: Float64Array;
  /** Row i is the unit eigenvector of values[i], [n, n]. */
  vectors: Float64Array;
}

const SWEEPS = 30;

/** All eigenvalues and eigenvectors by cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations, 8.5). */
export function symmetricEigen(matrix: ArrayLike<number>, n: number): Eigen {
  const a = Float64Array.from(matrix);
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < SWEEPS && offDiagonal(a, n) > 1e-22 * diagonal(a, n); sweep++) {
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q);
  }
  const order = Array.from({length: n}, (_, i) => i).sort((i, j) => a[j * n + j] - a[i * n + i]);
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => {
    vectors.set(v.subarray(from * n, from * n + n), to * n);
  });
  return {values: Float64Array.from(order, (i) => a[i * n + i]), vectors};
}

/** Makes a[p, q] zero by a turn in the plane of p and q, and does the same turn to the rows of v. */
function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const pq = a[p * n + q];
  if (pq === 0) return;
  const theta = (a[q * n + q] - a[p * n + p]) / (2 * pq);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < n; k++) turn(a, k * n + p, k * n + q, c, s);
  for (let k = 0; k < n; k++) turn(a, p * n + k, q * n + k, c, s);
  for (let k = 0; k < n; k++) turn(v, p * n + k, q * n + k, c, s);
}

function turn(a: Float64Array, i: number, j: number, c: number, s: number): void {
  const x = a[i];
  const y = a[j];
  a[i] = c * x - s * y;
  a[j] = s * x + c * y;
}

function offDiagonal(a: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (i !== j) sum += a[i * n + j] ** 2;
  return sum;
}

function diagonal(a: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += a[i * n + i] ** 2;
  return sum;
}
