/**
 * Losses of answers that were collected before, in double precision, each from its definition; gradients are differences
 * of these.
 *
 * `sign` is 1, or -1 to plant a wrong sign in one term (`TERMS`), so that the tests can show that a wrong sign is noticed.
 */
import type {DirectObjectiveKind} from '../../src/objectives/policy/index.spec.ts';
import {differentiate, type Matrix, mean, type Vector} from './matrix.ts';

/** One answer to a question. */
export interface Answer {
  /** log pi(y|x). */
  policy: number;
  reference: number;
  reward: number;
  moves: number;
  divergence: number;
  /** The log-probabilities as an answer to another question. */
  mismatched: {policy: number; reference: number};
}

/** Answers to each of N questions. */
export type Batch = readonly (readonly Answer[])[];

export type Hot = Readonly<Record<string, number>>;
export type Sign = 1 | -1;

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const ratio = ({policy, reference}: Answer): number => policy - reference;

/** The mean over the questions of a batch. */
const ofQuestions =
  (loss: (answers: readonly Answer[], hot: Hot, sign: Sign) => number) =>
  (batch: Batch, hot: Hot, sign: Sign): number =>
    mean(batch.map((answers) => loss(answers, hot, sign)));

const LOSSES: Record<DirectObjectiveKind, (batch: Batch, hot: Hot, sign: Sign) => number> = {
  sft: ofQuestions((answers, _hot, sign) => -sign * mean(answers.map(({policy}) => policy))),
  dpo: ofQuestions(([w, l], {beta, smoothing}, sign) => {
    const d = beta * (ratio(w) - ratio(l));
    return -(1 - smoothing) * Math.log(logistic(d)) - sign * smoothing * Math.log(logistic(-d));
  }),
};

/** The term of each objective whose sign can be planted wrong. */
export const TERMS: Record<DirectObjectiveKind, string> = {
  sft: 'log-probability',
  dpo: 'loss of the opposite choice',
};

export const policyLoss = (kind: DirectObjectiveKind, batch: Batch, hot: Hot, sign: Sign = 1): number =>
  LOSSES[kind](batch, hot, sign);

/** Slopes of the loss by differences, [N][K] each. */
export interface Slopes {
  policy: Matrix;
  divergence: Matrix;
}

export function policySlopes(kind: DirectObjectiveKind, batch: Batch, hot: Hot, sign: Sign = 1): Slopes {
  const along = (read: (answer: Answer) => number, put: (answer: Answer, value: number) => Answer): Matrix =>
    differentiate(
      batch.map((answers): Vector => answers.map(read)),
      (x) =>
        policyLoss(
          kind,
          batch.map((answers, i) => answers.map((answer, k) => put(answer, x[i][k]))),
          hot,
          sign,
        ),
    );
  return {
    policy: along(
      (answer) => answer.policy,
      (answer, policy) => ({...answer, policy}),
    ),
    divergence: along(
      (answer) => answer.divergence,
      (answer, divergence) => ({...answer, divergence}),
    ),
  };
}
