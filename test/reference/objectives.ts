/**
 * Contrastive objectives in double precision, one replica at a time, written from their published formulas: values and
 * gradients with respect to both views.
 *
 * `mistake` plants one wrong sign, so that the tests can show that a wrong sign is noticed.
 */
import {dot, like, type Matrix, mean, sum} from './matrix.ts';

export interface Evaluated {
  value: number;
  /** Gradients with respect to the two views. */
  a: Matrix;
  b: Matrix;
}

export type Hot = Readonly<Record<string, number>>;
export type ObjectiveReference = (
  a: Matrix,
  b: Matrix,
  hot: Hot,
  labels?: readonly number[],
  /** Of each pair, for InfoNCE. */
  weights?: readonly number[],
) => Evaluated;

export const MISTAKES = ['attraction', 'repulsion', 'gradient of a', 'gradient of b'] as const;
export type Mistake = (typeof MISTAKES)[number];

export const OBJECTIVES = ['one-directional', 'symmetric', 'ntXent', 'alignmentUniformity'] as const;
export type ObjectiveName = (typeof OBJECTIVES)[number];

export function objectiveReference(name: ObjectiveName, mistake?: Mistake): ObjectiveReference {
  const right = name === 'alignmentUniformity' ? alignmentUniformity(mistake) : infoNCE(name, mistake);
  return (a, b, hot, labels, weights) => {
    const result = right(a, b, hot, labels, weights);
    if (mistake === 'gradient of a') result.a = scaled(result.a, -1);
    if (mistake === 'gradient of b') result.b = scaled(result.b, -1);
    return result;
  };
}

/**
 * With weights w_i of the anchors that have mean 1:
 *
 * L = mean_i w_i ( log sum_{j in C(i)} exp(<x_i, y_j> / tau) - <x_i, y_p(i)> / tau ), with p_ij the softmax over C(i):
 *     dL / dx_i = (w_i / N) ( sum_j p_ij y_j - y_p(i) ) / tau
 *     dL / dy_j = (1 / N) sum_i w_i ( p_ij - [j = p(i)] ) x_i / tau
 */
function contrast(
  anchors: Matrix,
  candidates: Matrix,
  tau: number,
  positive: (i: number) => number,
  counts: (i: number, j: number) => boolean,
  mistake: Mistake | undefined,
  weight: (i: number) => number,
): {value: number; anchors: Matrix; candidates: Matrix} {
  const attract = mistake === 'attraction' ? -1 : 1;
  const repel = mistake === 'repulsion' ? -1 : 1;
  const n = anchors.length;
  const [dx, dy] = [like(anchors, () => 0), like(candidates, () => 0)];
  const losses = anchors.map((x, i) => {
    const scores = candidates.map((y) => dot(x, y) / tau);
    const counted = scores.map((score, j) => (counts(i, j) ? score : Number.NEGATIVE_INFINITY));
    const highest = Math.max(...counted);
    const weights = counted.map((score) => Math.exp(score - highest));
    const total = sum(weights);
    for (const [j, y] of candidates.entries()) {
      const pull = weight(i) * ((repel * weights[j]) / total - attract * Number(j === positive(i)));
      for (let d = 0; d < x.length; d++) {
        dx[i][d] += (pull * y[d]) / (n * tau);
        dy[j][d] += (pull * x[d]) / (n * tau);
      }
    }
    return weight(i) * (repel * (highest + Math.log(total)) - attract * scores[positive(i)]);
  });
  return {value: mean(losses), anchors: dx, candidates: dy};
}

