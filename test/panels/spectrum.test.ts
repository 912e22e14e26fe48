import {describe, expect, test} from 'vitest';
import {directionAt, LEAST, readOut, spectrumLayout, spreadOf} from '../../src/panels/spectrum/layout.ts';

describe('the spread', () => {
  test('of values that are all alike uses all directions, of one value one', () => {
    expect(spreadOf([2, 2, 2, 2]).effectiveRank).toBeCloseTo(4, 12);
    expect(spreadOf([3, 0, 0]).effectiveRank).toBeCloseTo(1, 12);
    expect(spreadOf([3, 0, 0]).shares).toEqual([1, 0, 0]);
  });

  test('has shares of the squared values', () => {
    const {shares, effectiveRank} = spreadOf([2, 1]);
    expect(shares).toEqual([0.8, 0.2]);
    expect(effectiveRank).toBeCloseTo(Math.exp(-0.8 * Math.log(0.8) - 0.2 * Math.log(0.2)), 12);
  });

  test('of nothing has no rank', () => {
    expect(spreadOf([0, 0]).effectiveRank).toBeUndefined();
    expect(spreadOf([]).effectiveRank).toBeUndefined();
  });
});

describe('the layout', () => {
  const spread = spreadOf([1, 0.5, 0.25, 1e-9]);
  const input = {width: 372, height: 170, spread, before: spreadOf([1, 1, 1, 1])};

  test('stands bars on one ground, and does not go below it', () => {
    const {bars, plot, y} = spectrumLayout(input);
    expect(bars[0].top).toBeCloseTo(y(spread.shares[0]), 9);
    expect(bars[3].top).toBeCloseTo(plot.bottom, 9);
    expect(y(LEAST)).toBeCloseTo(plot.bottom, 9);
    bars.forEach(({left, right}, k) => {
      expect(left).toBeLessThan(right);
      if (k > 0) expect(left).toBeGreaterThanOrEqual(bars[k - 1].right);
    });
  });

  test('draws an even spread on the line of “all alike”', () => {
    const {before, alike} = spectrumLayout(input);
    for (const y of before!.y) expect(y).toBeCloseTo(alike, 9);
  });

  test('marks the effective rank where so many bars end', () => {
    const even = spreadOf([1, 1, 1, 1]);
    const {rank, plot} = spectrumLayout({...input, spread: even});
    expect(rank).toBeCloseTo(plot.right, 9);
    expect(spectrumLayout({...input, spread: spreadOf([0, 0])}).rank).toBeUndefined();
  });

  test('finds the direction under a place and reads it off', () => {
    const layout = spectrumLayout(input);
    layout.bars.forEach(({left, right}, k) => {
      expect(directionAt(layout, 4, (left + right) / 2)).toBe(k);
    });
    expect(directionAt(layout, 4, layout.plot.left - 1)).toBe(-1);
    expect(readOut(spreadOf([2, 1]), 1).map(({value}) => value)).toEqual(['2', '20 %', '100 %']);
  });

  test('keeps texts inside, whatever the rank', () => {
    for (const values of [
      [1, 0, 0],
      [1, 1, 1],
      [1, 0.3, 0.1],
    ]) {
      const {labels, plot} = spectrumLayout({...input, spread: spreadOf(values)});
      expect(labels.map(({key}) => key)).toContain('rank');
      for (const {y} of labels) expect(y).toBeLessThanOrEqual(plot.bottom);
    }
  });
});
