import * as tf from '@tensorflow/tfjs-core';
import {transposedProduct} from '../kernels/matmul.ts';

/** X^T X / N for x [R, N, D], [R, D, D]: its eigenvalues are the squared singular values of X / sqrt(N). */
export function secondMoment(x: tf.Tensor): tf.Tensor {
  return tf.div(transposedProduct(x, x), x.shape[1]!);
}

/** Of the largest eigenvalue: less comes from the rounding of X^T X in single precision, and is no direction. */
const ROUNDING = 1e-6;

/**
 * Effective rank of X from X^T X [D, D]: exp of the entropy of the normalised singular values.
 * Roy and Vetterli, "The effective rank: a measure of effective dimensionality" (2007). 1 when all rows are multiples
 * of one vector, D when all directions are used alike; 0 for X = 0.
 */
export function effectiveRank(moment: ArrayLike<number>, size: number): number {
  const squares = eigenvalues(moment, size);
  const least = ROUNDING * squares.reduce((a, b) => Math.max(a, b), 0);
  const singular = squares.map((value) => (value < least ? 0 : Math.sqrt(value)));
  const total = singular.reduce((a, b) => a + b, 0);
  if (!(total > 0)) return total === 0 ? 0 : Number.NaN;
  const entropy = singular.reduce((h, s) => (s > 0 ? h - (s / total) * Math.log(s / total) : h), 0);
  return Math.exp(entropy);
}

const SWEEPS = 30;

/** Eigenvalues of a symmetric matrix (row-major), in no order, by cyclic Jacobi rotations in double precision. */
export function eigenvalues(matrix: ArrayLike<number>, n: number): number[] {
  const a = Float64Array.from(matrix);
  const scale = a.reduce((sum, x) => sum + x * x, 0);
  if (!Number.isFinite(scale)) return Array.from({length: n}, () => Number.NaN);
  for (let sweep = 0; sweep < SWEEPS && offDiagonal(a, n) > 1e-22 * scale; sweep++) {
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, n, p, q);
  }
  return Array.from({length: n}, (_, i) => a[i * n + i]);
}

function offDiagonal(a: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) sum += a[i * n + j] ** 2;
  return sum;
}

/** The rotation in the plane (p, q) that makes a_pq zero. Golub and Van Loan, "Matrix computations", 8.5. */
function rotate(a: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q];
  if (apq === 0) return;
  const theta = (a[q * n + q] - a[p * n + p]) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    const [kp, kq] = [a[k * n + p], a[k * n + q]];
    a[k * n + p] = c * kp - s * kq;
    a[k * n + q] = s * kp + c * kq;
  }
  for (let k = 0; k < n; k++) {
    const [pk, qk] = [a[p * n + k], a[q * n + k]];
    a[p * n + k] = c * pk - s * qk;
    a[q * n + k] = s * pk + c * qk;
  }
}
