/**
 * The generator of contrast losses.
 *
 * A contrast loss looks at the similarities s_ij = <row_i, column_j> through one function of one similarity, the term,
 * and reduces over j. Softmax contrast, uniformity, spectral and margin losses differ only in the term and in which
 * pairs count. Nothing of size rows x columns is ever stored: the backward pass computes every similarity anew, so
 * memory is linear in the batch.
 *
 * With the term f, for row i and the columns j that count:
 *     reduction logSum:  L_i = log sum_j exp(f(s_ij)),   w_ij = exp(f(s_ij) - L_i) f'(s_ij)
 *     reduction sum:     L_i = sum_j f(s_ij, a_i),       w_ij = f'(s_ij, a_i),  a_i = s_i,pos(i)
 * Where a positive is contrasted with the rest (`contrast`), the row's value is L_i - f(s_i,pos(i)).
 */
import * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel} from '../engine/kernel.ts';
import type {Values} from '../engine/records.ts';
import {composedPairwise} from './pairwiseComposed.ts';
import {TERMS} from './terms.ts';

/** A stretch of points: [first, count]. */
export type Stretch = readonly [from: number, count: number];

/** Which points are compared, and which pairs count. The code of a kernel is generated from this, not from the data. */
export interface Form {
  /** The term, by its name in `TERMS`. */
  term: string;
  /** The points that are rows. */
  rows: Stretch;
  /** The columns: points of the same tensor, or of the tensor `columns` with `separate`. */
  columns: Stretch;
  separate: boolean;
  /** Whether columns are anchors too: column j is compared with all rows. Their values come after those of the rows. */
  both: boolean;
  /** Column (i + positive) mod columns is the positive of row i; -1 when rows have none. */
  positive: number;
  /** Whether f of the positive is subtracted from the row's value. */
  contrast: boolean;
  /** Whether the positive is one of the pairs that count. */
  counted: boolean;
  /** Whether row i and column i are the same point, which is then left out. */
  same: boolean;
  /**
   * Which pairs count by their labels: `all`; `different` leaves out pairs of equal labels except the row's own
   * positive; `equal` keeps only pairs of equal labels.
   */
  labels: 'all' | 'different' | 'equal';
}

export type PairwiseInput = 'points' | 'columns' | 'parameters' | 'labels' | 'columnLabels';

/** The value of a log-sum without any pair. */
export const NOTHING = -1e9;

/** The number of anchors: rows, plus columns where these are anchors too. */
export const anchorsOf = ({rows, columns, both}: Form): number => rows[1] + (both ? columns[1] : 0);

/**
 * points [R, P, D], columns [R or 1, M, D] (if separate), parameters [R, 1 to 4], labels int32 [R, P] and columnLabels
 * int32 [R or 1, M] (if labels matter; as many sets as of columns) -> value [R, A], and one number for each anchor that
 * the backward pass needs, [R, A]: L_i, or the sum of df / da_i where f depends on a_i.
 */
export const pairwiseForward = defineKernel<PairwiseInput, Form>(
  {
    name: 'LabPairwiseForward',
    outputs: ({points}, form) => [
      {shape: [points[0], anchorsOf(form)], dtype: 'float32'},
      {shape: [points[0], anchorsOf(form)], dtype: 'float32'},
    ],
    plain([value, saved], inputs, shapes, form) {
      const anchors = anchorsOf(form);
      const term = TERMS[form.term];
      for (let r = 0; r < shapes.points[0]; r++) {
        const pairs = new Pairs(r, inputs, shapes, form);
        for (let at = 0; at < anchors; at++) {
          const {others, own} = pairs.anchor(at);
          const a = own < 0 ? 0 : pairs.similarity(at, own);
          let [total, pull, highest] = [0, 0, Number.NEGATIVE_INFINITY];
          if (term.reduction === 'logSum') {
            for (let j = 0; j < others; j++) {
              if (pairs.counts(at, j)) highest = Math.max(highest, term.value(pairs.similarity(at, j), pairs.p, a));
            }
          }
          for (let j = 0; j < others; j++) {
            if (!pairs.counts(at, j)) continue;
            const s = pairs.similarity(at, j);
            if (term.reduction === 'logSum') total += Math.exp(term.value(s, pairs.p, a) - highest);
            else total += term.value(s, pairs.p, a);
            pull += term.pull?.(s, pairs.p, a) ?? 0;
          }
          const sum = term.reduction === 'sum' ? total : total > 0 ? highest + Math.log(total) : NOTHING;
          value[r * anchors + at] = sum - (form.contrast ? term.value(a, pairs.p, a) : 0);
          saved[r * anchors + at] = term.reduction === 'sum' ? pull : sum;
        }
      }
    },
  },
  {plainOn: ['cpu']},
);

