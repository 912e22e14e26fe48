/** How densely points lie around a circle. */

/**
 * Concentration of the kernel. Fixed, so that one picture can be compared with the next: 40 is a bell of about nine
 * degrees, narrow enough to keep ten classes apart and wide enough for a few hundred points.
 */
const KAPPA = 40;

/** Directions in which the density is worked out: one a degree. */
export const BINS = 360;

/** The density of points spread evenly, per radian. */
export const EVEN = 1 / (2 * Math.PI);

const kernels = new Map<string, Float64Array>();

/**
 * The von Mises-Fisher density exp(kappa cos t) / (2 pi I0(kappa)) at `bins` evenly spaced angles, starting at 0.
 *
 * The normaliser is the sum over the same angles: the trapezoid rule of a smooth periodic function, here exact to
 * rounding, so no Bessel function is needed.
 */
export function vonMises(kappa: number, bins: number): Float64Array {
  const name = `${kappa} ${bins}`;
  let kernel = kernels.get(name);
  if (!kernel) {
    kernel = Float64Array.from({length: bins}, (_, i) => Math.exp(kappa * (Math.cos((2 * Math.PI * i) / bins) - 1)));
    const total = kernel.reduce((sum, value) => sum + value, 0) * ((2 * Math.PI) / bins);
    kernel.forEach((value, i) => {
      kernel![i] = value / total;
    });
    kernels.set(name, kernel);
  }
  return kernel;
}

/**
 * Kernel density estimate (1 / n) sum_i vMF(t - t_i; kappa) around the circle, apart for each group: [groups, BINS], of
 * which the sum over groups integrates to 1. `positions` [count, 3] hold the unit vectors in their first two numbers.
 *
 * Each point is shared between the two directions next to it (linear binning) and the kernel runs over the bins, so the
 * cost does not grow with points times bins.
 */
export function circleDensity(
  positions: Float32Array,
  count: number,
  groupOf: ArrayLike<number>,
  groups: number,
  kappa = KAPPA,
): Float64Array {
  const shares = new Float64Array(groups * BINS);
  for (let row = 0; row < count; row++) {
    const angle = Math.atan2(positions[3 * row + 1], positions[3 * row]);
    const place = ((angle / (2 * Math.PI) + 1) % 1) * BINS;
    const low = Math.floor(place) % BINS;
    const part = place - Math.floor(place);
    const base = groupOf[row] * BINS;
    shares[base + low] += (1 - part) / count;
    shares[base + ((low + 1) % BINS)] += part / count;
  }
  return smoothed(shares, groups, vonMises(kappa, BINS));
}

/** Circular convolution of every row of [groups, BINS] with a kernel, as far as that reaches. */
function smoothed(shares: Float64Array, groups: number, kernel: Float64Array): Float64Array {
  const out = new Float64Array(groups * BINS);
  const steps = Array.from(kernel.keys()).filter((step) => kernel[step] > 1e-7 * kernel[0]);
  for (let base = 0; base < groups * BINS; base += BINS) {
    for (let from = 0; from < BINS; from++) {
      const share = shares[base + from];
      if (share === 0) continue;
      for (const step of steps) out[base + ((from + step) % BINS)] += share * kernel[step];
    }
  }
  return out;
}
