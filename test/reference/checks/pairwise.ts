/** The generator of contrast losses against its definition in double precision, on the present backend. */
import * as tf from '@tensorflow/tfjs-core';
import {type Form, formOf, pairwise} from '../../../src/kernels/pairwise.ts';
import {type Matrix, matrix, unit} from '../matrix.ts';
import {type Contrast, contrastOf} from '../pairwise.ts';
import {inputs} from '../random.ts';
import {type Check, type Row, relativeError, unequal} from './row.ts';

/** Rounding of a similarity counts 1 / temperature times. */
const TOLERANCE = 3e-5;

type Term = Pick<Contrast, 'reduction' | 'value' | 'ds' | 'da'>;

const no = () => 0;
const TERMS: Record<string, (p: readonly number[]) => Term> = {
  affine: ([p, q]) => ({reduction: 'logSum', value: (s) => p * s + q, ds: () => p, da: no}),
  linear: ([p]) => ({reduction: 'sum', value: (s) => p * s, ds: () => p, da: no}),
  squared: ([p]) => ({reduction: 'sum', value: (s) => p * s * s, ds: (s) => 2 * p * s, da: no}),
  hinge: ([p, q]) => ({
    reduction: 'sum',
    value: (s, a) => p * Math.max(0, q + s - a),
    ds: (s, a) => (q + s - a > 0 ? p : 0),
    da: (s, a) => (q + s - a > 0 ? -p : 0),
  }),
};

interface Case {
  name: string;
  form: (n: number) => Form;
  /** Parameters of each replica in turn. */
  parameters: readonly (readonly number[])[];
  sizes: readonly number[];
  d: number;
  /** Points of the tensor of columns, where it is another. */
  queue?: number;
  labelled?: boolean;
}

const SIZES = [1, 5, 63, 65];
const TEMPERATURES = [0.005, 0.1, 10].map((tau) => [1 / tau, 0]);
const views = (n: number) => ({rows: [0, n], columns: [n, n]}) as const;
const all = (n: number) => ({rows: [0, 2 * n], columns: [0, 2 * n], same: true}) as const;
const half = (n: number) => ({rows: [n, n], columns: [n, n], same: true}) as const;

const softmax = {parameters: TEMPERATURES, sizes: SIZES, d: 3};

export const PAIRWISE_CASES: readonly Case[] = [
  {name: 'one way', form: (n) => formOf({term: 'affine', ...views(n), positive: 0, contrast: true}), ...softmax},
  {
    name: 'both ways',
    form: (n) => formOf({term: 'affine', ...views(n), both: true, positive: 0, contrast: true}),
    ...softmax,
    sizes: [...SIZES, 257],
  },
  {
    name: 'both ways in 64 dimensions',
    form: (n) => formOf({term: 'affine', ...views(n), both: true, positive: 0, contrast: true}),
    ...softmax,
    d: 64,
  },
  {
    name: 'both ways with labels',
    form: (n) => formOf({term: 'affine', ...views(n), both: true, positive: 0, contrast: true, labels: 'different'}),
    ...softmax,
    labelled: true,
  },
  {name: 'all points', form: (n) => formOf({term: 'affine', ...all(n), positive: n, contrast: true}), ...softmax},
  {
    name: 'all points with labels, positive apart',
    form: (n) => formOf({term: 'affine', ...all(n), positive: n, contrast: true, counted: false, labels: 'different'}),
    ...softmax,
    labelled: true,
  },
  {
    name: 'potential of half the points',
    form: (n) => formOf({term: 'affine', ...half(n)}),
    parameters: [0.2, 2, 20].map((t) => [2 * t, -2 * t]),
    sizes: [2, 63, 65],
    d: 5,
  },
  {
    name: 'a queue of columns',
    form: (n) => formOf({term: 'affine', rows: [0, n], columns: [3, 40], separate: true}),
    ...softmax,
    d: 8,
    queue: 47,
  },
  {
    name: 'a queue with labels',
    form: (n) => formOf({term: 'affine', rows: [n, n], columns: [0, 33], separate: true, labels: 'different'}),
    ...softmax,
    d: 2,
    queue: 33,
    labelled: true,
  },
  {
    name: 'sums over equal labels',
    form: (n) => formOf({term: 'linear', ...all(n), labels: 'equal'}),
    parameters: [[2], [0.5], [10]],
    sizes: SIZES,
    d: 3,
    labelled: true,
  },
  {
    name: 'squares',
    form: (n) => formOf({term: 'squared', ...views(n), both: true}),
    parameters: [[1], [0.3], [4]],
    sizes: SIZES,
    d: 12,
  },
  {
    name: 'margins',
    form: (n) => formOf({term: 'hinge', ...views(n), both: true, positive: 0, counted: false}),
    parameters: [
      [1, 0.2],
      [0.5, 1],
      [2, 0],
    ],
    sizes: SIZES,
    d: 3,
  },
  {
    name: 'margins among all points',
    form: (n) => formOf({term: 'hinge', ...all(n), positive: n, counted: false, labels: 'different'}),
    parameters: [
      [1, 0.2],
      [0.5, 1],
      [2, 0],
    ],
    sizes: SIZES,
    d: 16,
    labelled: true,
  },
];

