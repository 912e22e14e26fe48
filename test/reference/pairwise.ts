/** Contrast losses from their definition, with whole matrices, in double precision. */
import {type Matrix, multiply, transpose} from './matrix.ts';

export interface Contrast {
  reduction: 'logSum' | 'sum';
  /** f(s, a) and its derivatives with respect to the similarity s and to that of the row's own positive, a. */
  value(s: number, a: number): number;
  ds(s: number, a: number): number;
  da(s: number, a: number): number;
  /** Whether pair (row, column) counts. */
  counts(i: number, j: number): boolean;
  /** The positive column of a row, if rows have one. */
  positive?: (i: number) => number;
  contrast: boolean;
}

/** The value of every row of S, and d (sum_i dy_i value_i) / d S. `turned`: anchors are the columns of S. */
function anchors(s: Matrix, dy: readonly number[], contrast: Contrast, turned: boolean) {
  const [n, m] = turned ? [s[0].length, s.length] : [s.length, s[0].length];
  const at = (k: number, other: number) => (turned ? s[other][k] : s[k][other]);
  const counts = (k: number, other: number) => (turned ? contrast.counts(other, k) : contrast.counts(k, other));
  const rowsOfPositives = contrast.positive && Array.from({length: s.length}, (_, i) => contrast.positive!(i));
  const gradient = s.map((row) => row.map(() => 0));
  const add = (k: number, other: number, value: number) => {
    if (turned) gradient[other][k] += value;
    else gradient[k][other] += value;
  };
  const values = Array.from({length: n}, (_, k) => {
    const own = rowsOfPositives && (turned ? rowsOfPositives.indexOf(k) : rowsOfPositives[k]);
    const a = own === undefined ? 0 : at(k, own);
    const others = Array.from({length: m}, (_, other) => other).filter((other) => counts(k, other));
    const f = others.map((other) => contrast.value(at(k, other), a));
    let value: number;
    let share: number[];
    if (contrast.reduction === 'logSum') {
      const top = Math.max(...f);
      const total = f.reduce((sum, x) => sum + Math.exp(x - top), 0);
      value = others.length > 0 ? top + Math.log(total) : -1e9;
      share = f.map((x) => Math.exp(x - top) / total);
    } else {
      value = f.reduce((sum, x) => sum + x, 0);
      share = f.map(() => 1);
    }
    for (const [place, other] of others.entries()) {
      add(k, other, dy[k] * share[place] * contrast.ds(at(k, other), a));
      if (own !== undefined) add(k, own, dy[k] * share[place] * contrast.da(at(k, other), a));
    }
    if (contrast.contrast && own !== undefined) {
      value -= contrast.value(a, a);
      add(k, own, -dy[k] * (contrast.ds(a, a) + contrast.da(a, a)));
    }
    return value;
  });
  return {values, gradient};
}

/** Values of all anchors, and gradients with respect to rows and columns, of rows [N, D] and columns [M, D]. */
export function contrastOf(rows: Matrix, columns: Matrix, dy: readonly number[], contrast: Contrast, both: boolean) {
  const s = multiply(rows, transpose(columns));
  const forward = anchors(s, dy.slice(0, rows.length), contrast, false);
  const back = both ? anchors(s, dy.slice(rows.length), contrast, true) : undefined;
  const ds = forward.gradient.map((row, i) => row.map((x, j) => x + (back?.gradient[i][j] ?? 0)));
  return {
    values: [...forward.values, ...(back?.values ?? [])],
    dRows: multiply(ds, columns),
    dColumns: multiply(transpose(ds), rows),
  };
}
