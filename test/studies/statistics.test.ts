import {jStat} from 'jstat';
import {describe, expect, it} from 'vitest';
import {bootstrap, percentiles95, RESAMPLES, shareAtMost} from '../../src/studies/kit/statistics/bootstrap.ts';
import {
  correlation,
  fisherZ,
  largestCorrelation,
  scoresOf,
  weightedPearson,
} from '../../src/studies/kit/statistics/correlation.ts';
import {holm} from '../../src/studies/kit/statistics/holm.ts';
import {quantile, upperTail} from '../../src/studies/kit/statistics/studentT.ts';
import {summary} from '../../src/studies/kit/statistics/summary.ts';
import {inputs} from '../reference/random.ts';

const close = (value: number, expected: number, relative: number) =>
  expect(Math.abs(value / expected - 1), `${value} for ${expected}`).toBeLessThan(relative);

describe("Student's t", () => {
  it.each([
    [0.975, 1, 12.7062047364],
    [0.975, 2, 4.30265272991],
    [0.975, 7, 2.36462425101],
    [0.95, 7, 1.89457860506],
    [0.995, 5, 4.03214298356],
    [0.9, 10, 1.37218364111],
    [0.975, 30, 2.0422724563],
    [0.975, 1000, 1.96233908082],
  ])('has the published quantile at %f with %i degrees of freedom', (p, df, t) => {
    close(quantile(p, df), t, 1e-6);
    expect(quantile(1 - p, df)).toBeCloseTo(-quantile(p, df), 10);
    expect(upperTail(quantile(p, df), df)).toBeCloseTo(1 - p, 13);
  });

  it.each([0, 1e-8, 0.3, 1, 1.9, 5, 40, 1e3, 1e6])(
    'has the closed forms of 1, 2 and 4 degrees of freedom at %f',
    (t) => {
      const sum = 4 + t * t;
      const closed = {
        1: Math.atan2(1, t) / Math.PI,
        2: 1 / (2 + t * t + t * Math.sqrt(2 + t * t)),
      };
      for (const [df, tail] of Object.entries(closed)) close(upperTail(t, Number(df)), tail, 1e-12);
      // 1/2 - (3/8) s (2 - 2 s^2 / 3 ...) with s = t / sqrt(4 + t^2): exact but for cancellation in the tail.
      const s = t / Math.sqrt(sum);
      expect(upperTail(t, 4)).toBeCloseTo(0.5 - (3 / 4) * s * (1 - (s * s) / 3), 14);
      expect(upperTail(-t, 4)).toBeCloseTo(1 - upperTail(t, 4), 15);
    },
  );

  it('agrees with jstat', () => {
    for (const df of [1, 2, 3, 4, 5, 7, 9, 15, 30, 100]) {
      for (const t of [-6, -2.5, -1, -0.01, 0.2, 1.3, 2.4, 3.7, 9]) {
        expect(upperTail(t, df), `${t}, ${df}`).toBeCloseTo(1 - jStat.studentt.cdf(t, df), 7);
      }
      for (const p of [0.6, 0.9, 0.95, 0.975, 0.999]) close(quantile(p, df), jStat.studentt.inv(p, df), 1e-6);
    }
  });

  it('is the integral of its density', () => {
    for (const df of [3, 7, 8]) {
      const density = (x: number) => (1 + (x * x) / df) ** (-(df + 1) / 2);
      // t = tan(angle): the whole line is a finite interval, and the trapezoid rule converges fast on a periodic function.
      const integral = (from: number, to: number, steps = 20_000) => {
        let total = 0;
        for (let i = 0; i < steps; i++) {
          const angle = from + ((to - from) * (i + 0.5)) / steps;
          total += density(Math.tan(angle)) / Math.cos(angle) ** 2;
        }
        return (total * (to - from)) / steps;
      };
      const all = integral(-Math.PI / 2, Math.PI / 2);
      for (const t of [0.5, 1.9, 4]) close(upperTail(t, df), integral(Math.atan(t), Math.PI / 2) / all, 1e-7);
    }
  });
});

describe('a summary', () => {
  it('has the mean and the interval of jstat', () => {
    const values = [0.71, 0.74, 0.69, 0.8, 0.73, 0.72, 0.77, 0.7];
    const {mean, ci95, n} = summary(values);
    const [low, high] = jStat.tci(jStat.mean(values), 0.05, values);
    expect(n).toBe(8);
    expect(mean).toBeCloseTo(0.7325, 12);
    expect(ci95![0]).toBeCloseTo(low, 8);
    expect(ci95![1]).toBeCloseTo(high, 8);
  });

  it('has no interval where nothing varies, or with one value', () => {
    expect(summary([0.3])).toEqual({mean: 0.3, ci95: null, n: 1});
    expect(summary([0.3, 0.1 + 0.2])).toMatchObject({ci95: null, n: 2});
  });
});