interface Drawn {
  points: Matrix[];
  columns?: Matrix[];
  labels?: number[][];
  columnLabels?: number[][];
  parameters: (readonly number[])[];
  dy: number[][];
}

export const pairwiseChecks: Check = async (filter = '') => {
  const rows: Row[] = [];
  for (const one of PAIRWISE_CASES) {
    for (const n of one.sizes) {
      const title = `${one.name}, N=${n}`;
      if (!title.includes(filter)) continue;
      const form = one.form(n);
      const drawn = draw(one, form, n, 7);
      const together = await evaluate(form, drawn);
      let worst = together.map(() => 0);
      for (let r = 0; r < 7; r++) {
        const expected = exact(form, drawn, r);
        // Where forces cancel, errors are measured against the pull of a pair.
        const floors = [1e-3, ...[0, 1].map(() => 0.2 * Math.abs(drawn.parameters[r][0]))];
        worst = worst.map((error, k) => Math.max(error, relativeError(together[k][r], expected[k], floors[k])));
      }
      const names = ['value', 'd points', 'd columns'];
      for (const [k, error] of worst.entries()) {
        rows.push({name: `${title}: ${names[k]}`, error, tolerance: TOLERANCE});
      }
      const alone = await evaluate(form, member(drawn, 4));
      const differing = alone.map((parts, k) => unequal(parts[0], together[k][4]));
      rows.push({name: `${title}: bits that a member does not get alone`, error: Math.max(...differing), tolerance: 0});
    }
  }
  return rows;
};

function draw({d, parameters, queue, labelled}: Case, form: Form, n: number, replicas: number): Drawn {
  const next = inputs(n * 10 + d);
  const members = Array.from({length: replicas}, (_, r) => r);
  const onSphere = (count: number) => matrix(count, d, next).map((row) => unit(row).map(Math.fround));
  const points = members.map(() => {
    const x = onSphere(2 * n);
    // Duplicates, of the positive and of another.
    if (n > 4) [x[3], x[n + 1]] = [x[2], x[1]];
    return x;
  });
  const some = (count: number, r: number) =>
    Array.from({length: count}, (_, i) => (i % 3 === 2 ? (i + r) % 5 : 10 + i));
  const anchors = form.rows[1] + (form.both ? form.columns[1] : 0);
  return {
    points,
    columns: queue ? members.map(() => onSphere(queue)) : undefined,
    labels: labelled ? members.map((r) => some(2 * n, r)) : undefined,
    columnLabels: labelled && queue ? members.map((r) => some(queue, r + 1)) : undefined,
    parameters: members.map((r) => parameters[r % parameters.length]),
    dy: members.map(() => Array.from({length: anchors}, () => Math.fround(next()))),
  };
}

