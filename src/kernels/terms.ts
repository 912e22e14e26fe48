/**
 * A term is what one similarity s contributes to a contrast loss. Each is written twice with the same meaning: as plain
 * functions, and as WGSL expressions from which the GPU kernels are generated. In WGSL, `s` is the similarity, `p` the
 * parameters of the replica as a vec4f, and `a` the similarity of the row's own positive.
 */
export interface Term {
  name: string;
  /**
   * - `logSum`: the row's value is log sum_j exp(value(s_ij))
   * - `sum`: the row's value is sum_j value(s_ij)
   */
  reduction: 'logSum' | 'sum';
  value(s: number, p: readonly number[], a: number): number;
  /** d value / d s. */
  slope(s: number, p: readonly number[], a: number): number;
  /** d value / d a; left out when the value does not depend on the row's own positive. */
  pull?(s: number, p: readonly number[], a: number): number;
  wgsl: {value: string; slope: string; pull?: string};
}

/** p0 s + p1: softmax contrast (p0 = 1 / temperature), Gaussian potential of uniformity (p0 = 2 t, p1 = -2 t). */
export const affine: Term = {
  name: 'affine',
  reduction: 'logSum',
  value: (s, p) => p[0] * s + p[1],
  slope: (_s, p) => p[0],
  wgsl: {value: 'p.x * s + p.y', slope: 'p.x'},
};

/** p0 s, summed: the similarities of all positives of a row (supervised contrast). */
export const linear: Term = {
  name: 'linear',
  reduction: 'sum',
  value: (s, p) => p[0] * s,
  slope: (_s, p) => p[0],
  wgsl: {value: 'p.x * s', slope: 'p.x'},
};

/** p0 s^2, summed: the repulsion of spectral contrast. */
export const squared: Term = {
  name: 'squared',
  reduction: 'sum',
  value: (s, p) => p[0] * s * s,
  slope: (s, p) => 2 * p[0] * s,
  wgsl: {value: 'p.x * s * s', slope: '2.0 * p.x * s'},
};

/** p0 max(0, p1 + s - a), summed: the margin by which a positive must be more similar than a negative (triplet). */
export const hinge: Term = {
  name: 'hinge',
  reduction: 'sum',
  value: (s, p, a) => p[0] * Math.max(0, p[1] + s - a),
  slope: (s, p, a) => (p[1] + s - a > 0 ? p[0] : 0),
  pull: (s, p, a) => (p[1] + s - a > 0 ? -p[0] : 0),
  wgsl: {
    value: 'p.x * max(0.0, p.y + s - a)',
    slope: 'select(0.0, p.x, p.y + s - a > 0.0)',
    pull: 'select(0.0, -p.x, p.y + s - a > 0.0)',
  },
};

export const TERMS: Readonly<Record<string, Term>> = {affine, linear, squared, hinge};
