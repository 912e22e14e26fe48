import {describe, expect, it} from 'vitest';
import {deriveKey, erfinv, normals, permutation, uniforms} from '../../src/engine/keys.ts';
import {permuted} from '../../src/kernels/random.ts';
import {KNOWN_ANSWERS, keyChecks} from '../reference/checks/keys.ts';
import {keysOf} from '../reference/live.ts';
import {inverseNormal, threefry2x32} from '../reference/random.ts';
import {onBackends} from '../support/backends.ts';
import {expectAllHold} from '../support/rows.ts';

describe('the references', () => {
  it('give the known answers of Random123', () => {
    for (const {key, counter, words} of KNOWN_ANSWERS) expect(threefry2x32(key, counter)).toEqual(words);
  });

  it.each([
    [0.025, -1.959963984540054],
    [0.3, -0.5244005127080407],
    [0.999, 3.090232306167813],
    [1e-8, -5.612001244174789],
  ])('know the normal quantile of %f', (p, z) => expect(inverseNormal(p)).toBeCloseTo(z, 13));
});

onBackends(['cpu', 'wasm'], () => {
  it('draws what the reference draws', async () => expectAllHold(await keyChecks()));
});

const hex = (key: readonly number[]) => key.map((word) => word.toString(16).padStart(8, '0')).join(' ');

describe('derivation', () => {
  // Links and checkpoints rely on these for ever.
  it.each([
    [0, '', 0, 0, 'c8c6db3b 4e236096'],
    [7, 'initial/backbone/w0', 0, 0, '92583d8a d5b7ebfb'],
    [7, 'batch/concepts', 1, 0, 'fcdcadbb b8d2a476'],
    [7, 'batch/concepts', 0, 1, '6a34c109 bc15245b'],
    [4294967295, 'batch/noise/a', 999_999, 3, '5e5b5e31 f4c02aa3'],
  ])('of seed %i, use %j, tick %i, iteration %i', (seed, use, tick, iteration, expected) => {
    expect(hex(deriveKey(seed, use, tick, iteration))).toBe(expected);
  });

  it('gives every seed, use, tick and iteration a key of its own', () => {
    const keys = [0, 1, 2].flatMap((seed) =>
      ['a', 'b', 'c'].flatMap((use) =>
        [0, 1, 2].flatMap((tick) => [0, 1, 2].map((iteration) => hex(deriveKey(seed, use, tick, iteration)))),
      ),
    );
    expect(new Set(keys).size).toBe(81);
  });
});

const KEY = deriveKey(7, 'statistics');
const COUNT = 200_000;

describe('uniform numbers', () => {
  const draws = uniforms(KEY, COUNT);

  it('are multiples of 2^-24 in [0, 1)', () => {
    expect(draws.every((u) => u >= 0 && u < 1 && Number.isInteger(u * 2 ** 24))).toBe(true);
  });

  it('have mean 1/2, variance 1/12 and no memory of the number before', () => {
    // Five standard errors each.
    const bound = 5 / Math.sqrt(COUNT);
    expect(Math.abs(moment(draws, 1) - 0.5)).toBeLessThan(bound * Math.sqrt(1 / 12));
    expect(Math.abs(moment(draws, 2) - 1 / 3)).toBeLessThan(bound * Math.sqrt(1 / 5 - 1 / 9));
    const pairs = draws.subarray(1).map((u, i) => (u - 0.5) * (draws[i] - 0.5) * 12);
    expect(Math.abs(moment(pairs, 1))).toBeLessThan(bound);
  });

  it('fill 256 cells evenly', () => {
    const counts = new Array(256).fill(0);
    for (const u of draws) counts[Math.floor(u * 256)]++;
    expectChiSquare(counts, COUNT / 256);
  });
});

describe('normal numbers', () => {
  const draws = normals(KEY, COUNT);

  it('have mean 0, variance 1, no skew and kurtosis 3', () => {
    const bound = 5 / Math.sqrt(COUNT);
    expect(Math.abs(moment(draws, 1))).toBeLessThan(bound);
    expect(Math.abs(moment(draws, 2) - 1)).toBeLessThan(bound * Math.sqrt(2));
    expect(Math.abs(moment(draws, 3))).toBeLessThan(bound * Math.sqrt(15));
    expect(Math.abs(moment(draws, 4) - 3)).toBeLessThan(bound * Math.sqrt(96));
  });

  it('are within 1e-6 of the exact quantile of their cell out to both tails', () => {
    const cells = Array.from({length: 3000}, (_, k) => [k, 2 ** 24 - 1 - k, 5003 * k, 2 ** 23 - 1500 + k]).flat();
    const worst = cells.map((k) => {
      const p = (k + 0.5) / 2 ** 24;
      return Math.abs(Math.fround(Math.SQRT2 * erfinv(2 * p - 1)) - inverseNormal(p));
    });
    expect(Math.max(...worst)).toBeLessThan(1e-6);
  });
});

describe('a permutation', () => {
  const sizes = [1, 2, 3, 4, 5, 7, 15, 16, 17, 31, 63, 64, 65, 100, 255, 256, 257, 1000, 1250, 1563, 4096, 4097];

  it.each(sizes)('of %i things has every one of them once', (size) => {
    for (const use of ['a', 'b']) {
      const at = permutation(deriveKey(3, use), size);
      const seen = new Set(Array.from({length: size}, (_, i) => at(i)));
      expect(seen.size).toBe(size);
      expect(Math.min(...seen)).toBe(0);
      expect(Math.max(...seen)).toBe(size - 1);
    }
  });

  it('begins alike however many are taken of it', async () => {
    const keys = keysOf([[KEY], [deriveKey(8, 'statistics')]]);
    const [some, all] = [permuted(keys, 1250, 100), permuted(keys, 1250, 1250)];
    const [short, long] = [await some.data(), await all.data()];
    for (const r of [0, 1]) {
      expect([...short.slice(100 * r, 100 * (r + 1))]).toEqual([...long.slice(1250 * r, 1250 * r + 100)]);
    }
    some.dispose();
    all.dispose();
  });

  it('refuses to draw more than there are', () => {
    expect(() => permuted(keysOf([[KEY]]), 5, 6)).toThrow('Cannot draw 6 of 5 without repetition.');
  });

  it('puts every thing in every place equally often, and no two places depend on each other', () => {
    const [size, draws] = [10, 20_000];
    const places = new Array(size * size).fill(0);
    const pairs = new Array(size * size).fill(0);
    for (let n = 0; n < draws; n++) {
      const at = permutation(deriveKey(11, 'places', n), size);
      for (let i = 0; i < size; i++) places[i * size + at(i)]++;
      pairs[at(0) * size + at(1)]++;
    }
    for (let i = 0; i < size; i++) expectChiSquare(places.slice(i * size, (i + 1) * size), draws / size);
    const unlike = pairs.filter((_, k) => k % size !== Math.floor(k / size));
    expectChiSquare(unlike, draws / (size * (size - 1)));
  });
});

function moment(x: Float32Array, power: number): number {
  let total = 0;
  for (const value of x) total += value ** power;
  return total / x.length;
}

/** Pearson's statistic within six standard deviations of its mean: with sound draws, exceeded once in a million. */
function expectChiSquare(counts: number[], expected: number): void {
  const statistic = counts.reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
  const freedom = counts.length - 1;
  expect(statistic).toBeLessThan(freedom + 6 * Math.sqrt(2 * freedom));
}
