import {sampleCorrelation, sampleRankCorrelation} from 'simple-statistics';
import {describe, expect, it} from 'vitest';
import {bestOfCurve, bestOfN} from '../../src/metrics/bestOfN/compute.ts';
import {calibrationError} from '../../src/metrics/calibrationError/compute.ts';
import {judge} from '../../src/metrics/judge.ts';
import {lengthCoefficient} from '../../src/metrics/lengthControlledAccuracy/compute.ts';
import {CHANNELS, type Channel} from '../../src/metrics/shared/channels.ts';
import {correlation, correlationInterval} from '../../src/metrics/shared/statistics.ts';
import {spearman} from '../../src/metrics/spearman/compute.ts';
import {inputs} from '../reference/random.ts';

const ALL = {length: true, gold: true, taste: true};

/** Channels as they are read back; what is left out is 0. */
function channels(some: Partial<Record<Channel, number[]>>): [Float32Array, number] {
  const pairs = Object.values(some)[0]!.length;
  return [Float32Array.from(CHANNELS.flatMap((name) => some[name] ?? new Array<number>(pairs).fill(0))), pairs];
}

describe('statistics', () => {
  const next = inputs(1);
  const x = Array.from({length: 200}, () => next());
  const y = x.map((value) => 0.6 * value + next());

  it('correlations agree with an independent implementation', () => {
    expect(correlation(x, y)).toBeCloseTo(sampleCorrelation(x, y), 12);
    // Without equal values: that implementation does not share ranks.
    expect(spearman(x, y)).toBeCloseTo(sampleRankCorrelation(x, y), 12);
  });

  it('equal values share their rank', () => {
    // Ranks 1.5 1.5 3 against 1 2 3: covariance 1.5, deviations sqrt(1.5) and sqrt(2).
    expect(spearman([1, 1, 2], [1, 2, 3])).toBeCloseTo(1.5 / Math.sqrt(1.5 * 2), 12);
    expect(correlation([1, 1, 1], [1, 2, 3])).toBe(0);
  });

  it('the interval holds the true correlation in about 95 of 100 samples', () => {
    const rho = 0.5;
    let held = 0;
    for (let sample = 0; sample < 400; sample++) {
      const normal = () => Array.from({length: 12}, () => (next() + 1) / 2).reduce((a, b) => a + b, -6);
      const a = Array.from({length: 60}, normal);
      const b = a.map((value) => rho * value + Math.sqrt(1 - rho * rho) * normal());
      const [low, high] = correlationInterval(correlation(a, b), 60);
      if (low <= rho && rho <= high) held++;
    }
    expect(held / 400).toBeGreaterThan(0.91);
    expect(held / 400).toBeLessThan(0.985);
  });
});

