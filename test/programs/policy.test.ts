import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import type {Program, Replica} from '../../src/engine/program.ts';
import type {RunOptions} from '../../src/engine/run.ts';
import {learnsFromOf, policyNeedsOf} from '../../src/objectives/policy/index.spec.ts';
import {language} from '../../src/programs/index.spec.ts';
import {answer, beginnings, likelihood} from '../../src/programs/policy/answering.ts';
import {policy} from '../../src/programs/policy/index.ts';
import {POLICY, type PolicyContext} from '../../src/programs/policy/network.ts';
import {assign, type Spec} from '../../src/spec/index.ts';
import {answerLattice} from '../../src/worlds/answers/lattice.ts';
import {featuresOf, tokensOf} from '../../src/worlds/answers/says.ts';
import {PROMPTS} from '../../src/worlds/responses/language.ts';
import * as runs from '../reference/checks/runs.ts';
import {
  bagReward,
  logitsOf,
  POLICY_KINDS,
  policySpecOf,
  type Small,
  settingsOf,
  softmax,
  stagesOf,
  WORLDS,
  worlds,
} from '../reference/policies.ts';
import {onBackends} from '../support/backends.ts';

await language.load(['policy']);

const {advanceTo, compareTraces, slotsIn, traceOf} = runs;
const NONE = {slots: 0, metrics: 0};

const open = (spec: Spec, replicas?: readonly Replica[], rest: Partial<RunOptions> = {}) =>
  runs.open(spec, replicas, {worlds, ...rest});

/** Objectives whose phases differ, each with a hot field of its own. */
const SOME: readonly [name: string, small: Small, hot: Record<string, number>][] = [
  ['imitation', {objective: {kind: 'sft'}}, {'training.learningRate': 0.05}],
  [
    'pairs, collected again',
    {
      objective: {kind: 'dpo'},
      sampling: {among: 2, pairing: 'random', labels: 'annotators', writer: 'policy', refreshEvery: 10},
    },
    {'objective.beta': 1},
  ],
  ['answers to other questions', {world: {...WORLDS.answers, questions: 2}, objective: {kind: 'kto'}}, {}],
  [
    'labels of its own',
    {
      objective: {kind: 'cream'},
      sampling: {labels: 'self', writer: 'policy', refreshEvery: 10},
    },
    {'objective.beta': 1},
  ],
  [
    'win rates in comparisons',
    {
      world: {...WORLDS.bandit, cyclic: 0.5},
      objective: {kind: 'dno', comparisons: 3},
      sampling: {writer: 'policy', refreshEvery: 10},
    },
    {'objective.eta': 1, 'world.care': 4},
  ],
  ['sets', {objective: {kind: 'nca'}}, {'objective.alpha': 0.5}],
  [
    'the best and a bad one of many, by a judge with errors',
    {objective: {kind: 'dpo'}, sampling: {among: 9, pairing: 'low'}, judge: {kind: 'gold', noise: 0.5}},
    {'world.scale': 2},
  ],
  [
    'answers and their revisions, checked for facts',
    {
      ...{world: WORLDS.answers, objective: {kind: 'apoZero'}, judge: {kind: 'checker', noise: 0.1}},
      sampling: {pairing: 'edited', writer: 'policy', refreshEvery: 10},
    },
    {'objective.beta': 1},
  ],
  ['a controller', {objective: {kind: 'rloo', control: 'adaptive', target: 0.5}}, {'objective.target': 0.1}],
  ['the KL in the loss', {world: WORLDS.answers, objective: {kind: 'grpo', place: 'loss'}}, {'world.lengthBias': 2}],
  [
    'rollouts',
    {objective: {kind: 'ppo', control: 'constrained', place: 'loss'}},
    {'objective.beta': 1, 'objective.clip': 0.05},
  ],
  ['pairs under goals', {policy: {goals: 'levels', levels: 4}, objective: {kind: 'dpo'}}, {'objective.beta': 1}],
  [
    'levels in a pool that grows',
    {
      policy: {goals: 'levels', levels: 3},
      objective: {kind: 'quark'},
      sampling: {writer: 'policy', rounds: 3, refreshEvery: 5, questions: 64},
    },
    {'policy.goal': 0, 'objective.beta': 1},
  ],
  [
    'two targets',
    {
      world: WORLDS.answers,
      policy: {goals: 'targets'},
      objective: {kind: 'quark'},
      sampling: {writer: 'policy', refreshEvery: 10, questions: 64},
    },
    {'policy.goal': 0.3},
  ],
];

