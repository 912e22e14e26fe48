/**
 * Student's t distribution, by the regularised incomplete beta function: with x = df / (df + t^2),
 *
 *     P(T > |t|) = I_x(df / 2, 1 / 2) / 2
 */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import log1p from '@stdlib/math-base-special-log1p';

/** P(T > t) with `df` degrees of freedom. Tails keep their relative precision. */
export function upperTail(t: number, df: number): number {
  const sum = df + t * t;
  const half = incompleteBeta(df / sum, (t * t) / sum, df / 2, 0.5) / 2;
  return t >= 0 ? half : 1 - half;
}

/** The t with P(T < t) = p; p in (0, 1). */
export function quantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  if (p < 0.5) return -quantile(1 - p, df);
  let low = 0;
  let high = 1;
  while (upperTail(high, df) > 1 - p) {
    low = high;
    high *= 2;
  }
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (upperTail(middle, df) > 1 - p) low = middle;
    else high = middle;
  }
}

/** Regularised: I_x(a, b), with y = 1 - x given beside x, which may be rounded to 1. */
function incompleteBeta(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  // The fraction converges fast below the mean; above it, by I_x(a, b) = 1 - I_y(b, a).
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(y, x, b, a);
  const log = (part: number, rest: number) => (part > 0.5 ? log1p(-rest) : ln(part));
  const front = a * log(x, y) + b * log(y, x) + logGamma(a + b) - logGamma(a) - logGamma(b);
  return (exp(front) * betaFraction(x, a, b)) / a;
}

const CONVERGED = 1e-16;
const TINY = 1e-300;

/** The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  const held = (value: number) => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / held(1 - ((a + b) * x) / (a + 1));
  let value = d;
  const advance = (term: number) => {
    d = 1 / held(1 + term * d);
    c = held(1 + term / c);
    value *= c * d;
    return c * d;
  };
  for (let m = 1; m < 10_000; m++) {
    advance((m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)));
    const change = advance((-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)));
    if (Math.abs(change - 1) <= CONVERGED) break;
  }
  return value;
}

/** Stirling's series is exact to double precision from here on. */
const LARGE = 16;

/** log of the gamma function of x > 0: Stirling's series (DLMF 5.11.1), after x is moved up by gamma(x + 1) = x gamma(x). */
function logGamma(x: number): number {
  let factor = 1;
  while (x < LARGE) factor *= x++;
  const y = 1 / (x * x);
  const series = (1 / 12 - y * (1 / 360 - y * (1 / 1260 - y * (1 / 1680 - y * (1 / 1188 - y * (691 / 360360)))))) / x;
  return (x - 0.5) * ln(x) - x + ln(2 * Math.PI) / 2 + series - ln(factor);
}
