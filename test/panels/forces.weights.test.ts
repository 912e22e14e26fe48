import {describe, expect, it} from 'vitest';
import type {ForceLaw} from '../../src/objectives/contrastive/law.spec.ts';
import type {BatchFrame} from '../../src/panels/data.ts';
import {anchorsOf, type Forces, forcesOn} from '../../src/panels/forces/weights.ts';
import {dot, type Matrix, matrix, sum, unit, type Vector} from '../reference/matrix.ts';
import {MISTAKES, type ObjectiveName, objectiveReference} from '../reference/objectives.ts';

const PAIRS = 6;

/** Points that depend on nothing but their number, as a batch has them: rounded to single precision. */
function points(dimension: number): Matrix {
  const all = matrix(2 * PAIRS, dimension, (i, d) => Math.sin(1 + 7.3 * i * (d + 1)) + 0.4 * Math.cos(d + (i % PAIRS)));
  return all.map((row) => unit(row).map(Math.fround));
}

const SAME = [0, 1, 2, 2, 3, 3];

function frameOf(all: Matrix, labels: readonly number[] | undefined): BatchFrame {
  return {
    tick: 0,
    pairs: PAIRS,
    dimension: all[0].length,
    rows: Int32Array.from(all.keys()),
    labels: labels ? Int32Array.from([...labels, ...labels]) : Int32Array.from(all.keys()),
    points: Float32Array.from(all.flat()),
    pushes: new Float32Array(all.flat().length),
  };
}

const softmax = (form: 'one-directional' | 'symmetric' | 'ntXent', temperature: number): ForceLaw => ({
  kind: 'softmax',
  form,
  temperature,
});

const GAUSSIAN: ForceLaw = {kind: 'gaussian', t: 3, alpha: 1.5, alignmentWeight: 0.7, uniformityWeight: 1.3};

const hotOf = (law: ForceLaw): Record<string, number> =>
  law.kind === 'softmax'
    ? {'objective.temperature': law.temperature}
    : {
        'objective.t': law.t,
        'objective.alpha': law.alpha,
        'objective.alignmentWeight': law.alignmentWeight,
        'objective.uniformityWeight': law.uniformityWeight,
      };

const LAWS: readonly [ObjectiveName, ForceLaw][] = [
  ['one-directional', softmax('one-directional', 0.1)],
  ['symmetric', softmax('symmetric', 0.1)],
  ['symmetric', softmax('symmetric', 0.02)],
  ['symmetric', softmax('symmetric', 1)],
  ['ntXent', softmax('ntXent', 0.25)],
  ['alignmentUniformity', GAUSSIAN],
  ['alignmentUniformity', {...GAUSSIAN, uniformityWeight: 0}],
];

/** Minus the gradient along the sphere at every view. */
function expected(
  name: ObjectiveName,
  law: ForceLaw,
  all: Matrix,
  labels?: readonly number[],
  mistake?: 'repulsion',
): Matrix {
  const {a, b} = objectiveReference(name, mistake)(all.slice(0, PAIRS), all.slice(PAIRS), hotOf(law), labels);
  return [...a, ...b].map((gradient, i) => {
    const outward = dot(gradient, all[i]);
    return gradient.map((x, d) => outward * all[i][d] - x);
  });
}

const furthest = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (x, i) => Math.abs(x - b[i])));

describe.each([2, 3, 9])('in %s dimensions', (dimension) => {
  const all = points(dimension);
  describe.each([
    ['all different', undefined],
    ['some of one label', SAME],
  ] as const)('with things %s', (_, labels) => {
    it.each(LAWS)('the forces of %s add up to minus the gradient (%o)', (name, law) => {
      const frame = frameOf(all, labels);
      const right = expected(name, law, all, labels);
      const size = Math.max(...right.flat().map(Math.abs));
      for (let view = 0; view < 2 * PAIRS; view++) {
        expect(furthest(forcesOn(frame, law, view).total, right[view])).toBeLessThan(1e-5 * size);
      }
    });
  });
});

