/** The relation of the rewards of answers to their lengths. */
import {correlation, correlationInterval, type Line, lineThrough, mean} from '../../metrics/shared/statistics.ts';
import type {RewardFrame} from '../data.ts';
import {type Answers, answersOf} from '../shared/answers.ts';
import {once} from '../shared/once.ts';

const BINS = 10;

/** The relation of reward to length over all answers. */
export interface LengthSummary {
  answers: Answers;
  correlation: number;
  interval: readonly [number, number];
  line: Line | undefined;
  /** Mean length and reward of ten groups of equal size, from the shortest answers to the longest. */
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
