/** Values and gradients of the contrastive objectives against double precision, on the present backend. */
import * as tf from '@tensorflow/tfjs-core';
import type {Context} from '../../../src/engine/program.ts';
import {normalise} from '../../../src/kernels/normalise.ts';
import type {ObjectiveSettings} from '../../../src/objectives/contrastive/index.spec.ts';
import {contrastiveObjectives, objectiveOf} from '../../../src/objectives/contrastive/index.ts';
import {hotContext} from '../live.ts';
import {type Matrix, matrix, unit, unpack} from '../matrix.ts';
import {
  type Hot,
  OBJECTIVES,
  type ObjectiveName,
  type ObjectiveReference,
  objectiveReference,
  onSphere,
} from '../objectives.ts';
import {inputs} from '../random.ts';
import {type Row, relativeError} from './row.ts';

const TOLERANCE = 1e-4;

export interface ObjectiveCase {
  name: string;
  objective: ObjectiveName;
  n: number;
  d: number;
  /** Hot values of each replica. */
  hots: readonly Hot[];
  labels: 'none' | 'some alike' | 'all different';
  /** Whether pairs count more or less than others. */
  weighted?: boolean;
}

const temperature = (tau: number): Hot => ({'objective.temperature': tau});
const forces = (alignmentWeight: number, uniformityWeight: number, alpha: number, t: number): Hot => ({
  'objective.alignmentWeight': alignmentWeight,
  'objective.uniformityWeight': uniformityWeight,
  'objective.alpha': alpha,
  'objective.t': t,
});

const TEMPERATURES = [0.005, 0.1, 10].map(temperature);
const FORCES = [forces(1, 1, 2, 2), forces(0.05, 3, 1, 20), forces(5, 0.2, 3.3, 0.2)];

const EQUALLY: readonly ObjectiveCase[] = OBJECTIVES.flatMap((objective) => {
  const hots = objective === 'alignmentUniformity' ? FORCES : TEMPERATURES;
  // Of one item there is no pair that could be spread; two that are alike leave none either.
  const sizes = objective === 'alignmentUniformity' ? [2, 3, 17, 65] : [1, 2, 3, 17, 65];
  return sizes.flatMap((n) =>
    [2, 3, 16].flatMap((d) =>
      [...hots.map((hot) => [hot]), hots].flatMap((population) =>
        (n < 3 ? (['none'] as const) : (['none', 'some alike', 'all different'] as const)).map((labels) => {
          const members = population.length === 1 ? `hot ${hots.indexOf(population[0])}` : 'population';
          return {
            name: `${objective}, N=${n}, D=${d}, ${members}, labels ${labels}`,
            objective,
            n,
            d,
            hots: population,
            labels,
          };
        }),
      ),
    ),
  );
});

/** InfoNCE with weights of the pairs, one of them 0. */
const WEIGHTED: readonly ObjectiveCase[] = EQUALLY.filter(
  ({objective, n, d}) => objective !== 'alignmentUniformity' && (n === 3 || n === 17) && d === 3,
).map((one) => ({...one, name: `${one.name}, weighted`, weighted: true}));

export const OBJECTIVE_CASES: readonly ObjectiveCase[] = [...EQUALLY, ...WEIGHTED];

/**
 * Each case twice: as a function of points on the sphere, and of vectors that are put there first. `reference` can be
 * replaced by a wrong one, to see the check fail.
 */
export async function objectiveChecks(
  filter = '',
  reference: (name: ObjectiveName) => ObjectiveReference = objectiveReference,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const one of OBJECTIVE_CASES.filter(({name}) => name.includes(filter))) {
    const right = reference(one.objective);
    rows.push(...(await compare(one, 'points', right)), ...(await compare(one, 'vectors', onSphere(right))));
  }
  return rows;
}

