import {eachOfNearest, products, type Rows, unitRows} from '../shared/rows.ts';

/** How many neighbours are compared. */
const K = 10;

/** Weights [n, n]: how much row j counts among the k nearest of row i, which is not its own neighbour. */
export type Neighbourhoods = Float64Array;

/** Neighbourhoods by distance, for inputs. */
export function nearestByDistance(rows: Rows): Neighbourhoods {
  const full = {data: Float64Array.from(rows.data), dimension: rows.dimension};
  const inner = products(full, full);
  const n = full.data.length / full.dimension;
  const square = Float64Array.from({length: n}, (_, i) => inner[i * n + i]);
  const scale = square.reduce((sum, value) => sum + value / n, 0) || 1;
  return neighbourhoods(n, (i, j) => (2 * inner[i * n + j] - square[i] - square[j]) / scale);
}

/** Neighbourhoods by cosine, for representations. */
export function nearestByCosine(rows: Rows): Neighbourhoods {
  const unit = unitRows(rows);
  const cosines = products(unit, unit);
  const n = unit.data.length / unit.dimension;
  return neighbourhoods(n, (i, j) => cosines[i * n + j]);
}

function neighbourhoods(n: number, nearness: (i: number, j: number) => number): Neighbourhoods {
  const out = new Float64Array(n * n);
  const row = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) row[j] = j === i ? Number.NEGATIVE_INFINITY : nearness(i, j);
    eachOfNearest(row, Math.min(K, n - 1), (j, weight) => {
      out[i * n + j] = weight;
    });
  }
  return out;
}

/**
 * Share of the ten nearest of each thing in the input that are among its ten nearest in the representation, the mean over
 * things: 1 when all of them still are, 10 / (n - 1) by chance. Where neighbours are equally near, the overlap that random
 * orders give on average.
 */
export function neighbourhoodPreservation(before: Neighbourhoods, after: Neighbourhoods): number {
  const n = Math.sqrt(before.length);
  const k = Math.min(K, n - 1);
  let overlap = 0;
  for (let i = 0; i < before.length; i++) overlap += before[i] * after[i];
  return overlap / (n * k);
}
