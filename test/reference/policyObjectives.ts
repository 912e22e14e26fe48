/**
 * Losses of answers that were collected before, in double precision, each from its definition; gradients are differences
 * of these.
 *
 * `sign` is 1, or -1 to plant a wrong sign in one term (`TERMS`), so that the tests can show that a wrong sign is noticed.
 */
import type {DirectObjectiveKind} from '../../src/objectives/policy/index.spec.ts';
import {differentiate, type Matrix, mean, sum, type Vector} from './matrix.ts';

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

/** softmax(x / temperature). */
function softmax(x: readonly number[], temperature: number): number[] {
  const powers = x.map((value) => Math.exp(value / temperature));
  return powers.map((power) => power / sum(powers));
}

const rewardsOf = (answers: readonly Answer[]): number[] => answers.map(({reward}) => reward);

/** The answers with the highest reward. */
const bestOf = (answers: readonly Answer[]): Answer[] =>
  answers.filter(({reward}) => reward === Math.max(...rewardsOf(answers)));

const clone = (answers: readonly Answer[]): number => -mean(answers.map(({policy}) => policy));

/** All pairs of different answers, each once. */
const pairsOf = (answers: readonly Answer[]): [Answer, Answer][] =>
  answers.flatMap((a, i) => answers.slice(i + 1).map((b): [Answer, Answer] => [a, b]));

/** The place of an answer when they are put in order, the best first; equal ones share the mean of theirs. */
function placeOf(answer: Answer, answers: readonly Answer[]): number {
  const order = rewardsOf(answers).sort((a, b) => b - a);
  return (order.indexOf(answer.reward) + order.lastIndexOf(answer.reward)) / 2;
}

/** The mean over the questions of a batch. */
const ofQuestions =
  (loss: (answers: readonly Answer[], hot: Hot, sign: Sign) => number) =>
  (batch: Batch, hot: Hot, sign: Sign): number =>
    mean(batch.map((answers) => loss(answers, hot, sign)));

/** How far two policies agree, in the checks. */
export const CONSISTENCY = 0.8;

const LOSSES: Record<DirectObjectiveKind, (batch: Batch, hot: Hot, sign: Sign) => number> = {
  sft: ofQuestions((answers, _hot, sign) => sign * clone(answers)),
  rewardWeighted: ofQuestions((answers, {temperature}, sign) => {
    const weights = softmax(rewardsOf(answers), sign * temperature);
    return -sum(answers.map(({policy}, k) => weights[k] * policy));
  }),
  bestOfNCloning: ofQuestions((answers, _hot, sign) => sign * clone(bestOf(answers))),
  dpo: ofQuestions(([w, l], {beta, smoothing}, sign) => {
    const d = beta * (ratio(w) - ratio(l));
    return -(1 - smoothing) * Math.log(logistic(d)) - sign * smoothing * Math.log(logistic(-d));
  }),
  ipo: ofQuestions(([w, l], {beta}, sign) => (ratio(w) - ratio(l) - sign / (2 * beta)) ** 2),
  kto: (batch, {beta, desirableWeight, undesirableWeight}, sign) => {
    const elsewhere = batch.flat().map(({mismatched}) => mismatched.policy - mismatched.reference);
    const z = Math.max(0, mean(elsewhere));
    const value = (x: number) => logistic(beta * x);
    const losses = batch.flatMap(([w, l]) => [
      desirableWeight * (1 - value(ratio(w) - sign * z)),
      undesirableWeight * (1 - value(sign * z - ratio(l))),
    ]);
    return mean(losses);
  },
  simpo: ofQuestions(
    ([w, l], {beta, gamma}, sign) =>
      -Math.log(logistic((beta * w.policy) / w.moves - (beta * l.policy) / l.moves - sign * gamma)),
  ),
  nca: ofQuestions((answers, {beta, alpha}, sign) => {
    const weights = softmax(rewardsOf(answers), alpha);
    const losses = answers.map((answer, k) => {
      const r = beta * ratio(answer);
      return -weights[k] * Math.log(logistic(r)) - (sign / answers.length) * Math.log(logistic(-r));
    });
    return sum(losses);
  }),
  infoNCA: ofQuestions((answers, {beta, alpha}, sign) => {
    const weights = softmax(rewardsOf(answers), sign * alpha);
    const model = softmax(answers.map(ratio), 1 / beta);
    return -sum(weights.map((weight, k) => weight * Math.log(model[k])));
  }),
  copg: ofQuestions((answers, {beta}, sign) =>
    mean(pairsOf(answers).map(([a, b]) => (a.reward - b.reward - sign * beta * (ratio(a) - ratio(b))) ** 2 / 2)),
  ),
  apoZero: ofQuestions(([w, l], {beta}, sign) => 1 - logistic(beta * ratio(w)) + sign * logistic(beta * ratio(l))),
  apoDown: ofQuestions(
    ([w, l], {beta}, sign) => sign * logistic(beta * ratio(w)) + 1 - logistic(beta * (ratio(w) - ratio(l))),
  ),
  pmpo: ofQuestions(
    ([w, l], {alpha, beta}, sign) =>
      -alpha * w.policy + (1 - alpha) * l.policy + (sign * beta * (w.divergence + l.divergence)) / 2,
  ),
  rankMargin: ofQuestions((answers, {margin, lengthExponent, mleWeight}, sign) => {
    const f = ({policy, moves}: Answer) => policy / moves ** lengthExponent;
    const terms = pairsOf(answers).map(([a, b]) => {
      if (a.reward === b.reward) return 0;
      const [i, j] = a.reward > b.reward ? [a, b] : [b, a];
      return Math.max(0, f(j) - f(i) + sign * (placeOf(j, answers) - placeOf(i, answers)) * margin);
    });
    return sum(terms) + mleWeight * clone(bestOf(answers));
  }),
  quark: ofQuestions((answers, {beta}, sign) =>
    mean(answers.map(({policy, divergence}) => sign * beta * divergence - policy)),
  ),
  cream: ofQuestions(([w, l], {beta}, sign) => {
    const d = beta * (ratio(w) - ratio(l));
    return -CONSISTENCY * Math.log(logistic(d)) - sign * (1 - CONSISTENCY) * Math.log(logistic(-d));
  }),
  dno: ofQuestions((answers, {eta}, sign) =>
    mean(
      pairsOf(answers).map(([a, b]) => {
        const d = eta * (ratio(a) - ratio(b));
        const wins = logistic(sign * (a.reward - b.reward));
        return -wins * Math.log(logistic(d)) - (1 - wins) * Math.log(logistic(-d));
      }),
    ),
  ),
};

/** The term of each objective whose sign can be planted wrong. */
export const TERMS: Record<DirectObjectiveKind, string> = {
  sft: 'log-probability',
  rewardWeighted: 'temperature',
  bestOfNCloning: 'log-probability',
  dpo: 'loss of the opposite choice',
  ipo: 'goal',
  kto: 'reference point',
  simpo: 'margin',
  nca: 'noise',
  infoNCA: 'temperature',
  copg: 'log-ratios',
  apoZero: 'rejected answer',
  apoDown: 'chosen answer',
  pmpo: 'divergence',
  rankMargin: 'margin',
  quark: 'divergence',
  dno: 'win rates',
  cream: 'loss of the opposite choice',
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
