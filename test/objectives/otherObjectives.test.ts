import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import type {ObjectiveSettings} from '../../src/objectives/contrastive/index.spec.ts';
import {contrastiveObjectives, objectiveOf} from '../../src/objectives/contrastive/index.ts';
import {otherObjectiveChecks} from '../reference/checks/otherObjectives.ts';
import {failures} from '../reference/checks/row.ts';
import {hotContext} from '../reference/live.ts';
import {type Matrix, matrix, unit} from '../reference/matrix.ts';
import {OTHER_MISTAKES, OTHER_OBJECTIVES, type OtherObjective} from '../reference/otherObjectives.ts';
import {inputs} from '../reference/random.ts';
import {onBackends} from '../support/backends.ts';
import {atLength} from '../support/long.ts';
import {expectAllHold} from '../support/rows.ts';

const NAMES = Object.keys(OTHER_OBJECTIVES) as OtherObjective[];

onBackends(['cpu', 'wasm'], (backend) => {
  // On plain JavaScript, which is slow, not every case.
  const every = backend === 'cpu' ? atLength(1, 3) : 1;

  it.each(NAMES)('%s: values and gradients agree with double precision', async (name) => {
    expectAllHold(await otherObjectiveChecks(`${name}, N`, {every}));
  });

  describe.each(NAMES)('%s with a changed sign', (name) => {
    // Nothing repels in SimSiam.
    const mistakes = OTHER_MISTAKES.filter((mistake) => mistake === 'attraction' || !name.startsWith('simSiam'));
    it.each(mistakes)('of %s is found out', async (mistake) => {
      const found = failures(await otherObjectiveChecks(`${name}, N=9, D=3`, {mistake}));
      expect(Math.max(...found.map(({error, tolerance}) => error / tolerance))).toBeGreaterThan(100);
    });
  });

  describe('what the objectives have in common', () => {
    const next = inputs(11);
    const [a, b] = [matrix(12, 3, next).map(unit), matrix(12, 3, next).map(unit)];
    const tau = {'objective.temperature': 0.3};

    it('supervised contrast of classes of one item each is NT-Xent', async () => {
      const classes = a.map((_, i) => i);
      const expected = await lossOf({kind: 'infoNCE', form: 'ntXent'}, [a, b], tau);
      expect(await lossOf({kind: 'supervised'}, [a, b], tau, classes)).toBeCloseTo(expected, 5);
    });

    it('with no hidden positives, debiased contrast is NT-Xent', async () => {
      const expected = await lossOf({kind: 'infoNCE', form: 'ntXent'}, [a, b], tau);
      const value = await lossOf({kind: 'debiased'}, [a, b], {...tau, 'objective.share': 0});
      expect(value).toBeCloseTo(expected, 5);
    });

    it('without a preference for hard negatives, hard negatives are debiased contrast', async () => {
      const hot = {...tau, 'objective.share': 0.1, 'objective.hardness': 0};
      const expected = await lossOf({kind: 'debiased'}, [a, b], hot);
      expect(await lossOf({kind: 'hardNegatives'}, [a, b], hot)).toBeCloseTo(expected, 5);
    });

    it('the harder the negatives, the higher the loss', async () => {
      const at = (hardness: number) =>
        lossOf({kind: 'hardNegatives'}, [a, b], {...tau, 'objective.share': 0.1, 'objective.hardness': hardness});
      const [none, some, more] = [await at(0), await at(1), await at(3)];
      expect(some).toBeGreaterThan(none + 0.05);
      expect(more).toBeGreaterThan(some + 0.05);
    });

    it.each([0.005, 10])('is finite, with finite gradients, at temperature %s', async (temperature) => {
      for (const kind of ['supervised', 'decoupled', 'debiased', 'hardNegatives']) {
        const hot = {'objective.temperature': temperature, 'objective.share': 0.1, 'objective.hardness': 1};
        for (const views of [
          [a, b],
          [a, a],
          [a.map(() => a[0]), a.map(() => a[0])],
        ] as const) {
          const classes = a.map((_, i) => i % 3);
          expect(Number.isFinite(await lossOf({kind}, views, hot, classes))).toBe(true);
          expect(await finiteGradient({kind}, views, hot, classes)).toBe(true);
        }
      }
    });

    it('the triplet loss is 0 where every negative is farther than the margin', async () => {
      const axes = matrix(3, 3, (i, j) => Number(i === j));
      // Distances: 0 to the positive, 2 squared to the others.
      expect(await lossOf({kind: 'triplet'}, [axes, axes], {'objective.margin': 1.9})).toBe(0);
      expect(await lossOf({kind: 'triplet'}, [axes, axes], {'objective.margin': 2.5})).toBeCloseTo(0.5, 6);
    });

    it('spectral contrast is lowest, -2 mu, for equal views at right angles to all others', async () => {
      const axes = matrix(3, 3, (i, j) => Number(i === j));
      expect(await lossOf({kind: 'spectral'}, [axes, axes], {'objective.scale': 2})).toBeCloseTo(-4, 6);
    });

    it('VICReg and Barlow Twins are 0 for equal views whose coordinates are uncorrelated', async () => {
      // The four corners of a square: deviations of 2 / sqrt(3), no correlation.
      const corners = [
        [1, 1],
        [1, -1],
        [-1, 1],
        [-1, -1],
      ];
      const weights = {'objective.invariance': 25, 'objective.variance': 25, 'objective.covariance': 1};
      expect(await lossOf({kind: 'vicReg'}, [corners, corners], weights)).toBeCloseTo(0, 6);
      expect(await lossOf({kind: 'barlowTwins'}, [corners, corners], {'objective.redundancy': 0.5})).toBeCloseTo(0, 6);
    });

    it('VICReg of a collapsed batch is what its variance term says', async () => {
      const point = matrix(6, 2, () => 0.3);
      const weights = {'objective.invariance': 25, 'objective.variance': 25, 'objective.covariance': 1};
      // 1 - sqrt(1e-4) for each of the two views.
      expect(await lossOf({kind: 'vicReg'}, [point, point], weights)).toBeCloseTo(25 * 2 * 0.99, 4);
      expect(await finiteGradient({kind: 'barlowTwins'}, [point, point], {'objective.redundancy': 0.5})).toBe(true);
    });
  });
});

type Settings = {kind: string; form?: string};
type Two = readonly [Matrix, Matrix];

function losses(settings: Settings, [a]: Two, hot: Record<string, number>, classes?: readonly number[]) {
  const objective = settings as ObjectiveSettings;
  const known = classes && tf.tensor2d([...classes, ...classes], [1, 2 * a.length], 'int32');
  return (points: tf.Tensor) =>
    objectiveOf(objective).loss(hotContext([hot]), {points, raw: points, classes: known}, objective);
}

async function lossOf(settings: Settings, views: Two, hot: Record<string, number>, classes?: readonly number[]) {
  await contrastiveObjectives.load(settings.kind as ObjectiveSettings['kind']);
  const loss = tf.tidy(() => losses(settings, views, hot, classes)(tf.tensor([views.flat()])));
  const [value] = await loss.data();
  loss.dispose();
  return value;
}

async function finiteGradient(
  settings: Settings,
  views: Two,
  hot: Record<string, number>,
  classes?: readonly number[],
) {
  await contrastiveObjectives.load(settings.kind as ObjectiveSettings['kind']);
  const gradient = tf.tidy(() =>
    tf.grad((points) => tf.sum(losses(settings, views, hot, classes)(points)))(tf.tensor([views.flat()])),
  );
  const values = await gradient.data();
  gradient.dispose();
  return values.every(Number.isFinite);
}
