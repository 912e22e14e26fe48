import {describe, expect, it} from 'vitest';
import {filtered, tiltAt, tiltOf, totalsOf} from '../../src/metrics/exact/memoryless.ts';
import {compared} from '../../src/metrics/memoryless/compute.ts';
import {SOURCE_METRICS} from '../../src/metrics/memoryless/index.spec.ts';
import {divergence, expected} from '../reference/lattice.ts';

/** Four answers of two tokens, worth 0, 1 (twice) and 2. */
const COIN = {chances: [0.75, 0.25], rewards: [0, 1]};
const LAW = [9 / 16, 3 / 16, 3 / 16, 1 / 16];
const WORTH = [0, 1, 1, 2];

describe('the filter', () => {
  it.each([
    // All; the three that are worth something; one of 16; a share of one of 16; and an edge that is taken in part.
    [1, LAW],
    [7 / 16, [0, 3 / 7, 3 / 7, 1 / 7]],
    [1 / 16, [0, 0, 0, 1]],
    [1 / 100, [0, 0, 0, 1]],
    [1 / 4, [0, 3 / 8, 3 / 8, 1 / 4]],
    [3 / 4, [5 / 12, 1 / 4, 1 / 4, 1 / 12]],
  ])('of the best share %f has the law of its answers', (share, law) => {
    const found = filtered(totalsOf(COIN, 2), -Math.log(share));
    expect(2 * found.reward).toBeCloseTo(expected(law, WORTH), 12);
    expect(2 * found.divergence).toBeCloseTo(divergence(law, LAW), 12);
    // Planted: the worst share.
    if (share < 1) expect(2 * found.reward).toBeGreaterThan(expected(LAW, WORTH) + 0.1);
  });
});

describe('ways to choose from a source', () => {
  const source = {chances: [0.5, 0.3, 0.2], rewards: [-1, 0.5, 2]};
  const totals = totalsOf(source, 12);

  it('are compared as their definitions say, and nothing lies above the tilt', () => {
    for (const rate of [0.01, 0.1, 0.4]) {
      const n = Math.exp(12 * rate);
      const found = compared(source, totals, rate);
      expect(found.gap).toBeCloseTo(tiltAt(source, rate).reward - found.bestReward, 12);
      expect(found.slack).toBeCloseTo(Math.log(n) - (n - 1) / n - 12 * found.bestDivergence, 11);
      for (const lacks of [found.bestLacks, found.filterLacks, found.slack]) expect(lacks).toBeGreaterThan(-1e-12);
      expect(found.gap).toBeGreaterThan(found.bestLacks);
      // Planted: the curve of another source is above.
      const better = {...source, rewards: source.rewards.map((r) => 0.9 * r)};
      expect(compared(better, totals, rate).bestLacks).toBeLessThan(0);
    }
    expect(Object.keys(compared(source, totals, 0.1)).sort()).toEqual(SOURCE_METRICS.map(({name}) => name).sort());
  });

  it('at the end all keep the best tokens alone', () => {
    const found = compared(source, totals, 5);
    expect(found.bestReward).toBeCloseTo(2, 10);
    expect(found.filterReward).toBeCloseTo(2, 10);
    expect(found.tiltReward).toBe(tiltOf(source, 0).reward);
    expect(found.between).toBeUndefined();
  });
});
