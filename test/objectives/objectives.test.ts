import * as tf from '@tensorflow/tfjs-core';
import {beforeAll, describe, expect, it} from 'vitest';
import type {ObjectiveSettings} from '../../src/objectives/contrastive/index.spec.ts';
import {contrastiveObjectives} from '../../src/objectives/contrastive/index.ts';
import {lossOf, objectiveChecks} from '../reference/checks/objectives.ts';
import {failures, relativeError} from '../reference/checks/row.ts';
import {hotContext} from '../reference/live.ts';
import {differentiate, dot, type Matrix, matrix, sum, unit} from '../reference/matrix.ts';
import {MISTAKES, OBJECTIVES, objectiveReference, onSphere} from '../reference/objectives.ts';
import {inputs} from '../reference/random.ts';
import {onBackends} from '../support/backends.ts';
import {expectAllHold} from '../support/rows.ts';

const HOT = {
  'objective.temperature': 0.3,
  'objective.alignmentWeight': 0.7,
  'objective.uniformityWeight': 1.3,
  'objective.alpha': 1.7,
  'objective.t': 3,
};

beforeAll(async () => {
  for (const kind of ['infoNCE', 'alignmentUniformity'] as const) await contrastiveObjectives.load(kind);
});

describe.each(OBJECTIVES)('the reference of %s', (name) => {
  const reference = objectiveReference(name);
  const next = inputs(5);
  const [a, b] = [matrix(5, 3, next), matrix(5, 3, next)];
  const labels = [0, 1, 0, 2, 1];

  it.each([
    ['vectors', onSphere(reference), a, b],
    ['points', reference, a.map(unit), b.map(unit)],
  ])('has the gradients of finite differences, as a function of %s', (_, f, x, y) => {
    for (const known of [undefined, labels]) {
      const {a: da, b: db} = f(x, y, HOT, known);
      const numeric = [
        differentiate(x, (z) => f(z, y, HOT, known).value),
        differentiate(y, (z) => f(x, z, HOT, known).value),
      ];
      expect(relativeError(da.flat(), numeric[0].flat())).toBeLessThan(1e-8);
      expect(relativeError(db.flat(), numeric[1].flat())).toBeLessThan(1e-8);
    }
  });
});

it('the reference of uniformity is that of distances on the sphere', () => {
  const x = matrix(6, 4, inputs(2)).map(unit);
  const hot = {...HOT, 'objective.alignmentWeight': 0, 'objective.uniformityWeight': 1};
  const distance = (i: number, j: number) => sum(x[i].map((value, d) => (value - x[j][d]) ** 2));
  const potentials = x.flatMap((_, i) => x.flatMap((_, j) => (i === j ? [] : [Math.exp(-3 * distance(i, j))])));
  const expected = Math.log(sum(potentials) / potentials.length);
  expect(objectiveReference('alignmentUniformity')(x, x, hot).value).toBeCloseTo(expected, 12);
});

