/**
 * The laws of objectives against the slopes of their double-precision references. Moving point i a little along the vector
 * that is dual to point j changes <x_i, x_j> alone, so finite differences give the slope c_ij of the whole loss with respect
 * to it. Both rows, that of i and that of j, depend on that cosine:
 *
 *     c_ij = R_i w_ij + R_j w_ji
 *
 * for the pushes w of the law and a factor R of each row. There are more pairs than rows: least squares leave nothing over
 * if and only if the law is right.
 */
import type {Law, Negatives, Row} from '../../src/objectives/contrastive/law.spec.ts';
import {dot, type Matrix, matrix, sum, unit} from './matrix.ts';
import {type ObjectiveName, objectiveReference} from './objectives.ts';
import {type OtherObjective, otherValue} from './otherObjectives.ts';
import {inputs} from './random.ts';

const N = 5;
const CLASSES = [0, 1, 0, 2, 1];
const QUEUE = 6;
const H = 1e-5;

interface Weighing {
  law: Law;
  negatives: Negatives;
}

export interface Case {
  settings: {kind: string} & Record<string, unknown>;
  value(a: Matrix, b: Matrix, queue: Matrix): number;
}

const hotOf = (settings: object): Record<string, number> =>
  Object.fromEntries(Object.entries(settings).map(([name, value]) => [`objective.${name}`, value as number]));

const usual = (settings: Case['settings'], name: ObjectiveName): Case => ({
  settings,
  value: (a, b) => objectiveReference(name)(a, b, hotOf(settings)).value,
});

const nameIn = ({kind, side}: Case['settings']) =>
  (side === 'easiest' ? `${kind} of the easiest` : kind) as OtherObjective;

const other = (settings: Case['settings']): Case => ({
  settings,
  value: (a, b, queue) =>
    otherValue(nameIn(settings), {
      ...{a, b, queue, keys: b, otherKeys: a, classes: CLASSES},
      ...{fixed: {a, b}, hot: hotOf(settings)},
    }),
});

export const CASES: readonly Case[] = [
  ...(['one-directional', 'symmetric', 'ntXent'] as const).map((form) =>
    usual({kind: 'infoNCE', temperature: 0.4, form}, form),
  ),
  usual(
    {kind: 'alignmentUniformity', alignmentWeight: 0.7, uniformityWeight: 1.3, alpha: 2, t: 1.5},
    'alignmentUniformity',
  ),
  other({kind: 'supervised', temperature: 0.4}),
  other({kind: 'joint', temperature: 0.4, supervision: 0.3}),
  other({kind: 'decoupled', temperature: 0.4}),
  other({kind: 'debiased', temperature: 0.4, share: 0.1}),
  other({kind: 'hardNegatives', temperature: 0.4, share: 0.1, hardness: 1.5}),
  other({kind: 'momentumQueue', temperature: 0.4}),
  ...['hardest', 'easiest'].flatMap((side) => [
    other({kind: 'keptNegatives', temperature: 0.4, kept: 0.5, side}),
    other({kind: 'dualView', temperature: 0.4, keyShare: 0.3, kept: 0.4, side}),
  ]),
  other({kind: 'simple', repulsion: 1.2}),
  other({kind: 'triplet', margin: 0.6}),
  other({kind: 'spectral', scale: 1.4}),
];

const next = inputs(3);
const POINTS = matrix(2 * N, 2 * N + QUEUE, next).map(unit);
const EARLIER = matrix(QUEUE, 2 * N + QUEUE, next).map(unit);

/** Everything that has a cosine with a view: all views, then the queue. */
const ALL = [...POINTS, ...EARLIER];
const partner = (i: number) => (i + N) % (2 * N);

/** The negatives of view i under a law. */
function negativesIn({law: {firstOnly}, negatives}: Weighing, i: number): number[] {
  if (firstOnly && i >= N) return [];
  if (negatives === 'queue') return EARLIER.map((_, k) => 2 * N + k);
  const side = (j: number) => j < N === i < N;
  return POINTS.map((_, j) => j).filter((j) => {
    if (negatives === 'otherClasses' ? CLASSES[j % N] === CLASSES[i % N] : j % N === i % N) return false;
    return negatives === 'all' || negatives === 'otherClasses' || side(j) === (negatives === 'beside');
  });
}