/** Gradients with respect to the points [R, P, D] and, where they are separate, the columns [R, M, D]. */
export const pairwiseBackward = defineKernel<PairwiseInput | 'saved' | 'dy', Form>(
  {
    name: 'LabPairwiseBackward',
    outputs: ({points, columns}, {separate}) => [
      {shape: [...points], dtype: 'float32'},
      ...(separate ? [{shape: [points[0], columns[1], columns[2]], dtype: 'float32' as const}] : []),
    ],
    plain([dPoints, dColumns], inputs, shapes, form) {
      const anchors = anchorsOf(form);
      const term = TERMS[form.term];
      const d = shapes.points[2];
      dPoints.fill(0);
      dColumns?.fill(0);
      for (let r = 0; r < shapes.points[0]; r++) {
        const pairs = new Pairs(r, inputs, shapes, form);
        const add = (at: number, j: number, w: number) => {
          const [u, v] = [pairs.place(at), pairs.facing(at, j)];
          const grad = (place: Place) => (place.separate ? dColumns : dPoints);
          for (let k = 0; k < d; k++) {
            grad(u)[u.gradient + k] += w * v.values[v.at + k];
            grad(v)[v.gradient + k] += w * u.values[u.at + k];
          }
        };
        for (let at = 0; at < anchors; at++) {
          const dy = inputs.dy[r * anchors + at];
          const saved = inputs.saved[r * anchors + at];
          const {others, own} = pairs.anchor(at);
          const a = own < 0 ? 0 : pairs.similarity(at, own);
          for (let j = 0; j < others; j++) {
            const s = pairs.similarity(at, j);
            let w = 0;
            if (pairs.counts(at, j)) {
              w = term.slope(s, pairs.p, a);
              if (term.reduction === 'logSum') w *= Math.exp(term.value(s, pairs.p, a) - saved);
            }
            if (j === own && form.contrast) w -= term.slope(s, pairs.p, a) + (term.pull?.(s, pairs.p, a) ?? 0);
            if (j === own && term.pull) w += saved;
            if (w !== 0) add(at, j, dy * w);
          }
        }
      }
    },
  },
  {plainOn: ['cpu']},
);

interface Place {
  values: Values;
  at: number;
  gradient: number;
  separate: boolean;
}

/** The anchors of a replica and their partners. Anchors are the rows, then the columns if these are anchors too. */
class Pairs {
  readonly p: number[];
  readonly #d: number;

  constructor(
    readonly r: number,
    readonly inputs: Readonly<Partial<Record<PairwiseInput, Values>>>,
    readonly shapes: Readonly<Partial<Record<PairwiseInput, readonly number[]>>>,
    readonly form: Form,
  ) {
    const parameters = shapes.parameters![1];
    this.p = Array.from(inputs.parameters!.subarray(r * parameters, (r + 1) * parameters));
    this.#d = shapes.points![2];
  }

  /** How many partners the anchor has, and which one is its positive (-1: none). */
  anchor(at: number): {others: number; own: number} {
    const {rows, columns, positive} = this.form;
    const [n, m] = [rows[1], columns[1]];
    if (at < n) return {others: m, own: positive < 0 ? -1 : (at + positive) % m};
    return {others: n, own: positive < 0 ? -1 : (((at - n - positive) % n) + n) % n};
  }

  counts(at: number, j: number): boolean {
    const {rows, same, labels, counted} = this.form;
    const n = rows[1];
    const [row, column] = at < n ? [at, j] : [j, at - n];
    if (same && row === column) return false;
    const positive = j === this.anchor(at).own;
    if (positive && !counted) return false;
    if (labels === 'all') return true;
    const equal = this.#label(row, false) === this.#label(column, true);
    return labels === 'equal' ? equal : !equal || positive;
  }

