/** The metrics of read-back vectors as they are defined: slowly, and by other ways than the lab's where there are any. */
import {dot, type Matrix, matrix, mean, multiply, sum, transpose, unit, type Vector} from './matrix.ts';

const cosine = (x: Vector, y: Vector) => dot(unit(x), unit(y));
const indices = (n: number) => Array.from({length: n}, (_, i) => i);
const indexOfHighest = (x: Vector) => x.indexOf(Math.max(...x));

/** The rows of `among` by decreasing `nearness`. */
const nearestFirst = (among: readonly number[], nearness: (row: number) => number) =>
  [...among].sort((i, j) => nearness(j) - nearness(i));

/** The vote of five, where no two rows are equally near. */
export function kNearest(x: Matrix, train: number, classOf: readonly number[]): number {
  const tested = indices(x.length).slice(train);
  const votes = tested.map((i) => {
    const near = nearestFirst(indices(train), (j) => cosine(x[i], x[j])).slice(0, 5);
    return indices(Math.max(...classOf) + 1).map((c) => near.filter((j) => classOf[j] === c).length);
  });
  const winners = votes.map((of) => indices(of.length).filter((c) => of[c] === Math.max(...of)));
  return mean(winners.map((of, i) => (of.includes(classOf[tested[i]]) ? 1 / of.length : 0)));
}

/** Ridge regression with a column of ones that is not held back, by elimination on its normal equations. */
export function linearProbe(x: Matrix, train: number, classOf: readonly number[]): number {
  const learn = x.slice(0, train);
  const d = x[0].length;
  const means = transpose(learn).map(mean);
  const spread = sum(learn.map((row) => sum(row.map((value, k) => (value - means[k]) ** 2))));
  const ones = (rows: Matrix) => rows.map((row) => [...row, 1]);
  const design = ones(learn);
  const classes = Math.max(...classOf) + 1;
  const y = matrix(train, classes, (i, c) => Number(classOf[i] === c));
  const square = multiply(transpose(design), design).map((row, i) =>
    row.map((value, j) => value + (i === j && i < d ? (0.001 * spread) / d : 0)),
  );
  const weights = eliminate(square, multiply(transpose(design), y));
  const scores = multiply(ones(x.slice(train)), weights);
  return mean(scores.map((row, i) => Number(indexOfHighest(row) === classOf[train + i])));
}

/** A^-1 B by Gauss and Jordan with pivots. */
function eliminate(a: Matrix, b: Matrix): Matrix {
  const rows = a.map((row, i) => [...row, ...b[i]]);
  for (let c = 0; c < a.length; c++) {
    const pivot = nearestFirst(indices(a.length).slice(c), (r) => Math.abs(rows[r][c]))[0];
    [rows[c], rows[pivot]] = [rows[pivot], rows[c]];
    for (let r = 0; r < a.length; r++) {
      if (r === c) continue;
      const factor = rows[r][c] / rows[c][c];
      rows[r] = rows[r].map((value, k) => value - factor * rows[c][k]);
    }
  }
  return rows.map((row, i) => row.slice(a.length).map((value) => value / row[i]));
}

/** By all pairs: sum_{i in c} |x_i - m_c|^2 = 1/(2 n_c) sum_{i, j in c} |x_i - x_j|^2, and of everything likewise. */
export function classCollapse(x: Matrix, classOf: readonly number[]): number {
  const rows = x.map(unit);
  const spread = (of: readonly number[]) =>
    of.length === 0
      ? 0
      : sum(of.flatMap((i) => of.map((j) => sum(rows[i].map((value, k) => (value - rows[j][k]) ** 2))))) /
        (2 * of.length);
  const within = sum(
    indices(Math.max(...classOf) + 1).map((c) => spread(indices(x.length).filter((i) => classOf[i] === c))),
  );
  return within / (spread(indices(x.length)) - within);
}

export function neighbourhoodPreservation(input: Matrix, representation: Matrix): number {
  const n = input.length;
  const near = (i: number, nearness: (j: number) => number) =>
    nearestFirst(
      indices(n).filter((j) => j !== i),
      nearness,
    ).slice(0, 10);
  const kept = indices(n).map((i) => {
    const before = near(i, (j) => -Math.hypot(...input[i].map((value, k) => value - input[j][k])));
    const after = near(i, (j) => cosine(representation[i], representation[j]));
    return before.filter((j) => after.includes(j)).length / before.length;
  });
  return mean(kept);
}

