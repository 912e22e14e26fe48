/** The sharpness of the uniformity metric. Wang and Isola (2020), t = 2. */
export const T = 2;

/**
 * The value of the metric `uniformity` for points spread evenly over the whole sphere S^(d - 1), which is the lowest
 * that many points can reach:
 *
 *     log E exp(-t |x - y|^2) = -2 t + log 0F1(; d / 2; t^2)        since <x, y> has E exp(2 t <x, y>) = 0F1(; d/2; t^2)
 */
export function uniformityOfSphere(dimension: number): number {
  let term = 1;
  let total = 1;
  for (let k = 1; k < 200; k++) {
    term *= (T * T) / (k * (dimension / 2 + k - 1));
    total += term;
    if (term < 1e-16 * total) break;
  }
  return -2 * T + Math.log(total);
}
