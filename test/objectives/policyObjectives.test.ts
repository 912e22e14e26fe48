import {describe, expect, it} from 'vitest';
import {
  type DirectObjectiveKind,
  learnsFromOf,
  policyNeedsOf,
  policyObjectiveSection,
} from '../../src/objectives/policy/index.spec.ts';
import {directObjectives, sampledObjectives} from '../../src/objectives/policy/index.ts';
import {
  answerBatch,
  DIRECT_HOTS,
  DIRECT_KINDS,
  evaluateDirect,
  policyObjectiveChecks,
} from '../reference/checks/policyObjectives.ts';
import {failures} from '../reference/checks/row.ts';
import {unpack} from '../reference/matrix.ts';
import {type Answer, type Batch, type Hot, TERMS} from '../reference/policyObjectives.ts';
import {onBackends} from '../support/backends.ts';
import {expectAllHold} from '../support/rows.ts';

/** Answers made from what matters for a test. */
const answer = (parts: Partial<Answer>): Answer => ({
  policy: -8,
  reference: -8,
  reward: 0,
  moves: 8,
  divergence: 0,
  mismatched: {policy: -9, reference: -9},
  ...parts,
});

const evaluated = async (kind: DirectObjectiveKind, batch: Batch, hot: Hot) =>
  (await evaluateDirect(kind, [batch], [hot]))[0];

