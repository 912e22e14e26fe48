import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {errorOfChances} from '../../src/metrics/calibrationError/compute.ts';
import {commonWeights, shortest} from '../../src/programs/reward/commonGradient.ts';
import type {RewardSettings} from '../../src/programs/reward/index.spec.ts';
import type {RewardContext} from '../../src/programs/reward/model.ts';
import {modelsOf} from '../../src/programs/reward/models.ts';
import {openResponses} from '../../src/worlds/responses/preferences.ts';
import {hotContext} from '../reference/live.ts';
import {dot, type Matrix, matrix, mean, sum} from '../reference/matrix.ts';
import {inputs} from '../reference/random.ts';
import {besideAlone} from '../support/alone.ts';
import {onBackends} from '../support/backends.ts';
import {language, sentencesOf, specOf} from '../support/specs.ts';

const logistic = (x: number) => 1 / (1 + Math.exp(-x));
const WORLD = {kind: 'responses', pairs: 250, annotators: 6, prototypes: 3, mixing: 0};

const rewardSpec = (model: object, rest: object = {}) =>
  specOf({
    stages: [
      {
        id: 'main',
        program: 'reward',
        steps: 12,
        spec: {world: WORLD, model, objective: {kind: 'commonGradient'}, ...rest},
      },
    ],
  });

/** |sum_k lambda_k g_k|^2 */
const size = (lambda: readonly number[], g: Matrix) =>
  sum(g[0].map((_, d) => sum(lambda.map((share, k) => share * g[k][d])) ** 2));

/** The least of it over a fine grid of the simplex; with `sign` -1 the longest. */
function searched(g: Matrix, sign = 1): number {
  const steps = 200;
  let best = Number.POSITIVE_INFINITY;
  for (let a = 0; a <= steps; a++) {
    for (let b = 0; b <= (g.length > 2 ? steps - a : 0); b++) {
      const lambda = g.length > 2 ? [a, b, steps - a - b] : [a, steps - a];
      best = Math.min(
        best,
        sign *
          size(
            lambda.map((x) => x / steps),
            g,
          ),
      );
    }
  }
  return sign * best;
}

onBackends(['cpu', 'wasm'], () => {
  it.each([2, 3])('finds the shortest vector in the hull of %d gradients, and a wrong sign is found out', (groups) => {
    for (const seed of [1, 2, 3, 4]) {
      const next = inputs(seed);
      // Gradients that share something, so that the shortest is not nothing.
      const g = matrix(groups, 5, (_, d) => next() + (d === 0 ? 1 : 0)).map((row) => row.map(Math.fround));
      const lambda = tf.tidy(() => Array.from(shortest(tf.tensor3d([g])).dataSync()));
      expect(sum(lambda)).toBeCloseTo(1, 5);
      for (const share of lambda) expect(share).toBeGreaterThanOrEqual(-1e-6);
      const [got, least] = [size(lambda, g), searched(g)];
      expect(got).toBeGreaterThan(least - 1e-3);
      expect(got - least).toBeLessThan(groups === 2 ? 1e-3 : 0.03 * searched(g, -1));
      expect(searched(g, -1) - got).toBeGreaterThan(0.1);
    }
  });

  it('is exact where one is shorter than all others, and even where all are the same', () => {
    const short = [
      [1, 0],
      [3, 1],
      [4, -1],
    ];
    const found = (g: Matrix) => tf.tidy(() => Array.from(shortest(tf.tensor3d([g])).dataSync()));
    found(short).forEach((share, k) => {
      expect(share).toBeCloseTo(Number(k === 0), 5);
    });
    expect(
      found([
        [0, 0],
        [0, 0],
      ]),
    ).toEqual([0.5, 0.5]);
  });

  it('weighs pairs by the moving average of the gradient of each group', () => {
    const spec = rewardSpec({kind: 'linear'}).stages[0].spec as RewardSettings;
    const world = openResponses(spec.world as Parameters<typeof openResponses>[0]);
    const [model] = modelsOf(spec, world);
    const next = inputs(6);
    const A = world.features.length;
    const weights = Array.from({length: A}, () => Math.fround(next()));
    const before = matrix(3, A, () => Math.fround(0.1 * next()));
    const items = [Array.from({length: 30}, (_, i) => 2 * i), Array.from({length: 30}, (_, i) => 2 * i + 1)];
    const label = items[0].map((_, i) => [1, 0, 0.5][i % 3]);
    const who = items[0].map((_, i) => (i * 5) % 6);
    const kept = 0.75;
    let set: Matrix = [];
    const got = tf.tidy(() => {
      const context = {
        spec,
        world,
        replicas: 1,
        ...hotContext([{'objective.average': kept}]),
        get: (name: string) => {
          if (name === 'model0/weights') return tf.tensor([weights]);
          if (name === 'objective/gradients0') return tf.tensor([before]);
          const {shape, dtype, initial} = world.slots[name];
          return tf.tensor(initial!([0, 0]), [...shape], dtype);
        },
        set: (_: string, value: tf.Tensor) => {
          [set] = value.arraySync() as Matrix[];
        },
      } as unknown as RewardContext;
      const int = (x: readonly number[]) => tf.tensor2d([[...x]], undefined, 'int32');
      const batch = {items: [int(items[0]), int(items[1])] as const, label: tf.tensor2d([label]), who: int(who)};
      return Array.from(commonWeights(context, model, 0, batch).dataSync());
    });
    const features = Array.from(world.slots['world/features'].initial!([0, 0]));
    const row = (item: number) => features.slice(item * A, (item + 1) * A);
    const members = Array.from(world.slots['world/members'].initial!([0, 0]));
    const groupOf = who.map((u) => [0, 1, 2].find((k) => members[3 * u + k] === 1)!);
    const counts = [0, 1, 2].map((k) => groupOf.filter((g) => g === k).length);
    const g = [0, 1, 2].map((k) =>
      weights.map((_, d) => {
        const mine = groupOf.flatMap((group, i) => (group === k ? [i] : []));
        const slope = mean(
          mine.map((i) => {
            const gap = row(items[0][i]).map((x, j) => x - row(items[1][i])[j]);
            return (logistic(dot(weights, gap)) - label[i]) * gap[d];
          }),
        );
        return kept * before[k][d] + (1 - kept) * slope;
      }),
    );
    g.forEach((expected, k) => {
      expected.forEach((value, d) => {
        expect(set[k][d]).toBeCloseTo(value, 4);
      });
    });
    // All pairs of a group weigh the same, and together as much as the group.
    const lambda = [0, 1, 2].map((k) => (got[groupOf.indexOf(k)] * counts[k]) / 30);
    expect(mean(got)).toBeCloseTo(1, 4);
    got.forEach((weight, i) => {
      expect(weight).toBeCloseTo((30 * lambda[groupOf[i]]) / counts[groupOf[i]], 3);
    });
    expect(size(lambda, g) - searched(g)).toBeLessThan(0.1 * searched(g) + 1e-3);
  });
});

