/**
 * Holm's correction: p values adjusted so that those at most 0.05 are wrong about any true hypothesis of the family at most
 * 5 % of the time. The i-th smallest of m is multiplied by m - i + 1, and none is smaller than one before it.
 */
export function holm(ps: readonly number[]): number[] {
  const adjusted: number[] = [];
  const order = ps.map((_, i) => i).sort((i, j) => ps[i] - ps[j]);
  let largest = 0;
  for (const [i, place] of order.entries()) {
    largest = Math.max(largest, Math.min(1, ps[place] * (ps.length - i)));
    adjusted[place] = largest;
  }
  return adjusted;
}
