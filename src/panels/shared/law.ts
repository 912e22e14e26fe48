/** What a policy does, of one question or on average over all. */
import {type LawFrame, LENGTH_BIN} from '../../programs/policy/frames.ts';
import type {Sayings} from './sayings.ts';

/** Of policy and reference. */
export interface Both<T> {
  policy: T;
  reference: T;
}

type Law = Pick<LawFrame, 'questions'>;

/** The chosen question, or all if there is no such question in this frame. */
const chosenOf = ({questions}: Law, question: number | undefined) =>
  question !== undefined && question < questions.length ? [questions[question]] : questions;

function meanOf(lists: readonly Float32Array[]): Float64Array {
  const mean = new Float64Array(lists[0].length);
  for (const list of lists) for (let i = 0; i < mean.length; i++) mean[i] += list[i] / lists.length;
  return mean;
}

const bothOf = (frame: Law, question: number | undefined, name: 'moves' | 'lengths'): Both<Float64Array> => {
  const chosen = chosenOf(frame, question);
  return {
    policy: meanOf(chosen.map((one) => one[name].policy)),
    reference: meanOf(chosen.map((one) => one[name].reference)),
  };
};

/** How often each kind of move is made in an answer, on average. */
export const movesOf = (frame: Law, question?: number): Both<Float64Array> => bothOf(frame, question, 'moves');

/** The chance of each bin of lengths. */
export const lengthsOf = (frame: Law, question?: number): Both<Float64Array> => bothOf(frame, question, 'lengths');

/** The mean of a histogram of lengths, with every length in the middle of its bin. */
export const meanLength = (bins: ArrayLike<number>): number => {
  let [sum, all] = [0, 0];
  for (let i = 0; i < bins.length; i++) {
    sum += bins[i] * middleOf(i);
    all += bins[i];
  }
  return sum / all;
};

/** Of the tokens LENGTH_BIN i, ..., LENGTH_BIN (i + 1) - 1. */
export const middleOf = (bin: number): number => LENGTH_BIN * bin + (LENGTH_BIN - 1) / 2;

/** The frame, if it is about what can be said: after a change of the world, one of them comes first. */
export const fitting = (frame: LawFrame | undefined, sayings: Sayings | undefined): LawFrame | undefined =>
  frame &&
  sayings &&
  frame.questions.length === sayings.questions.length &&
  frame.questions[0].moves.policy.length === sayings.kinds.length
    ? frame
    : undefined;

/** Whether answers have a length at all: bandits' have none. */
export const hasLengths = (frame: Law): boolean =>
  frame.questions.some(({lengths}) => lengths.policy.some((chance) => chance > 0));

/** Whether the policy differs from what it is compared with. While it imitates, it is compared with itself. */
export const hasMoved = ({questions}: Law): boolean =>
  questions.some(({moves, likeliest}) => {
    const differs = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).some((x, i) => x !== b[i]);
    return differs(moves.policy, moves.reference) || likeliest.some(({policy, reference}) => policy !== reference);
  });
