import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {type RewardObjectiveKind, rewardObjectiveSection} from '../../src/objectives/reward/index.spec.ts';
import {bradleyTerryLoss} from '../../src/objectives/reward/objective.ts';
import {
  evaluateReward,
  REWARD_HOTS,
  REWARD_KINDS,
  rewardBatch,
  rewardObjectiveChecks,
} from '../reference/checks/rewardObjectives.ts';
import {failures} from '../reference/checks/row.ts';
import {type Hot, rewardLoss, TERMS} from '../reference/rewardObjectives.ts';
import {onBackends} from '../support/backends.ts';
import {expectAllHold} from '../support/rows.ts';

onBackends(['cpu', 'wasm'], () => {
  describe.each(REWARD_KINDS)('%s', (kind) => {
    it('values and gradients agree with double precision, and are finite for rewards of a thousand', async () => {
      expectAllHold(await rewardObjectiveChecks(`${kind}, `));
    });

    it(`a changed sign of its ${TERMS[kind]} is found out`, async () => {
      const found = failures(await rewardObjectiveChecks(`${kind}, N=32`, -1));
      // Far outside the tolerance, so that no rounding can hide it.
      expect(Math.max(...found.map(({error, tolerance}) => error / tolerance))).toBeGreaterThan(100);
    });
  });

  it.each(REWARD_KINDS)('the loss of %s sees which item was chosen, except of regression', async (kind) => {
    const batch = rewardBatch(5, 33);
    const turned = {...batch, pairs: batch.pairs.map((pair) => ({...pair, label: 1 - pair.label}))};
    const hot = REWARD_HOTS[kind][0];
    const [{value}] = await evaluateReward(kind, [turned], [hot]);
    const off = Math.abs(value[0] - rewardLoss(kind, batch, hot));
    if (kind === 'regression') expect(off).toBeLessThan(1e-4);
    else expect(off).toBeGreaterThan(0.01);
  });

  it('at equal rewards the slope of Bradley–Terry is 1/2 - y', () => {
    tf.tidy(() => {
      const labels = tf.tensor1d([0, 0.5, 1]);
      const slope = tf.grad((x: tf.Tensor) => tf.sum(bradleyTerryLoss(x, labels)))(tf.zeros([3]));
      expect([...slope.dataSync()]).toEqual([0.5, 0, -0.5]);
    });
  });

  it('without a margin, smoothing, weight or offset each is Bradley–Terry', async () => {
    const batch = rewardBatch(9, 12);
    const lossOf = async (kind: RewardObjectiveKind, hot: Hot) =>
      (await evaluateReward(kind, [batch], [hot]))[0].value[0];
    const plain = await lossOf('bradleyTerry', {});
    const none: [RewardObjectiveKind, Hot][] = [
      ['margin', {margin: 0}],
      ['smoothed', {smoothing: 0}],
      ['votedStrength', {flipShare: 0, softShare: 0, smoothing: 0.2, dropShare: 0, marginScale: 0}],
      ['mixed', {regressionWeight: 0}],
      ['lengthPenalised', {offset: 0}],
      ['decorrelated', {penalty: 0}],
      ['contrastive', {contrastWeight: 0, temperature: 0.3}],
    ];
    for (const [kind, hot] of none) expect(await lossOf(kind, hot)).toBeCloseTo(plain, 6);
  });
});

it('every objective is checked here', () => {
  expect(rewardObjectiveSection.parts.map(({kind}) => kind).sort()).toEqual([...REWARD_KINDS].sort());
});
