/** An axis with a fixed range. */
export interface Axis {
  label: string;
  range: readonly [number, number];
  scale?: 'linear' | 'log';
  /** Positions with a number under them. */
  marks?: readonly number[];
}

/** The place of a value on its axis, from 0 to 1; beyond the ends, that of the end. */
export function along({range: [low, high], scale}: Axis, value: number): number {
  const place = scale === 'log' ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.min(1, Math.max(0, place));
}

/** The value at a place from 0 to 1. */
export const at = ({range: [low, high], scale}: Axis, place: number): number =>
  scale === 'log' ? low * (high / low) ** place : low + place * (high - low);
