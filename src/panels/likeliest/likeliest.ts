/** The likeliest answers to a question, beside what the reference says. */
import {formatShare, formatSteps, formatValue} from '../chart/format.ts';
import type {LawFrame, LikelyAnswer} from '../data.ts';
import {hasMoved} from '../shared/law.ts';

export type Change = 'more' | 'less' | 'same';

export interface LikelyRow extends LikelyAnswer {
  /** From 1. */
  rank: number;
  change: Change;
  /** "5.1 times as likely". */
  says: string;
}

export interface Likeliest {
  tick: number;
  rows: readonly LikelyRow[];
  /** The chance of all of them together. */
  together: {policy: number; reference: number};
  /** The largest chance, which has the longest bar. */
  most: number;
  /** Whether the policy differs from the reference; before that there is nothing to compare with. */
  moved: boolean;
}

/** A ratio of chances nearer to 1 is called no change. */
const NOTICED = 1.1;
/** A larger ratio only says that the reference hardly ever gave the answer. */
const BEYOND = 1000;

export function likeliestOf(frame: LawFrame, question: number): Likeliest {
  const {likeliest} = frame.questions[question];
  const sum = (of: 'policy' | 'reference') => likeliest.reduce((all, answer) => all + answer[of], 0);
  return {
    tick: frame.tick,
    rows: likeliest.map((answer, i) => ({...answer, rank: i + 1, ...changeOf(answer)})),
    together: {policy: sum('policy'), reference: sum('reference')},
    most: Math.max(1e-9, ...likeliest.flatMap(({policy, reference}) => [policy, reference])),
    moved: hasMoved(frame),
  };
}

export function changeOf({
  policy,
  reference,
}: Pick<LikelyAnswer, 'policy' | 'reference'>): Pick<LikelyRow, 'change' | 'says'> {
  const ratio = policy / reference;
  if (ratio > 1 / NOTICED && ratio < NOTICED) return {change: 'same', says: 'as likely as before'};
  const times = ratio > BEYOND ? 'over 1,000' : ratio < 9.95 ? formatValue(ratio) : ratio.toFixed(0);
  return {change: ratio > 1 ? 'more' : 'less', says: `${times} times as likely`};
}

export const CHANGE_SIGNS: Readonly<Record<Change, string>> = {more: '▲', less: '▼', same: '='};

/** "These 12 of 5,654 answers have 34 % of the probability; under the reference, 8 %." */
export function sentenceOf({rows, together, moved}: Likeliest, answers: number): string {
  const same = 'So far the policy is the same as its reference.';
  if (answers <= rows.length) return `All ${answers} answers, the likeliest first.${moved ? '' : ` ${same}`}`;
  const has = `These ${rows.length} of ${formatSteps(answers)} answers have ${formatShare(together.policy)} of the probability`;
  return moved ? `${has}; under the reference, ${formatShare(together.reference)}.` : `${has}. ${same}`;
}