describe('a verdict on unseen pairs', () => {
  it('counts right choices: equal rewards half, ties not at all', () => {
    const data = channels({label: [1, 0, 1, 1, 0.5], rewardA: [2, 1, 0, 3, 9], rewardB: [1, 0, 1, 3, 0]});
    expect(judge(...data, ALL).accuracy).toBe((1 + 0 + 0 + 0.5) / 4);
    expect(judge(...data, ALL).rewardMargin).toBe((1 - 1 - 1 + 0) / 4);
  });

  it('is told apart by which of the two was longer', () => {
    const data = channels({
      label: [1, 1, 0, 0],
      rewardA: [1, 0, 0, 0],
      rewardB: [0, 1, 1, 1],
      lengthA: [2, 1, 1, 5],
      lengthB: [1, 2, 3, 1],
    });
    const metrics = judge(...data, ALL);
    expect(metrics.accuracyLonger).toBe(1);
    expect(metrics.accuracyShorter).toBe(0.5);
    expect(metrics.longerChosen).toBe(0.5);
  });

  it('a reward that is length alone owes all its gain to length; one that knows nothing of it, none', () => {
    const next = inputs(3);
    const pairs = 4000;
    const draw = () => Array.from({length: pairs}, () => next());
    const [lengthA, lengthB, goodA, goodB] = [draw(), draw(), draw(), draw()];
    const byLength = lengthA.map((x, i) => (x > lengthB[i] ? 1 : 0));
    const byGood = goodA.map((x, i) => (x > goodB[i] ? 1 : 0));
    const long = judge(...channels({label: byLength, rewardA: lengthA, rewardB: lengthB, lengthA, lengthB}), ALL);
    expect(long.lengthCorrelation).toBeCloseTo(1, 6);
    // Ten bins leave a tenth of the range within each.
    expect(long.lengthShare).toBeGreaterThan(0.95);
    const good = judge(...channels({label: byGood, rewardA: goodA, rewardB: goodB, lengthA, lengthB}), ALL);
    expect(Math.abs(good.lengthShare)).toBeLessThan(0.02);
    expect(good.lengthCorrelationLow).toBeLessThan(0);
    expect(good.lengthCorrelationHigh).toBeGreaterThan(0);
  });

  it('finds what length is worth to the annotators beside the reward', () => {
    const next = inputs(4);
    const pairs = Array.from({length: 20_000}, () => {
      const [reward, gap, u] = [2 * next(), next(), (next() + 1) / 2];
      return {reward, gap, won: u < 1 / (1 + Math.exp(-(reward + 1.3 * gap)))};
    });
    const c = lengthCoefficient(pairs);
    expect(c).toBeCloseTo(1.3, 1);
    // There the likelihood has no slope.
    const slopes = pairs.map(({reward, gap, won}) => (1 / (1 + Math.exp(-(reward + c * gap))) - (won ? 1 : 0)) * gap);
    expect(Math.abs(slopes.reduce((a, b) => a + b, 0) / pairs.length)).toBeLessThan(1e-9);
    expect(lengthCoefficient([{reward: 1, gap: 0, won: true}])).toBe(0);
  });

  it('is calibrated when chances come true', () => {
    // d = log 3: chance 3/4, which comes true in three of four.
    const d = Math.log(3);
    expect(
      calibrationError([
        [d, 1],
        [d, 1],
        [d, 1],
        [d, 0],
      ]),
    ).toBeCloseTo(0, 12);
    expect(
      calibrationError([
        [d, 1],
        [d, 1],
        [-d, 0],
        [-d, 0],
      ]),
    ).toBeCloseTo(0.25, 12);
    expect(calibrationError([])).toBe(0);
  });

  it('is compared with gold and with the annotators’ own liking', () => {
    const data = channels({
      label: [1, 0, 1],
      rewardA: [1, 0, 0],
      rewardB: [0, 1, 1],
      goldA: [5, 5, 1],
      goldB: [4, 6, 2],
      likingA: [1, 0, 1],
      likingB: [0, 1, 0],
    });
    const metrics = judge(...data, ALL);
    expect(metrics.goldAgreement).toBe(1);
    expect(metrics.accuracyOfTheirTaste).toBe(1);
    expect(metrics.accuracy).toBeCloseTo(2 / 3, 12);
    const r = [1, 0, 0, 0, 1, 1];
    expect(metrics.goldCorrelation).toBeCloseTo(sampleCorrelation(r, [5, 5, 1, 4, 6, 2]), 6);
  });

  it('leaves out what the world does not know', () => {
    const names = Object.keys(
      judge(...channels({label: [1], rewardA: [1]}), {length: false, gold: false, taste: false}),
    );
    expect(names.sort()).toEqual(['accuracy', 'calibrationError', 'rewardMargin']);
  });
});

describe('best of n', () => {
  const questions = 3;
  const each = 8;
  const next = inputs(6);
  const count = questions * each;
  const proxy = Array.from({length: count}, () => next());
  const gold = proxy.map((x) => x + next());
  const length = Array.from({length: count}, () => 1 + next());
  const data = Float32Array.from([...proxy, ...gold, ...length]);

  /** Over all subsets, one by one. */
  function byHand(n: number, x: number[]): number {
    let [sum, subsets] = [0, 0];
    for (let q = 0; q < questions; q++) {
      for (let mask = 0; mask < 1 << each; mask++) {
        const members = Array.from({length: each}, (_, k) => k).filter((k) => mask & (1 << k));
        if (members.length !== n) continue;
        const best = members.reduce((a, b) => (proxy[q * each + b] > proxy[q * each + a] ? b : a));
        sum += x[q * each + best];
        subsets++;
      }
    }
    return sum / subsets;
  }

  const standardised = (x: number[]) => {
    const m = x.reduce((a, b) => a + b, 0) / x.length;
    const s = Math.sqrt(x.reduce((a, b) => a + (b - m) ** 2, 0) / x.length);
    return x.map((value) => (value - m) / s);
  };

  it('agrees with all subsets counted one by one', () => {
    for (const point of bestOfCurve(data, {questions, each})) {
      expect(point.proxy).toBeCloseTo(byHand(point.n, standardised(proxy)), 5);
      expect(point.gold).toBeCloseTo(byHand(point.n, standardised(gold)), 5);
      expect(point.length).toBeCloseTo(byHand(point.n, length), 5);
      expect(point.divergence).toBeCloseTo(Math.log(point.n) - (point.n - 1) / point.n, 12);
    }
  });

  it('one of one is an answer at random; the proxy never falls', () => {
    const curve = bestOfCurve(data, {questions, each});
    expect(curve.map(({n}) => n)).toEqual([1, 2, 4, 8]);
    expect(curve[0].gold).toBeCloseTo(0, 6);
    curve.slice(1).forEach((point, i) => {
      expect(point.proxy).toBeGreaterThan(curve[i].proxy);
    });
  });

  it('a proxy that is against gold loses by choosing', () => {
    const against = Float32Array.from([...proxy, ...proxy.map((x) => -x), ...length]);
    const {bestOfAllGold, bestOfAllProxy} = bestOfN(against, {questions, each});
    expect(bestOfAllGold).toBeCloseTo(-bestOfAllProxy, 5);
  });
});
