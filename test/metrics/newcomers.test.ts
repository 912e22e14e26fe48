import {describe, expect, it} from 'vitest';
import {groupRecovery, linearFit, mixtureFit, newcomerAccuracies} from '../../src/metrics/newcomers/compute.ts';
import {inputs} from '../reference/random.ts';

const logistic = (x: number) => 1 / (1 + Math.exp(-x));
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, k) => sum + x * b[k], 0);

function example(count: number, kinds: number, seed: number) {
  const next = inputs(seed);
  const rows = Array.from({length: count}, () => Array.from({length: kinds}, () => 3 * next()));
  const labels = rows.map((row) => Number(row[0] + 0.5 * row[1] + next() > 0));
  const slopeAt = (w: readonly number[]) =>
    w.map((_, k) => rows.reduce((sum, row, i) => sum + (logistic(dot(w, row)) - labels[i]) * row[k], 0));
  return {rows, labels, slopeAt};
}

describe('what is fitted to a newcomer', () => {
  it('is the likeliest mixture: no slope towards any vertex leads down', () => {
    for (const seed of [1, 2, 3]) {
      const {rows, labels, slopeAt} = example(10, 3, seed);
      const w = mixtureFit(rows, labels);
      expect(w.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 10);
      const slope = slopeAt(w);
      const here = dot(slope, w);
      for (const towards of slope) expect(towards - here).toBeGreaterThan(-0.02);
    }
  });

  it('is the likeliest linear reward under a standard normal prior', () => {
    const {rows, labels, slopeAt} = example(40, 4, 4);
    const w = linearFit(rows, labels);
    slopeAt(w).forEach((slope, k) => {
      expect(slope + w[k]).toBeCloseTo(0, 8);
    });
  });
});

describe('accuracy for newcomers', () => {
  // Two newcomers who like opposite things; the second direction is what the second one likes.
  const next = inputs(9);
  const about = {newcomers: 2, each: 100, labelled: 40};
  const first = Array.from({length: 200}, () => next());
  const second = Array.from({length: 200}, () => next());
  const labels = first.map((x, i) => Number((i < 100 ? x : second[i]) > 0));
  const data = [...first, ...second, ...labels];

  it('is 1 with the right direction, and about 1/2 with the wrong one', () => {
    expect(newcomerAccuracies(data, [0, 1], about)).toEqual({
      newcomerAccuracy5: 1,
      newcomerAccuracy10: 1,
      newcomerAccuracy40: 1,
    });
    expect(Math.abs(newcomerAccuracies(data, [1, 0], about).newcomerAccuracy10 - 0.5)).toBeLessThan(0.23);
  });

  it.each(['mixture', 'linear'] as const)('a fitted %s finds out who likes what', (fit) => {
    const {newcomerAccuracy5, newcomerAccuracy40} = newcomerAccuracies(data, fit, about);
    expect(newcomerAccuracy40).toBeGreaterThan(0.93);
    expect(newcomerAccuracy5).toBeGreaterThan(0.6);
  });

  it('has no number where there are too few labels, and leaves ties out', () => {
    expect(Object.keys(newcomerAccuracies(data, 'mixture', {newcomers: 2, each: 100, labelled: 10}))).toHaveLength(2);
    const tied = [...data.slice(0, 400), ...labels.map((y, i) => (i % 2 === 0 ? 0.5 : y))];
    expect(newcomerAccuracies(tied, [0, 1], about).newcomerAccuracy10).toBe(1);
  });
});

describe('groups recovered', () => {
  const groups = [0, 0, 1, 1, 2, 2];
  const rows = (found: readonly number[]) => found.flatMap((k) => [0, 1, 2].map((j) => (j === k ? 0.8 : 0.1)));

  it('is 1 under any names, and 0 where all are one', () => {
    expect(groupRecovery(rows(groups), groups)).toBeCloseTo(1, 12);
    expect(groupRecovery(rows([2, 2, 0, 0, 1, 1]), groups)).toBeCloseTo(1, 12);
    expect(groupRecovery(rows([1, 1, 1, 1, 1, 1]), groups)).toBeCloseTo(0, 12);
  });

  it('is as the formula says in between', () => {
    // Two of three groups are taken together: I = H(found) = H(1/3), H(true) = log 3.
    const h = -(1 / 3) * Math.log(1 / 3) - (2 / 3) * Math.log(2 / 3);
    expect(groupRecovery(rows([0, 0, 0, 0, 1, 1]), groups)).toBeCloseTo((2 * h) / (h + Math.log(3)), 12);
  });
});
