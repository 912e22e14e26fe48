/**
 * Checks are plain functions, so that a test runner, a browser page on a GPU or a command line can run the very same
 * ones: each compares what the lab computes on the present backend with a reference, and returns one row for each fact.
 */

export interface Row {
  name: string;
  error: number;
  tolerance: number;
}

/** A check; `filter` keeps the cases whose name contains it, `every` those at every n-th place of long lists of cases. */
export type Check = (filter?: string, every?: number) => Promise<Row[]>;

/** Rows that do not hold; an error that is no number does not hold either. */
export const failures = (rows: readonly Row[]): Row[] => rows.filter(({error, tolerance}) => !(error <= tolerance));

/** Largest deviation, relative to the largest expected value or to `floor` where that is larger. */
export function relativeError(got: ArrayLike<number>, expected: ArrayLike<number>, floor = 0): number {
  if (got.length !== expected.length) return Number.POSITIVE_INFINITY;
  let [deviation, size] = [0, floor];
  for (let i = 0; i < got.length; i++) {
    const difference = Math.abs(got[i] - expected[i]);
    if (!(difference <= deviation)) deviation = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
    size = Math.max(size, Math.abs(expected[i]));
  }
  return deviation === 0 ? 0 : deviation / size;
}

/** Largest deviation. */
export function absoluteError(got: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (got.length !== expected.length) return Number.POSITIVE_INFINITY;
  let worst = 0;
  for (let i = 0; i < got.length; i++) {
    const difference = Math.abs(got[i] - expected[i]);
    if (!(difference <= worst)) worst = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  }
  return worst;
}

/** How many values differ at all. */
export function unequal(got: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (got.length !== expected.length) return Number.POSITIVE_INFINITY;
  let count = 0;
  for (let i = 0; i < got.length; i++) if (!Object.is(got[i], expected[i]) && got[i] !== expected[i]) count++;
  return count;
}