describe('correlations', () => {
  const next = inputs(1);
  const x = Array.from({length: 12}, () => next());
  const y = x.map((value) => 0.5 * value + next());

  it('agree with jstat', () => {
    expect(correlation('pearson', x, y)).toBeCloseTo(jStat.corrcoeff(x, y), 12);
    expect(correlation('spearman', x, y)).toBeCloseTo(jStat.spearmancoeff(x, y), 12);
    const tied = x.map((value) => Math.round(value * 2));
    expect(correlation('spearman', tied, y)).toBeCloseTo(jStat.spearmancoeff(tied, y), 12);
  });

  it('share ranks among ties', () => {
    // Ranks 1.5 1.5 3 against 1 2 3: covariance 1.5, deviations sqrt(1.5) and sqrt(2).
    expect(correlation('spearman', [1, 1, 2], [1, 2, 3])).toBeCloseTo(1.5 / Math.sqrt(3), 12);
  });

  it('have no value where a list does not vary', () => {
    expect(correlation('pearson', [0.3, 0.1 + 0.2, 0.3], [1, 2, 3])).toBeNaN();
    expect(correlation('spearman', [1, 2, 3], [5, 5, 5])).toBeNaN();
  });

  it.each(['pearson', 'spearman'] as const)('%s of counted points is that of repeated points', (kind) => {
    const counts = [2, 0, 1, 3, 0, 1, 1, 1, 0, 2, 1, 0];
    const repeated = (list: readonly number[]) => list.flatMap((value, i) => new Array<number>(counts[i]).fill(value));
    const counted = weightedPearson(scoresOf(kind, x)(counts), scoresOf(kind, y)(counts), counts);
    expect(counted).toBeCloseTo(correlation(kind, repeated(x), repeated(y)), 12);
  });

  it("Fisher's z is the inverse hyperbolic tangent, and finite at 1 and -1", () => {
    const largest = largestCorrelation('spearman', 5);
    // The ranks of 5 points with two neighbours changed correlate 0.9; 0.95 is half way to 1.
    expect(correlation('spearman', [1, 2, 3, 4, 5], [1, 2, 3, 5, 4])).toBeCloseTo(0.9, 12);
    expect(largest).toBeCloseTo(0.95, 12);
    expect(fisherZ(0.5, largest)).toBeCloseTo(Math.log(3) / 2, 12);
    expect(fisherZ(1, largest)).toBe(-fisherZ(-1, largest));
    expect(fisherZ(1, largest)).toBeCloseTo(Math.log(39) / 2, 12);
  });
});

describe('Holm', () => {
  it('multiplies the smallest p by their number, the next by one less', () => {
    const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
    for (const [i, p] of [0.03, 0.06, 0.06, 0.02].entries()) expect(adjusted[i]).toBeCloseTo(p, 12);
    expect(holm([0.02])).toEqual([0.02]);
    expect(holm([0.7, 0.9])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });
});

describe('the bootstrap', () => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6];
  const total = (counts: Float64Array) => values.reduce((sum, value, i) => sum + value * counts[i], 0);

  it('draws each resample with replacement, the same each time', () => {
    const sizes = new Set<number>();
    const drawn = new Float64Array(values.length);
    bootstrap(values.length, (counts) => {
      sizes.add(counts.reduce((sum, count) => sum + count));
      for (const [i, count] of counts.entries()) drawn[i] += count;
      return 0;
    });
    expect([...sizes]).toEqual([values.length]);
    // Each member is drawn once a resample on average, with variance 7/8: 5 standard errors.
    for (const count of drawn) expect(Math.abs(count / RESAMPLES - 1)).toBeLessThan(5 * Math.sqrt(7 / 8 / RESAMPLES));
    expect(bootstrap(values.length, total)).toEqual(bootstrap(values.length, total));
  });

  it('has the mean and the variance that drawing with replacement has', () => {
    const sums = [...bootstrap(values.length, total)!];
    const variance = jStat.stdev(values, false) ** 2 * values.length;
    expect(Math.abs(jStat.mean(sums) - 31)).toBeLessThan(5 * Math.sqrt(variance / RESAMPLES));
    expect(jStat.stdev(sums, true) ** 2 / variance).toBeCloseTo(1, 1);
    expect(percentiles95(Float64Array.from(sums))[0]).toBeCloseTo(jStat.percentile(sums, 0.025), 10);
    expect(percentiles95(Float64Array.from(sums))[1]).toBeCloseTo(jStat.percentile(sums, 0.975), 10);
  });

  it('draws again what has no value, and gives up where nothing has', () => {
    const both = bootstrap(3, (counts) => (counts.includes(3) ? Number.NaN : Math.max(...counts)))!;
    expect(both.every((value) => value === 1 || value === 2)).toBe(true);
    // Of the 27 draws of three, 6 hold each member once and 18 one of them twice.
    expect(both.filter((value) => value === 1).length / RESAMPLES).toBeCloseTo(0.25, 1);
    expect(bootstrap(3, () => Number.NaN)).toBeUndefined();
  });

  it('never gives a share of 0', () => {
    expect(shareAtMost(Float64Array.of(1, 2, 3), 0)).toBe(1 / 4);
    expect(shareAtMost(Float64Array.of(1, 2, 3), 2)).toBe(3 / 4);
  });
});
