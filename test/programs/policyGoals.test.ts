import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import type {Program} from '../../src/engine/program.ts';
import {language} from '../../src/programs/index.spec.ts';
import {answer, beginnings, likelihood} from '../../src/programs/policy/answering.ts';
import {levelsOf, targetsOf} from '../../src/programs/policy/goals.ts';
import type {PolicySettings} from '../../src/programs/policy/index.spec.ts';
import {policy} from '../../src/programs/policy/index.ts';
import {POLICY, type PolicyContext} from '../../src/programs/policy/network.ts';
import {drawSets} from '../../src/programs/policy/pool.ts';
import {openAnswers} from '../../src/worlds/answers/index.ts';
import * as runs from '../reference/checks/runs.ts';
import {levelsRight} from '../reference/levels.ts';
import {logitsOf, policySpecOf, type Small, settingsOf, softmax, WORLDS, worlds} from '../reference/policies.ts';
import {inputs} from '../reference/random.ts';
import {onBackends} from '../support/backends.ts';

await language.load(['policy']);

const {advanceTo, slotsIn} = runs;

/** A run with a phase `probe` that is shown once; what it emits, by name. */
async function probed(small: Small, ticks: number, probe: (context: PolicyContext) => void) {
  const probing: Program = {...policy, phases: {...policy.phases, probe}};
  const run = await runs.open(policySpecOf(small, ticks + 1), undefined, {worlds, programs: [probing]});
  advanceTo(run, ticks);
  run.show('probe');
  const slots = slotsIn(await run.checkpoint());
  const {frames} = await run.collect();
  run.dispose();
  return {slots, of: (name: string) => Array.from(frames.find((frame) => frame.name === name)!.data)};
}

const emitted = (context: PolicyContext, name: string, value: tf.Tensor) =>
  context.emit(name, tf.reshape(tf.cast(value, 'float32'), [-1, 1]));

onBackends(['cpu', 'wasm'], () => {
  describe('levels of rewards', () => {
    const draw = inputs(7);
    const LISTS: [string, number[]][] = [
      ['different rewards', Array.from({length: 60}, () => Math.fround(5 * draw()))],
      ['many at the top', Array.from({length: 60}, (_, i) => (i % 3 ? 0 : Math.fround(-1 - Math.abs(draw()))))],
      ['many at the bottom', Array.from({length: 60}, (_, i) => (i % 3 ? 0 : Math.fround(1 + Math.abs(draw()))))],
      ['few values', Array.from({length: 60}, (_, i) => (i * 7) % 4)],
      ['all alike', new Array<number>(60).fill(2)],
    ];
    const found = (lists: readonly (readonly number[])[], levels: number, counts: readonly number[]) =>
      tf.tidy(() => {
        const count = counts.reduce((a, b) => a + b, 0);
        const all = levelsOf(
          tf.tensor2d(lists as number[][]),
          levels,
          tf.tensor2d([counts as number[]]),
          tf.tensor1d([count]),
        );
        return tf.argMax(all, 2).arraySync() as number[][];
      });

    it.each([2, 5, 9])('%i of them are those of the definition, for members together', (levels) => {
      const ones = new Array<number>(60).fill(1);
      const got = found(
        LISTS.map(([, list]) => list),
        levels,
        ones,
      );
      for (const [i, [name, list]] of LISTS.entries()) expect(got[i], name).toEqual(levelsRight(list, levels));
      // Planted: equal rewards that share the lowest of their levels.
      expect(got[1]).not.toEqual(levelsRight(LISTS[1][1], levels, 'down'));
      expect(Math.max(...got[1])).toBe(levels - 1);
    });

    it('answers that are not there yet do not count', () => {
      const [, list] = LISTS[0];
      const there = list.map((_, i) => Number(i < 40));
      const got = found([list.map((x, i) => (i < 40 ? x : 0))], 4, there)[0].slice(0, 40);
      expect(got).toEqual(levelsRight(list.slice(0, 40), 4));
    });
  });
});

it('a target is as high as can be where its weight is larger, and falls evenly where it is smaller', () => {
  expect([0, 0.25, 0.5, 0.75, 1].map(targetsOf)).toEqual([
    [0, 1],
    [0.5, 1],
    [1, 1],
    [1, 0.5],
    [1, 0],
  ]);
});

