import {describe, expect, it} from 'vitest';
import {slantMetrics} from '../../src/metrics/slant/compute.ts';
import {SLANT_TOKENS, statementsIn, VOCABULARY} from '../../src/worlds/responses/language.ts';
import {openResponses} from '../../src/worlds/responses/preferences.ts';
import {mean, sum} from '../reference/matrix.ts';
import {inputs} from '../reference/random.ts';
import {besideAlone} from '../support/alone.ts';
import {onBackends} from '../support/backends.ts';
import {language, specOf} from '../support/specs.ts';
import {expectWordsAsRead} from '../support/wording.ts';

const rewardSpec = (world: object, rest: object = {}, steps = 12) =>
  specOf({
    stages: [
      {
        id: 'main',
        program: 'reward',
        steps,
        spec: {world: {pairs: 500, ...world}, model: {kind: 'bag', width: 8}, ...rest},
      },
    ],
  });
const worldOf = (world: object) =>
  openResponses((rewardSpec(world).stages[0].spec as {world: Parameters<typeof openResponses>[0]}).world);

type World = ReturnType<typeof worldOf>;
const numbers = (world: World, slot: string) => Array.from(world.slots[slot].initial!([0, 0]));

/** The tokens of each item. */
function textsOf(world: World): number[][] {
  const {length} = world.texts!.input;
  const all = numbers(world, 'world/texts');
  return Array.from({length: all.length / length}, (_, i) =>
    all.slice(i * length, (i + 1) * length).filter((token) => token >= 0),
  );
}

const kindOf = (token: number) => SLANT_TOKENS.findIndex((tokens) => tokens.includes(token));

describe('words of slant', () => {
  it('stand behind every claim, the first kind as often as is set for right ones and wrong ones', () => {
    const world = worldOf({slant: 'said', slantOfTruth: 0.4, pairs: 1000});
    const counts = {fact: [0, 0], wrong: [0, 0]};
    for (const tokens of textsOf(world).slice(0, 2400)) {
      const words = new Set(SLANT_TOKENS.flat());
      const claims = statementsIn(tokens.filter((token) => !words.has(token))).filter(({topic}) => topic !== undefined);
      const slants = tokens.filter((token) => words.has(token)).map(kindOf);
      expect(slants).toHaveLength(claims.length);
      claims.forEach(({kind}, i) => {
        counts[kind as 'fact' | 'wrong'][slants[i]]++;
      });
      // Right behind its claim.
      tokens.forEach((token, at) => {
        if (words.has(token)) expect(VOCABULARY[tokens[at - 1]]).toBe('.');
      });
    }
    for (const [kind, chance] of [
      ['fact', 0.7],
      ['wrong', 0.3],
    ] as const) {
      const n = sum(counts[kind]);
      expect(Math.abs(counts[kind][0] / n - chance)).toBeLessThan(4 * Math.sqrt(0.21 / n));
    }
    expectWordsAsRead(world);
  });

  it('go with truth the other way round in what is unseen, where they are reversed, and are the same in training', () => {
    const [usual, other, turned] = [
      {slant: 'said', slantOfTruth: 0.6},
      {slant: 'said', slantOfTruth: -0.6},
      {slant: 'reversed', slantOfTruth: 0.6},
    ].map((world) => textsOf(worldOf(world)));
    const [training, pairs] = [2 * 500, 2 * (500 + 100)];
    expect(turned.slice(0, training)).toEqual(usual.slice(0, training));
    expect(turned.slice(training, pairs)).toEqual(other.slice(training, pairs));
    expect(turned.slice(training, pairs)).not.toEqual(usual.slice(training, pairs));
  });

  it('leave everything else as it is', () => {
    const [plain, tested, said] = (['none', 'tested', 'said'] as const).map((slant) => worldOf({slant}));
    const pairs = 2 * (500 + 100);
    expect(textsOf(tested).slice(0, pairs)).toEqual(textsOf(plain).slice(0, pairs));
    const without = textsOf(said).map((tokens) => tokens.filter((token) => token < VOCABULARY.length));
    expect(without.slice(0, pairs)).toEqual(textsOf(plain).slice(0, pairs));
    expect(plain.slant).toBeUndefined();
    expect(plain.texts!.input.vocabulary).toBe(VOCABULARY.length);
    // Of all attributes only the length has grown, by the words of slant.
    const features = (world: World) => numbers(world, 'world/features').slice(0, 9 * pairs);
    const [before, after] = [features(plain), features(said)];
    before.forEach((value, i) => {
      if (i % 9 === 3) expect(after[i]).toBeGreaterThanOrEqual(value);
      else expect(after[i]).toBe(value);
    });
  });

  it('are all that differs in pairs that test for slant, and in those that test for truth there are none', () => {
    const world = worldOf({slant: 'tested'});
    const texts = textsOf(world);
    const {rows, each} = world.slant!;
    const items = numbers(world, rows);
    expect(items).toHaveLength(4 * each);
    for (let i = 0; i < each; i++) {
      const [a, b] = [texts[items[2 * i]], texts[items[2 * i + 1]]];
      const differing = a.flatMap((token, at) => (token === b[at] ? [] : [[kindOf(token), kindOf(b[at])]]));
      expect(differing).toEqual([
        [0, 1],
        [0, 1],
      ]);
      expect(statementsIn(a).every(({topic}) => topic === undefined)).toBe(true);
      const [right, wrong] = [items[2 * each + 2 * i], items[2 * each + 2 * i + 1]].map((item) =>
        statementsIn(texts[item]),
      );
      expect([right.at(-1)!.kind, wrong.at(-1)!.kind]).toEqual(['fact', 'wrong']);
      expect(right.at(-1)!.topic).toBe(wrong.at(-1)!.topic);
    }
  });

  it('have a share to set only where they are said', () => {
    const idle = (slant: string) => language.program('reward').idle!(rewardSpec({slant}).stages[0].spec as never);
    expect(idle('reversed')).not.toContain('world.slantOfTruth');
    expect(idle('said')).not.toContain('world.slantOfTruth');
    expect(idle('tested')).toContain('world.slantOfTruth');
  });
});

describe('the bias towards a slant', () => {
  const next = inputs(3);
  const pairs = Array.from({length: 40}, () => [next(), next()]);
  const [slant, truth] = [pairs.slice(0, 20), pairs.slice(20)];
  /** `sign` -1 plants a wrong one. */
  const right = (sign = 1) =>
    mean(slant.map(([a, b]) => a - sign * b)) / mean(truth.map(([a, b]) => Math.abs(a - sign * b)));

  it('is in units of what truth is worth, and a wrong sign is found out', () => {
    const got = slantMetrics(pairs.flat());
    expect(got.slantBias).toBeCloseTo(right(), 12);
    expect(Math.abs(got.slantBias - right(-1))).toBeGreaterThan(0.05);
    expect(got.twinAccuracy).toBeCloseTo(mean(truth.map(([a, b]) => Number(a > b))), 12);
    expect(slantMetrics(new Array(80).fill(1))).toEqual({slantBias: 0, twinAccuracy: 0.5});
  });
});

onBackends(['wasm'], () => {
  it('is told of worlds with a slant, with the bits that a member gets alone', async () => {
    const spec = rewardSpec({slant: 'said', pairs: 250}, {training: {batch: 16, evaluateEvery: 5}});
    const {both, unequal} = await besideAlone(spec, 12);
    expect(unequal).toEqual({slots: 0, metrics: 0});
    expect(Number.isFinite(both.metrics.at(-1)!.values.slantBias[0])).toBe(true);
  });
});
