import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {type RewardObjectiveKind, rewardObjectiveSection} from '../../src/objectives/reward/index.spec.ts';
import {rewardObjectives} from '../../src/objectives/reward/index.ts';
import {bradleyTerryLoss} from '../../src/objectives/reward/objective.ts';
import {hotContext} from '../reference/live.ts';
import {inputs} from '../reference/random.ts';
import {type Pair, rewardLoss, rewardSlopes} from '../reference/rewardObjectives.ts';
import {onBackends} from '../support/backends.ts';

/** Settings of each member of a population. */
const HOTS: Record<Exclude<RewardObjectiveKind, 'contrastive'>, readonly Record<string, number>[]> = {
  bradleyTerry: [{}, {}],
  margin: [{margin: 1}, {margin: 0}],
  smoothed: [{smoothing: 0.1}, {smoothing: 0.3}],
  davidson: [{tieRate: 1}, {tieRate: 0.2}],
  hinge: [{margin: 1}, {margin: 2.5}],
  regression: [{}, {}],
  mixed: [{regressionWeight: 0.5}, {regressionWeight: 2}],
  lengthControlled: [{}, {}],
  lengthPenalised: [{handicap: 1.5}, {handicap: -0.5}],
  decorrelated: [{fine: 1}, {fine: 10}],
};
const KINDS = Object.keys(HOTS) as (keyof typeof HOTS)[];
const COEFFICIENT = 0.7;

function pairsOf(seed: number, count: number, spread = 2): Pair[] {
  const next = inputs(seed);
  const two = (scale: number): [number, number] => [scale * next(), scale * next()];
  return Array.from({length: count}, (_, i) => ({
    rewards: two(spread),
    label: [1, 0, 0.5][i % 3],
    lengths: two(1.5),
    scores: two(2),
  }));
}

/** Loss [R] and slopes along rewards and coefficient of each member, as the objective computes them. */
function computed(kind: RewardObjectiveKind, members: readonly (readonly Pair[])[], hots: readonly object[]) {
  const table = (of: (pair: Pair) => number) => tf.tensor2d(members.map((pairs) => pairs.map(of)));
  const context = hotContext(
    hots.map((hot) => Object.fromEntries(Object.entries(hot).map(([k, v]) => [`objective.${k}`, v as number]))),
  );
  const rest = {
    label: table(({label}) => label),
    lengths: [table(({lengths}) => lengths[0]), table(({lengths}) => lengths[1])] as const,
    scores: [table(({scores}) => scores[0]), table(({scores}) => scores[1])] as const,
  };
  const loss = (a: tf.Tensor, b: tf.Tensor, coefficient: tf.Tensor) => {
    const value = rewardObjectives[kind].loss(context, {...rest, rewards: [a, b], coefficient});
    return value.rank === 2 ? tf.mean(value, 1) : value;
  };
  const inputs = [
    table(({rewards}) => rewards[0]),
    table(({rewards}) => rewards[1]),
    tf.fill([members.length, 1], COEFFICIENT),
  ];
  const values = loss(...(inputs as [tf.Tensor, tf.Tensor, tf.Tensor])).arraySync() as number[];
  const gradients = tf.grads((...x: tf.Tensor[]) => {
    const [a, b, c] = x;
    // So that there is always a gradient along the coefficient.
    return tf.add(tf.sum(loss(a, b, c)), tf.mul(0, tf.sum(c)));
  })(inputs);
  const slopes = members.map((_, r) => gradients.flatMap((g) => (g.arraySync() as number[][])[r]));
  return {values, slopes};
}