onBackends(['wasm'], () => {
  describe('a policy under goals', () => {
    const LEVELS: Small = {policy: {goals: 'levels', levels: 3, goal: 0.5}, objective: {kind: 'quark'}};

    it('sees them beside what it always sees, those of answers and the one that it is set', async () => {
      const n = 12;
      const {slots, of} = await probed(LEVELS, 30, (context) => {
        const given = answer(context, POLICY, beginnings(context, n, 1), context.key('probe'));
        const rows = Float32Array.from({length: 3 * n}, (_, i) => Number(i % 3 === Math.floor(i / 3) % 3));
        emitted(context, 'set', given.likelihood.all);
        emitted(context, 'own', likelihood(context, POLICY, {...given, goals: tf.tensor(rows, [1, n, 3])}).all);
        emitted(context, 'places', given.places);
      });
      const [places, set, own] = ['places', 'set', 'own'].map(of);
      const stacked = new Map<string, ArrayLike<number>>(slots);
      stacked.set(
        'policy/w0',
        ['policy/w0', 'policy/goals'].flatMap((name) => Array.from(slots.get(name)!)),
      );
      expect(Math.max(...Array.from(slots.get('policy/goals')!, Math.abs))).toBeGreaterThan(0.02);
      const moves = 9;
      /** log pi at the first place, which is the same for all, under a level. */
      const right = (level: number) =>
        softmax(
          logitsOf(
            stacked,
            'policy',
            Array.from({length: moves + 3}, (_, i) => Number(i === 0 || i === moves + level)),
          ).slice(0, 8),
        ).map(Math.log);
      let [off, between] = [0, 0];
      for (let i = 0; i < n; i++) {
        expect(places[2 * i]).toBe(0);
        for (let move = 0; move < 8; move++) {
          off = Math.max(off, Math.abs(set[2 * i * moves + move] - right(1)[move]));
          off = Math.max(off, Math.abs(own[2 * i * moves + move] - right(i % 3)[move]));
          between = Math.max(between, Math.abs(right(0)[move] - right(2)[move]));
        }
      }
      expect(off).toBeLessThan(1e-4);
      expect(between).toBeGreaterThan(0.1);
    });

    it('taught every answer under its own level, gives under a level what stands in it', async () => {
      const run = async (goal: number) => {
        const small: Small = {
          ...LEVELS,
          policy: {...LEVELS.policy, goal},
          objective: {kind: 'quark', beta: 0},
          sampling: {questions: 512},
          training: {batch: 64, evaluateEvery: 200},
        };
        const one = await runs.open(policySpecOf(small, 200), undefined, {worlds});
        advanceTo(one, 200);
        const {metrics} = await one.collect();
        const slots = slotsIn(await one.checkpoint());
        one.dispose();
        const [rewards, goals] = ['pool/rewards', 'pool/goals'].map((name) => Array.from(slots.get(name)!));
        const level = Math.round(2 * goal);
        const there = rewards.filter((_, i) => goals[3 * i + level] === 1);
        return {proxy: metrics.at(-1)!.values.proxy[0], mean: there.reduce((a, b) => a + b, 0) / there.length};
      };
      const [low, high] = [await run(0), await run(1)];
      expect(high.mean - low.mean).toBeGreaterThan(0.5);
      for (const {proxy, mean} of [low, high])
        expect(Math.abs(proxy - mean)).toBeLessThan(0.1 * (high.mean - low.mean));
    });

    it('is taught each pair twice: turned round under the goal that the rejected answer meets', async () => {
      const rows = 16;
      const small: Small = {policy: {goals: 'levels', levels: 4}, objective: {kind: 'dpo'}};
      const {slots, of} = await probed(small, 1, (context) => {
        const sets = drawSets(context);
        emitted(context, 'rewards', sets.rewards);
        emitted(context, 'goals', tf.argMax(sets.given.goals!, 2));
        emitted(context, 'moves', sets.given.moves);
      });
      const [rewards, goals, moves] = ['rewards', 'goals', 'moves'].map(of);
      expect(rewards).toHaveLength(4 * rows);
      const all = Array.from(slots.get('pool/rewards')!);
      const levels = levelsRight(all, 4);
      const levelOf = (reward: number) => levels[all.indexOf(reward)];
      let differ = 0;
      for (let i = 0; i < rows; i++) {
        const [w, l] = [2 * i, 2 * i + 1];
        const [first, second] = [2 * (rows + i), 2 * (rows + i) + 1];
        expect([rewards[first], rewards[second]]).toEqual([rewards[l], rewards[w]]);
        expect([moves[2 * first], moves[2 * second]]).toEqual([moves[2 * l], moves[2 * w]]);
        expect(rewards[w]).toBeGreaterThanOrEqual(rewards[l]);
        expect([w, l].map((at) => goals[at])).toEqual([levelOf(rewards[w]), levelOf(rewards[w])]);
        expect([first, second].map((at) => goals[at])).toEqual([levelOf(rewards[l]), levelOf(rewards[l])]);
        differ += Number(levelOf(rewards[w]) !== levelOf(rewards[l]));
      }
      expect(differ).toBeGreaterThan(rows / 2);
    });

    it('a pool grows by each collection and is sorted again, then the oldest makes room', async () => {
      const small: Small = {
        ...LEVELS,
        sampling: {writer: 'policy', questions: 64, perQuestion: 2, rounds: 3, refreshEvery: 10},
        training: {learningRate: 0.05},
      };
      const run = await runs.open(policySpecOf(small, 40), undefined, {worlds});
      const seen: {rewards: number[]; levels: number[]}[] = [];
      for (const tick of [1, 11, 21, 31]) {
        advanceTo(run, tick);
        const slots = slotsIn(await run.checkpoint());
        const goals = Array.from(slots.get('pool/goals')!);
        const rewards = Array.from(slots.get('pool/rewards')!);
        seen.push({rewards, levels: rewards.map((_, i) => goals.slice(3 * i, 3 * i + 3).indexOf(1))});
      }
      run.dispose();
      const part = (at: number, round: number) => seen[at].rewards.slice(128 * round, 128 * (round + 1));
      for (const [at, filled] of [1, 2, 3, 3].entries()) {
        const there = seen[at].rewards.slice(0, 128 * filled);
        expect(seen[at].levels.slice(0, 128 * filled)).toEqual(levelsRight(there, 3));
        expect(seen[at].rewards.slice(128 * filled).every((x) => x === 0)).toBe(true);
      }
      expect(part(2, 0)).toEqual(part(0, 0));
      expect(part(2, 1)).toEqual(part(1, 1));
      expect(part(3, 1)).toEqual(part(1, 1));
      expect(part(3, 0)).not.toEqual(part(2, 0));
      // What the policy gives at its goal, the middle level, is not what the reference gave.
      expect(part(2, 2)).not.toEqual(part(0, 0));
    });

    it('targets are shares of the ranges of facts and brevity that were collected first', async () => {
      const small: Small = {
        world: WORLDS.answers,
        policy: {goals: 'targets', goal: 0.25},
        objective: {kind: 'quark'},
        sampling: {questions: 64, perQuestion: 2},
      };
      const {slots, of} = await probed(small, 1, (context) => {
        const {given, rewards} = drawSets(context);
        emitted(context, 'goals', given.goals!);
        emitted(context, 'end', given.end);
        emitted(context, 'rewards', rewards);
      });
      const [facts, brevity] = [0, 1].map((column) =>
        Array.from(slots.get('pool/goals')!).filter((_, i) => i % 2 === column),
      );
      for (const column of [facts, brevity]) expect([Math.min(...column), Math.max(...column)]).toEqual([0, 1]);
      const [lowFacts, lowBrevity, highFacts, highBrevity] = slots.get('policy/range')! as unknown as number[];
      const {featureTable, features, lattice} = await openAnswers(
        (policySpecOf(small, 1).stages[0].spec as PolicySettings).world,
      );
      const at = (state: number, name: string) =>
        featureTable[state * features.length + features.findIndex((one) => one.name === name)];
      const [goals, ends] = [of('goals'), of('end')];
      for (const [i, end] of ends.entries()) {
        const state = end % lattice.states;
        expect(goals[2 * i]).toBeCloseTo((at(state, 'facts') - lowFacts) / (highFacts - lowFacts), 5);
        expect(goals[2 * i + 1]).toBeCloseTo((-at(state, 'length') - lowBrevity) / (highBrevity - lowBrevity), 5);
      }
      // Facts count more and more from row to row, brevity less.
      const rewards = Array.from(slots.get('pool/rewards')!);
      expect(rewards.slice(0, 2)).toEqual(brevity.slice(0, 2));
      expect(rewards.slice(-2)).toEqual(facts.slice(-2));
    });

    it('without goals a policy has nothing of them', async () => {
      const run = await runs.open(policySpecOf({objective: {kind: 'quark'}}, 1), undefined, {worlds});
      const names = [...slotsIn(await run.checkpoint()).keys()].filter((name) => /goals|range/.test(name));
      run.dispose();
      expect(names).toEqual([]);
    });
  });
});

