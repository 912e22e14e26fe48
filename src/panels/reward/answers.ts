/** The answers of a frame's pairs, and how their rewards go with their lengths. */
import {correlation, correlationInterval, type Line, lineThrough, mean} from '../../metrics/shared/statistics.ts';
import type {RewardFrame} from '../data.ts';

export type Kind = 'chosen' | 'rejected' | 'tied';

/** Lists over answers: row 2 i is answer A of pair i, row 2 i + 1 is its B. */
export interface Answers {
  tick: number;
  count: number;
  reward: Float32Array;
  length: Float32Array;
  /** What lengths are counted in. */
  counted: string;
  gold: Float32Array;
  kind: readonly Kind[];
  /** Whether gold tells any two answers apart. */
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

const BINS = 10;

/** How reward goes with length over all answers. */
export interface LengthSummary {
  answers: Answers;
  correlation: number;
  interval: readonly [number, number];
  line: Line | undefined;
  /** Mean length and reward of ten groups of equal numbers, from the shortest answers to the longest. */
  means: readonly {length: number; reward: number}[];
  /** Rows from the shortest answer to the longest. */
  byLength: readonly number[];
}

export const lengthSummaryOf = once((frame: RewardFrame): LengthSummary => {
  const answers = answersOf(frame);
  const {reward, length, count} = answers;
  const byLength = Array.from({length: count}, (_, row) => row).sort((a, b) => length[a] - length[b]);
  const edge = (bin: number) => Math.floor((bin * count) / BINS);
  const groups = Array.from({length: BINS}, (_, bin) => byLength.slice(edge(bin), edge(bin + 1)));
  const r = correlation(reward, length);
  return {
    answers,
    correlation: r,
    interval: correlationInterval(r, count),
    line: lineThrough(length, reward),
    means: groups
      .filter((rows) => rows.length > 0)
      .map((rows) => ({length: mean(rows.map((row) => length[row])), reward: mean(rows.map((row) => reward[row]))})),
    byLength,
  };
});

/** Computes once for each frame: the sentence, the drawing and the table ask. */
export function once<F extends object, T>(compute: (frame: F) => T): (frame: F) => T {
  const known = new WeakMap<F, T>();
  return (frame) => {
    if (!known.has(frame)) known.set(frame, compute(frame));
    return known.get(frame)!;
  };
}