/** Pairs of equal labels are no negatives; the positive always counts. */
function infoNCE(form: 'one-directional' | 'symmetric' | 'ntXent', mistake?: Mistake): ObjectiveReference {
  return (a, b, hot, labels, weights) => {
    const n = a.length;
    const weight = (i: number) => (weights ? weights[i % n] / mean(weights) : 1);
    const tau = hot['objective.temperature'];
    const alike = (i: number, j: number) => labels !== undefined && labels[i % n] === labels[j % n];
    if (form === 'ntXent') {
      const all = [...a, ...b];
      const partner = (i: number) => (i + n) % (2 * n);
      const counts = (i: number, j: number) => j !== i && (j === partner(i) || !alike(i, j));
      const {value, anchors, candidates} = contrast(all, all, tau, partner, counts, mistake, weight);
      const both = like(all, (i, d) => anchors[i][d] + candidates[i][d]);
      return {value, a: both.slice(0, n), b: both.slice(n)};
    }
    const counts = (i: number, j: number) => j === i || !alike(i, j);
    const there = contrast(a, b, tau, (i) => i, counts, mistake, weight);
    if (form === 'one-directional') return {value: there.value, a: there.anchors, b: there.candidates};
    const back = contrast(b, a, tau, (i) => i, counts, mistake, weight);
    return {
      value: (there.value + back.value) / 2,
      a: like(a, (i, d) => (there.anchors[i][d] + back.candidates[i][d]) / 2),
      b: like(b, (i, d) => (there.candidates[i][d] + back.anchors[i][d]) / 2),
    };
  };
}

/**
 * w_a mean |a_i - b_i|^alpha + w_u ( U(a) + U(b) ) / 2. On the sphere |x - y|^2 = 2 - 2 <x, y>; as a function of all of
 * space, U is taken to be that of the inner product.
 */
function alignmentUniformity(mistake?: Mistake): ObjectiveReference {
  const attract = mistake === 'attraction' ? -1 : 1;
  const repel = mistake === 'repulsion' ? -1 : 1;
  return (a, b, hot, labels) => {
    const [wa, wu] = [attract * hot['objective.alignmentWeight'], repel * hot['objective.uniformityWeight']];
    const alpha = hot['objective.alpha'];
    const squared = a.map((x, i) => sum(x.map((value, d) => (value - b[i][d]) ** 2)));
    const [ua, ub] = [a, b].map((x) => uniformity(x, hot['objective.t'], labels));
    // d |x|^alpha / dx = alpha |x|^(alpha - 2) x.
    const pull = like(a, (i, d) => (alpha * squared[i] ** (alpha / 2 - 1) * (a[i][d] - b[i][d])) / a.length);
    return {
      value: wa * mean(squared.map((s) => s ** (alpha / 2))) + (wu * (ua.value + ub.value)) / 2,
      a: like(a, (i, d) => wa * pull[i][d] + (wu * ua.gradient[i][d]) / 2),
      b: like(b, (i, d) => -wa * pull[i][d] + (wu * ub.gradient[i][d]) / 2),
    };
  };
}

/** log mean exp(-t (2 - 2 <x_i, x_j>)) over ordered pairs i != j with different labels, and its gradient. */
function uniformity(x: Matrix, t: number, labels?: readonly number[]): {value: number; gradient: Matrix} {
  const counts = (i: number, j: number) => i !== j && (!labels || labels[i] !== labels[j]);
  const pairs = x.map((row, i) => x.map((other, j) => (counts(i, j) ? Math.exp(-t * (2 - 2 * dot(row, other))) : 0)));
  const number = sum(x.map((_, i) => x.filter((_, j) => counts(i, j)).length));
  const total = sum(pairs.map(sum));
  const gradient = like(x, (i, d) => (4 * t * sum(x.map((other, j) => pairs[i][j] * other[d]))) / total);
  return {value: Math.log(total / number), gradient};
}

/** The objective as a function of vectors that are put on the sphere first: u -> u / |u|. */
export function onSphere(reference: ObjectiveReference): ObjectiveReference {
  return (a, b, hot, labels, weights) => {
    const [left, right] = [project(a), project(b)];
    const {value, a: da, b: db} = reference(left.y, right.y, hot, labels, weights);
    return {value, a: left.back(da), b: right.back(db)};
  };
}

/** y = u / |u|, and dL/du = (dy - y <dy, y>) / |u|. */
export function project(u: Matrix): {y: Matrix; back: (dy: Matrix) => Matrix} {
  const lengths = u.map((row) => Math.sqrt(dot(row, row)));
  const y = like(u, (i, d) => u[i][d] / lengths[i]);
  return {y, back: (dy) => like(u, (i, d) => (dy[i][d] - y[i][d] * dot(dy[i], y[i])) / lengths[i])};
}

const scaled = (x: Matrix, by: number): Matrix => like(x, (i, d) => by * x[i][d]);