  similarity(at: number, j: number): number {
    const [u, v] = [this.place(at), this.facing(at, j)];
    let sum = 0;
    for (let k = 0; k < this.#d; k++) sum += u.values[u.at + k] * v.values[v.at + k];
    return sum;
  }

  place(at: number): Place {
    const n = this.form.rows[1];
    return at < n ? this.#row(at) : this.#column(at - n);
  }

  facing(at: number, j: number): Place {
    return at < this.form.rows[1] ? this.#column(j) : this.#row(j);
  }

  #row(i: number): Place {
    const at = (this.r * this.shapes.points![1] + this.form.rows[0] + i) * this.#d;
    return {values: this.inputs.points!, at, gradient: at, separate: false};
  }

  #column(j: number): Place {
    const {columns, separate} = this.form;
    if (!separate) {
      const at = (this.r * this.shapes.points![1] + columns[0] + j) * this.#d;
      return {values: this.inputs.points!, at, gradient: at, separate};
    }
    const [replicas, count] = this.shapes.columns!;
    const at = (r: number) => (r * count + columns[0] + j) * this.#d;
    return {values: this.inputs.columns!, at: at(replicas === 1 ? 0 : this.r), gradient: at(this.r), separate};
  }

  #label(index: number, ofColumn: boolean): number {
    const {rows, columns, separate} = this.form;
    if (ofColumn && separate) {
      const [replicas, count] = this.shapes.columnLabels!;
      return this.inputs.columnLabels![(replicas === 1 ? 0 : this.r) * count + columns[0] + index];
    }
    const from = ofColumn ? columns[0] : rows[0];
    return this.inputs.labels![this.r * this.shapes.labels![1] + from + index];
  }
}

export interface PairwiseInputs {
  /** [R, P, D] */
  points: tf.Tensor;
  /** [R or 1, M, D]. It has a gradient only with one set for each replica. */
  columns?: tf.Tensor;
  /** [R, 1 to 4] */
  parameters: tf.Tensor;
  /** int32 [R, P], and [R or 1, M] with as many sets as `columns` has. */
  labels?: tf.Tensor;
  columnLabels?: tf.Tensor;
}

/** The values of all anchors, [R, A]. */
export function pairwise(inputs: PairwiseInputs, form: Form): tf.Tensor {
  const fused = hasKernel(pairwiseForward) && hasKernel(pairwiseBackward);
  const {points, columns} = inputs;
  if (!fused) return composedPairwise(inputs, form);
  // Labels and parameters come from the closure: only trained tensors are inputs of the gradient. They are saved all the
  // same, because unsaved tensors are disposed of when the gradient runs.
  const fixed = Object.entries({
    parameters: inputs.parameters,
    labels: inputs.labels,
    columnLabels: inputs.columnLabels,
  }).filter((entry): entry is [string, tf.Tensor] => entry[1] !== undefined);
  const operation = tf.customGrad((...all) => {
    const save = all.pop() as unknown as tf.GradSaveFunc;
    const [u, v] = all as tf.Tensor[];
    const moving = {points: u, ...(v && {columns: v})};
    const [value, saved] = runKernel(pairwiseForward, {...moving, ...Object.fromEntries(fixed)}, form);
    save([saved, ...fixed.map(([, tensor]) => tensor), ...Object.values(moving)]);
    return {
      value,
      gradFunc: (dy: tf.Tensor, [savedSums, ...rest]: tf.Tensor[]) => {
        const names = [...fixed.map(([name]) => name), ...Object.keys(moving)];
        const again = Object.fromEntries(names.map((name, i) => [name, rest[i]]));
        return runKernel(pairwiseBackward, {...again, saved: savedSums, dy}, form);
      },
    };
  });
  return columns ? operation(points, columns) : operation(points);
}

const PLAIN = {
  separate: false,
  both: false,
  positive: -1,
  contrast: false,
  counted: true,
  same: false,
  labels: 'all',
} as const;

/** Fills in the default form: rows against columns of the same tensor, no positive, every pair counts. */
export const formOf = (form: Pick<Form, 'term' | 'rows' | 'columns'> & Partial<Form>): Form => ({...PLAIN, ...form});