it('a wrong sign would be noticed', () => {
  const all = points(3);
  const law = softmax('symmetric', 0.1);
  expect(MISTAKES).toContain('repulsion');
  const wrong = expected('symmetric', law, all, undefined, 'repulsion');
  expect(furthest(forcesOn(frameOf(all, undefined), law, 0).total, wrong[0])).toBeGreaterThan(0.1);
});

/** The softmax of one anchor, written plainly. */
function shares(all: Matrix, anchor: number, candidates: readonly number[], tau: number): Map<number, number> {
  const weights = candidates.map((j) => Math.exp(dot(all[anchor], all[j]) / tau));
  return new Map(candidates.map((j, i) => [j, weights[i] / sum(weights)]));
}

const range = (from: number, to: number) => Array.from({length: to - from}, (_, i) => from + i);

it.each([
  ['one-directional', 1, range(PAIRS, 2 * PAIRS)],
  ['symmetric', 1, range(PAIRS, 2 * PAIRS)],
  ['symmetric', PAIRS + 4, range(0, PAIRS)],
  ['ntXent', 3, range(0, 2 * PAIRS).filter((j) => j !== 3)],
] as const)('shares of %s at view %s are the softmax over its candidates', (form, anchor, candidates) => {
  const all = points(3);
  for (const tau of [0.01, 0.1, 2]) {
    const right = shares(all, anchor, candidates, tau);
    const {positive, negatives} = forcesOn(frameOf(all, undefined), softmax(form, tau), anchor);
    expect(positive.view).toBe((anchor + PAIRS) % (2 * PAIRS));
    expect(negatives).toHaveLength(candidates.length - 1);
    for (const {view, share} of [positive, ...negatives]) expect(share).toBeCloseTo(right.get(view)!, 9);
    expect(positive.share + sum(negatives.map(({share}) => share))).toBeCloseTo(1, 12);
    expect(negatives.map(({share}) => share)).toEqual(negatives.map(({share}) => share).toSorted((a, b) => b - a));
  }
});

it('views that share a label with the anchor get nothing, its positive excepted', () => {
  const all = points(3);
  const {positive, negatives} = forcesOn(frameOf(all, SAME), softmax('symmetric', 0.1), 2);
  expect(positive.view).toBe(PAIRS + 2);
  expect(negatives.map(({view}) => view)).not.toContain(PAIRS + 3);
  expect(negatives).toHaveLength(PAIRS - 2);
});

it('shares of uniformity are those of the Gaussian potential among the views of its own set', () => {
  const all = points(3);
  const anchor = PAIRS + 1;
  const others = range(PAIRS, 2 * PAIRS).filter((j) => j !== anchor);
  const potentials = others.map((j) => Math.exp(-3 * sum(all[j].map((x, d) => (x - all[anchor][d]) ** 2))));
  const {negatives} = forcesOn(frameOf(all, undefined), GAUSSIAN, anchor);
  expect(negatives).toHaveLength(PAIRS - 1);
  for (const {view, share} of negatives) {
    expect(share).toBeCloseTo(potentials[others.indexOf(view)] / sum(potentials), 6);
  }
});

it('the parts are what they are called: the pull leads to the positive, and without weight nothing pushes', () => {
  const all = points(3);
  const towards = (forces: Forces, to: Vector) => dot([...forces.pull], to);
  const forces = forcesOn(frameOf(all, undefined), softmax('one-directional', 0.1), 0);
  expect(towards(forces, all[PAIRS])).toBeGreaterThan(0);
  expect(dot([...forces.pull], all[0])).toBeCloseTo(0, 9);
  const alone = forcesOn(frameOf(all, undefined), {...GAUSSIAN, uniformityWeight: 0}, 0);
  expect(Math.hypot(...alone.push)).toBe(0);
  expect([...alone.total]).toEqual([...alone.pull]);
});

it('in one direction only the first views ask', () => {
  const frame = frameOf(points(3), undefined);
  expect(anchorsOf(frame, softmax('one-directional', 0.1))).toBe(PAIRS);
  expect(anchorsOf(frame, softmax('symmetric', 0.1))).toBe(2 * PAIRS);
  expect(anchorsOf(frame, undefined)).toBe(2 * PAIRS);
});
