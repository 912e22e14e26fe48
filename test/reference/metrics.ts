/** The metrics in double precision, one replica at a time, pair by pair as they are defined. */
import {dot, type Matrix, mean, sum, transpose, unit, type Vector} from './matrix.ts';

const squaredDistance = (x: Vector, y: Vector) => sum(x.map((value, d) => (value - y[d]) ** 2));

const pairs = (n: number) =>
  Array.from({length: n}, (_, i) => Array.from({length: n}, (_, j) => [i, j]).filter(([, j]) => j !== i)).flat();

export const alignment = (a: Matrix, b: Matrix): number => mean(a.map((row, i) => squaredDistance(row, b[i])));

export function uniformity(x: Matrix): number {
  let total = 0;
  for (const row of x) for (const other of x) if (other !== row) total += Math.exp(-2 * squaredDistance(row, other));
  return Math.log(total / (x.length * (x.length - 1)));
}

export function tolerance(x: Matrix, group: readonly number[]): number {
  const alike = pairs(x.length).filter(([i, j]) => group[i] === group[j]);
  return alike.length === 0 ? 0 : mean(alike.map(([i, j]) => dot(x[i], x[j])));
}

/** Roy and Vetterli's effective rank of X^T X, from the singular values of X themselves. */
export function effectiveRank(x: Matrix): number {
  const squares = singularValues(x).map((value) => value ** 2);
  const shares = squares.map((value) => value / sum(squares)).filter((share) => share > 0);
  return Math.exp(-sum(shares.map((share) => share * Math.log(share))));
}

/** One-sided Jacobi: columns are turned in pairs until all are orthogonal; their lengths are the singular values. */
export function singularValues(x: Matrix): number[] {
  const columns = transpose(x).map((column) => [...column]);
  for (let sweep = 0; sweep < 60; sweep++) {
    let turned = false;
    for (let p = 0; p < columns.length; p++) {
      for (let q = p + 1; q < columns.length; q++) {
        const [u, v] = [columns[p], columns[q]];
        const [uu, vv, uv] = [dot(u, u), dot(v, v), dot(u, v)];
        if (Math.abs(uv) <= 1e-15 * Math.sqrt(uu * vv)) continue;
        turned = true;
        const angle = 0.5 * Math.atan2(2 * uv, uu - vv);
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        columns[p] = u.map((value, i) => c * value + s * v[i]);
        columns[q] = u.map((value, i) => c * v[i] - s * value);
      }
    }
    if (!turned) break;
  }
  return columns.map((column) => Math.sqrt(dot(column, column)));
}

/**
 * Mean over ordered pairs of sets and over items: is the partner among the k of the other set with the highest cosine?
 * Of several that are equally similar each is equally likely to come first.
 */
export function recallAcross(sets: readonly Matrix[], k: number): number {
  const units = sets.map((set) => set.map((row) => (dot(row, row) > 0 ? unit(row) : row)));
  const found: number[] = [];
  for (const queries of units) {
    for (const targets of units) {
      if (targets === queries) continue;
      for (const [i, query] of queries.entries()) {
        const similarity = targets.map((target) => dot(query, target));
        const ahead = similarity.filter((s) => s > similarity[i] + 1e-6).length;
        const level = similarity.filter((s) => Math.abs(s - similarity[i]) <= 1e-6).length;
        found.push(Math.min(1, Math.max(0, (k - ahead) / level)));
      }
    }
  }
  return mean(found);
}

/** log E exp(-2 |x - y|^2) over the whole sphere in R^d, by the midpoint rule over the angle between x and y. */
export function uniformityOfSphere(d: number): number {
  const n = 20_000;
  const angles = Array.from({length: n}, (_, i) => (Math.PI * (i + 0.5)) / n);
  const weights = angles.map((angle) => Math.sin(angle) ** (d - 2));
  return Math.log(sum(angles.map((angle, i) => weights[i] * Math.exp(-4 + 4 * Math.cos(angle)))) / sum(weights));
}

/** Eigenvalues of a symmetric matrix, largest first, by cyclic Jacobi rotations. Golub and Van Loan, 8.5. */
export function eigenvalues(x: Matrix): number[] {
  const a = x.map((row) => [...row]);
  const scale = Math.max(...a.flat().map(Math.abs));
  for (let sweep = 0; sweep < 30; sweep++) {
    const rest = Math.max(0, ...a.flatMap((row, i) => row.slice(i + 1).map(Math.abs)));
    if (rest <= 1e-16 * scale) break;
    for (let p = 0; p < a.length; p++) for (let q = p + 1; q < a.length; q++) rotate(a, p, q);
  }
  return a.map((row, i) => row[i]).sort((b, c) => c - b);
}

/** The rotation in the plane (p, q) that makes a_pq zero. */
function rotate(a: Matrix, p: number, q: number): void {
  if (a[p][q] === 0) return;
  const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (const row of a) [row[p], row[q]] = [c * row[p] - s * row[q], s * row[p] + c * row[q]];
  const [up, uq] = [a[p], a[q]];
  a[p] = up.map((value, k) => c * value - s * uq[k]);
  a[q] = up.map((value, k) => s * value + c * uq[k]);
}
