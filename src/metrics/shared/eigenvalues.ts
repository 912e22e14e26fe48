/** Elements below this share of the largest count as 0 in double precision. */
const NEGLIGIBLE = 2 ** -53;

/**
 * Eigenvalues of a symmetric matrix [n, n] (row-major; its lower triangle is read), largest first; not numbers where the
 * matrix is not finite. Reflections make it tridiagonal, then implicit QR steps with Wilkinson's shift make it diagonal.
 * Golub and Van Loan, "Matrix computations", algorithms 8.3.1 and 8.3.2. 4/3 n^3 products, in double precision.
 */
export function eigenvalues(matrix: ArrayLike<number>, n: number): number[] {
  const a = Float64Array.from(matrix);
  const scale = a.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  if (!Number.isFinite(scale)) return Array.from({length: n}, () => Number.NaN);
  if (scale === 0) return Array.from({length: n}, () => 0);
  for (let i = 0; i < a.length; i++) a[i] /= scale;
  const {diagonal, beside} = tridiagonal(a, n);
  diagonalise(diagonal, beside);
  return [...diagonal].map((value) => value * scale).sort((x, y) => y - x);
}

interface Tridiagonal {
  diagonal: Float64Array;
  /** Element i couples i and i + 1. */
  beside: Float64Array;
}

/** A tridiagonal matrix with the same eigenvalues. `a` is overwritten. */
function tridiagonal(a: Float64Array, n: number): Tridiagonal {
  const diagonal = new Float64Array(n);
  const beside = new Float64Array(Math.max(0, n - 1));
  const v = new Float64Array(n);
  const w = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    diagonal[k] = a[k * n + k];
    if (k + 1 < n) beside[k] = reflect(a, n, k, v, w);
  }
  return {diagonal, beside};
}

/**
 * Reflects the rows and columns after k so that column k is zero below its first element, which is returned:
 * A <- H A H for H = I - beta v v^T, as A - v w^T - w v^T with w = p - (beta p.v / 2) v and p = beta A v.
 */
function reflect(a: Float64Array, n: number, k: number, v: Float64Array, w: Float64Array): number {
  let below = 0;
  for (let i = k + 1; i < n; i++) {
    v[i] = a[i * n + k];
    w[i] = 0;
    if (i > k + 1) below += v[i] * v[i];
  }
  const first = v[k + 1];
  if (below === 0) return first;
  const length = Math.sqrt(first * first + below);
  // The sign that adds, so that nothing cancels.
  const target = first > 0 ? -length : length;
  v[k + 1] = first - target;
  const beta = 2 / (v[k + 1] * v[k + 1] + below);
  for (let i = k + 1; i < n; i++) {
    const [row, vi] = [i * n, v[i]];
    let sum = 0;
    for (let j = k + 1; j < i; j++) {
      sum += a[row + j] * v[j];
      w[j] += a[row + j] * vi;
    }
    w[i] += sum + a[row + i] * vi;
  }
  let along = 0;
  for (let i = k + 1; i < n; i++) along += w[i] * v[i];
  for (let i = k + 1; i < n; i++) w[i] = beta * (w[i] - 0.5 * beta * along * v[i]);
  for (let i = k + 1; i < n; i++) {
    const [row, vi, wi] = [i * n, v[i], w[i]];
    for (let j = k + 1; j <= i; j++) a[row + j] -= vi * w[j] + wi * v[j];
  }
  return target;
}

/** Leaves the eigenvalues in `diagonal`. Block by block from the end, wherever nothing couples two blocks. */
function diagonalise(diagonal: Float64Array, beside: Float64Array): void {
  const coupled = (i: number) => Math.abs(beside[i]) > NEGLIGIBLE;
  let end = diagonal.length - 1;
  while (end > 0) {
    if (!coupled(end - 1)) {
      end--;
      continue;
    }
    let start = end - 1;
    while (start > 0 && coupled(start - 1)) start--;
    step(diagonal, beside, start, end);
  }
}

/** One implicit QR step on the block from `start` to `end`: rotations that chase one element off the band. */
function step(d: Float64Array, e: Float64Array, start: number, end: number): void {
  const half = (d[end - 1] - d[end]) / 2;
  const last = e[end - 1];
  const root = Math.sqrt(half * half + last * last);
  let x = d[start] - d[end] + (last * last) / (half + (half >= 0 ? root : -root));
  let z = e[start];
  for (let k = start; k < end; k++) {
    const length = Math.sqrt(x * x + z * z);
    const [c, s] = length === 0 ? [1, 0] : [x / length, z / length];
    if (k > start) e[k - 1] = length;
    const [p, q, r] = [d[k], e[k], d[k + 1]];
    d[k] = c * c * p + 2 * c * s * q + s * s * r;
    d[k + 1] = s * s * p - 2 * c * s * q + c * c * r;
    e[k] = c * s * (r - p) + (c * c - s * s) * q;
    if (k + 1 === end) return;
    x = e[k];
    z = s * e[k + 1];
    e[k + 1] *= c;
  }
}
