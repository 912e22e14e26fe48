import {describe, expect, it} from 'vitest';
import {language} from '../../src/programs/index.spec.ts';
import {policySpec} from '../../src/programs/policy/index.spec.ts';
import {type BanditSpec, circleOf, openBandit} from '../../src/worlds/answers/bandit.ts';
import {advanceTo, open, slotsIn} from '../reference/checks/runs.ts';
import {logitsOf, policySpecOf, type Small, settingsOf, softmax, WORLDS, worlds} from '../reference/policies.ts';
import {onBackends} from '../support/backends.ts';
import {sentencesOf} from '../support/specs.ts';

await language.load(['policy']);

const ARMS = WORLDS.bandit.arms;
const STATES = ARMS + 1;
const dno = (settings: object, world: object = {}, sampling: object = {}): Small => ({
  world: {...WORLDS.bandit, cyclic: 0.4, ...world},
  objective: {kind: 'dno', ...settings},
  sampling: {writer: 'policy', questions: 64, refreshEvery: 5, ...sampling},
});

type Table = number[][];
const arms = [...Array(ARMS).keys()];

/** P(a > b) of the arms, from the definition; `sign` -1 plants a circle that runs the other way. */
function preferencesOf(spec: BanditSpec, sign = 1): Table {
  const {featureTable} = openBandit(spec);
  const circle = circleOf(spec);
  const worth = arms.map((a) => spec.scale * featureTable[a + 1]);
  return arms.map((a) =>
    arms.map((b) => {
      const beats = circle[(a + 1) * STATES + b + 1];
      const byWorth = 1 / (1 + Math.exp(-spec.care * (worth[a] - worth[b])));
      return (1 - spec.cyclic) * byWorth + spec.cyclic * (sign === 1 ? beats : 1 - beats);
    }),
  );
}

const winsOf = (table: Table, law: readonly number[]) =>
  table.map((row) => row.reduce((sum, chance, b) => sum + law[b] * chance, 0));
const exploitabilityOf = (table: Table, law: readonly number[]) => Math.max(...winsOf(table, law)) - 0.5;

type Slots = ReadonlyMap<string, ArrayLike<number>>;
const first = Array.from({length: STATES}, (_, i) => Number(i === 0));
const lawOf = (slots: Slots, name: string) => softmax(logitsOf(slots, name, first).slice(0, ARMS));

const openSmall = async (small: Small, steps = 20) => {
  const spec = policySpecOf(small, steps);
  const run = await open(spec, undefined, {worlds});
  return {run, bandit: (spec.stages[0].spec as {world: BanditSpec}).world};
};

it('on the circle each arm beats or loses to each other, and every arm is beaten', () => {
  const circle = circleOf({arms: 16, drawing: 3});
  for (let a = 1; a <= 16; a++) {
    const row = [...circle.slice(a * 17 + 1, (a + 1) * 17)];
    expect(row[a - 1]).toBe(0.5);
    expect(row.filter((beats) => beats === 0).length).toBeGreaterThan(0);
    for (let b = 1; b <= 16; b++) expect(circle[a * 17 + b] + circle[b * 17 + a]).toBe(1);
  }
});

