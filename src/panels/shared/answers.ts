/** The answers of a frame of rewards, one row for each. */
import type {RewardFrame} from '../data.ts';
import {once} from './once.ts';

export type Kind = 'chosen' | 'rejected' | 'tied';

/** Lists over answers: row 2 i is answer A of pair i, row 2 i + 1 is its B. */
export interface Answers {
  tick: number;
  count: number;
  reward: Float32Array;
  length: Float32Array;
  /** The unit of lengths: tokens, words. */
  counted: string;
  gold: Float32Array;
  kind: readonly Kind[];
  /** Whether the true worth of answers is known. */
  hasGold: boolean;
}

export const pairOf = (row: number): number => row >> 1;
export const otherOf = (row: number): number => row ^ 1;

export const answersOf = once((frame: RewardFrame): Answers => {
  const {tick, pairs, unit, counted, channels: c} = frame;
  const both = (a: Float32Array, b: Float32Array, scale = 1) =>
    Float32Array.from({length: 2 * pairs}, (_, row) => scale * (row % 2 === 0 ? a : b)[pairOf(row)]);
  const kindOf = (row: number): Kind => {
    const label = c.label[pairOf(row)];
    if (label === 0.5) return 'tied';
    return label > 0.5 === (row % 2 === 0) ? 'chosen' : 'rejected';
  };
  const gold = both(c.goldA, c.goldB);
  const length = both(c.lengthA, c.lengthB, unit);
  return {
    tick,
    count: 2 * pairs,
    reward: both(c.rewardA, c.rewardB),
    length,
    counted,
    gold,
    kind: Array.from({length: 2 * pairs}, (_, row) => kindOf(row)),
    hasGold: gold.some((x) => x !== 0),
  };
});