onBackends(['cpu', 'wasm'], () => {
  it.each(OBJECTIVES)('%s: values and gradients agree with double precision', async (name) => {
    expectAllHold(await objectiveChecks(name));
  });

  describe.each(OBJECTIVES)('%s with a changed sign', (name) => {
    it.each(MISTAKES)('of the %s is found out', async (mistake) => {
      const wrong = await objectiveChecks(`${name}, N=17, D=3`, (which) => objectiveReference(which, mistake));
      const found = failures(wrong);
      expect(found.length).toBeGreaterThan(0);
      // Far outside the tolerance, so that no rounding can hide it.
      expect(Math.max(...found.map(({error}) => error))).toBeGreaterThan(100 * found[0].tolerance);
    });
  });

  describe('weights of pairs', () => {
    it.each(MISTAKES)('with a changed sign of the %s are found out', async (mistake) => {
      const wrong = await objectiveChecks('weighted', (which) => objectiveReference(which, mistake));
      expect(Math.max(...failures(wrong).map(({error}) => error))).toBeGreaterThan(0.01);
    });

    it('are found out when they are left out', async () => {
      const wrong = await objectiveChecks('weighted', (which) => {
        const right = objectiveReference(which);
        return (a, b, hot, labels) => right(a, b, hot, labels);
      });
      expect(Math.max(...failures(wrong).map(({error}) => error))).toBeGreaterThan(0.01);
    });
  });

  it('does not find anything out when nothing is wrong', async () => {
    expect(failures(await objectiveChecks('N=17, D=3'))).toEqual([]);
  });

  const nce = async (a: Matrix, b: Matrix, tau: number, form: string, labels?: number[]): Promise<number> =>
    one('infoNCE', a, b, {'objective.temperature': tau}, form, labels);

  describe('InfoNCE in closed form', () => {
    const axes = matrix(4, 4, (i, j) => Number(i === j));

    it.each([
      ['one-directional', 3],
      ['symmetric', 3],
      ['ntXent', 6],
    ])('%s: orthogonal items whose views coincide have log(1 + others exp(-1 / tau))', async (form, others) => {
      for (const tau of [0.05, 0.5, 2]) {
        expect(await nce(axes, axes, tau, form)).toBeCloseTo(Math.log1p(others * Math.exp(-1 / tau)), 5);
      }
    });

    it.each([
      ['one-directional', 4],
      ['symmetric', 4],
      ['ntXent', 7],
    ])('%s: when all points are one, the loss is the logarithm of the candidates', async (form, candidates) => {
      const same = matrix(4, 3, (_, j) => Number(j === 0));
      expect(await nce(same, same, 0.005, form)).toBeCloseTo(Math.log(candidates), 5);
    });

    it.each(['one-directional', 'symmetric', 'ntXent'])('%s: nothing to tell apart costs nothing', async (form) => {
      const x = matrix(4, 3, inputs(1)).map(unit);
      const y = matrix(4, 3, inputs(2)).map(unit);
      expect(await nce(x.slice(0, 1), y.slice(0, 1), 0.1, form)).toBeCloseTo(0, 5);
      expect(await nce(x, y, 0.1, form, [3, 3, 3, 3])).toBeCloseTo(0, 5);
    });

    it.each(['symmetric', 'ntXent'])('%s does not mind which view is which', async (form) => {
      const x = matrix(9, 3, inputs(1)).map(unit);
      const y = matrix(9, 3, inputs(2)).map(unit);
      expect(await nce(x, y, 0.1, form)).toBeCloseTo(await nce(y, x, 0.1, form), 4);
    });

    it('leaves out what shares a label: the same as without those candidates', async () => {
      // Items 0 and 1 are alike; without item 1's column, item 0 sees only item 2 besides its positive.
      const x = matrix(3, 3, inputs(4)).map(unit);
      const tau = 0.5;
      const score = (i: number, j: number) => dot(x[i], x[j]) / tau;
      const losses = [
        Math.log(Math.exp(score(0, 0)) + Math.exp(score(0, 2))) - score(0, 0),
        Math.log(Math.exp(score(1, 1)) + Math.exp(score(1, 2))) - score(1, 1),
        Math.log(sum([0, 1, 2].map((j) => Math.exp(score(2, j))))) - score(2, 2),
      ];
      expect(await nce(x, x, tau, 'one-directional', [7, 7, 8])).toBeCloseTo(sum(losses) / 3, 5);
    });
  });

  describe('alignment and uniformity in closed form', () => {
    const weights = (alignment: number, uniformity: number, alpha: number, t: number) => ({
      'objective.alignmentWeight': alignment,
      'objective.uniformityWeight': uniformity,
      'objective.alpha': alpha,
      'objective.t': t,
    });
    const poles = [
      [0, 1],
      [0, -1],
    ];

    it('two poles: potential -4 t; opposite views: distance 2^alpha', async () => {
      expect(await one('alignmentUniformity', poles, poles, weights(0, 1, 2, 1.5), '')).toBeCloseTo(-6, 5);
      const opposite = [...poles].reverse();
      expect(await one('alignmentUniformity', poles, opposite, weights(1, 0, 3, 1.5), '')).toBeCloseTo(8, 4);
    });

    it('one point for all: no distance, no spread', async () => {
      const same = matrix(5, 3, (_, j) => Number(j === 1));
      expect(await one('alignmentUniformity', same, same, weights(1, 1, 2, 2), '')).toBeCloseTo(0, 5);
    });

    it('has a finite gradient where the two views coincide', async () => {
      const x = matrix(4, 3, inputs(3)).map(unit);
      const gradient = tf.tidy(() => {
        const context = hotContext([weights(1, 0, 1, 2)]);
        const b = tf.tensor([x]);
        const points = (a: tf.Tensor) => tf.concat([a, b], 1);
        return tf.grad((a) => tf.sum(lossOf('alignmentUniformity', '', context, points(a))))(tf.tensor([x]));
      });
      expect((await gradient.data()).every(Number.isFinite)).toBe(true);
      gradient.dispose();
    });
  });
});

/** The loss of a single replica. */
async function one(
  kind: ObjectiveSettings['kind'],
  a: Matrix,
  b: Matrix,
  hot: Record<string, number>,
  form: string,
  labels?: number[],
): Promise<number> {
  const value = tf.tidy(() =>
    lossOf(
      kind,
      form,
      hotContext([hot]),
      tf.tensor([[...a, ...b]]),
      labels && tf.tensor([[...labels, ...labels]], undefined, 'int32'),
    ),
  );
  const [loss] = await value.data();
  value.dispose();
  return loss;
}