export function spearman(x: Vector, y: Vector): number {
  const ranks = (of: Vector) =>
    of.map((value) => of.filter((other) => other < value).length + of.filter((other) => other === value).length / 2);
  const [a, b] = [ranks(x), ranks(y)].map((of) => of.map((value) => value - mean(of)));
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

/** Of one query: mean over every order in which equal similarities can come. For a handful of documents. */
export function retrievalOf(similarity: Vector, relevance: Vector) {
  const orders = permutations(indices(similarity.length)).filter((order) =>
    order.every((document, place) => place === 0 || similarity[order[place - 1]] >= similarity[document]),
  );
  const gain = (order: readonly number[]) =>
    sum(order.slice(0, 10).map((document, place) => relevance[document] / Math.log2(place + 2)));
  const best = gain(nearestFirst(indices(relevance.length), (i) => relevance[i]));
  const among = (k: number) =>
    mean(orders.map((order) => Number(order.slice(0, k).some((i) => relevance[i] === Math.max(...relevance)))));
  return {
    ndcgAt10: mean(orders.map((order) => gain(order) / best)),
    retrievalAt1: among(1),
    retrievalAt5: among(5),
    retrievalAt10: among(10),
  };
}

function permutations(of: readonly number[]): number[][] {
  if (of.length <= 1) return [[...of]];
  return of.flatMap((first) => permutations(of.filter((other) => other !== first)).map((rest) => [first, ...rest]));
}

export const anisotropy = (x: Matrix): number =>
  mean(x.flatMap((row, i) => x.filter((_, j) => j !== i).map((other) => dot(row, other))));

export const modalityGap = (a: Matrix, b: Matrix): number => {
  const [p, q] = [a, b].map((of) => transpose(of).map(mean));
  return Math.hypot(...p.map((value, k) => value - q[k]));
};

/**
 * The mean classifier of unit vectors, with the first `few` of each class from `from` on: scores for every tested row, then
 * what is made of them.
 */
function meanScores(x: Matrix, train: number, classOf: readonly number[], from = 0, few = Number.POSITIVE_INFINITY) {
  const rows = x.map(unit);
  const means = indices(Math.max(...classOf) + 1).map((c) => {
    const own = rows.slice(0, train).filter((_, i) => classOf[i] === c);
    return transpose(own.slice(from, from + few)).map(mean);
  });
  return rows.slice(train).map((row) => means.map((w) => dot(row, w)));
}

export function meanClassifier(x: Matrix, train: number, classOf: readonly number[]) {
  const y = classOf.slice(train);
  const accuracy = (scores: Matrix) => mean(scores.map((row, i) => Number(indexOfHighest(row) === y[i])));
  const smallest = Math.min(
    ...indices(Math.max(...classOf) + 1).map((c) => classOf.slice(0, train).filter((of) => of === c).length),
  );
  const choices = indices(Math.min(20, Math.floor(smallest / 5)));
  const scores = meanScores(x, train, classOf);
  return {
    meanClassifier: accuracy(scores),
    meanClassifier5: mean(choices.map((choice) => accuracy(meanScores(x, train, classOf, 5 * choice, 5)))),
    // By the softmax: -log2 of the share of the right class.
    meanClassifierLoss: mean(scores.map((row, i) => -Math.log2(Math.exp(row[y[i]]) / sum(row.map(Math.exp))))),
    intraclassDeviation: intraclassDeviation(x.slice(train), y),
  };
}

/** By power iteration on each class's covariance. */
function intraclassDeviation(x: Matrix, classOf: readonly number[]): number {
  const deviations = indices(Math.max(...classOf) + 1).map((c) => {
    const own = x.map(unit).filter((_, i) => classOf[i] === c);
    const means = transpose(own).map(mean);
    const centred = own.map((row) => row.map((value, k) => value - means[k]));
    let v = means.map((_, k) => 1 + k / 10);
    let size = 0;
    for (let step = 0; step < 2000; step++) {
      const next = transpose(centred).map(
        (column) =>
          dot(
            column,
            centred.map((row) => dot(row, v)),
          ) / own.length,
      );
      size = Math.sqrt(dot(next, next) / dot(v, v));
      v = unit(next);
    }
    return (own.length / x.length) * Math.sqrt(size);
  });
  return sum(deviations);
}
