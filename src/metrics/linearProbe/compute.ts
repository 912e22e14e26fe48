import {chanceOfRight, type LabelledRows} from '../shared/labelledRows.ts';

/** Regularisation as a share of the mean variance of a coordinate: so small that it only affects directions that hardly vary. */
const RIDGE = 1e-3;
/** Makes the weights 0 where nothing varies. */
const LEAST = 1e-200;

/**
 * Accuracy of a linear classifier that is trained on the frozen vectors by ridge regression: for the vectors X to learn
 * from, centred, and their classes Y, one-hot and centred,
 *
 *     W = (X^T X + lambda I)^-1 X^T Y,    lambda = 0.001 tr(X^T X) / D
 *
 * A vector x gets the class with the highest score, which is (x - mean of X) W + the share of the class. In double
 * precision.
 */
export function linearProbe(rows: LabelledRows): number {
  const {data, dimension: d, train, classOf, classes} = rows;
  const tested = data.length / d - train;
  const mean = meanOf(rows);
  const shares = new Float64Array(classes);
  for (let i = 0; i < train; i++) shares[classOf[i]] += 1 / train;
  const square = new Float64Array(d * d);
  const weights = new Float64Array(d * classes);
  const x = new Float64Array(d);
  const centre = (row: number) => {
    for (let k = 0; k < d; k++) x[k] = data[row * d + k] - mean[k];
  };
  for (let i = 0; i < train; i++) {
    centre(i);
    for (let k = 0; k < d; k++) {
      // X is centred, and so X^T Y is the same for Y that is not.
      weights[k * classes + classOf[i]] += x[k];
      for (let l = 0; l <= k; l++) square[k * d + l] += x[k] * x[l];
    }
  }
  let trace = 0;
  for (let k = 0; k < d; k++) trace += square[k * d + k];
  const ridge = Math.max((RIDGE * trace) / d, LEAST);
  for (let k = 0; k < d; k++) square[k * d + k] += ridge;
  solve(square, weights, d, classes);
  const scores = new Float64Array(classes);
  let right = 0;
  for (let i = train; i < train + tested; i++) {
    centre(i);
    scores.set(shares);
    for (let k = 0; k < d; k++) for (let c = 0; c < classes; c++) scores[c] += x[k] * weights[k * classes + c];
    right += chanceOfRight(scores, classOf[i]);
  }
  return tested > 0 ? right / tested : 0;
}

function meanOf({data, dimension: d, train}: LabelledRows): Float64Array {
  const mean = new Float64Array(d);
  for (let i = 0; i < train; i++) for (let k = 0; k < d; k++) mean[k] += data[i * d + k] / train;
  return mean;
}

/** B <- A^-1 B for a positive A [n, n], of which the lower triangle is read and overwritten, and B [n, m]: by Cholesky. */
function solve(a: Float64Array, b: Float64Array, n: number, m: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= a[i * n + k] * a[j * n + k];
      a[i * n + j] = i === j ? Math.sqrt(Math.max(sum, LEAST)) : sum / a[j * n + j];
    }
  }
  for (let c = 0; c < m; c++) {
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < i; k++) b[i * m + c] -= a[i * n + k] * b[k * m + c];
      b[i * m + c] /= a[i * n + i];
    }
    for (let i = n - 1; i >= 0; i--) {
      for (let k = i + 1; k < n; k++) b[i * m + c] -= a[k * n + i] * b[k * m + c];
      b[i * m + c] /= a[i * n + i];
    }
  }
}