/** Rows of the inverse of the transposed matrix: row j has the product 1 with row j of `x`, and 0 with the others. */
function dual(x: Matrix): Matrix {
  const rows = x.map((row, i) => [...row, ...x.map((_, j) => Number(i === j))]);
  eliminate(rows, x.length);
  const inverse = rows.map((row) => row.slice(x.length));
  return x.map((_, j) => inverse.map((row) => row[j]));
}

/** Gauss-Jordan elimination in place; columns without a pivot are left alone. */
function eliminate(rows: number[][], columns: number): void {
  for (let k = 0; k < columns; k++) {
    const best = rows.map((row, i) => (i < k ? 0 : Math.abs(row[k]))).reduce((b, v, i, all) => (v > all[b] ? i : b), k);
    [rows[k], rows[best]] = [rows[best], rows[k]];
    if (Math.abs(rows[k][k]) < 1e-9) continue;
    const pivot = rows[k][k];
    rows[k] = rows[k].map((value) => value / pivot);
    rows.forEach((row, i) => {
      if (i !== k) rows[i] = row.map((value, c) => value - row[k] * rows[k][c]);
    });
  }
}

const DUAL = dual(ALL);

/** The slope of the loss with respect to <x_i, x_j>. */
function slope({value}: Case, i: number, j: number): number {
  const moved = (by: number) => {
    const points = POINTS.map((row, k) => (k === i ? row.map((x, d) => x + by * DUAL[j][d]) : row));
    return value(points.slice(0, N), points.slice(N), EARLIER);
  };
  return (moved(H) - moved(-H)) / (2 * H);
}

/** Of each view its negatives, and its cosines with its positive and with them. */
export const rowsOf = (weighing: Weighing): {negatives: number[]; row: Row}[] =>
  POINTS.map((x, i) => {
    const negatives = negativesIn(weighing, i);
    return {
      negatives,
      row: {positive: dot(x, POINTS[partner(i)]), negatives: negatives.map((j) => dot(x, ALL[j]))},
    };
  });

/** What least squares leave over, as a share of the slopes; and the factor of each row. `weigh` gives the pushes of a row. */
export function misfit(
  test: Case,
  weighing: Weighing,
  weigh: (row: Row) => ArrayLike<number>,
): {left: number; factors: number[]} {
  const pushes = rowsOf(weighing).map(({negatives, row}) => {
    const values = weigh(row);
    return new Map(negatives.map((j, k) => [j, values[k]]));
  });
  const equations = POINTS.flatMap((_, i) =>
    ALL.flatMap((_, j) => {
      if (j <= i || (!pushes[i].has(j) && !pushes[j]?.has(i))) return [];
      const weights = POINTS.map((_, r) => (r === i ? (pushes[i].get(j) ?? 0) : r === j ? (pushes[j].get(i) ?? 0) : 0));
      return [{weights, slope: slope(test, i, j)}];
    }),
  );
  const normal = POINTS.map((_, p) => [
    ...POINTS.map((_, q) => sum(equations.map(({weights}) => weights[p] * weights[q]))),
    sum(equations.map(({weights, slope}) => weights[p] * slope)),
  ]);
  eliminate(normal, POINTS.length);
  const factors = normal.map((row, r) => (Math.abs(row[r]) < 0.5 ? 0 : row[POINTS.length]));
  const left = equations.map(({weights, slope}) => slope - sum(weights.map((w, r) => w * factors[r])));
  const size = (values: number[]) => Math.sqrt(sum(values.map((v) => v * v)));
  return {left: size(left) / size(equations.map(({slope}) => slope)), factors};
}

export const nameOf = ({settings: {kind, form, side}}: Case) => [kind, form, side].filter(Boolean).join(', ');
