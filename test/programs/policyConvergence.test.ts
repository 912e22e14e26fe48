/** Where learning comes to rest, against the exact optimum. */
import {describe, expect, it} from 'vitest';
import type {Replica} from '../../src/engine/program.ts';
import {divergenceOf, expectation} from '../../src/metrics/exact/expectations.ts';
import {objectiveGradient} from '../../src/metrics/exact/gradient.ts';
import {frontierOf, optimumOf} from '../../src/metrics/exact/optimum.ts';
import {frontierPeak} from '../../src/metrics/exact/path.ts';
import {type LatticePolicy, policyOf} from '../../src/metrics/exact/policy.ts';
import {language} from '../../src/programs/index.spec.ts';
import type {PolicySettings} from '../../src/programs/policy/index.spec.ts';
import type {Spec} from '../../src/spec/index.ts';
import {answerLattice, SEEN, seenStates} from '../../src/worlds/answers/lattice.ts';
import type {AnswerWorld} from '../../src/worlds/answers/world.ts';
import * as runs from '../reference/checks/runs.ts';
import {banditOf, logitsOf as drawnLogits, latticeOf} from '../reference/lattice.ts';
import {logitsOf, policySpecOf, type Small, settingsOf, stagesOf, WORLDS, worlds} from '../reference/policies.ts';
import {inputs} from '../reference/random.ts';
import {onBackends} from '../support/backends.ts';
import {whenLong} from '../support/long.ts';

await language.load(['policy']);

const {advanceTo, slotsIn} = runs;

describe('the exact gradient', () => {
  const LATTICES = [
    ['on a bandit', banditOf(16), 0.01],
    ['on a lattice of three kinds of moves', latticeOf([2, 1, 2], 3), 0.02],
  ] as const;
  it.each(LATTICES)('%s leads to the optimum', (_, lattice, bound) => {
    const draw = inputs(5);
    const reward = Float64Array.from({length: lattice.states}, () => 2 * draw());
    const reference = policyOf(lattice, drawnLogits(lattice, 3));
    const beta = 0.5;
    const {policy: best} = optimumOf(reference, reward, beta);
    const climbed = (sign: number) => {
      const logits = Float64Array.from(reference.log, (x) => (x === -Infinity ? -1e9 : x));
      for (let step = 0; step < 2000; step++) {
        const slope = objectiveGradient(policyOf(lattice, logits), reference, reward, beta);
        for (let i = 0; i < logits.length; i++) logits[i] += sign * slope[i];
      }
      return divergenceOf(policyOf(lattice, logits), best);
    };
    const before = divergenceOf(reference, best);
    expect(before).toBeGreaterThan(0.3);
    expect(climbed(1)).toBeLessThan(bound);
    // Planted: downhill.
    expect(climbed(-1)).toBeGreaterThan(before);
  });
});