onBackends(['wasm'], () => {
  describe.each(Object.entries(WORLDS))('in the world %s', (name, world) => {
    // Only on the bandit is it known how any two answers compare.
    const kinds = POLICY_KINDS.filter((kind) => name === 'bandit' || !policyNeedsOf(kind).iterates);
    it.each(kinds)('%s learns what it is to learn, and leaves no tensors', async (kind) => {
      const imitates = learnsFromOf(kind) === 'demonstrations';
      const steps = name === 'bandit' ? 24 : 8;
      // Without goals it imitates good and bad answers alike, and what goals do has to be learnt from nothing.
      const small: Partial<Small> = kind === 'quark' ? {policy: {goals: 'levels'}, training: {learningRate: 0.1}} : {};
      const run = await open(policySpecOf({world, objective: {kind}, ...small}, steps));
      advanceTo(run, steps - 4);
      const {metrics} = await run.collect();
      const {numTensors} = tf.memory();
      advanceTo(run, steps - 1);
      metrics.push(...(await run.collect()).metrics);
      expect(tf.memory().numTensors).toBe(numTensors);
      run.advance();
      metrics.push(...(await run.collect()).metrics);
      run.dispose();
      for (const {values} of metrics) {
        for (const [metric, [value]] of Object.entries(values)) expect(value, metric).toSatisfy(Number.isFinite);
      }
      const of = (metric: string) => metrics.flatMap(({values}) => values[metric]?.[0] ?? []);
      expect(of('loss')).toHaveLength(steps);
      const [losses, proxies] = [of('loss'), of('proxy')];
      if (imitates) expect(losses.at(-1)).toBeLessThan(losses[0]);
      else expect(proxies.at(-1)).toBeGreaterThan(proxies[0]);
      // The reference is the policy as it was.
      if (!imitates) expect(of('divergence')[0]).toBe(0);
    });
  });

  it.each(SOME)('with %s, members of a population get the bits that they get alone', async (_, small, hot) => {
    const ticks = 12;
    const spec = policySpecOf({training: {evaluateEvery: 6, batch: 8}, ...small}, ticks);
    const replicas: Replica[] = [{seed: 1}, {seed: 4_000_000_000, hot: {main: hot}}, {seed: 3}];
    const together = await open(spec, replicas);
    advanceTo(together, ticks);
    const all = await traceOf(together);
    together.dispose();
    for (const [member, {seed, hot: own}] of replicas.entries()) {
      const settings = Object.entries(own?.main ?? {}).reduce(
        (at, [path, value]) => assign(at, path, value),
        spec.stages[0].spec,
      );
      const alone = await open({...spec, seed, stages: [{...spec.stages[0], spec: settings}]});
      advanceTo(alone, ticks);
      expect(compareTraces(all, await traceOf(alone), member, replicas.length)).toEqual(NONE);
      alone.dispose();
    }
  });

  it.each(SOME)('with %s, a run that is continued is the run that was never paused', async (_, small) => {
    const spec = policySpecOf({training: {evaluateEvery: 6, batch: 8}, ...small}, 12);
    const straight = await open(spec);
    advanceTo(straight, 7);
    await straight.collect();
    const checkpoint = await straight.checkpoint();
    advanceTo(straight, 12);
    const expected = await traceOf(straight);
    straight.dispose();
    const other = await open(spec);
    await other.restore(structuredClone(checkpoint));
    advanceTo(other, 12);
    expect(compareTraces(await traceOf(other), expected)).toEqual(NONE);
    other.dispose();
  });

  const MOVES: [Small, string, number][] = [
    [{objective: {kind: 'dpo'}}, 'objective.beta', 1],
    [{objective: {kind: 'reinforce'}}, 'objective.beta', 1],
    [{objective: {kind: 'ppo'}, training: {learningRate: 0.2}}, 'objective.clip', 0.01],
    [{objective: {kind: 'reinforce'}, world: WORLDS.answers}, 'world.lengthBias', 2],
  ];
  it.each(MOVES)('%o: a move of %s acts at the next step, and no sooner', async (small, path, value) => {
    const spec = policySpecOf(small, 8);
    const [still, moved] = [await open(spec), await open(spec)];
    for (const run of [still, moved]) advanceTo(run, 4);
    expect(compareTraces(await traceOf(moved), await traceOf(still))).toEqual(NONE);
    moved.move(path, value);
    for (const run of [still, moved]) run.advance();
    const after = await traceOf(moved);
    expect(compareTraces(after, await traceOf(still)).slots).toBeGreaterThan(0);
    const replayed = await open(moved.spec);
    advanceTo(replayed, 5);
    expect(compareTraces({...(await traceOf(replayed)), metrics: []}, {...after, metrics: []})).toEqual(NONE);
    for (const run of [still, moved, replayed]) run.dispose();
  });

  it('of sets, the best and the worst answers are those whose change of log π is reported', async () => {
    const [arms, questions, perQuestion, ticks] = [8, 64, 4, 30];
    const sampling = {questions, perQuestion, writer: 'reference'};
    const run = await open(policySpecOf({objective: {kind: 'nca'}, sampling, training: {batch: 64}}, ticks));
    advanceTo(run, ticks - 1);
    await run.collect();
    const slots = slotsIn(await run.checkpoint());
    run.advance();
    const {metrics} = await run.collect();
    run.dispose();
    const start = Array.from({length: arms + 1}, (_, i) => Number(i === 0));
    const [now, then] = ['policy', 'ref'].map((name) => softmax(logitsOf(slots, name, start).slice(0, arms)));
    const [moves, rewards] = [slots.get('pool/moves')!, slots.get('pool/rewards')!];
    const sets = Array.from({length: questions}, (_, set) =>
      Array.from({length: perQuestion}, (_, k) => {
        const arm = moves[2 * (set * perQuestion + k)];
        return {change: Math.log(now[arm] / then[arm]), reward: rewards[set * perQuestion + k]};
      }),
    );
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const changeOf = (set: (typeof sets)[number], pick: (...values: number[]) => number) => {
      const level = pick(...set.map(({reward}) => reward));
      return mean(set.filter(({reward}) => reward === level).map(({change}) => change));
    };
    const [chosen, rejected] = [Math.max, Math.min].map((pick) => sets.map((set) => changeOf(set, pick)));
    const of = (metric: string) => metrics.flatMap(({values}) => values[metric]?.[0] ?? [])[0];
    expect(mean(chosen) - mean(rejected)).toBeGreaterThan(0.1);
    expect(of('chosenLog')).toBeCloseTo(mean(chosen), 4);
    expect(of('rejectedLog')).toBeCloseTo(mean(rejected), 4);
    expect(of('pairAccuracy')).toBeCloseTo(mean(chosen.map((x, i) => 0.5 * (1 + Math.sign(x - rejected[i])))), 2);
  });

  it('answers are collected again when they are due', async () => {
    const sampling = {writer: 'policy', refreshEvery: 10};
    const run = await open(policySpecOf({objective: {kind: 'dpo'}, sampling}, 30));
    const pools: string[] = [];
    for (const tick of [1, 10, 11, 20, 21]) {
      advanceTo(run, tick);
      pools.push(String(slotsIn(await run.checkpoint()).get('pool/moves')));
    }
    run.dispose();
    expect(pools[1]).toBe(pools[0]);
    expect(pools[2]).not.toBe(pools[1]);
    expect(pools[3]).toBe(pools[2]);
    expect(pools[4]).not.toBe(pools[3]);
  });

  describe('the controllers of beta', () => {
    /** Beta after every step, from 0.2. */
    async function betas(objective: Small['objective'], steps = 40) {
      const training = {learningRate: 0.05};
      const run = await open(policySpecOf({objective: {...objective, beta: 0.2}, training}, steps));
      advanceTo(run, steps);
      const {metrics} = await run.collect();
      run.dispose();
      return metrics.flatMap(({values}) => values.beta?.[0] ?? []);
    }

    it('adaptive: beta falls by 2 % while nothing has moved, and rises beyond the target', async () => {
      const found = await betas({kind: 'reinforce', control: 'adaptive', target: 0.3});
      expect(found[0]).toBeCloseTo(0.2 * 0.98, 6);
      expect(Math.min(...found)).toBeLessThan(0.19);
      expect(found.at(-1)).toBeGreaterThan(Math.min(...found) + 0.01);
    });

    it('constrained: beta falls by a hundredth of the target while nothing has moved, and rises beyond it', async () => {
      const found = await betas({kind: 'rloo', control: 'constrained', target: 0.3});
      expect(found[0]).toBeCloseTo(0.2 - 0.003, 6);
      expect(found.at(-1)).toBeGreaterThan(Math.min(...found) + 0.01);
    });

    it('all updates with the same answers use the beta of their advantages', async () => {
      const objective: Small['objective'] = {kind: 'ppo', control: 'constrained', beta: 0.2, target: 0.3};
      const run = await open(policySpecOf({objective}, 3));
      let before = 0.2;
      for (const tick of [1, 2, 3]) {
        advanceTo(run, tick);
        const slots = slotsIn(await run.checkpoint());
        expect(slots.get('rolled/beta')![0]).toBeCloseTo(before, 6);
        before = slots.get('control/beta')![0];
      }
      expect(before).not.toBeCloseTo(0.2, 3);
      run.dispose();
    });
  });

  it.each(['rloo', 'copg'] as const)('%s of groups of one is refused', (kind) => {
    const check = (perQuestion: number) =>
      language.check({
        seed: 1,
        stages: [
          {id: 'main', program: 'policy', steps: 1, spec: settingsOf({objective: {kind}, sampling: {perQuestion}})},
        ],
      });
    expect(check(2).ok).toBe(true);
    expect(check(1)).toMatchObject({ok: false, sentences: [expect.stringMatching(/at least two answers .*above 1/)]});
  });

  it('GRPO of groups of one learns nothing from rewards, and stays whole', async () => {
    const small: Small = {objective: {kind: 'grpo'}, sampling: {perQuestion: 1}};
    const run = await open(policySpecOf(small, 5));
    const before = slotsIn(await run.checkpoint()).get('policy/w0');
    advanceTo(run, 5);
    expect(slotsIn(await run.checkpoint()).get('policy/w0')).toEqual(before);
    run.dispose();
  });

  describe('a judge that was trained', () => {
    const JUDGES: [string, object][] = [
      ['a bag of words', {kind: 'bag', width: 8}],
      ['the lowest of three linear ones', {kind: 'linear', members: 3, aggregate: 'worst'}],
      ['two linear ones, cautiously', {kind: 'linear', members: 2, aggregate: 'cautious'}],
      ['the mean of two bags', {kind: 'bag', width: 8, members: 2, aggregate: 'mean'}],
    ];
    const staged = (judge: object, model = judge, steps = 6) =>
      stagesOf([
        {
          id: 'sft',
          spec: settingsOf({world: WORLDS.answers, objective: {kind: 'sft'}}),
          steps,
        },
        {
          id: 'judge',
          program: 'reward',
          spec: {world: {kind: 'responses', pairs: 250}, model, training: {batch: 32, learningRate: 0.05, warmup: 0}},
          steps,
        },
        {
          id: 'policy',
          spec: settingsOf({world: WORLDS.answers, objective: {kind: 'reinforce'}, judge}),
          from: {'policy/*': 'sft.policy/*', 'ref/*': 'sft.policy/*', 'rm/*': 'judge.*'},
          steps,
        },
      ]);

    /** The last checkpoint of each stage. */
    async function stagesRun(spec: Spec) {
      const run = await open(spec);
      const slots: ReturnType<typeof slotsIn>[] = [];
      for (const [i, {steps}] of spec.stages.entries()) {
        if (i > 0) await run.nextStage();
        if (i === 2) slots.push(slotsIn(await run.checkpoint()));
        advanceTo(run, steps);
        slots.push(slotsIn(await run.checkpoint()));
      }
      const {metrics} = await run.collect();
      run.dispose();
      return {slots, metrics};
    }

    it.each(JUDGES)('%s gives every answer what it gives its text', async (_, judge) => {
      const {kind, members = 1, aggregate} = judge as {kind: string; members?: number; aggregate?: string};
      const {slots, metrics} = await stagesRun(staged(judge));
      const [sft, trained, first, last] = slots;
      expect(first.get('policy/w0')).toEqual(sft.get('policy/w0'));
      expect(first.get('ref/w0')).toEqual(sft.get('policy/w0'));
      expect(last.get('ref/w0')).toEqual(sft.get('policy/w0'));
      expect(last.get('policy/w0')).not.toEqual(sft.get('policy/w0'));
      const found = first.get('proxy')!;
      expect(found).toEqual(last.get('proxy'));
      const {counts} = answerLattice();
      expect(found).toHaveLength(counts.length);
      let [worst, largest] = [0, 0];
      for (let state = 0; state < counts.length; state += 7) {
        const each = Array.from({length: members}, (_, m) => {
          const name = `model${m}`;
          if (kind === 'bag') return bagReward(trained, name, [...PROMPTS[0][0], ...tokensOf(counts[state], 0)]);
          const weights = trained.get(`${name}/weights`)!;
          return featuresOf(counts[state], 0).reduce((sum, x, i) => sum + x * weights[i], 0);
        });
        const mean = each.reduce((sum, x) => sum + x, 0) / members;
        const deviation = Math.sqrt(each.reduce((sum, x) => sum + (x - mean) ** 2, 0) / members);
        const right = aggregate === 'worst' ? Math.min(...each) : aggregate === 'cautious' ? mean - deviation : mean;
        worst = Math.max(worst, Math.abs(found[state] - right));
        largest = Math.max(largest, Math.abs(right));
      }
      expect(largest).toBeGreaterThan(0.1);
      expect(worst / largest).toBeLessThan(1e-5);
      const proxies = metrics.filter(({stage}) => stage === 'policy').flatMap(({values}) => values.proxy?.[0] ?? []);
      expect(proxies.at(-1)).toBeGreaterThan(proxies[0]);
    });

    it('one of another size is refused in words before anything is trained', async () => {
      const spec = staged({kind: 'bag', width: 16}, {kind: 'bag', width: 32});
      await expect(open(spec)).rejects.toThrow(/Stage policy takes rm\/model0\/.* from judge\.model0\/.*values, not/);
    });
  });

  describe('sampled against exact', () => {
    const ALMOST_STILL = {learningRate: 1e-5, weightDecay: 0};

    it('arms are drawn as often as the policy says', async () => {
      const arms = 6;
      const small: Small = {
        world: {kind: 'bandit', arms, demonstrations: 250, drawing: 3},
        objective: {kind: 'nca'},
        sampling: {questions: 4000, perQuestion: 4, writer: 'policy'},
        training: ALMOST_STILL,
      };
      const run = await open(policySpecOf(small, 1));
      const slots = slotsIn(await run.checkpoint());
      run.dispose();
      const moves = slots.get('pool/moves')!;
      const drawn = new Array<number>(arms).fill(0);
      for (let i = 0; i < moves.length; i += 2) {
        drawn[moves[i]]++;
        // Every answer ends after its arm.
        if (moves[i + 1] !== arms) throw new Error(`Answer ${i / 2} has the moves ${moves[i]} and ${moves[i + 1]}.`);
      }
      const start = Array.from({length: arms + 1}, (_, i) => Number(i === 0));
      const chances = softmax(logitsOf(slots, 'policy', start).slice(0, arms));
      expect(Math.max(...chances) / Math.min(...chances)).toBeGreaterThan(1.5);
      // 99.9 % of chi-square with five degrees of freedom.
      expect(chiSquare(drawn, chances)).toBeLessThan(20.5);
      expect(chiSquare(drawn, [...chances].reverse())).toBeGreaterThan(20.5);
    });

    it('the mean reward of samples is the exact one, within its error', async () => {
      const small: Small = {
        world: WORLDS.answers,
        objective: {kind: 'reinforce', beta: 0},
        training: {...ALMOST_STILL, batch: 64},
      };
      const steps = 24;
      const run = await open(policySpecOf(small, steps));
      advanceTo(run, steps);
      const {metrics} = await run.collect();
      run.dispose();
      const sampled = metrics.flatMap(({values}) => values.sampledReward?.[0] ?? []);
      const exact = metrics.flatMap(({values}) => values.proxy?.[0] ?? []);
      const mean = sampled.reduce((a, b) => a + b, 0) / steps;
      const error = Math.sqrt(sampled.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (steps - 1) / steps);
      // So little has been learnt meanwhile.
      expect(Math.abs(exact.at(-1)! - exact[0])).toBeLessThan(0.3 * error);
      expect(Math.abs(mean - exact[0])).toBeLessThan(4 * error);
      expect(error).toBeLessThan(0.05 * Math.abs(exact[0]) + 0.2);
    });

    it('the log-probabilities of answers are those that they had when they were drawn', async () => {
      const probing: Program = {
        ...policy,
        phases: {
          ...policy.phases,
          probe(context: PolicyContext) {
            const given = answer(context, POLICY, beginnings(context, 16, 4), context.key('probe'));
            const again = likelihood(context, POLICY, given);
            context.emit('drawn', tf.squeeze(given.likelihood.made, [0]));
            context.emit('again', tf.squeeze(again.made, [0]));
          },
        },
      };
      const small: Small = {world: WORLDS.answers, objective: {kind: 'reinforce'}};
      const run = await open(policySpecOf(small, 2), undefined, {programs: [probing]});
      run.show('probe');
      const {frames} = await run.collect();
      run.dispose();
      const [drawn, again] = ['drawn', 'again'].map((name) => frames.find((frame) => frame.name === name)!.data);
      expect(drawn.length).toBe(16 * 4 * 11);
      expect(Math.min(...drawn)).toBeLessThan(-1);
      for (const [i, x] of again.entries()) expect(drawn[i]).toBeCloseTo(x, 5);
    });
  });
});

function chiSquare(drawn: readonly number[], chances: readonly number[]): number {
  const all = drawn.reduce((a, b) => a + b, 0);
  return drawn.reduce((sum, count, i) => sum + (count - all * chances[i]) ** 2 / (all * chances[i]), 0);
}
