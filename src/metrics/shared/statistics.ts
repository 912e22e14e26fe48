/** Statistics of lists of numbers, in double precision. */

type Numbers = ArrayLike<number>;

export function mean(x: Numbers): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i];
  return x.length === 0 ? 0 : sum / x.length;
}

/** Pearson's correlation; 0 where one of the two does not vary. */
export function correlation(x: Numbers, y: Numbers): number {
  const [mx, my] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xx += (x[i] - mx) ** 2;
    yy += (y[i] - my) ** 2;
    xy += (x[i] - mx) * (y[i] - my);
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}

/** The 97.5 % quantile of the standard normal distribution, for 95 % intervals. */
const Z95 = 1.959963984540054;

/** 95 % interval of a correlation of n pairs of numbers: Fisher's z = artanh(r) has the standard error 1 / sqrt(n - 3). */
export function correlationInterval(r: number, n: number): [number, number] {
  if (n <= 3) return [-1, 1];
  const z = Math.atanh(Math.max(-1 + 1e-15, Math.min(1 - 1e-15, r)));
  const half = Z95 / Math.sqrt(n - 3);
  return [Math.tanh(z - half), Math.tanh(z + half)];
}

export interface Line {
  at(x: number): number;
  /** Half the width of the 95 % interval of the mean of y at x. */
  half(x: number): number;
}

/**
 * The least-squares line through pairs of numbers. The standard error of its height at x is
 * s sqrt(1 / n + (x - mean)^2 / sum (x_i - mean)^2), s^2 = sum of squared residuals / (n - 2). Undefined where x does not
 * vary, and for fewer than three pairs.
 */
export function lineThrough(x: Numbers, y: Numbers): Line | undefined {
  const [n, mx, my] = [x.length, mean(x), mean(y)];
  let [xx, xy] = [0, 0];
  for (let i = 0; i < n; i++) {
    xx += (x[i] - mx) ** 2;
    xy += (x[i] - mx) * (y[i] - my);
  }
  if (n < 3 || xx === 0) return undefined;
  const slope = xy / xx;
  const at = (place: number) => my + slope * (place - mx);
  let rest = 0;
  for (let i = 0; i < n; i++) rest += (y[i] - at(x[i])) ** 2;
  const deviation = Math.sqrt(rest / (n - 2));
  return {at, half: (place) => Z95 * deviation * Math.sqrt(1 / n + (place - mx) ** 2 / xx)};
}

/** 95 % interval of a share of n cases: Wilson (1927). */
export function shareInterval(share: number, n: number): [number, number] {
  if (n === 0) return [0, 1];
  const z = (Z95 * Z95) / n;
  const centre = (share + z / 2) / (1 + z);
  const half = Math.sqrt(z * (share * (1 - share) + z / 4)) / (1 + z);
  return [centre - half, centre + half];
}