describe('settings that make no sense are refused in words', () => {
  const checked = (small: Small) =>
    language.check({seed: 1, stages: [{id: 'main', program: 'policy', steps: 1, spec: settingsOf(small)}]});
  const levels = {goals: 'levels'};
  const REFUSED: [Small, RegExp][] = [
    [
      {policy: levels, objective: {kind: 'reinforce'}},
      /Goals .* Pairs with a choice or Sets with rewards, not Fresh samples/,
    ],
    [{policy: levels, objective: {kind: 'sft'}}, /Goals .* not Demonstrations/],
    [
      {policy: {goals: 'targets'}, objective: {kind: 'quark'}},
      /bandit have neither: set Goals to levels of the reward/,
    ],
    [{world: WORLDS.answers, policy: {goals: 'targets'}, objective: {kind: 'dpo'}}, /no pair puts in order/],
    [{objective: {kind: 'quark'}, sampling: {rounds: 2}}, /Collections kept is 2, .* Collect again every above 0/],
  ];
  it.each(REFUSED)('%o', (small, sentence) => {
    expect(checked(small)).toMatchObject({ok: false, sentences: [expect.stringMatching(sentence)]});
  });

  it('what is nearest to them is allowed', () => {
    expect(checked({policy: levels, objective: {kind: 'dpo'}}).ok).toBe(true);
    expect(checked({objective: {kind: 'quark'}, sampling: {rounds: 2, refreshEvery: 10}}).ok).toBe(true);
  });
});
