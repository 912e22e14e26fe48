/** Small dense matrices, [n, n] row by row. */
import {symmetricEigen} from '../../worlds/shared/symmetricEigen.ts';

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
