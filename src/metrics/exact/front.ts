/** What points in the plane of two rewards come to together, where more of both is better. */

/** Two rewards. */
export type Rewards = readonly [number, number];

/**
 * The area of what is worse in both rewards than one of the points, and better than `worst`: it grows with every point that
 * none of the others dominates. Zitzler and Thiele, "Multiobjective evolutionary algorithms" (1999).
 */
export function hypervolume(points: readonly Rewards[], [x0, y0]: Rewards): number {
  const above = points.filter(([x, y]) => x > x0 && y > y0).sort((a, b) => b[0] - a[0]);
  let [area, top] = [0, y0];
  for (const [x, y] of above) {
    if (y <= top) continue;
    area += (x - x0) * (y - top);
    top = y;
  }
  return area;
}