onBackends(['cpu', 'wasm'], () => {
  describe.each(DIRECT_KINDS)('%s', (kind) => {
    it('values and gradients agree with double precision, and are finite for log-probabilities of -200', async () => {
      expectAllHold(await policyObjectiveChecks(`${kind}, `));
    });

    it(`a changed sign of its ${TERMS[kind]} is found out`, async () => {
      const found = failures(await policyObjectiveChecks(`${kind}, N=17`, -1));
      // Far outside the tolerance, so that no rounding can hide it.
      expect(Math.max(...found.map(({error, tolerance}) => error / tolerance))).toBeGreaterThan(100);
    });

    it('sees which answer of a pair was chosen, and the order of a set does not matter to it', async () => {
      const hot = DIRECT_HOTS[kind][0];
      const batch = answerBatch(5, 33, learnsFromOf(kind) === 'pairs' ? 2 : 4);
      const slopes = async (of: Batch) => unpack((await evaluated(kind, of, hot)).policy, 1, 33, of[0].length)[0];
      const there = await slopes(batch);
      const back = await slopes(batch.map((answers) => answers.toReversed()));
      const off = Math.max(...there.flatMap((row, i) => row.map((x, k) => 33 * Math.abs(x - back[i].at(-1 - k)!))));
      if (learnsFromOf(kind) === 'pairs') expect(off).toBeGreaterThan(0.02);
      else expect(off).toBeLessThan(1e-4);
    });
  });

  it('with a small coefficient DPO pushes every pair by half of it', async () => {
    const beta = 1e-4;
    const {value, policy} = await evaluated('dpo', answerBatch(9, 4, 2), {beta, smoothing: 0.1});
    expect(value[0]).toBeCloseTo(Math.log(2), 3);
    for (const [i, slope] of policy.entries()) expect((4 * slope) / beta).toBeCloseTo(i % 2 ? 0.4 : -0.4, 3);
  });

  it('IPO rests where the log-ratios are 1 / (2 beta) apart, and goes back from beyond', async () => {
    const apart = (gap: number) => evaluated('ipo', [[answer({policy: -8 + gap}), answer({})]], {beta: 0.25});
    const there = await apart(2);
    expect([...there.value, ...there.policy]).toEqual([0, 0, 0]);
    expect((await apart(3)).policy[0]).toBeCloseTo(2, 5);
    expect((await apart(1)).policy[0]).toBeCloseTo(-2, 5);
  });

  it('NCA of a pair whose first answer has all the weight is the pair form of TRL', async () => {
    const [w, l] = [answer({policy: -6.5, reward: 1}), answer({policy: -7})];
    const logSigmoid = (x: number) => -Math.log(1 + Math.exp(-x));
    const [rw, rl] = [0.5 * 1.5, 0.5 * 1];
    const {value} = await evaluated('nca', [[w, l]], {beta: 0.5, alpha: 0.01});
    expect(value[0]).toBeCloseTo(-logSigmoid(rw) - 0.5 * logSigmoid(-rw) - 0.5 * logSigmoid(-rl), 5);
  });

  it('NCA rests where exp(beta rho) is K w, InfoNCA also where all log-ratios are lower', async () => {
    const rewards = [1, -0.5, 0.25];
    const total = rewards.reduce((sum, reward) => sum + Math.exp(reward / 0.5), 0);
    const moved = (by: number) =>
      rewards.map((reward) =>
        answer({reward, policy: -8 + (Math.log((3 * Math.exp(reward / 0.5)) / total) + by) / 0.3}),
      );
    const pushes = async (kind: DirectObjectiveKind, by: number) =>
      Math.max(...(await evaluated(kind, [moved(by)], {beta: 0.3, alpha: 0.5})).policy.map(Math.abs));
    expect(await pushes('nca', 0)).toBeLessThan(1e-6);
    expect(await pushes('nca', -1)).toBeGreaterThan(0.01);
    expect(await pushes('infoNCA', 0)).toBeLessThan(1e-6);
    expect(await pushes('infoNCA', -1)).toBeLessThan(1e-6);
  });

  it('InfoNCA of two answers is DPO where the better one has all the weight', async () => {
    const batch = answerBatch(11, 6, 2).map((answers) => [...answers].sort((a, b) => b.reward - a.reward));
    const clear = batch.filter(([a, b]) => a.reward > b.reward + 0.1);
    expect(clear.length).toBeGreaterThan(2);
    const [info, dpo] = await Promise.all([
      evaluated('infoNCA', clear, {beta: 0.3, alpha: 0.001}),
      evaluated('dpo', clear, {beta: 0.3, smoothing: 0}),
    ]);
    expect(info.value[0]).toBeCloseTo(dpo.value[0], 6);
    for (const [i, slope] of info.policy.entries()) expect(slope).toBeCloseTo(dpo.policy[i], 6);
  });

  it('reward-weighted regression at a low temperature clones the best answers', async () => {
    const batch = answerBatch(13, 9, 4);
    const {value} = await evaluated('rewardWeighted', batch, {temperature: 1e-4});
    expect(value[0]).toBeCloseTo((await evaluated('bestOfNCloning', batch, {})).value[0], 5);
  });

  it('the contrastive policy gradient rests exactly at policies whose log-ratios are the rewards / beta', async () => {
    const set = (off: number) =>
      [2, -1, 0.5].map((reward, k) => answer({reward, policy: -8 + 2 * reward - 3 + (k === 1 ? off : 0)}));
    const there = await evaluated('copg', [set(0)], {beta: 0.5});
    expect([...there.value, ...there.policy].map(Math.abs)).toEqual([0, 0, 0, 0]);
    // One of three values is off by 1/2: the pairs are off by 1/2, 0 and 1/2.
    expect((await evaluated('copg', [set(1)], {beta: 0.5})).value[0]).toBeCloseTo(1 / 12, 6);
  });

  it('APO-zero raises the chosen answer, and APO-down lowers both once they are apart', async () => {
    const pair = [[answer({policy: -8.5}), answer({policy: -12})]];
    const [zero, down] = await Promise.all([
      evaluated('apoZero', pair, {beta: 0.3}),
      evaluated('apoDown', pair, {beta: 0.3}),
    ]);
    expect([...zero.policy].map(Math.sign)).toEqual([-1, 1]);
    expect([...down.policy].map(Math.sign)).toEqual([1, 1]);
  });

  it('PMPO learns from accepted answers alone, or from rejected ones alone', async () => {
    const slopes = async (alpha: number) => [
      ...(await evaluated('pmpo', [[answer({}), answer({})]], {alpha, beta: 1})).policy,
    ];
    expect((await slopes(1)).map((x) => x + 0)).toEqual([-1, 0]);
    expect((await slopes(0)).map((x) => x + 0)).toEqual([0, 1]);
  });

  it('KTO compares with the reference point, which is never below 0', async () => {
    const at = async (elsewhere: number) => {
      const mismatched = {policy: -9 + elsewhere, reference: -9};
      const pair = [answer({policy: -7, mismatched}), answer({policy: -9, mismatched})];
      const hot = {beta: 0.5, desirableWeight: 2, undesirableWeight: 1};
      return (await evaluated('kto', [pair], hot)).value[0];
    };
    const s = (x: number) => 1 / (1 + Math.exp(-x));
    expect(await at(3)).toBeCloseTo((2 * s(1) + s(-2)) / 2, 6);
    expect(await at(-3)).toBeCloseTo((2 * s(-0.5) + s(-0.5)) / 2, 6);
    expect(await at(-3)).toBe(await at(0));
  });

  it('a ranking asks nothing of answers with equal rewards, and more of those further apart in it', async () => {
    const value = async (rewards: readonly number[]) => {
      const set = rewards.map((reward) => answer({reward}));
      return (await evaluated('rankMargin', [set], {margin: 0.5, lengthExponent: 1, mleWeight: 0})).value[0];
    };
    expect(await value([1, 1, 1])).toBe(0);
    // Places 1, 2, 3: two pairs of neighbours and one pair 2 apart.
    expect(await value([3, 2, 1])).toBeCloseTo(2, 6);
    // Places 1, 2 1/2 and 2 1/2.
    expect(await value([3, 1, 1])).toBeCloseTo(1.5, 6);
  });
});

it('every objective is checked here, and stands with those of its kind', () => {
  const direct = ['demonstrations', 'pairs', 'sets'];
  const {parts} = policyObjectiveSection;
  const kinds = (are: boolean) =>
    parts.filter(({kind}) => direct.includes(learnsFromOf(kind)) === are).map(({kind}) => kind);
  expect(parts.filter(({kind}) => policyNeedsOf(kind).mismatched).map(({kind}) => kind)).toEqual(['kto']);
  expect([...DIRECT_KINDS].sort()).toEqual(kinds(true).sort());
  expect(Object.keys(directObjectives).sort()).toEqual(kinds(true).sort());
  expect(Object.keys(sampledObjectives).sort()).toEqual(kinds(false).sort());
});