whenLong(() =>
  onBackends(['wasm'], () => {
    /** Annotators like length, which the reader does not. */
    const LONG = {...WORLDS.answers, lengthBias: 2, length: -1};

    /** All stages of a run. */
    async function wholeRun(spec: Spec, replicas?: readonly Replica[]) {
      const run = await runs.open(spec, replicas, {worlds});
      for (const [i, {steps}] of spec.stages.entries()) {
        if (i > 0) await run.nextStage();
        advanceTo(run, steps);
      }
      const {metrics} = await run.collect();
      const slots = slotsIn(await run.checkpoint());
      const {world} = run;
      run.dispose();
      return {metrics, slots, world: world as AnswerWorld};
    }

    /** Each member's metrics at its last evaluation. */
    const ended = async (small: Small, steps: number, replicas?: readonly Replica[]) =>
      (await wholeRun(policySpecOf(small, steps), replicas)).metrics.at(-1)!.values;

    it.each(['reinforce', 'rloo'] as const)('%s comes to the optimum of a bandit', async (kind) => {
      const small: Small = {
        objective: {kind, beta: 0.5},
        training: {batch: 128, learningRate: 0.02},
      };
      const last = await ended(small, 300);
      expect(last.divergence[0]).toBeGreaterThan(0.3);
      expect(last.optimumDistance[0]).toBeLessThan(0.001);
    });

    it.each(['reinforce', 'rloo'] as const)('%s comes near the optimum of answers', async (kind) => {
      const small: Small = {
        world: LONG,
        objective: {kind, beta: 1},
        policy: {hidden: 48},
        training: {batch: 64, learningRate: 0.01},
      };
      const last = await ended(small, 300);
      expect(last.divergence[0]).toBeGreaterThan(1);
      expect(last.optimumDistance[0]).toBeLessThan(0.05 * last.divergence[0]);
    });

    it('the more pairs DPO has, the nearer it comes to the optimum', async () => {
      const means: number[] = [];
      for (const questions of [250, 2000, 16000]) {
        const small: Small = {
          world: {...WORLDS.answers, care: 1},
          objective: {kind: 'dpo', beta: 1},
          sampling: {questions, among: 2, pairing: 'random', labels: 'annotators'},
          policy: {hidden: 48},
          training: {batch: 64, learningRate: 0.005},
        };
        const last = await ended(small, 400, [{seed: 1}, {seed: 2}, {seed: 3}]);
        means.push(last.optimumDistance.reduce((a, b) => a + b, 0) / 3);
      }
      expect(means[1]).toBeLessThan(means[0]);
      expect(means[2]).toBeLessThan(means[1]);
    });

    const imitation = {
      id: 'sft',
      spec: settingsOf({world: LONG, objective: {kind: 'sft'}, training: {batch: 64}, policy: {hidden: 48}}),
      steps: 200,
    };

    it('policies at rest lie on the exact frontier, and gold peaks at the same beta', async () => {
      const betas = [4, 2.5, 1.8, 1.2, 0.7, 0.35];
      const small: Small = {
        world: LONG,
        objective: {kind: 'reinforce', beta: 1},
        policy: {hidden: 48},
        training: {batch: 64, learningRate: 0.01},
      };
      const settings = settingsOf(small);
      const from = {'policy/*': 'sft.policy/*', 'ref/*': 'sft.policy/*'};
      const spec = stagesOf([imitation, {id: 'policy', spec: settings, from, steps: 250}]);
      const replicas = betas.map((beta) => ({seed: 1, hot: {policy: {'objective.beta': beta}}}));
      const {metrics, slots, world} = await wholeRun(spec, replicas);
      const last = metrics.at(-1)!.values;
      const reference = referenceOf(slots, betas.length);
      const {world: asked} = spec.stages[1].spec as PolicySettings;
      const worth = (weights: readonly number[]) =>
        Float64Array.from({length: reference.law.length}, (_, state) =>
          weights.reduce((sum, weight, i) => sum + weight * world.featureTable[state * weights.length + i], 0),
        );
      const [proxy, gold] = [worth(world.tasteOf(asked)), worth(world.goldOf(asked))];
      const exact = frontierOf(reference, proxy, betas).map(({divergence, law}) => ({
        divergence,
        proxy: expectation(law, proxy),
        gold: expectation(law, gold),
      }));
      const found = betas.map((_, i) => ({
        divergence: last.divergence[i],
        proxy: last.proxy[i],
        gold: last.gold[i],
      }));
      for (const [i, at] of exact.entries()) {
        expect(Math.abs(found[i].divergence - at.divergence), `divergence at ${betas[i]}`).toBeLessThan(0.1);
        expect(Math.abs(found[i].gold - at.gold), `gold at ${betas[i]}`).toBeLessThan(0.03);
        // Below it by what the price of this divergence leaves.
        const lost = at.proxy - betas[i] * at.divergence - (found[i].proxy - betas[i] * found[i].divergence);
        expect(lost).toBeGreaterThan(-1e-3);
        expect(lost).toBeLessThan(0.1);
      }
      const peak = frontierPeak(exact)!;
      expect(peak.drop).toBeGreaterThan(0.05);
      expect(peak.index).toBeGreaterThan(0);
      expect(frontierPeak(found)!.index).toBe(peak.index);
    });

    it('with a reward model of the lab’s own, trained by biased annotators, gold turns over', async () => {
      const bag = {kind: 'bag', width: 16};
      const spec = stagesOf([
        imitation,
        {
          id: 'judge',
          program: 'reward',
          spec: {
            world: {kind: 'responses', lengthBias: 2, length: -1},
            model: bag,
            training: {batch: 128, learningRate: 0.003, warmup: 20},
          },
          steps: 400,
        },
        {
          id: 'policy',
          spec: settingsOf({
            world: LONG,
            objective: {kind: 'reinforce', beta: 0.02},
            judge: bag,
            policy: {hidden: 48},
            training: {batch: 32, learningRate: 0.01, evaluateEvery: 5},
          }),
          from: {'policy/*': 'sft.policy/*', 'ref/*': 'sft.policy/*', 'rm/*': 'judge.*'},
          steps: 150,
        },
      ]);
      const {metrics} = await wholeRun(spec);
      const path = metrics
        .filter(({stage, values}) => stage === 'policy' && values.gold)
        .map(({values}) => ({divergence: values.divergence[0], gold: values.gold[0], proxy: values.proxy[0]}));
      const peak = frontierPeak(path)!;
      expect(peak.index).toBeGreaterThan(0);
      expect(peak.divergence).toBeLessThan(path.at(-1)!.divergence);
      expect(peak.gold - path[0].gold).toBeGreaterThan(0.3);
      expect(peak.drop).toBeGreaterThan(0.3);
      expect(path.at(-1)!.proxy).toBeGreaterThan(path[peak.index].proxy);
    });
  }),
);

/** The first member's reference, in double precision. */
function referenceOf(slots: ReadonlyMap<string, ArrayLike<number>>, members: number): LatticePolicy {
  const lattice = answerLattice();
  const seen = seenStates(lattice);
  const own = new Map(
    [...slots].map(([name, values]) => [name, Array.from(values).slice(0, values.length / members)] as const),
  );
  const logits = new Float64Array(lattice.states * lattice.moves);
  for (let state = 0; state < lattice.states; state++) {
    const x = Array.from(seen.subarray(state * SEEN, (state + 1) * SEEN));
    logits.set(logitsOf(own, 'ref', x), state * lattice.moves);
  }
  return policyOf(lattice, logits);
}
