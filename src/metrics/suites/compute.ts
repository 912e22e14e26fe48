/** What a reward says of the suites of a world. */

import {STYLES, type Suite, type SuiteName} from '../../worlds/suites.spec.ts';
import {mean} from '../shared/statistics.ts';
import {half} from '../shared/verdicts.ts';
import {REWORDED, rewordedName} from './index.spec.ts';

/** The rewards of a group. */
interface Group {
  right: readonly number[];
  wrong: readonly number[];
}

/** Metrics by name, from the rewards of all items of the suites. */
export function suiteMetrics(rewards: ArrayLike<number>, suites: readonly Suite[]): Record<string, number> {
  const groups = groupsOf(rewards, suites);
  const matrix = styleMatrix(groups.styles);
  const styles = styleMeans(matrix);
  const pairs = {
    suiteWriters: pairAccuracy(groups.writers),
    suiteSwapped: pairAccuracy(groups.swapped),
    suiteBrief: pairAccuracy(groups.brief),
    suiteManners: pairAccuracy(groups.manners),
  };
  const {stylesEasy, stylesNormal, stylesHard} = styles;
  return {
    ...pairs,
    ...styles,
    ...Object.fromEntries(
      STYLES.flatMap((right, i) => STYLES.map((wrong, j) => [`styles${right}${wrong}`, matrix[i][j]])),
    ),
    suiteOneOfFour: mean(groups.oneOfFour.map(bestCredit)),
    suiteTiesAccuracy: mean(groups.ties.map((group) => Number(gapOf(group) > 0))),
    suiteTies: tiesScore(groups.ties, groups.tiesReference),
    ...(groups.wished && wishMetrics(groups.wished)),
    ...(groups.contrast && contrastMetrics(groups.contrast)),
    ...Object.fromEntries(
      REWORDED.flatMap((name) => (groups[name] ? [[rewordedName(name), pairAccuracy(groups[name])]] : [])),
    ),
    ...(groups.shifted && {suiteShifted: pairAccuracy(groups.shifted)}),
    suiteWorst: Math.min(...Object.values(pairs), stylesEasy, stylesNormal, stylesHard),
  };
}

type Extra = 'wished' | 'contrast' | 'shifted' | (typeof REWORDED)[number];
type Groups = Record<Exclude<SuiteName, Extra>, Group[]> & Partial<Record<Extra, Group[]>>;

function groupsOf(rewards: ArrayLike<number>, suites: readonly Suite[]): Groups {
  let from = 0;
  const take = (count: number) => Array.from({length: count}, () => rewards[from++]);
  return Object.fromEntries(
    suites.map(({name, groups, right, wrong}) => [
      name,
      Array.from({length: groups}, () => ({right: take(right), wrong: take(wrong)})),
    ]),
  ) as unknown as Groups;
}

/** Share of groups in which the one right item has the higher reward; equal rewards count half. */
const pairAccuracy = (groups: readonly Group[]): number =>
  mean(groups.map(({right, wrong}) => half(right[0] - wrong[0])));

/**
 * Entry [i][j]: share of groups in which the right item in style i has a higher reward than the wrong item in style j. Equal
 * rewards count half. "RM-Bench: Benchmarking Reward Models of Language
 * Models with Subtlety and Style", released code.
 */
const styleMatrix = (groups: readonly Group[]): number[][] =>
  STYLES.map((_, i) => STYLES.map((_, j) => mean(groups.map(({right, wrong}) => half(right[i] - wrong[j])))));

/** Means below the diagonal (the right one has more style), on it, and above it; and the mean of these three. */
function styleMeans(matrix: readonly (readonly number[])[]) {
  const where = (belongs: (i: number, j: number) => boolean) =>
    mean(matrix.flatMap((row, i) => row.filter((_, j) => belongs(i, j))));
  const stylesEasy = where((i, j) => i > j);
  const stylesNormal = where((i, j) => i === j);
  const stylesHard = where((i, j) => i < j);
  return {stylesEasy, stylesNormal, stylesHard, stylesAverage: mean([stylesEasy, stylesNormal, stylesHard])};
}

/** Share of wishes that find the answer which is as was wished for, and share of groups in which both do: right[i] against wrong[i]. */
function wishMetrics(groups: readonly Group[]) {
  const granted = groups.map(({right, wrong}) => right.map((reward, i) => half(reward - wrong[i])));
  return {suiteWishes: mean(granted.flat()), suiteReversals: mean(granted.map(([a, b]) => Number(a === 1 && b === 1)))};
}

/**
 * Share of questions whose own answer has a higher reward than the answer to the other question, 1[r(I1, A1) > r(I1, A2)], and share
 * of answers that have a higher reward under their own question, 1[r(I1, A1) > r(I2, A1)]: right[i] is A_i under I_i, wrong[i] the other
 * answer under I_i. Equal rewards count half.
 */
function contrastMetrics(groups: readonly Group[]) {
  const against = (other: (i: number) => number) =>
    mean(groups.flatMap(({right, wrong}) => right.map((reward, i) => half(reward - wrong[other(i)]))));
  return {suiteResponses: against((i) => i), suiteInstructions: against((i) => 1 - i)};
}

/** 1 where the one right item has the highest reward, 1/k where k items share it, else 0. */
function bestCredit({right: [right], wrong}: Group): number {
  const highest = Math.max(right, ...wrong);
  return right < highest ? 0 : 1 / (1 + wrong.filter((reward) => reward === highest).length);
}

/** Lowest reward of a right item minus the highest of a wrong one. */
const gapOf = ({right, wrong}: Group): number => Math.min(...right) - Math.max(...wrong);

/** Highest reward of a right item minus the lowest of a right one. */
const spreadOf = ({right}: Group): number => Math.max(...right) - Math.min(...right);

/**
 * 0.3 P(gap > 0) + 0.3 P(gap' > 0) + 0.2 P(gap > spread) + 0.2 P(min(gap, gap') > spread) over questions with several right
 * items, each with a reference question with one: gap'. As RewardBench 2 scores ties (Malik et al., 2025, released code),
 * without its last term, which is at most 0.01.
 */
function tiesScore(ties: readonly Group[], references: readonly Group[]): number {
  const share = (holds: (tie: Group, reference: Group) => boolean) =>
    mean(ties.map((tie, i) => Number(holds(tie, references[i]))));
  return (
    0.3 * share((tie) => gapOf(tie) > 0) +
    0.3 * share((_, reference) => gapOf(reference) > 0) +
    0.2 * share((tie) => gapOf(tie) > spreadOf(tie)) +
    0.2 * share((tie, reference) => Math.min(gapOf(tie), gapOf(reference)) > spreadOf(tie))
  );
}
