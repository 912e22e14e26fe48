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

/**
 * The orthogonal matrix nearest to C [3, 3]: U V^T of the singular value decomposition C = U S V^T. This is the R of the
 * orthogonal Procrustes problem min |Y R - P| for C = Y^T P (Schoenemann 1966).
 */
export function nearestOrthogonal(c: ArrayLike<number>): Float64Array {
  const square = new Float64Array(9);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) for (let k = 0; k < 3; k++) square[3 * i + j] += c[3 * k + i] * c[3 * k + j];
  }
  const {values, vectors} = symmetricEigen(square, 3);
  const left = [0, 1, 2].map((i) => {
    const w = vectors.subarray(3 * i, 3 * i + 3);
    return [0, 1, 2].map((row) => c[3 * row] * w[0] + c[3 * row + 1] * w[1] + c[3 * row + 2] * w[2]);
  });
  const rank = values.findIndex((value) => value <= 1e-12 * values[0] || value <= 0);
  completed(left, rank < 0 ? 3 : rank);
  const out = new Float64Array(9);
  for (let i = 0; i < 3; i++) {
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 3; column++) out[3 * row + column] += left[i][row] * vectors[3 * i + column];
    }
  }
  return out;
}

/** Makes three vectors orthonormal in place; those from `rank` on carry no information and are chosen freely. */
function completed(vectors: number[][], rank: number): void {
  for (let i = 0; i < 3; i++) {
    const candidates = [...(i < rank ? [vectors[i]] : []), [1, 0, 0], [0, 1, 0], [0, 0, 1]];
    for (const candidate of candidates) {
      const scale = Math.hypot(...candidate);
      let rest = candidate.map((value) => value / scale);
      for (const done of vectors.slice(0, i)) {
        const along = rest.reduce((sum, value, k) => sum + value * done[k], 0);
        rest = rest.map((value, k) => value - along * done[k]);
      }
      const length = Math.hypot(...rest);
      if (!(length > 1e-3)) continue;
      vectors[i] = rest.map((value) => value / length);
      break;
    }
  }
}
