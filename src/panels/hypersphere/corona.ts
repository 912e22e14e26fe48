/** The ribbon of density around a circle: its shape, without a canvas. */
import {BINS, EVEN} from './density.ts';

/** The radius at which a uniform density ends, as a multiple of the circle's, if there is room for the peaks. */
const LIFT = 1.1;

export interface Corona {
  /** Outer radius of each band at each direction, [groups, BINS]; the band begins where the one before ends. */
  radii: Float64Array;
  /** The radius of the total density if the points were spread uniformly. */
  even: number;
}

/**
 * Bands of equal areas for equal shares, stacked outwards from a circle of radius `inner`: a density F reaches out to
 * r = sqrt(inner^2 + c F), so that the area between is c / 2 times the share of the points in it. c is the same for all
 * directions and always the same, unless a peak would leave the disc of radius `outer`.
 *
 * `density` is [groups, BINS]; `order` says which group lies next to the circle, where it can be read best.
 */
export function coronaOf(density: Float64Array, order: readonly number[], inner: number, outer: number): Corona {
  const heights = new Float64Array(density.length);
  let highest = EVEN;
  for (let bin = 0; bin < BINS; bin++) {
    let sum = 0;
    for (const group of order) {
      sum += density[group * BINS + bin];
      heights[group * BINS + bin] = sum;
    }
    highest = Math.max(highest, sum);
  }
  const wanted = ((LIFT * LIFT - 1) * inner * inner) / EVEN;
  const scale = Math.min(wanted, (outer * outer - inner * inner) / highest);
  const radius = (height: number) => Math.sqrt(inner * inner + scale * height);
  return {radii: heights.map(radius), even: radius(EVEN)};
}
