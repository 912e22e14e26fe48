/** Which answers make a pair, how they are revised, and what judges with errors give them. */
import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {memoryNeed} from '../../src/engine/memoryPlan.ts';
import type {Program} from '../../src/engine/program.ts';
import {language} from '../../src/programs/index.spec.ts';
import {countedRewards} from '../../src/programs/policy/counting.ts';
import {proxyOf} from '../../src/programs/policy/digest.ts';
import {type PolicySettings, policySpec} from '../../src/programs/policy/index.spec.ts';
import {policy} from '../../src/programs/policy/index.ts';
import type {PolicyContext} from '../../src/programs/policy/network.ts';
import {twoOf} from '../../src/programs/policy/pool.ts';
import {openAnswers} from '../../src/worlds/answers/index.ts';
import {answerLattice} from '../../src/worlds/answers/lattice.ts';
import {after, type Counts, isOpen, KINDS, type MoveKind, NOTHING} from '../../src/worlds/answers/moves.ts';
import {DEMONSTRATIONS} from '../../src/worlds/answers/world.ts';
import * as runs from '../reference/checks/runs.ts';
import {policySpecOf, type Small, settingsOf, WORLDS, worlds} from '../reference/policies.ts';
import {inputs} from '../reference/random.ts';
import {onBackends} from '../support/backends.ts';

await language.load(['policy']);

const {counts: states, at} = answerLattice();
const END = KINDS.length;

/** The pool as it was collected first, with the settings and the world behind it. */
async function collected(small: Small) {
  const spec = policySpecOf(small, 1);
  const run = await runs.open(spec, undefined, {worlds});
  const slots = runs.slotsIn(await run.checkpoint());
  run.dispose();
  const settings = spec.stages[0].spec as PolicySettings;
  const world = await openAnswers(settings.world);
  const [moves, rewards] = [Array.from(slots.get('pool/moves')!), Array.from(slots.get('pool/rewards')!)];
  return {
    settings,
    world,
    rewards,
    answers: rewards.map((_, i) => moves.slice(i * world.longest, (i + 1) * world.longest)),
  };
}

/** What an answer says; throws where a move was not open. */
function countsOf(moves: readonly number[]): Counts {
  const made = moves.slice(0, moves.indexOf(END));
  expect(moves.slice(made.length).every((move) => move === END)).toBe(true);
  return made.reduce((counts: Counts, move) => {
    if (!isOpen(counts, KINDS[move])) throw new Error(`${KINDS[move]} is not open.`);
    return after(counts, KINDS[move]);
  }, NOTHING);
}

