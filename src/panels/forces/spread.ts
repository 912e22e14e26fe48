/** Moves overlapping pictures apart. */

export interface Spot {
  x: number;
  y: number;
  radius: number;
}

const ROUNDS = 120;

/**
 * Places for discs near their spots without overlap: overlapping pairs are moved apart along the line between them,
 * until none overlap. The first disc stays at its spot. Discs at the same spot move apart in directions that depend
 * only on their index, so that the same spots always give the same places.
 */
export function spreadOut(spots: readonly Spot[]): Spot[] {
  const out = spots.map((spot) => ({...spot}));
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    for (let j = 1; j < out.length; j++) {
      for (let i = 0; i < j; i++) moved = part(out[i], out[j], i, j) || moved;
    }
    if (!moved) break;
  }
  return out;
}

function part(a: Spot, b: Spot, i: number, j: number): boolean {
  const least = a.radius + b.radius;
  let [dx, dy] = [b.x - a.x, b.y - a.y];
  let distance = Math.hypot(dx, dy);
  if (distance >= least - 0.01) return false;
  if (distance < 0.5) {
    const angle = 2.4 * j;
    [dx, dy, distance] = [Math.cos(angle), Math.sin(angle), 1];
    b.x = a.x;
    b.y = a.y;
  }
  const gap = least - Math.min(distance, Math.hypot(b.x - a.x, b.y - a.y));
  const share = i === 0 ? 0 : 0.5;
  a.x -= (share * gap * dx) / distance;
  a.y -= (share * gap * dy) / distance;
  b.x += ((1 - share) * gap * dx) / distance;
  b.y += ((1 - share) * gap * dy) / distance;
  return true;
}