onBackends(['cpu', 'wasm'], () => {
  describe.each(KINDS)('%s', (kind) => {
    it.each([3, 32])('value and gradient of %s pairs agree with double precision', (count) => {
      const members = [pairsOf(5, count), pairsOf(6, count)];
      tf.tidy(() => {
        const {values, slopes} = computed(kind, members, HOTS[kind]);
        members.forEach((pairs, r) => {
          const hot = HOTS[kind][r];
          const expected = rewardLoss(kind, pairs, hot, COEFFICIENT);
          expect(Math.abs(values[r] - expected)).toBeLessThan(1e-4 * Math.max(1, Math.abs(expected)));
          const reference = rewardSlopes(kind, pairs, hot, COEFFICIENT);
          const size = Math.max(...reference.map(Math.abs));
          slopes[r].forEach((slope, i) => {
            expect(Math.abs(slope - reference[i])).toBeLessThan(2e-4 * size);
          });
        });
      });
    });

    it('a wrong sign of the choices is found out', () => {
      const pairs = pairsOf(5, 33);
      const turned = pairs.map((pair) => ({...pair, label: 1 - pair.label}));
      tf.tidy(() => {
        const {values} = computed(kind, [turned], [HOTS[kind][0]]);
        const off = Math.abs(values[0] - rewardLoss(kind, pairs, HOTS[kind][0], COEFFICIENT));
        // Regression looks at scores alone.
        if (kind !== 'regression') expect(off).toBeGreaterThan(0.01);
        else expect(off).toBeLessThan(1e-4);
      });
    });

    it('rewards of a thousand give finite losses and gradients', () => {
      const far = pairsOf(7, 9, 1000);
      tf.tidy(() => {
        const {values, slopes} = computed(kind, [far], [HOTS[kind][0]]);
        expect([...values, ...slopes[0]].every(Number.isFinite)).toBe(true);
      });
    });
  });

  it('at equal rewards the slope of Bradley–Terry is 1/2 - y', () => {
    tf.tidy(() => {
      const labels = tf.tensor1d([0, 0.5, 1]);
      const slope = tf.grad((x: tf.Tensor) => tf.sum(bradleyTerryLoss(x, labels)))(tf.zeros([3]));
      expect([...slope.dataSync()]).toEqual([0.5, 0, -0.5]);
    });
  });

  it('without a margin, smoothing, weight or handicap each is Bradley–Terry', () => {
    const pairs = pairsOf(9, 12);
    tf.tidy(() => {
      const [plain] = computed('bradleyTerry', [pairs], [{}]).values;
      const none: [RewardObjectiveKind, object][] = [
        ['margin', {margin: 0}],
        ['smoothed', {smoothing: 0}],
        ['mixed', {regressionWeight: 0}],
        ['lengthPenalised', {handicap: 0}],
        ['decorrelated', {fine: 0}],
      ];
      for (const [kind, hot] of none) expect(computed(kind, [pairs], [hot]).values[0]).toBeCloseTo(plain, 6);
    });
  });

  it('contrast adds InfoNCE over two looks at each item', () => {
    tf.tidy(() => {
      const pairs = pairsOf(3, 4);
      const next = inputs(8);
      const looks = Array.from({length: 16}, () => {
        const v = [next(), next(), next()];
        return v.map((x) => x / Math.hypot(...v));
      });
      const context = hotContext([{'objective.temperature': 0.3, 'objective.contrastWeight': 0.5}]);
      const table = (of: (pair: Pair) => number) => tf.tensor2d([pairs.map(of)]);
      const [value] = rewardObjectives.contrastive
        .loss(context, {
          rewards: [table(({rewards}) => rewards[0]), table(({rewards}) => rewards[1])],
          label: table(({label}) => label),
          looks: tf.tensor3d([looks]),
        })
        .dataSync();
      const dot = (i: number, j: number) => looks[i].reduce((sum, x, k) => sum + x * looks[j][k], 0);
      const infoNCE = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => {
        const all = Array.from({length: 8}, (_, j) => Math.exp(dot(i, 8 + j) / 0.3)).reduce((a, b) => a + b);
        return Math.log(all) - dot(i, 8 + i) / 0.3;
      });
      const expected = rewardLoss('bradleyTerry', pairs, {}, 0) + 0.5 * (infoNCE.reduce((a, b) => a + b) / 8);
      expect(value).toBeCloseTo(expected, 4);
    });
  });
});

it('every objective is checked here', () => {
  expect(rewardObjectiveSection.parts.map(({kind}) => kind).sort()).toEqual([...KINDS, 'contrastive'].sort());
});
