/** Sums and differences of probabilities that are near 0, near 1, or known by their logarithms. */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import log1p from '@stdlib/math-base-special-log1p';

/** log(exp(a) + exp(b)). */
export function logAdd(a: number, b: number): number {
  const [high, low] = a > b ? [a, b] : [b, a];
  return low === -Infinity ? high : high + log1p(exp(low - high));
}

/** 1 - exp(-x) for x >= 0, to the last digits also where x is small. */
export function oneMinusExp(x: number): number {
  if (x > Math.LN2) return 1 - exp(-x);
  if (x < 1e-5) return x - x * x * (0.5 - x / 6);
  // Kahan: the errors of u cancel in (1 - u) / log u.
  const u = exp(-x);
  return ((u - 1) * x) / ln(u);
}

/** log(1 - exp(-x)) for x >= 0. Mächler, "Accurately computing log(1 - exp(-|a|))" (2012). */
export const logOneMinusExp = (x: number): number => (x > Math.LN2 ? log1p(-exp(-x)) : ln(oneMinusExp(x)));

/** x / scale, where 0 / 0 is 0: the exponent (r - max r) / beta, which also has its limit at beta = 0. */
export const ratio = (x: number, scale: number): number => (x === 0 ? 0 : x / scale);
