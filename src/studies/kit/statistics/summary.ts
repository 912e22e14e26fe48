/** Means over seeds and what is uncertain about them. */
import {quantile} from './studentT.ts';

export type Interval = readonly [number, number];

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The standard error of the mean: sd / sqrt(n), with n - 1 in the variance. */
export function standardError(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

/** What lies within this share of the size of the numbers is rounding. */
const ROUNDING = 1e-12;

/** Whether values differ by more than rounding does; `size` is that of the numbers that they were computed from. */
export const varies = (values: readonly number[], size = 0): boolean =>
  Math.max(...values) - Math.min(...values) > ROUNDING * Math.max(size, ...values.map(Math.abs));

/** Student's quantiles at 0.975 that were computed, by degrees of freedom. */
const quantiles = new Map<number, number>();

function quantile975(df: number): number {
  const t = quantiles.get(df) ?? quantile(0.975, df);
  quantiles.set(df, t);
  return t;
}

/** mean ± t(0.975, n - 1) standard errors. */
export function interval95(values: readonly number[]): Interval {
  const half = quantile975(values.length - 1) * standardError(values);
  const centre = mean(values);
  return [centre - half, centre + half];
}

/** The mean over seeds with Student's interval of 95 %, which is null where there is one value only or nothing varies. */
export function summary(values: readonly number[]): {mean: number; ci95: Interval | null; n: number} {
  const known = values.length > 1 && values.every(Number.isFinite) && varies(values);
  return {mean: mean(values), ci95: known ? interval95(values) : null, n: values.length};
}
