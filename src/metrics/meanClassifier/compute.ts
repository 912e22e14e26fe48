import exp from '@stdlib/math-base-special-exp';
import log2 from '@stdlib/math-base-special-log2';
import {eigenvalues} from '../shared/eigenvalues.ts';
import {chanceOfRight, type LabelledRows} from '../shared/labelledRows.ts';
import {type ExactRows, products, someRows, unitRows} from '../shared/rows.ts';

/** Labelled things of each class, where there are few. */
const FEW = 5;
/** Choices of the few that are averaged. */
const CHOICES = 20;

export interface MeanClassifier {
  meanClassifier: number;
  meanClassifier5: number;
  meanClassifierLoss: number;
  intraclassDeviation: number;
}

/**
 * The mean classifier of the unit vectors f: W_c is the mean of the labelled vectors of class c, and f gets the class with
 * the highest <f, W_c>. Of the unseen vectors: the accuracy, with all labelled vectors and with five of each class; the
 * logistic loss
 *
 *     L = mean log2(1 + sum_{c != y} exp(<f, W_c> - <f, W_y>))
 *
 * and the intraclass deviation s = E_c sqrt(|Cov_c|_2) E|f|, in which |f| is 1. Saunshi et al., "A theoretical analysis of
 * contrastive unsupervised representation learning" (2019). Classes without a labelled vector are left out.
 */
export function meanClassifier(rows: LabelledRows): MeanClassifier {
  const {train, classOf} = rows;
  const unit = unitRows(rows);
  const seen = someRows(unit, 0, train);
  const tested = someRows(unit, train);
  const of = membersOf(rows);
  const few = Array.from({length: Math.max(1, Math.min(CHOICES, ...choicesIn(of)))}, (_, choice) =>
    of.map((members) => members.slice(choice * FEW, (choice + 1) * FEW)),
  );
  const right = (scores: Float64Array, i: number) => chanceOfRight(scores, classOf[train + i]);
  const accuracies = few.map((members) => average(tested, meansOf(seen, members), right));
  const means = meansOf(seen, of);
  return {
    meanClassifier: average(tested, means, right),
    meanClassifier5: accuracies.reduce((sum, one) => sum + one, 0) / few.length,
    meanClassifierLoss: average(tested, means, (scores, i) => logisticLoss(scores, classOf[train + i])),
    intraclassDeviation: intraclassDeviation(tested, rows),
  };
}

/** The labelled rows of each class. */
function membersOf({train, classOf, classes}: LabelledRows): number[][] {
  const of = Array.from({length: classes}, (): number[] => []);
  for (let i = 0; i < train; i++) of[classOf[i]].push(i);
  return of;
}

/** How many separate fives each class has, of those that have any labelled row. */
const choicesIn = (of: readonly number[][]) =>
  of.filter(({length}) => length > 0).map(({length}) => Math.floor(length / FEW));

interface Means extends ExactRows {
  /** Whether there is a mean for each class; where there is none, its row is 0. */
  known: boolean[];
}

function meansOf({data, dimension: d}: ExactRows, members: readonly number[][]): Means {
  const means = new Float64Array(members.length * d);
  for (const [c, rows] of members.entries()) {
    for (const i of rows) for (let k = 0; k < d; k++) means[c * d + k] += data[i * d + k] / rows.length;
  }
  return {data: means, dimension: d, known: members.map(({length}) => length > 0)};
}

/** Mean over rows of what `value` makes of their scores <f, W_c>. */
function average(tested: ExactRows, means: Means, value: (scores: Float64Array, i: number) => number): number {
  const classes = means.known.length;
  const scores = products(tested, means);
  const count = scores.length / classes;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const own = scores.subarray(i * classes, (i + 1) * classes);
    for (const [c, known] of means.known.entries()) if (!known) own[c] = Number.NEGATIVE_INFINITY;
    sum += value(own, i);
  }
  return count > 0 ? sum / count : 0;
}

/** log2(1 + sum_{c != y} exp(score_c - score_y)); 0 for a class without a mean. */
function logisticLoss(scores: Float64Array, y: number): number {
  if (scores[y] === Number.NEGATIVE_INFINITY) return 0;
  return log2(scores.reduce((sum, score) => sum + exp(score - scores[y]), 0));
}

function intraclassDeviation(tested: ExactRows, {train, classOf, classes}: LabelledRows): number {
  const count = tested.data.length / tested.dimension;
  const of = Array.from({length: classes}, (): number[] => []);
  for (let i = 0; i < count; i++) of[classOf[train + i]].push(i);
  return of.reduce((sum, rows) => sum + (rows.length / Math.max(1, count)) * largestDeviation(tested, rows), 0);
}

/**
 * Root of the largest eigenvalue of the covariance of some rows X, centred: of X^T X / n, which is that of X X^T / n. The
 * smaller of the two is used.
 */
function largestDeviation({data, dimension: d}: ExactRows, rows: readonly number[]): number {
  const n = rows.length;
  if (n < 2) return 0;
  const x = new Float64Array(n * d);
  for (let k = 0; k < d; k++) {
    const mean = rows.reduce((sum, row) => sum + data[row * d + k], 0) / n;
    for (const [i, row] of rows.entries()) x[i * d + k] = data[row * d + k] - mean;
  }
  const [size, at] = n < d ? [n, d] : [d, n];
  const value = (i: number, k: number) => (n < d ? x[i * d + k] : x[k * d + i]);
  const square = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < at; k++) sum += value(i, k) * value(j, k);
      square[i * size + j] = sum / n;
    }
  }
  return Math.sqrt(Math.max(0, eigenvalues(square, size)[0]));
}
