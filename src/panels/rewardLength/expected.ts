/** The line that a reader expects, and how far off it is. Pure. */

import {mean} from '../../metrics/shared/statistics.ts';
import {formatValue} from '../chart/format.ts';
import type {LengthSummary} from './summary.ts';

/** Its rewards at two lengths, told from that of the mean answer. */
export interface Expected {
  lengths: readonly [number, number];
  rewards: readonly [number, number];
}

/** The reward that it expects of an answer of a length, where the mean answer has its present reward. */
export function expectedAt({answers}: LengthSummary, {lengths, rewards}: Expected): (length: number) => number {
  const middle = mean(answers.reward);
  const slope = (rewards[1] - rewards[0]) / (lengths[1] - lengths[0]);
  return (length) => middle + rewards[0] + slope * (length - lengths[0]);
}

/** "You drew a rise of 3.00 from 5 to 96; it is 5.40 now. On average your line is 1.20 off." */
export function expectedText(summary: LengthSummary, expected: Expected): string {
  const {line, answers} = summary;
  if (!line) return '';
  const {lengths, rewards} = expected;
  const drawn = expectedAt(summary, expected);
  const off = mean(lengths.map((length) => Math.abs(drawn(length) - line.at(length))));
  const measured = line.at(lengths[1]) - line.at(lengths[0]);
  const rise = rewards[1] - rewards[0];
  return `You drew a ${rise < 0 ? 'fall' : 'rise'} of ${formatValue(Math.abs(rise))} from ${lengths[0]} to ${lengths[1]} ${answers.counted}; it is a ${measured < 0 ? 'fall' : 'rise'} of ${formatValue(Math.abs(measured))} now. On average your line is ${formatValue(off)} off.`;
}
