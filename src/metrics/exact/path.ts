/** What can be read off a path in the plane of gold against divergence: of a run, or of one method over its betas. */
export interface PathPoint {
  /** KL(pi || ref), in nats. */
  divergence: number;
  gold: number;
}

export interface Peak {
  /** The number of the point with the highest gold, the first of several. */
  index: number;
  divergence: number;
  gold: number;
  /** Gold there minus gold at the end of the path: 0 where it never turns over. */
  drop: number;
}

/** Where gold is highest along a path, and how much of it is lost after that. Undefined for an empty path. */
export function frontierPeak(points: readonly PathPoint[]): Peak | undefined {
  if (points.length === 0) return undefined;
  const index = points.reduce((best, {gold}, i) => (gold > points[best].gold ? i : best), 0);
  const {divergence, gold} = points[index];
  return {index, divergence, gold, drop: gold - points[points.length - 1].gold};
}

/**
 * Gold at a given divergence, linear between the points on either side; undefined outside them. Methods are compared "at
 * matched KL" by it: each on its own points, in any order.
 */
export function atKL(points: readonly PathPoint[], divergence: number): number | undefined {
  const sorted = [...points].sort((a, b) => a.divergence - b.divergence);
  const after = sorted.findIndex((point) => point.divergence >= divergence);
  if (after < 0) return undefined;
  const right = sorted[after];
  if (right.divergence === divergence) {
    const here = sorted.filter((point) => point.divergence === divergence);
    return here.reduce((sum, {gold}) => sum + gold, 0) / here.length;
  }
  if (after === 0) return undefined;
  const left = sorted[after - 1];
  const share = (divergence - left.divergence) / (right.divergence - left.divergence);
  return left.gold + share * (right.gold - left.gold);
}
