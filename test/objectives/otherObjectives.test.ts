import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {composedKeptLogSum, keptLogSum} from '../../src/kernels/keptPairs.ts';
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
import {encoderSpec, language, sentencesOf} from '../support/specs.ts';

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

    it('joint contrast is NT-Xent without supervision, and supervised contrast with nothing else', async () => {
      const classes = a.map((_, i) => i % 3);
      const at = (supervision: number) =>
        lossOf({kind: 'joint'}, [a, b], {...tau, 'objective.supervision': supervision}, classes);
      const [none, all] = [
        await lossOf({kind: 'infoNCE', form: 'ntXent'}, [a, b], tau),
        await lossOf({kind: 'supervised'}, [a, b], tau, classes),
      ];
      expect(await at(0)).toBeCloseTo(none, 5);
      expect(await at(1)).toBeCloseTo(all, 5);
      expect(all - none).toBeGreaterThan(0.02);
      expect(await at(0.25)).toBeCloseTo(0.25 * all + 0.75 * none, 5);
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
      for (const kind of ['supervised', 'joint', 'decoupled', 'debiased', 'hardNegatives']) {
        const hot = {
          'objective.temperature': temperature,
          'objective.share': 0.1,
          'objective.hardness': 1,
          'objective.supervision': 0.5,
        };
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

    it('kept negatives are InfoNCE both ways where all are kept, and lower where some are left out', async () => {
      const expected = await lossOf({kind: 'infoNCE', form: 'symmetric'}, [a, b], tau);
      const at = (kept: number, side: string) =>
        lossOf({kind: 'keptNegatives', side}, [a, b], {...tau, 'objective.kept': kept});
      expect(await at(1, 'hardest')).toBeCloseTo(expected, 5);
      expect(await at(1, 'easiest')).toBeCloseTo(expected, 5);
      expect(await at(0.5, 'hardest')).toBeLessThan(expected - 0.01);
      expect(await at(0.5, 'easiest')).toBeLessThan((await at(0.5, 'hardest')) - 0.1);
    });

    it('simple contrast is the slope of InfoNCE at an endless temperature', async () => {
      const endless = 1000;
      const infoNCE = await lossOf({kind: 'infoNCE', form: 'symmetric'}, [a, b], {'objective.temperature': endless});
      // L = log N + (mean of all s - mean of s_ii) / tau, of which the positives are 1 / N.
      const simple = await lossOf({kind: 'simple'}, [a, b], {'objective.repulsion': 1});
      expect(((infoNCE - Math.log(12)) * endless * 12) / 11).toBeCloseTo(simple, 1);
    });

    it('the composed form of kept negatives is the kernel, values and gradients', async () => {
      const next = inputs(5);
      const s = tf.tensor3d([matrix(7, 12, next), matrix(7, 12, next)]);
      const out = tf.tensor3d([matrix(7, 12, (i, j) => Number(j === i || (i === 3 && j < 9)))]);
      const parameters = tf.tensor2d([
        [3, 0.3],
        [0.5, 0.8],
      ]);
      for (const side of ['hardest', 'easiest'] as const) {
        for (const inputs of [{parameters}, {parameters, out}]) {
          const values = [keptLogSum, composedKeptLogSum].map((f) =>
            tf.tidy(() => {
              const g = (x: tf.Tensor) => tf.sum(tf.mul(f({s: x, ...inputs}, side), [[1, 2, 3, 4, 5, 6, 7]]));
              return tf.concat([tf.reshape(f({s, ...inputs}, side), [-1]), tf.reshape(tf.grad(g)(s), [-1])]);
            }),
          );
          const [fused, composed] = await Promise.all(values.map((value) => value.data()));
          for (const [i, value] of fused.entries()) expect(composed[i]).toBeCloseTo(value, 5);
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

describe.each(['keptNegatives', 'dualView'])('%s, which stores all similarities of a batch,', (kind) => {
  it('takes a batch of 256 and no more, and makes it so where it is chosen', () => {
    const spec = (batch: number) => ({objective: {kind}, training: {batch}});
    const {spec: settings} = encoderSpec(spec(256)).stages[0];
    const stages = [{id: 'main', program: 'encoder', spec: spec(512)}];
    expect(sentencesOf({stages}).join()).toMatch(/^Batch must be at most 256 with .*: it is 512\.$/);
    const chosen = {...(settings as object), training: {kind: 'adamW', batch: 1024}};
    expect(language.program('encoder').fitted!(chosen as never, 'objective')).toMatchObject({training: {batch: 256}});
  });
});

type Settings = {kind: string; form?: string; side?: string};
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
