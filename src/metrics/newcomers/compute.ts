/** How well newcomers are judged from a few of their choices, in double precision. Nothing that was trained changes. */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import log1p from '@stdlib/math-base-special-log1p';

/** Pairs that newcomers have labelled, one newcomer after another. */
export interface Labelled {
  newcomers: number;
  each: number;
  /** How many of each may be learnt from, the first ones. */
  labelled: number;
}

/**
 * What is fitted to a newcomer's labels, given the differences between two items along each of K directions:
 * - `mixture`: weights on the simplex
 * - `linear`: any weights, with a normal prior of variance 1 / RIDGE
 * - a list: nothing, the weight is 1 for this direction of each newcomer
 */
export type Fit = 'mixture' | 'linear' | readonly number[];

/** Precision of the prior of a linear reward's weights: at 1 it does better with few labels than at 1/4. */
const RIDGE = 1;
const COUNTS = [5, 10, 40];

/** Accuracy on the pairs that are for testing, over all newcomers. `data` is [K + 1, pairs]: differences, then labels. */
export function newcomerAccuracies(data: ArrayLike<number>, fit: Fit, about: Labelled): Record<string, number> {
  const pairs = about.newcomers * about.each;
  const kinds = data.length / pairs - 1;
  const rows = Array.from({length: pairs}, (_, i) => Array.from({length: kinds}, (_, k) => data[k * pairs + i]));
  const labels = Array.from({length: pairs}, (_, i) => data[kinds * pairs + i]);
  const counts = COUNTS.filter((n) => n <= about.labelled);
  return Object.fromEntries(
    counts.map((n) => {
      let [right, tested] = [0, 0];
      for (let v = 0; v < about.newcomers; v++) {
        const from = v * about.each;
        const w = fitted(fit, v, rows.slice(from, from + n), labels.slice(from, from + n), kinds);
        for (let i = from + about.labelled; i < from + about.each; i++) {
          if (labels[i] === 0.5) continue;
          const towards = (labels[i] > 0.5 ? 1 : -1) * dot(w, rows[i]);
          right += towards > 0 ? 1 : towards === 0 ? 0.5 : 0;
          tested++;
        }
      }
      return [`newcomerAccuracy${n}`, tested > 0 ? right / tested : 0];
    }),
  );
}

function fitted(fit: Fit, v: number, rows: readonly number[][], labels: readonly number[], kinds: number): number[] {
  if (fit === 'linear') return linearFit(rows, labels);
  if (fit === 'mixture') return mixtureFit(rows, labels);
  return Array.from({length: kinds}, (_, k) => Number(k === fit[v]));
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, k) => sum + x * b[k], 0);
const logistic = (x: number): number => 1 / (1 + exp(-x));
const softplus = (x: number): number => Math.max(0, x) + log1p(exp(-Math.abs(x)));

/** Mean cross-entropy of the labels. */
const lossOf = (w: readonly number[], rows: readonly number[][], labels: readonly number[]): number =>
  rows.reduce((sum, row, i) => sum + softplus(dot(w, row)) - labels[i] * dot(w, row), 0) / rows.length;

const MOST_STEPS = 400;

/**
 * The likeliest weights on the simplex by exponentiated gradient steps, which are taken back and halved where the loss
 * would rise. The loss is convex in the weights, so that nothing depends on the start.
 */
export function mixtureFit(rows: readonly number[][], labels: readonly number[]): number[] {
  const kinds = rows[0].length;
  let w = new Array<number>(kinds).fill(1 / kinds);
  let loss = lossOf(w, rows, labels);
  let rate = 1;
  for (let step = 0; step < MOST_STEPS && rate > 1e-9; step++) {
    const errors = rows.map((row, i) => (logistic(dot(w, row)) - labels[i]) / rows.length);
    const slope = w.map((_, k) => rows.reduce((sum, row, i) => sum + errors[i] * row[k], 0));
    const least = Math.min(...slope);
    const raised = w.map((x, k) => x * exp(-rate * (slope[k] - least)));
    const total = raised.reduce((sum, x) => sum + x, 0);
    const next = raised.map((x) => x / total);
    const value = lossOf(next, rows, labels);
    if (value > loss) rate /= 2;
    else {
      [w, loss] = [next, value];
      rate *= 1.5;
    }
  }
  return w;
}

/** The likeliest weights of a linear reward under a normal prior, by Newton's method. */
export function linearFit(rows: readonly number[][], labels: readonly number[]): number[] {
  const d = rows[0].length;
  let w = new Array<number>(d).fill(0);
  for (let step = 0; step < 12; step++) {
    const slope = w.map((x) => RIDGE * x);
    const curve = w.map((_, a) => w.map((_, b) => (a === b ? RIDGE : 0)));
    rows.forEach((x, i) => {
      const p = logistic(dot(w, x));
      for (let a = 0; a < d; a++) {
        slope[a] += (p - labels[i]) * x[a];
        for (let b = 0; b < d; b++) curve[a][b] += p * (1 - p) * x[a] * x[b];
      }
    });
    const move = solved(curve, slope);
    w = w.map((x, a) => x - move[a]);
  }
  return w;
}

/** x of A x = b for a positive A, by Gaussian elimination. */
function solved(a: readonly number[][], b: readonly number[]): number[] {
  const rows = a.map((row, i) => [...row, b[i]]);
  const n = rows.length;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const factor = rows[j][i] / rows[i][i];
      for (let k = i; k <= n; k++) rows[j][k] -= factor * rows[i][k];
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    const rest = rows[i].slice(i + 1, n).reduce((sum, value, k) => sum + value * x[i + 1 + k], 0);
    x[i] = (rows[i][n] - rest) / rows[i][i];
  }
  return x;
}

/** Normalised mutual information of the true groups and the places of the largest weights, [annotators, K]. */
export function groupRecovery(weights: ArrayLike<number>, groupOf: readonly number[]): number {
  const kinds = weights.length / groupOf.length;
  const found = groupOf.map((_, u) => {
    let best = 0;
    for (let k = 1; k < kinds; k++) if (weights[u * kinds + k] > weights[u * kinds + best]) best = k;
    return best;
  });
  const [own, theirs] = [entropy(groupOf), entropy(found)];
  const both = entropy(groupOf.map((group, u) => group * kinds + found[u]));
  return own + theirs > 0 ? (2 * (own + theirs - both)) / (own + theirs) : 0;
}

function entropy(names: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts.values()].reduce((sum, n) => sum - (n / names.length) * ln(n / names.length), 0);
}
