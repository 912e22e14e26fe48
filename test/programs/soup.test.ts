import {describe, expect, it} from 'vitest';
import {exactMetrics} from '../../src/metrics/exact/compute.ts';
import {policyOf} from '../../src/metrics/exact/policy.ts';
import {rankingOf} from '../../src/metrics/exact/ranking.ts';
import {language} from '../../src/programs/index.spec.ts';
import type {Spec} from '../../src/spec/index.ts';
import {banditLattice} from '../../src/worlds/answers/bandit.ts';
import {open, slotsIn} from '../reference/checks/runs.ts';
import {logitsOf, type StageOf, settingsOf, softmax, stagesOf, WORLDS} from '../reference/policies.ts';
import {onBackends} from '../support/backends.ts';

await language.load(['policy', 'soup']);

const ARMS = WORLDS.bandit.arms;
const {states} = banditLattice(ARMS);
const SFT = {objective: {kind: 'sft'}} as const;
const POLICY = {hidden: 16};

/** Two imitations of other lengths, and both as one. */
const spec = (mixing: object, rest: Partial<Spec> = {}): Spec => ({
  ...stagesOf([
    {id: 'one', spec: settingsOf(SFT), steps: 12},
    {id: 'two', spec: settingsOf({...SFT, training: {learningRate: 0.05}}), steps: 12},
    {
      ...{id: 'soup', program: 'soup', steps: 2},
      spec: {world: WORLDS.bandit, policy: POLICY, mixing: {kind: 'soup', ...mixing}},
      from: {'a/*': 'one.policy/*', 'b/*': 'two.policy/*', 'ref/*': 'one.policy/*'},
    } satisfies StageOf,
  ]),
  ...rest,
});

const oneHot = (state: number) => Array.from({length: states}, (_, i) => Number(i === state));
const ROWS = [...Array(states).keys()].map(oneHot);

/** Logits of a network at every state, from its parameters in double precision. */
const everywhere = (slots: ReadonlyMap<string, ArrayLike<number>>, name: string) =>
  ROWS.map((seen) => logitsOf(slots, name, seen));

async function measured(of: Spec, replicas?: Parameters<typeof open>[1]) {
  const run = await open(of, replicas);
  for (const i of of.stages.keys()) {
    if (i > 0) await run.nextStage();
    while (!run.stageFinished) run.advance();
  }
  const {metrics} = await run.collect();
  const slots = slotsIn(await run.checkpoint());
  run.dispose();
  return {metrics: metrics.filter(({stage}) => stage === 'soup'), slots};
}

onBackends(['wasm'], () => {
  describe.each([0, 0.3, 1])('with weight %f', (weight) => {
    it.each(['weights', 'logits', 'probabilities'] as const)(
      'the mean of %s is that of double precision',
      async (of) => {
        const {metrics, slots} = await measured(spec({weight, of}));
        const mean = (a: number, b: number) => weight * a + (1 - weight) * b;
        const blended = new Map(
          [...slots]
            .filter(([name]) => name.startsWith('a/'))
            .map(([name, a]) => [name, Array.from(a, (x, i) => mean(x, slots.get(name.replace('a/', 'b/'))![i]))]),
        );
        const [a, b] = ['a', 'b'].map((name) => everywhere(slots, name));
        const open = (row: readonly number[]) => row.slice(0, ARMS);
        const chances = a.map((row, s) => {
          const [p, q] = [row, b[s]].map((x) => softmax(open(x)));
          return p.map((x, i) => Math.log(mean(x, q[i])));
        });
        const logits = {
          weights: everywhere(blended, 'a'),
          logits: a.map((row, s) => row.map((x, i) => mean(x, b[s][i]))),
          probabilities: chances.map((row) => [...row, 0]),
        };
        const lattice = banditLattice(ARMS);
        const law = (rows: readonly (readonly number[])[]) => policyOf(lattice, Float64Array.from(rows.flat()));
        const gold = new Float64Array(states);
        const ranking = rankingOf(gold);
        const right = (rows: readonly (readonly number[])[]) =>
          exactMetrics(law(rows), {
            ...{reference: law(a), gold, proxy: gold, goldRanking: ranking, proxyRanking: ranking},
            attributes: {names: [], table: new Float32Array(0)},
          });
        const found = metrics[0].values;
        const {entropy, divergence} = right(logits[of]);
        expect(found.entropy[0]).toBeCloseTo(entropy, 5);
        expect(found.divergence[0]).toBeCloseTo(divergence, 5);
        if (weight === 1) expect(found.divergence[0]).toBeCloseTo(0, 6);
        // Planted: the weight is that of the other policy, and another mean.
        if (weight !== 0.3) return;
        const other = right(logits[of === 'weights' ? 'probabilities' : 'weights']);
        expect(Math.abs(found.divergence[0] - other.divergence)).toBeGreaterThan(1e-4);
        const turned = a.map((row, s) => row.map((x, i) => mean(b[s][i], x)));
        expect(Math.abs(found.divergence[0] - right(turned).divergence)).toBeGreaterThan(1e-3);
      },
    );
  });

  it('the weight acts at the next step, and members have one each', async () => {
    const moved = await measured(
      spec({weight: 0.3}, {moves: [{stage: 'soup', tick: 1, path: 'mixing.weight', value: 0.8}]}),
    );
    const lone = await measured(spec({weight: 0.8}));
    expect(moved.metrics[1].values).toEqual(lone.metrics[1].values);
    expect(moved.metrics[0].values.divergence).not.toEqual(lone.metrics[0].values.divergence);
    const fan = await measured(spec({weight: 0.3}), [{seed: 1}, {seed: 1, hot: {soup: {'mixing.weight': 0.8}}}]);
    expect(fan.metrics[0].values.divergence[1]).toBe(lone.metrics[0].values.divergence[0]);
  });

  it('needs both policies from earlier stages', async () => {
    const {stages, ...rest} = spec({});
    const {from, ...last} = stages[2];
    const without: Spec = {...rest, stages: [...stages.slice(0, 2), {...last, from: {'a/*': from!['a/*']}}]};
    await expect(open(without)).rejects.toThrow('needs b/w0 from an earlier stage');
  });
});
