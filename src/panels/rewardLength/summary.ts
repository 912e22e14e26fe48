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
  /** How true worth goes with length; undefined where it is not known. */
  worth: Worth | undefined;
  /** Mean length and reward of ten groups of equal size, from the shortest answers to the longest. */
  means: readonly {length: number; reward: number}[];
  /** Rows from the shortest answer to the longest. */
  byLength: readonly number[];
}

export interface Worth {
  correlation: number;
  /** What an answer of this length is worth more than the mean answer, by the line through worth against length. */
  above(length: number): number;
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
    worth: worthOf(answers),
    means: groups
      .filter((rows) => rows.length > 0)
      .map((rows) => ({length: mean(rows.map((row) => length[row])), reward: mean(rows.map((row) => reward[row]))})),
    byLength,
  };
});

function worthOf({gold, length, hasGold}: Answers): Worth | undefined {
  const line = hasGold ? lineThrough(length, gold) : undefined;
  const middle = mean(gold);
  return line && {correlation: correlation(gold, length), above: (place) => line.at(place) - middle};
}

/**
 * The line of an unbiased judge, whose reward is the true worth times the care of the annotators: who learns from choices
 * that are made for that alone comes to it. Rewards are told apart by their differences, so it goes through the mean reward.
 */
export function judgeOf(
  {answers, worth}: LengthSummary,
  care: number | undefined,
): ((length: number) => number) | undefined {
  if (!worth || care === undefined) return undefined;
  const middle = mean(answers.reward);
  return (length) => middle + care * worth.above(length);
}