function member(drawn: Drawn, r: number): Drawn {
  return {
    points: [drawn.points[r]],
    columns: drawn.columns && [drawn.columns[r]],
    labels: drawn.labels && [drawn.labels[r]],
    columnLabels: drawn.columnLabels && [drawn.columnLabels[r]],
    parameters: [drawn.parameters[r]],
    dy: [drawn.dy[r]],
  };
}

/** Value, d points and d columns (none where there are no separate ones), replica by replica. */
async function evaluate(form: Form, drawn: Drawn): Promise<Float32Array[][]> {
  const {points, columns, labels, columnLabels, parameters, dy} = drawn;
  const tensor = (x: Matrix[]) => tf.tensor(Float32Array.from(x.flat(2)), [x.length, x[0].length, x[0][0].length]);
  const whole = (x: number[][]) => tf.tensor(Int32Array.from(x.flat()), [x.length, x[0].length], 'int32');
  const results = tf.tidy(() => {
    const fixed = {
      parameters: tf.tensor2d(parameters.map((p) => [...p])),
      labels: labels && whole(labels),
      columnLabels: columnLabels && whole(columnLabels),
    };
    const weights = tf.tensor2d(dy);
    const f = (u: tf.Tensor, v?: tf.Tensor) => pairwise({points: u, columns: v, ...fixed}, form);
    const loss = (u: tf.Tensor, v?: tf.Tensor) => tf.sum(tf.mul(f(u, v), weights));
    const u = tensor(points);
    if (!columns) return [f(u), tf.grad((x) => loss(x))(u)];
    const v = tensor(columns);
    return [f(u, v), ...tf.grads((x, y) => loss(x, y))([u, v])];
  });
  const values = (await Promise.all(results.map((result) => result.data()))) as Float32Array[];
  tf.dispose(results);
  const replicas = points.length;
  return values.map((flat) =>
    Array.from({length: replicas}, (_, r) =>
      flat.subarray((r * flat.length) / replicas, ((r + 1) * flat.length) / replicas),
    ),
  );
}

function exact(form: Form, drawn: Drawn, r: number): number[][] {
  const [points, separate] = [drawn.points[r], drawn.columns?.[r]];
  const stretch = <T>(x: T[], [from, count]: readonly [number, number]) => x.slice(from, from + count);
  const rows = stretch(points, form.rows);
  const columns = stretch(separate ?? points, form.columns);
  const rowLabels = drawn.labels && stretch(drawn.labels[r], form.rows);
  const columnLabels = drawn.labels && stretch(separate ? drawn.columnLabels![r] : drawn.labels[r], form.columns);
  const positive = form.positive < 0 ? undefined : (i: number) => (i + form.positive) % columns.length;
  const counts = (i: number, j: number) => {
    const own = positive?.(i) === j;
    if ((form.same && i === j) || (own && !form.counted)) return false;
    if (form.labels === 'all') return true;
    const equal = rowLabels![i] === columnLabels![j];
    return form.labels === 'equal' ? equal : own || !equal;
  };
  const term = TERMS[form.term](drawn.parameters[r].map(Math.fround));
  const result = contrastOf(
    rows,
    columns,
    drawn.dy[r],
    {...term, counts, positive, contrast: form.contrast},
    form.both,
  );
  const zeros = (x: Matrix) => x.map((row) => row.map(() => 0));
  const [dPoints, dColumns] = [zeros(points), zeros(separate ?? [])];
  const add = (to: Matrix, from: number, part: Matrix) => {
    for (const [i, row] of part.entries()) for (const [k, x] of row.entries()) to[from + i][k] += x;
  };
  add(dPoints, form.rows[0], result.dRows);
  add(separate ? dColumns : dPoints, form.columns[0], result.dColumns);
  return [result.values, dPoints.flat(), ...(separate ? [dColumns.flat()] : [])];
}
