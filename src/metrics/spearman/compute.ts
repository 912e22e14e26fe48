import {type Rows, someRows, unitRows} from '../shared/rows.ts';

/** Ranks whose variance is below this share of the largest possible one count as all equal. */
const NO_RANKS = 1e-12;

/** The cosine of each of P pairs, which are rows i and P + i. */
export function cosinesOfPairs(rows: Rows): Float64Array {
  const unit = unitRows(rows);
  const half = unit.data.length / unit.dimension / 2;
  const [a, b] = [someRows(unit, 0, half).data, someRows(unit, half).data];
  return Float64Array.from({length: half}, (_, i) => {
    let sum = 0;
    for (let k = i * unit.dimension; k < (i + 1) * unit.dimension; k++) sum += a[k] * b[k];
    return sum;
  });
}

/**
 * Spearman's rank correlation of x and y: Pearson's correlation of their ranks, equal values having the mean of their
 * ranks. 0 where all of x or of y are equal.
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const [a, b] = [ranksOf(x), ranksOf(y)];
  const middle = (a.length - 1) / 2;
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i] - middle) * (b[i] - middle);
    aa += (a[i] - middle) ** 2;
    bb += (b[i] - middle) ** 2;
  }
  const least = NO_RANKS * a.length ** 3;
  return aa <= least || bb <= least ? 0 : ab / Math.sqrt(aa * bb);
}

function ranksOf(values: ArrayLike<number>): Float64Array {
  const order = Array.from(values, (_, i) => i).sort((i, j) => values[i] - values[j]);
  const ranks = new Float64Array(order.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let at = from; at < to; at++) ranks[order[at]] = (from + to - 1) / 2;
    from = to;
  }
  return ranks;
}
