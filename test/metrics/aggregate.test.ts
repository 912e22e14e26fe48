import {expect, it} from 'vitest';
import {aggregateMetrics} from '../../src/metrics/aggregate/compute.ts';
import {AGGREGATE_METRICS} from '../../src/metrics/aggregate/index.spec.ts';

const shares = [0.1, 0.3, 0.4, 0.5, 0.7, 0.9, 0.95];
const of = (differences: number[]) => aggregateMetrics(Float32Array.from([...differences, ...shares]));
const logit = (p: number) => Math.log(p / (1 - p));

it('have the names that are declared', () => {
  expect(Object.keys(of(shares))).toEqual(AGGREGATE_METRICS.map(({name}) => name));
});

it('who gives the true chances correlates by 1 and errs by 0; the opposite by -1', () => {
  const right = of(shares.map(logit));
  expect(right.shareCorrelation).toBeCloseTo(1, 6);
  expect(right.contestedCorrelation).toBeCloseTo(1, 6);
  expect(right.shareError).toBeCloseTo(0, 6);
  const wrong = of(shares.map((p) => -logit(p)));
  expect([wrong.shareCorrelation, wrong.contestedCorrelation].map((x) => x.toFixed(5))).toEqual([
    '-1.00000',
    '-1.00000',
  ]);
  expect(wrong.shareError).toBeCloseTo(shares.reduce((sum, p) => sum + Math.abs(1 - 2 * p), 0) / shares.length, 6);
});

it('only contested pairs count for the second: those of a quarter to three quarters', () => {
  // Right about the contested, upside down about the others.
  const result = of(shares.map((p) => (p >= 0.25 && p <= 0.75 ? logit(p) : -logit(p))));
  expect(result.contestedCorrelation).toBeCloseTo(1, 6);
  expect(result.shareCorrelation).toBeLessThan(0);
});
