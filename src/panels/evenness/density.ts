/**
 * How crowded each direction is: the mean Gaussian potential there of all points, beside that of a sphere filled evenly. Pure.
 *
 * Of an embedding of more than three dimensions p is what three directions show of x. For a unit vector y along these
 * directions <x, y> = <p, y>, so the same sum is the density on the sphere that they cut out of the whole one.
 */
import {DIRECTIONS, type Gathered, NODES} from './cube.ts';
import {potentialAt} from './potential.ts';

/** Steps of cosine in which the kernel is looked up. */
const STEPS = 2048;
const KERNEL = Float32Array.from({length: STEPS + 1}, (_, i) => potentialAt((2 * i) / STEPS - 1));

/** The ratio to an even filling at which the colours end, as a power of two: from a quarter to four times as much. */
export const REACH = 2;

/** Where a density stands between a hole (0) and a crowd (1); even is in the middle. */
export const levelOf = (density: number, even: number): number =>
  Math.min(1, Math.max(0, 0.5 + Math.log2(density / even) / (2 * REACH)));

/** The level of the density at each node, or at some of them, written to `out` [NODES]. */
export function levelsOn(
  {count, means, numbers}: Gathered,
  even: number,
  out: Float32Array,
  [from, to]: readonly [number, number] = [0, NODES],
): void {
  for (let node = from; node < to; node++) {
    const x = DIRECTIONS[3 * node];
    const y = DIRECTIONS[3 * node + 1];
    const z = DIRECTIONS[3 * node + 2];
    let sum = 0;
    for (let i = 0, at = 0; i < numbers.length; i++, at += 3) {
      const cosine = x * means[at] + y * means[at + 1] + z * means[at + 2];
      sum += numbers[i] * KERNEL[((cosine + 1) * (STEPS / 2) + 0.5) | 0];
    }
    out[node] = levelOf(sum / count, even);
  }
}

/** Directions round a circle: one every two degrees. */
export const ROUND = 180;

/** The same round a circle, [ROUND]. */
export function levelsAround(positions: Float32Array, count: number, even: number, out: Float32Array): void {
  const shares = new Float64Array(ROUND);
  for (let row = 0; row < count; row++) {
    const turns = Math.atan2(positions[3 * row + 1], positions[3 * row]) / (2 * Math.PI);
    shares[Math.round((turns + 1) * ROUND) % ROUND] += 1 / count;
  }
  for (let at = 0; at < ROUND; at++) {
    let sum = 0;
    for (let from = 0; from < ROUND; from++) {
      if (shares[from] > 0) sum += shares[from] * potentialAt(Math.cos((2 * Math.PI * (at - from)) / ROUND));
    }
    out[at] = levelOf(sum, even);
  }
}