onBackends(['wasm'], () => {
  it('answers are collected with their exact win rates against the policy', async () => {
    const {run, bandit} = await openSmall(dno({}));
    run.begin();
    const slots = slotsIn(await run.checkpoint());
    const [table, planted] = [1, -1].map((sign) => winsOf(preferencesOf(bandit, sign), lawOf(slots, 'policy')));
    const chosen = Array.from(slots.get('pool/moves')!).filter((_, i) => i % 2 === 0);
    const rewards = Array.from(slots.get('pool/rewards')!);
    expect(new Set(chosen).size).toBeGreaterThan(3);
    for (const [i, arm] of chosen.entries()) expect(rewards[i]).toBeCloseTo(table[arm], 5);
    expect(Math.max(...chosen.map((arm, i) => Math.abs(rewards[i] - planted[arm])))).toBeGreaterThan(0.05);
    run.dispose();
  });

  it('in a few comparisons win rates are shares of them, and right on average', async () => {
    const {run, bandit} = await openSmall(dno({comparisons: 4}, {}, {questions: 2000}));
    run.begin();
    const slots = slotsIn(await run.checkpoint());
    const exact = winsOf(preferencesOf(bandit), lawOf(slots, 'policy'));
    const chosen = Array.from(slots.get('pool/moves')!).filter((_, i) => i % 2 === 0);
    const rewards = Array.from(slots.get('pool/rewards')!);
    for (const reward of rewards) expect((4 * reward) % 1).toBe(0);
    for (const arm of arms) {
      const own = rewards.filter((_, i) => chosen[i] === arm);
      const error = Math.sqrt((exact[arm] * (1 - exact[arm])) / (4 * own.length));
      const mean = own.reduce((sum, x) => sum + x, 0) / own.length;
      expect(Math.abs(mean - exact[arm])).toBeLessThan(4 * error);
    }
    run.dispose();
  });

  it('what is measured in comparisons is that of double precision, for the policy and for the mean of its iterates', async () => {
    const small = dno({}, {}, {refreshEvery: 10});
    const {run, bandit} = await openSmall({...small, training: {evaluateEvery: 10, learningRate: 0.1}});
    run.begin();
    const laws: number[][] = [];
    const reference = lawOf(slotsIn(await run.checkpoint()), 'ref');
    for (const tick of [0, 10, 20]) {
      advanceTo(run, tick);
      laws.push(lawOf(slotsIn(await run.checkpoint()), 'policy'));
    }
    const {metrics} = await run.collect();
    const [table, planted] = [1, -1].map((sign) => preferencesOf(bandit, sign));
    for (const [i, tick] of [0, 10, 20].entries()) {
      const here = metrics.find((one) => one.tick === tick && one.values.exploitability !== undefined)!.values;
      expect(here.exploitability[0]).toBeCloseTo(exploitabilityOf(table, laws[i]), 5);
      const wins = winsOf(table, reference);
      expect(here.preferred[0]).toBeCloseTo(
        laws[i].reduce((sum, chance, a) => sum + chance * wins[a], 0),
        5,
      );
      expect(Math.abs(here.exploitability[0] - exploitabilityOf(planted, laws[i]))).toBeGreaterThan(1e-3);
    }
    // Collected before the first step and before the eleventh.
    const mean = laws[0].map((x, a) => (x + laws[1][a]) / 2);
    const last = metrics.filter(({values}) => values.averageExploitability !== undefined).at(-1)!.values;
    expect(last.averageExploitability[0]).toBeCloseTo(exploitabilityOf(table, mean), 5);
    run.dispose();
  });

  it('where all choices go in a circle, annotators always choose the arm that beats the other', async () => {
    const small: Small = {
      world: {...WORLDS.bandit, cyclic: 1},
      objective: {kind: 'dpo'},
      sampling: {questions: 256, among: 2, pairing: 'random', labels: 'annotators'},
    };
    const {run, bandit} = await openSmall(small);
    run.begin();
    const moves = Array.from(slotsIn(await run.checkpoint()).get('pool/moves')!).filter((_, i) => i % 2 === 0);
    const circle = circleOf(bandit);
    let apart = 0;
    for (let pair = 0; pair < 256; pair++) {
      const [chosen, rejected] = [moves[2 * pair], moves[2 * pair + 1]];
      if (chosen === rejected) continue;
      apart++;
      expect(circle[(chosen + 1) * STATES + rejected + 1]).toBe(1);
    }
    expect(apart).toBeGreaterThan(128);
    run.dispose();
  });

  it('one round leads to the first policy times exp(win rate / eta)', async () => {
    const small = dno({eta: 0.2}, {cyclic: 1}, {questions: 2000, refreshEvery: 0});
    const steps = 120;
    const {run, bandit} = await openSmall({...small, training: {batch: 64, learningRate: 0.03}}, steps);
    run.begin();
    const before = lawOf(slotsIn(await run.checkpoint()), 'policy');
    advanceTo(run, steps);
    const after = lawOf(slotsIn(await run.checkpoint()), 'policy');
    const wins = winsOf(preferencesOf(bandit), before);
    const limit = softmax(before.map((x, a) => Math.log(x) + wins[a] / 0.2));
    const distance = (law: readonly number[]) => law.reduce((sum, x, a) => sum + x * Math.log(x / after[a]), 0);
    expect(distance(limit)).toBeLessThan(0.01);
    expect(distance(before)).toBeGreaterThan(0.03);
    expect(distance(softmax(before.map((x, a) => Math.log(x) - wins[a] / 0.2)))).toBeGreaterThan(0.1);
    run.dispose();
  });
});

describe('what cannot be compared is refused', () => {
  const check = (small: Small) =>
    sentencesOf({stages: [{id: 'main', program: 'policy', spec: settingsOf(small)}]}).join();

  it('answers of many moves, and answers of earlier rounds', () => {
    expect(check({...dno({}), world: WORLDS.answers})).toContain('choose it as the world');
    expect(check(dno({}, {}, {rounds: 3}))).toContain('kept to 1');
  });

  it('choosing the objective brings its world', () => {
    const answers = settingsOf({world: WORLDS.answers, objective: {kind: 'dpo'}});
    const complete = language.check({stages: [{id: 'main', program: 'policy', spec: answers}]});
    if (!complete.ok) throw new Error(complete.sentences.join());
    const settings = complete.value.stages[0].spec as object;
    const fitted = policySpec.fitted({...settings, objective: {kind: 'dno'}} as never, 'objective');
    expect(language.check({stages: [{id: 'main', program: 'policy', spec: fitted}]}).ok).toBe(true);
  });
});
