import ln from '@stdlib/math-base-special-ln';

/** A direction that the encoder shrinks to this share of its largest is lost, up to the rounding of single precision. */
const LOST = 1e-5;

export interface Sufficiency {
  informationLost: number;
  regressionExcess: number;
  regressionError: number;
}

/**
 * What a linear encoder f(x) = A x keeps of a normal signal z ~ N(0, I_d) that it sees as x = z + noise, where the noise of
 * direction k has the standard deviation sigma_k. With D = diag(1 + sigma_k^2) two views x and x' have the correlations 1 / D
 * in whitened coordinates u = D^(-1/2) x, and f keeps the projection Q u of them, the rows of Q being an orthonormal base of
 * those of A D^(1/2). In closed form, for y = <w, z> with |w| = 1:
 *
 *     informationLost  = I(x; x') - I(f(x); x') = 1/2 log det(I - Q D^-2 Q^T) - 1/2 log det(I - D^-2)        (nats)
 *     regressionExcess = E(y - E[y | f(x)])^2 - E(y - E[y | x])^2 = |v|^2 - |Q v|^2,   v = D^(-1/2) w
 *     regressionError  = E(y - E[y | f(x)])^2 = 1 - |Q v|^2
 *
 * The first is how far f is from a sufficient statistic: Lin and Mei, "A statistical theory of contrastive learning via
 * approximate sufficient statistics" (2025). `columns` holds A^T [d, m]: row k is what the encoder makes of unit vector k.
 */
export function sufficiency(
  columns: ArrayLike<number>,
  {deviations, weights}: {deviations: ArrayLike<number>; weights: ArrayLike<number>},
): Sufficiency {
  const d = deviations.length;
  const variances = Array.from(deviations, (sigma) => 1 + sigma ** 2);
  const m = columns.length / d;
  const rows = Array.from({length: m}, (_, i) =>
    Float64Array.from(variances, (variance, k) => columns[k * m + i] * Math.sqrt(variance)),
  );
  const kept = orthonormal(rows);
  // Q D^-2 Q^T
  const shared = kept.map((p) =>
    kept.map((q) => p.reduce((sum, value, k) => sum + (value * q[k]) / variances[k] ** 2, 0)),
  );
  const all = variances.reduce((sum, variance) => sum - 0.5 * ln(1 - variance ** -2), 0);
  const v = variances.map((variance, k) => weights[k] / Math.sqrt(variance));
  const found = kept.reduce((sum, q) => sum + q.reduce((dot, value, k) => dot + value * v[k], 0) ** 2, 0);
  return {
    informationLost: Math.max(0, all + 0.5 * logDeterminantBeside(shared)),
    regressionExcess: Math.max(0, v.reduce((sum, value) => sum + value ** 2, 0) - found),
    regressionError: 1 - found,
  };
}

/** An orthonormal base of the span of some rows: Gram and Schmidt, the longest remainder first. */
function orthonormal(rows: Float64Array[]): Float64Array[] {
  const left = rows.map((row) => Float64Array.from(row));
  const length = (row: Float64Array) => Math.sqrt(row.reduce((sum, value) => sum + value ** 2, 0));
  const largest = Math.max(0, ...left.map(length));
  const base: Float64Array[] = [];
  while (base.length < rows[0]?.length) {
    const next = left.reduce((most, row) => (length(row) > length(most) ? row : most), left[0]);
    const size = length(next);
    if (!(size > LOST * largest)) break;
    const q = next.map((value) => value / size);
    base.push(q);
    for (const row of left) {
      const along = row.reduce((sum, value, k) => sum + value * q[k], 0);
      for (let k = 0; k < row.length; k++) row[k] -= along * q[k];
    }
  }
  return base;
}

/** log det(I - S) for a symmetric S with eigenvalues below 1, by Cholesky. */
function logDeterminantBeside(s: readonly (readonly number[])[]): number {
  const n = s.length;
  const l = Array.from({length: n}, () => new Float64Array(n));
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let value = Number(i === j) - s[i][j];
      for (let k = 0; k < j; k++) value -= l[i][k] * l[j][k];
      l[i][j] = i === j ? Math.sqrt(value) : value / l[j][j];
    }
    sum += 2 * ln(l[i][i]);
  }
  return sum;
}
