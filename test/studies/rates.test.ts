import {describe, expect, it} from 'vitest';
import type {ClaimResult, Clause, Values} from '../../src/studies/kit/clauses.ts';
import {judge} from '../../src/studies/kit/judge.ts';

/** Studies with known truths, many times: how often a claim of eight seeds shows what is not so, and what is. */

const STUDIES = 4000;
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

/** Normal numbers, by Box and Muller's method from sfc32. */
function normal(seed: number): () => number {
  let [a, b, c, counter] = [seed, 0x9e3779b9, 0x85ebca6b, 1];
  const uniform = () => {
    const sum = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return ((sum >>> 0) + 0.5) / 2 ** 32;
  };
  for (let i = 0; i < 20; i++) uniform();
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** About ten rates are looked at: intervals of 99.9 % make it unlikely that one of them misses by chance. */
const Z = 3.29;

/** The share of simulated studies of which `holds` is true, with Wilson's interval of it. */
function rate(simulate: (next: () => number) => ClaimResult, holds: (result: ClaimResult) => boolean) {
  const next = normal(20_261_130);
  let count = 0;
  for (let i = 0; i < STUDIES; i++) count += Number(holds(simulate(next)));
  const share = count / STUDIES;
  const middle = share + Z ** 2 / STUDIES / 2;
  const half = Z * Math.sqrt((share * (1 - share)) / STUDIES + (Z / STUDIES / 2) ** 2);
  const whole = 1 + Z ** 2 / STUDIES;
  return {share, low: (middle - half) / whole, high: (middle + half) / whole};
}

const clause = (i: number, margin = 0, kind: 'greater' | 'noninferior' | 'equivalent' = 'greater'): Clause => ({
  ...{text: `Measure ${i} gains.`, measure: `m${i}`, arms: ['method', 'baseline'], margin},
  kind,
});

/** Arms that share each seed's luck and have noise of their own: the difference has mean `effect` and deviation 1. */
function claim(effects: readonly number[], clauses: readonly Clause[] = effects.map((_, i) => clause(i))) {
  return (next: () => number) => {
    const luck = SEEDS.map(() => 3 * next());
    const arm = (shift: (i: number) => number) =>
      Object.fromEntries(
        effects.map((_, i) => [`m${i}`, luck.map((value) => value + shift(i) + next() * Math.SQRT1_2)]),
      );
    const values: Values = {method: arm((i) => effects[i]), baseline: arm(() => 0)};
    return judge({clauses, values, seeds: SEEDS});
  };
}

const shows = ({verdict}: ClaimResult) => verdict === 'shows';
const anyShows = ({clauses}: ClaimResult) => clauses.some(({verdict}) => verdict === 'shows');
const doesNot = ({verdict}: ClaimResult) => verdict === 'does not show';

/** The rate is at most 0.05, as far as so many studies can tell. */
const expectAtMostLevel = ({share, low, high}: ReturnType<typeof rate>, what = '') => {
  expect(low, `${what} ${share}`).toBeLessThan(0.05);
  expect(high, `${what} ${share}`).toBeLessThan(0.075);
};

describe('without an effect a claim of eight seeds shows in at most 5 % of studies', () => {
  it('with one clause: in 5 %, which is what its level says', () => {
    const one = rate(claim([0]), shows);
    expectAtMostLevel(one);
    expect(one.high).toBeGreaterThan(0.05);
  });

  it.each([
    ['greater', 2],
    ['noninferior', -2],
    ['equivalent', 2],
    ['equivalent', -2],
  ] as const)('with one clause, %s, whose effect %f is at its margin', (kind, effect) => {
    const one = rate(claim([effect], [clause(0, 2, kind)]), shows);
    expectAtMostLevel(one);
    expect(one.high).toBeGreaterThan(0.05);
  });

  it('with three clauses: any of them in 5 %, all of them hardly ever', () => {
    const all = claim([0, 0, 0]);
    expectAtMostLevel(rate(all, anyShows));
    expect(rate(all, shows).high).toBeLessThan(0.01);
  });

  it('with two large effects and none in the third clause', () => {
    expectAtMostLevel(rate(claim([9, 9, 0]), shows));
  });

  it.each(['pearson', 'spearman'] as const)('with a correlation over five arms, %s', (by) => {
    const arms = ['a', 'b', 'c', 'd', 'e'];
    const one = {text: 'They go together.', of: ['x', 'y'], by, arms, sign: 'positive', margin: 0} as const;
    const drawn = (next: () => number) => {
      const values = Object.fromEntries(arms.map((arm) => [arm, {x: SEEDS.map(next), y: SEEDS.map(next)}]));
      return judge({clauses: [{...one, kind: 'correlation'}], values, seeds: SEEDS});
    };
    expectAtMostLevel(rate(drawn, shows));
  });
});

describe('with an effect', () => {
  it('of one deviation, one clause shows in four of five studies', () => {
    // The power of a t test with 7 degrees of freedom and noncentrality sqrt(8) is 0.81.
    const {low, high} = rate(claim([1]), shows);
    expect(low).toBeLessThan(0.81);
    expect(high).toBeGreaterThan(0.81);
  });

  it('of 1.3 deviations each, three clauses show together in four of five studies', () => {
    expect(rate(claim([1.3, 1.3, 1.3]), shows).low).toBeGreaterThan(0.8);
  });

  it('a clause that is just true is called false in at most 2.5 % of studies', () => {
    const {low, high} = rate(claim([0]), doesNot);
    expect(low).toBeLessThan(0.025);
    expect(high).toBeLessThan(0.04);
    expect(rate(claim([1]), doesNot).high).toBeLessThan(0.005);
  });
});