async function compare(one: ObjectiveCase, of: 'points' | 'vectors', reference: ObjectiveReference): Promise<Row[]> {
  const {n, d, hots} = one;
  const views = drawViews(one, of);
  const got = await evaluate(one, of, views);
  return hots.flatMap((hot, r) => {
    const expected = reference(views.a[r], views.b[r], hot, views.labels?.[r], views.weights?.[r]);
    // Where forces cancel, errors are measured against the pull of a single pair, 1 / (N tau).
    const pull = 0.1 / (n * (hot['objective.temperature'] ?? 1));
    const row = (what: string, value: ArrayLike<number>, right: ArrayLike<number>, floor: number): Row => ({
      name: `${one.name}, of ${of}, member ${r}: ${what}`,
      error: relativeError(value, right, floor),
      tolerance: TOLERANCE,
    });
    const part = (flat: Float32Array) => unpack(flat, hots.length, n, d)[r].flat();
    return [
      row('value', [got.value[r]], [expected.value], 1),
      row('gradient of a', part(got.a), expected.a.flat(), pull),
      row('gradient of b', part(got.b), expected.b.flat(), pull),
    ];
  });
}

interface DrawnViews {
  a: Matrix[];
  b: Matrix[];
  labels?: number[][];
  weights?: number[][];
}

function drawViews({n, d, hots, labels, weighted}: ObjectiveCase, of: 'points' | 'vectors'): DrawnViews {
  const next = inputs(n * 100 + d * 10 + hots.length);
  const place = (x: Matrix) => x.map((row) => (of === 'points' ? unit(row) : row).map(Math.fround));
  const a = hots.map(() => matrix(n, d, next));
  const b = a.map((x) => matrix(n, d, (i, j) => x[i][j] + 0.7 * next()));
  // Every third item repeats an earlier one's label, in another pattern for each replica.
  const alike = hots.map((_, r) =>
    Array.from({length: n}, (_, i) => (i % 3 === 2 ? (i + r) % Math.min(n, 5) : 10 + i)),
  );
  const different = hots.map((_, r) => Array.from({length: n}, (_, i) => (i * 7 + r) % (n * 8)));
  const chosen = {none: undefined, 'some alike': alike, 'all different': different}[labels];
  const weights = hots.map((_, r) => Array.from({length: n}, (_, i) => Math.fround(((i + r) % 4) / 3)));
  return {a: a.map(place), b: b.map(place), labels: chosen, ...(weighted && {weights})};
}

interface Flat {
  value: Float32Array;
  a: Float32Array;
  b: Float32Array;
}

async function evaluate({objective, n, d, hots}: ObjectiveCase, of: string, views: DrawnViews): Promise<Flat> {
  const kind = objective === 'alignmentUniformity' ? objective : 'infoNCE';
  await contrastiveObjectives.load(kind);
  const count = hots.length;
  const tensor = (x: Matrix[]) => tf.tensor(Float32Array.from(x.flat(2)), [count, n, d]);
  const results = tf.tidy(() => {
    const context = hotContext(hots);
    const twice = views.labels?.flatMap((known) => [...known, ...known]);
    const labels = twice && tf.tensor(Int32Array.from(twice), [count, 2 * n], 'int32');
    const weights = views.weights && tf.tensor(Float32Array.from(views.weights.flat()), [count, n]);
    const place = (x: tf.Tensor) => (of === 'points' ? x : normalise(x));
    const f = (a: tf.Tensor, b: tf.Tensor) =>
      lossOf(kind, objective, context, place(tf.concat([a, b], 1)), labels, weights);
    const [a, b] = [tensor(views.a), tensor(views.b)];
    const [da, db] = tf.grads((x, y) => tf.sum(f(x, y)))([a, b]);
    return [f(a, b), da, db];
  });
  const [value, da, db] = (await Promise.all(results.map((t) => t.data()))) as Float32Array[];
  tf.dispose(results);
  return {value, a: da, b: db};
}

/** The loss [R] of points; `form` is the form of InfoNCE. */
export function lossOf(
  kind: ObjectiveSettings['kind'],
  form: string,
  context: Pick<Context, 'hot' | 'fromHot'>,
  points: tf.Tensor,
  labels?: tf.Tensor,
  weights?: tf.Tensor,
): tf.Tensor {
  const settings = {kind, form} as ObjectiveSettings;
  return objectiveOf(settings).loss(context, {points, raw: points, labels, weights}, settings);
}
