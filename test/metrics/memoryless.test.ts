import {describe, expect, it} from 'vitest';
import {bestAgainstTilt, tiltAt, tiltOf, totalsOf} from '../../src/metrics/exact/memoryless.ts';
import {bestOfRatios, scoreLawOf} from '../../src/metrics/exact/scoreLaw.ts';
import {bestOfTuples, divergence, expected, tilted} from '../reference/lattice.ts';

const SOURCES = [
  {chances: [0.7, 0.3], rewards: [0, 1]},
  // 0.1 + 0.2 is not 3 * 0.1: equal sums that are not equal in doubles.
  {chances: [0.5, 0.3, 0.2], rewards: [0.1, 0.2, 0.3]},
  {chances: [0.4, 0.4, 0.2], rewards: [-1, 0.5, 2]},
];

type Source = (typeof SOURCES)[number];

/** Every answer of m tokens, with its chance and its reward to twelve digits. */
function answersOf({chances, rewards}: Source, length: number) {
  const tokens = [...chances.keys()];
  const all = Array.from({length}).reduce<number[][]>(
    (some) => some.flatMap((row) => tokens.map((i) => [...row, i])),
    [[]],
  );
  return {
    p: all.map((row) => row.reduce((chance, i) => chance * chances[i], 1)),
    reward: all.map((row) => Number(row.reduce((sum, i) => sum + rewards[i], 0).toFixed(12))),
  };
}

describe.each(SOURCES)('the source $chances worth $rewards', (source) => {
  it.each([0.2, 1, 10])('tilted at beta %f is the tilt of all answers', (beta) => {
    const {p, reward} = answersOf(source, 3);
    const right = tilted(p, reward, beta);
    const tilt = tiltOf(source, beta);
    expect(tilt.reward).toBeCloseTo(expected(right, reward) / 3, 12);
    expect(tilt.divergence).toBeCloseTo(divergence(right, p) / 3, 12);
    answersOf({...source, chances: [...tilt.chances]}, 3).p.forEach((chance, i) => {
      expect(chance).toBeCloseTo(right[i], 12);
    });
    expect(Math.abs(tiltOf(source, -beta).reward - tilt.reward)).toBeGreaterThan(1e-3);
  });

  it.each([1, 2, 3])('the best of %i is that of all tuples', (n) => {
    const {p, reward} = answersOf(source, 3);
    const best = bestOfTuples(p, reward, n);
    const tilt = tiltOf(source, 0.8);
    const found = bestAgainstTilt(totalsOf(source, 3), Math.log(n), tilt);
    expect(found.best.reward).toBeCloseTo(expected(best, reward) / 3, 11);
    expect(found.best.divergence).toBeCloseTo(divergence(best, p) / 3, 11);
    expect(found.between).toBeCloseTo(divergence(best, tilted(p, reward, 0.8)) / 3, 11);
    // Planted: the divergence the other way round.
    expect(Math.abs(found.between - divergence(tilted(p, reward, 0.8), best) / 3)).toBeGreaterThan(1e-6);
  });

  it('has a tilt at every divergence up to that of its best tokens', () => {
    const limit = tiltOf(source, 0).divergence;
    for (const share of [1e-6, 0.1, 0.5, 0.99]) {
      expect(tiltAt(source, share * limit).divergence).toBeCloseTo(share * limit, 12);
    }
    expect(tiltAt(source, 0).chances).toEqual(source.chances);
    expect(tiltAt(source, 2 * limit).beta).toBe(0);
    expect(limit).toBeCloseTo(-Math.log(source.chances.at(-1)!), 12);
  });

  it('draws the best of exp(m delta) ever more like the tilt of divergence delta, per token', () => {
    const delta = 0.2;
    const tilt = tiltAt(source, delta);
    const found = [4, 8, 16, 32, 64].map((length) => bestAgainstTilt(totalsOf(source, length), length * delta, tilt));
    for (const [i, {between, best}] of found.entries()) {
      expect(between).toBeGreaterThan(0);
      if (i > 0) expect(between).toBeLessThan(found[i - 1].between);
      expect(best.divergence).toBeLessThan(delta);
      expect(best.reward).toBeLessThan(tilt.reward);
    }
    expect(found[4].between).toBeLessThan(0.03);
    // Not like a tilt of another divergence.
    const other = bestAgainstTilt(totalsOf(source, 64), 64 * delta, tiltAt(source, 2 * delta));
    expect(other.between).toBeGreaterThan(2 * found[4].between);
  });
});

it('the best of n in logarithms is exact for the worst answers and for the rarest', () => {
  // Chances e^-1000, e^-50, the rest, e^-900.
  const score = scoreLawOf(Float64Array.of(-1000, -50, 0, -900));
  const twice = bestOfRatios(score, Math.LN2);
  // F^2 / F; then (F(g)^2 - F(g - 1)^2) / (F(g) - F(g - 1)) = F(g) + F(g - 1).
  [-1000, -50, 0, Math.LN2].forEach((right, g) => {
    expect(twice[g]).toBeCloseTo(right, 10);
  });
  const many = bestOfRatios(score, 950);
  expect(many[3]).toBeCloseTo(900, 10);
  expect(many[2] / -Math.exp(50)).toBeCloseTo(1, 10);
  expect(bestOfRatios(score, 890)[3]).toBeCloseTo(890, 4);
});

describe('of answers of 64 coins', () => {
  const coin = {chances: [0.5, 0.5], rewards: [0, 1]};
  const totals = totalsOf(coin, 64);

  it('the chance that n of them hold the one with heads alone is 1 - exp(-n 2^-64)', () => {
    const chance = (logN: number) => -Math.expm1(-Math.exp(logN - 64 * Math.LN2));
    // Beside it there is almost only one tail.
    const {best} = bestAgainstTilt(totals, 43, tiltOf(coin, 1));
    const one = Math.exp(-64 * Math.exp(43 - 64 * Math.LN2) - Math.exp(43 - 64 * Math.LN2));
    expect(best.reward * 64).toBeCloseTo(63 * (1 - one) + chance(43) + 62 * one, 2);
  });

  it('n = exp(1000) is the best answer alone', () => {
    const found = bestAgainstTilt(totals, 1000, tiltOf(coin, 0.5));
    expect(found.best.reward).toBeCloseTo(1, 12);
    expect(found.best.divergence).toBeCloseTo(Math.LN2, 12);
    expect(found.between).toBeCloseTo(Math.log(1 + Math.exp(-2)), 12);
  });

  it('too many counts to sum are refused with a way out', () => {
    const tokens = {chances: new Array<number>(8).fill(1 / 8), rewards: [...Array(8).keys()]};
    expect(() => totalsOf(tokens, 64)).toThrow('Use fewer kinds or fewer tokens.');
  });
});
