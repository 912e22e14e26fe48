/** The axis of the divergence. */
import {scaleSqrt} from 'd3-scale';
import {type Domain, makeScale, type Scale} from '../chart/scale.ts';

/**
 * Gains of small steps away from the reference go with the root of the divergence (Gao, Schulman and Hilton, 2022): on the
 * scale of roots they are straight lines.
 */
export type Spacing = 'linear' | 'root';

export const divergenceScale = (spacing: Spacing, domain: Domain, range: Domain): Scale =>
  spacing === 'root' ? scaleSqrt().domain(domain).range(range) : makeScale('linear', domain, range);

/** Pixels between two numbers of the axis, at least. */
const APART = {linear: 84, root: 34};
const ROOTS = [0, 0.1, 0.25, 0.5, 1, 2, 3, 4, 6, 8, 10, 15, 20, 30, 40, 60, 80, 100];

/** Round numbers that have room: evenly apart, or closer and closer by their roots. */
export function divergenceTicks(spacing: Spacing, scale: Scale): number[] {
  const [left, right] = scale.range();
  if (spacing === 'linear') return scale.ticks(Math.max(2, (right - left) / APART.linear));
  const inside = ROOTS.filter((value) => value <= scale.domain()[1] * (1 + 1e-9));
  const kept: number[] = [];
  // Whole numbers first: they are what one looks for.
  for (const value of [...inside].sort((a, b) => rank(a) - rank(b))) {
    if (kept.every((other) => Math.abs(scale(other) - scale(value)) >= APART.root)) kept.push(value);
  }
  return kept.sort((a, b) => a - b);
}

const rank = (value: number) => (value === 0 ? 0 : Number.isInteger(value) ? 1 : 2);
