import {expect, it} from 'vitest';
import {language} from '../../src/programs/index.spec.ts';
import {type BanditSpec, openBandit} from '../../src/worlds/answers/bandit.ts';
import {advanceTo, open, slotsIn} from '../reference/checks/runs.ts';
import {logitsOf, settingsOf, softmax, stagesOf, WORLDS, worlds} from '../reference/policies.ts';
import {onBackends} from '../support/backends.ts';

await language.load(['policy']);

const ARMS = WORLDS.bandit.arms;
const PAIRS = 128;
const EVERY = 10;

/** A policy that has learnt a little of what annotators choose, and then rewards itself. */
const spec = stagesOf([
  {id: 'first', spec: settingsOf({objective: {kind: 'dpo'}, sampling: {labels: 'annotators'}}), steps: 5},
  {
    id: 'main',
    spec: settingsOf({
      objective: {kind: 'cream', beta: 0.1},
      sampling: {
        ...{writer: 'policy', labels: 'self', pairing: 'random', among: 2},
        ...{questions: PAIRS, refreshEvery: EVERY},
      },
      training: {learningRate: 0.003},
    }),
    steps: 30,
    from: {'policy/*': 'first.policy/*', 'ref/*': 'first.ref/*'},
  },
]);

type Slots = ReadonlyMap<string, ArrayLike<number>>;
const first = Array.from({length: ARMS + 1}, (_, i) => Number(i === 0));
const logLaw = (slots: Slots, name: string) =>
  softmax(logitsOf(slots, name, first).slice(0, ARMS)).map((chance) => Math.log(chance));

/** log pi - log ref of each arm. */
const rewardsOf = (slots: Slots) => {
  const reference = logLaw(slots, 'ref');
  return logLaw(slots, 'policy').map((x, a) => x - reference[a]);
};

const pairsOf = (slots: Slots) => {
  const moves = Array.from(slots.get('pool/moves')!).filter((_, i) => i % 2 === 0);
  return Array.from({length: PAIRS}, (_, p) => [moves[2 * p], moves[2 * p + 1]] as const);
};

/** Double precision and single may disagree about rewards that are nearly level. */
const LEVEL = 1e-5;

onBackends(['wasm'], () => {
  it('the policy chooses what it makes likelier, and trusts that as far as it agrees with the policy before', async () => {
    const run = await open(spec, undefined, {worlds});
    advanceTo(run, 5);
    await run.collect();
    await run.nextStage();
    run.begin();
    const {featureTable} = openBandit((spec.stages[0].spec as {world: BanditSpec}).world);
    const rewards = [];
    for (const tick of [EVERY, 2 * EVERY]) {
      advanceTo(run, tick);
      rewards.push(rewardsOf(slotsIn(await run.checkpoint())));
    }
    advanceTo(run, 2 * EVERY + 1);
    const pairs = pairsOf(slotsIn(await run.checkpoint()));
    const [before, now] = rewards;
    for (const [chosen, rejected] of pairs) expect(now[chosen] - now[rejected]).toBeGreaterThan(-LEVEL);
    expect(pairs.filter(([chosen, rejected]) => now[chosen] - now[rejected] > LEVEL).length).toBeGreaterThan(PAIRS / 4);

    const signs = pairs.filter(([a, b]) => a !== b).map(([a, b]) => Math.sign(before[a] - before[b]));
    const tau = signs.reduce((sum, sign) => sum + sign, 0) / signs.length;
    const right = pairs.map(([chosen, rejected]) => Math.sign(featureTable[chosen + 1] - featureTable[rejected + 1]));
    const {metrics} = await run.collect();
    const last = (name: string) => metrics.filter(({values}) => values[name] !== undefined).at(-1)!.values[name][0];
    expect(last('consistency')).toBeCloseTo((tau + 1) / 2, 5);
    expect(Math.abs(last('consistency') - (1 - tau) / 2)).toBeGreaterThan(0.1);
    expect(last('labelAccuracy')).toBeCloseTo(right.reduce((sum, sign) => sum + (1 + sign) / 2, 0) / PAIRS, 5);
    // At first the policy is its own predecessor.
    expect(metrics.find(({values}) => values.consistency !== undefined)!.values.consistency[0]).toBe(1);
    run.dispose();
  });
});
