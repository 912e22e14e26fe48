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
      const found = failures(await policyObjectiveChecks(`${kind}, N=32`, -1));
      // Far outside the tolerance, so that no rounding can hide it.
      expect(Math.max(...found.map(({error, tolerance}) => error / tolerance))).toBeGreaterThan(100);
    });

    it('sees which answer of a pair was chosen, and the order of a set does not matter to it', async () => {
      const hot = DIRECT_HOTS[kind][0];
      const batch = answerBatch(5, 33, learnsFromOf(kind) === 'pairs' ? 2 : 4);
      const [there, back] = await Promise.all(
        [batch, batch.map((answers) => answers.toReversed())].map((one) => evaluated(kind, one, hot)),
      );
      const off = Math.abs(there.value[0] - back.value[0]);
      if (learnsFromOf(kind) === 'pairs') expect(off).toBeGreaterThan(0.01);
      else expect(off).toBeLessThan(1e-4);
    });
  });

  it('with a small coefficient DPO pushes every pair by half of it', async () => {
    const beta = 1e-4;
    const {value, policy} = await evaluated('dpo', answerBatch(9, 4, 2), {beta, smoothing: 0.1});
    expect(value[0]).toBeCloseTo(Math.log(2), 3);
    for (const [i, slope] of policy.entries()) expect((4 * slope) / beta).toBeCloseTo(i % 2 ? 0.4 : -0.4, 3);
  });
});

it('every objective is checked here, and stands with those of its kind', () => {
  const direct = ['demonstrations', 'pairs', 'sets'];
  const {parts} = policyObjectiveSection;
  const kinds = (are: boolean) =>
    parts.filter(({kind}) => direct.includes(learnsFromOf(kind)) === are).map(({kind}) => kind);
  expect([...DIRECT_KINDS].sort()).toEqual(kinds(true).sort());
  expect(Object.keys(directObjectives).sort()).toEqual(kinds(true).sort());
  expect(Object.keys(sampledObjectives).sort()).toEqual(kinds(false).sort());
});