onBackends(['wasm'], () => {
  describe('the two answers of a pair', () => {
    const draw = inputs(11);
    const [pairs, among] = [40, 25];
    const sets = Array.from({length: pairs}, () => Array.from({length: among}, () => draw() ** 3));
    const mean = (x: readonly number[]) => x.reduce((a, b) => a + b, 0) / x.length;
    const nearest = (set: readonly number[], deviations: number) => {
      const goal = mean(set) + deviations * Math.sqrt(mean(set.map((x) => (x - mean(set)) ** 2)));
      return set.reduce((best, x, i) => (Math.abs(x - goal) < Math.abs(set[best] - goal) ? i : best), 0);
    };
    const top = (set: readonly number[]) => set.indexOf(Math.max(...set));
    const CASES: [Parameters<typeof twoOf>[1], (set: readonly number[]) => number][] = [
      ['extremes', (set) => set.indexOf(Math.min(...set))],
      ['low', (set) => nearest(set, -2)],
      ['middle', (set) => nearest(set, 0)],
    ];
    it.each(CASES)('%s', (pairing, other) => {
      const [best, second] = tf.tidy(() => twoOf(tf.tensor([sets]), pairing).map((x) => Array.from(x.dataSync())));
      expect(best).toEqual(sets.map(top));
      expect(second).toEqual(sets.map(other));
      // Planted: on the other side of the mean.
      if (pairing === 'low') expect(second).not.toEqual(sets.map((set) => nearest(set, 2)));
    });
  });

  it('the best of many is chosen by a judge who overrates it', async () => {
    const {settings, world, answers, rewards} = await collected({
      ...{world: {...WORLDS.bandit, arms: 128}, objective: {kind: 'dpo'}},
      ...{sampling: {questions: 64, among: 100}, judge: {kind: 'gold', noise: 2}},
    });
    const gold = {...settings, judge: {...settings.judge, noise: 0}} as PolicySettings;
    const errors = answers.map(
      ([arm], i) => rewards[i] - proxyOf({policy: () => new Float32Array()}, gold, world, 0)[1 + arm],
    );
    const chosen = errors.filter((_, i) => i % 2 === 0);
    expect(Math.min(...chosen)).toBeGreaterThan(0.5);
    expect(Math.max(...errors.filter((_, i) => i % 2 === 1))).toBeLessThan(0);
  });

  describe('a judge who counts', () => {
    const JUDGES: [string, object, (counts: Counts, references: readonly Counts[]) => number][] = [
      [
        'the share of right claims',
        {kind: 'checker'},
        // What is repeated is the first claim.
        ({fact, wrong, offTopic, repeat}) => {
          const again = fact > 0 ? 0 : repeat;
          return fact / Math.max(1, fact + wrong + offTopic + again);
        },
      ],
      [
        'what is shared with the nearest of three references',
        {kind: 'overlap', references: 3},
        (counts, references) => {
          const size = (of: Counts) => Object.values(of).reduce((a, b) => a + b, 0);
          const f1 = (other: Counts) => {
            const shared = KINDS.reduce((sum, kind) => sum + Math.min(counts[kind], other[kind]), 0);
            const [precision, recall] = [shared / Math.max(1, size(counts)), shared / Math.max(1, size(other))];
            return shared === 0 ? 0 : (2 * precision * recall) / (precision + recall);
          };
          return Math.max(...references.map(f1));
        },
      ],
    ];
    it.each(JUDGES)('%s, of every answer that is given', async (_, judge, right) => {
      const {settings, world, answers, rewards} = await collected({
        ...{
          world: {...WORLDS.answers, questions: 2},
          objective: {kind: 'nca'},
          sampling: {questions: 64, perQuestion: 4},
        },
        judge,
      });
      const written = Array.from(world.slots[DEMONSTRATIONS].initial!([0, 0]));
      const references = [0, 1].map((question) =>
        [0, 1, 2].map((i) => countsOf(written.slice((question + 2 * i) * world.longest).slice(0, world.longest))),
      );
      const table = [0, 1].map((question) => proxyOf({policy: () => new Float32Array()}, settings, world, question));
      for (const [i, moves] of answers.entries()) {
        const counts = countsOf(moves);
        const question = Math.floor(i / 4) % 2;
        expect(rewards[i]).toBeCloseTo(right(counts, references[question]), 6);
        expect(table[question][at(counts)]).toBeCloseTo(rewards[i], 6);
      }
      expect(Math.max(...rewards) - Math.min(...rewards)).toBeGreaterThan(0.2);
    });

    it('errs by as much as is set, and always alike', async () => {
      const settings = settingsOf({
        world: WORLDS.answers,
        objective: {kind: 'nca'},
        judge: {kind: 'checker', noise: 0},
      });
      const checked = language.check({seed: 1, stages: [{id: 'main', program: 'policy', steps: 1, spec: settings}]});
      if (!checked.ok) throw new Error(checked.sentences.join(' '));
      const exact = checked.value.stages[0].spec as PolicySettings;
      const noisy = {...exact, judge: {...exact.judge, noise: 0.3}} as PolicySettings;
      const world = await openAnswers(exact.world);
      const [right, found] = [countedRewards(exact, world), countedRewards(noisy, world)];
      const errors = Array.from(found, (x, i) => x - right[i]);
      expect(errors.reduce((sum, x) => sum + x, 0) / errors.length).toBeCloseTo(0, 1);
      expect(Math.sqrt(errors.reduce((sum, x) => sum + x * x, 0) / errors.length)).toBeCloseTo(0.3, 2);
      expect(countedRewards(noisy, world)).toEqual(found);
    });
  });

  it('a revision makes an answer better in one place, and takes only moves that are open', async () => {
    const sampling = {questions: 600, pairing: 'edited', writer: 'demonstrations'};
    const {answers, rewards} = await collected({
      ...{world: {...WORLDS.answers, questions: 2, rudeness: 0.4, demonstrations: 1000}, objective: {kind: 'dpo'}},
      ...{sampling, judge: {kind: 'gold'}},
    });
    const ways: Record<string, number> = {};
    for (let pair = 0; pair < answers.length; pair += 2) {
      const [chosen, rejected] = [answers[pair], answers[pair + 1]];
      const [now, before] = [countsOf(chosen), countsOf(rejected)];
      const changed = KINDS.filter((kind) => now[kind] !== before[kind]);
      const way = changed.map((kind) => `${kind} ${now[kind] - before[kind]}`).join(', ');
      ways[way] = (ways[way] ?? 0) + 1;
      const error = before.wrong > 0 && before.fact < 5;
      if (error) expect(way).toBe('fact 1, wrong -1');
      else if (before.rude > 0) expect(way).toBe('rude -1');
      else expect(changed.length > 0).toBe(before.fact < 5 || before.filler > 0);
      expect(rewards[pair]).toBeGreaterThanOrEqual(rewards[pair + 1]);
      // Nothing else has moved.
      const kept = (moves: readonly number[]) => {
        const dropped = changed.map((kind) => KINDS.indexOf(kind));
        return moves.filter((move) => move !== END && !dropped.includes(move));
      };
      expect(kept(chosen)).toEqual(kept(rejected));
    }
    expect(ways['fact 1, wrong -1']).toBeGreaterThan(100);
    expect(ways['rude -1']).toBeGreaterThan(10);
    expect(ways['fact 1']).toBeGreaterThan(10);
  });

  it('what the page does not offer beside revisions changes nothing', async () => {
    const base: Small = {
      world: {...WORLDS.answers, questions: 2},
      objective: {kind: 'dpo'},
      judge: {kind: 'gold'},
    };
    const sampling = {questions: 64, pairing: 'edited', writer: 'demonstrations'};
    const usual = await collected({...base, sampling});
    expect(policySpec.idle(usual.settings)).toEqual(
      expect.arrayContaining(['sampling.among', 'sampling.labels', 'policy.goal', 'policy.levels']),
    );
    const other = await collected({
      ...base,
      sampling: {...sampling, among: 7, labels: 'judge'},
      policy: {goal: 0.3, levels: 9},
    });
    expect(other.answers).toEqual(usual.answers);
    expect(other.rewards).toEqual(usual.rewards);
    // Beside pairs of any two they do.
    const [few, many] = await Promise.all(
      [2, 7].map((among) =>
        collected({...base, sampling: {...sampling, pairing: 'random', among}, policy: {goals: 'levels'}}),
      ),
    );
    expect(policySpec.idle(many.settings)).toEqual([]);
    expect(many.answers).not.toEqual(few.answers);
  });

  it('every state can be revised to one that there is', async () => {
    const {revisionOf} = await import('../../src/worlds/answers/revisions.ts');
    let same = 0;
    for (const counts of states) {
      const [old, made] = revisionOf(counts);
      const next: Record<MoveKind, number> = {...counts};
      if (old !== 'end') next[old]--;
      if (made !== 'end') next[made]++;
      expect(at(next)).toBeGreaterThanOrEqual(0);
      same += Number(old === made);
    }
    // Only answers with all facts and no filler, that insult nobody, are left as they are.
    expect(same).toBe(states.filter(({fact, filler, rude}) => fact === 5 && filler === 0 && rude === 0).length);
  });

  it('the plan of memory has room for what collecting takes', async () => {
    const small: Small = {world: WORLDS.answers, objective: {kind: 'dpo'}, sampling: {questions: 64, among: 60}};
    const spec = policySpecOf({...small, policy: {hidden: 48}}, 1);
    let most = 0;
    const probing: Program = {
      ...policy,
      phases: {
        ...policy.phases,
        collect(context: PolicyContext) {
          const before = tf.memory().numBytes;
          const engine = tf.engine() as unknown as {trackTensor(...all: unknown[]): void};
          const track = engine.trackTensor;
          engine.trackTensor = (...all) => {
            track.apply(engine, all);
            most = Math.max(most, tf.memory().numBytes - before);
          };
          policy.phases.collect(context);
          engine.trackTensor = track;
        },
      },
    };
    (await runs.open(spec, undefined, {worlds, programs: [probing]})).dispose();
    const settings = spec.stages[0].spec as PolicySettings;
    const {slots, working} = memoryNeed(policy, settings, await openAnswers(settings.world), 1);
    expect(most).toBeGreaterThan(2e6);
    expect(slots + working).toBeGreaterThan(most);
  });

  const REFUSED: [string, Small, RegExp][] = [
    ['a bad one of two', {objective: {kind: 'dpo'}, sampling: {among: 2, pairing: 'low'}}, /raise Two of above 2/],
    [
      'a revised arm',
      {objective: {kind: 'dpo'}, sampling: {pairing: 'edited'}},
      /nothing to revise: set Which two to any two/,
    ],
    [
      'a checked arm',
      {objective: {kind: 'nca'}, judge: {kind: 'checker'}},
      /Checker of facts reads answers.*Gold reward/,
    ],
  ];
  it.each(REFUSED)('%s is refused', (_, small, sentence) => {
    const spec = settingsOf(small);
    const checked = language.check({seed: 1, stages: [{id: 'main', program: 'policy', steps: 1, spec}]});
    expect(checked).toMatchObject({ok: false, sentences: [expect.stringMatching(sentence)]});
  });
});