describe('the calibration error of chances that are known', () => {
  it('is none for the chances themselves, and what the definition says for others', () => {
    const next = inputs(2);
    const u = Array.from({length: 200}, () => 3 * next());
    expect(errorOfChances(u.map((x) => [x, x]))).toBeCloseTo(0, 12);
    const d = u.map((x) => 2 * x + 0.5 * next());
    /** `sign` -1 plants a wrong one. */
    const right = (sign = 1) => {
      const bins = Array.from({length: 10}, () => 0);
      d.forEach((x, i) => {
        const p = logistic(Math.abs(x));
        bins[Math.min(9, Math.floor(20 * (p - 0.5)))] += logistic(sign * Math.sign(x) * u[i]) - p;
      });
      return sum(bins.map(Math.abs)) / 200;
    };
    const got = errorOfChances(d.map((x, i) => [x, u[i]]));
    expect(got).toBeCloseTo(right(), 12);
    expect(Math.abs(got - right(-1))).toBeGreaterThan(0.1);
  });
});

onBackends(['wasm'], () => {
  it.each([[{kind: 'linear', members: 2}], [{kind: 'bag', width: 8}]])(
    'gives a member of a population the bits that it gets alone: %o',
    async (model) => {
      const spec = rewardSpec(model, {training: {batch: 32, evaluateEvery: 5}});
      const {unequal} = await besideAlone(spec, 12);
      expect(unequal).toEqual({slots: 0, metrics: 0});
    },
  );
});

describe('what goes with the common gradient', () => {
  const says = (spec: object) => sentencesOf({stages: [{id: 'main', program: 'reward', spec, steps: 5}]}).join(' ');
  const objective = {kind: 'commonGradient'};

  it('is annotators of several groups, and a last layer that is linear', () => {
    expect(says({world: {kind: 'responses'}, objective})).toContain('needs annotators of several groups');
    expect(says({world: WORLD, model: {kind: 'mixture'}, objective})).toContain('last layer is linear');
  });

  it('is found when it is chosen, and given up for what does not go with it', () => {
    const {fitted} = language.program('reward');
    const settings = rewardSpec({kind: 'linear'}).stages[0].spec as RewardSettings;
    const crowd = {...settings, world: {...settings.world, annotators: 0}};
    expect(fitted!(crowd as never, 'objective')).toMatchObject({world: {annotators: 20}, objective});
    expect(fitted!(crowd as never, 'world')).toMatchObject({objective: {kind: 'bradleyTerry'}});
    const mixed = {...settings, model: {kind: 'mixture', members: 1, aggregate: 'mean'}};
    expect(fitted!(mixed as never, 'objective')).toMatchObject({model: {kind: 'linear'}, objective});
    expect(fitted!(mixed as never, 'model')).toMatchObject({objective: {kind: 'bradleyTerry'}});
  });
});
