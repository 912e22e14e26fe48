/** Points that are spread as evenly as a simple rule allows. Pure. */

import {hash} from '../hypersphere/hash.ts';

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** A Fibonacci lattice: heights at equal steps, each a golden angle further round. [count, 3] */
export function latticeOnSphere(count: number): Float32Array {
  const out = new Float32Array(3 * count);
  for (let i = 0; i < count; i++) {
    const y = 1 - (2 * i + 1) / count;
    const r = Math.sqrt(1 - y * y);
    out.set([r * Math.cos(i * GOLDEN_ANGLE), y, r * Math.sin(i * GOLDEN_ANGLE)], 3 * i);
  }
  return out;
}

/** At equal angles round the circle, [count, 3]. */
export function latticeOnCircle(count: number): Float32Array {
  const out = new Float32Array(3 * count);
  for (let i = 0; i < count; i++) {
    const angle = (2 * Math.PI * i) / count;
    out.set([Math.cos(angle), Math.sin(angle), 0], 3 * i);
  }
  return out;
}

/**
 * What three directions show of points spread evenly over a sphere of more dimensions, [count, 3]: the lattice on
 * directions, and for the length r, whose square has the Beta(3/2, (d - 3)/2) distribution, values at equal steps of it.
 */
export function latticeInBall(count: number, dimension: number): Float32Array {
  const out = latticeOnSphere(count);
  const lengths = lengthsInBall(dimension);
  for (let i = 0; i < count; i++) {
    // In an order of its own: lengths must not depend on directions.
    const part = hash(i) / 2 ** 32;
    const r = lengths[Math.min(lengths.length - 1, Math.floor(part * lengths.length))];
    for (let k = 0; k < 3; k++) out[3 * i + k] *= r;
  }
  return out;
}

const STEPS = 2000;
const QUANTILES = 512;

/** Quantiles of the length of three coordinates of a unit vector: its density is r^2 (1 - r^2)^((d - 5) / 2). */
function lengthsInBall(dimension: number): Float64Array {
  const density = (r: number) => r * r * (1 - r * r) ** ((dimension - 5) / 2);
  const sums = new Float64Array(STEPS);
  let total = 0;
  for (let i = 0; i < STEPS; i++) {
    total += density((i + 0.5) / STEPS);
    sums[i] = total;
  }
  let at = 0;
  return Float64Array.from({length: QUANTILES}, (_, q) => {
    while (at < STEPS - 1 && sums[at] < (total * (q + 0.5)) / QUANTILES) at++;
    return (at + 0.5) / STEPS;
  });
}
