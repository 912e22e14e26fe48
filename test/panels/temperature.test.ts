import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {SimilarityFrame} from '../../src/panels/data.ts';
import {readOut, referenceOf, temperatureLayout} from '../../src/panels/temperature/layout.ts';
import {
  ghostsOf,
  relativePenalty,
  settingOf,
  settingText,
  temperatureOf,
} from '../../src/panels/temperature/penalty.ts';
import {BINS, binCentre, binOf, negativesOf, pushOf, readPush} from '../../src/panels/temperature/similarities.ts';

const frameOf = (
  anchors: number,
  candidates: number,
  similarity: (i: number, j: number) => number,
): SimilarityFrame => ({
  tick: 0,
  anchors,
  candidates,
  data: Float32Array.from({length: anchors * candidates}, (_, k) =>
    similarity(Math.floor(k / candidates), k % candidates),
  ),
});

/** Cosines without a pattern. */
const mixed = (i: number, j: number) => Math.sin(12.9898 * i + 78.233 * j + 0.5 * i * j);
const effective = (frame: SimilarityFrame, temperature: number) => pushOf(negativesOf(frame), temperature).effective;
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

describe('the effective number of negatives', () => {
  test('is all of them when all are equally similar, at any temperature', () => {
    for (const temperature of [0.005, 0.1, 2]) {
      const frame = frameOf(4, 9, (i, j) => (i === j ? 1 : 0.3));
      expect(effective(frame, temperature)).toBeCloseTo(8, 9);
    }
  });

  test('tends to all of them as the temperature grows, and to one as it falls', () => {
    const frame = frameOf(6, 40, mixed);
    expect(effective(frame, 1e6)).toBeCloseTo(39, 6);
    expect(effective(frame, 1e-6)).toBeCloseTo(1, 9);
  });

  test('of two negatives is exp of the entropy of a logistic function', () => {
    const [a, b, temperature] = [0.5, 0.25, 0.2];
    const frame = frameOf(1, 3, (_, j) => [0.9, a, b][j]);
    const p = 1 / (1 + Math.exp((b - a) / temperature));
    expect(effective(frame, temperature)).toBeCloseTo(Math.exp(-p * Math.log(p) - (1 - p) * Math.log(1 - p)), 6);
  });

  test('does not depend on the positive, and stays finite where exponentials would overflow', () => {
    const frame = (positive: number) => frameOf(3, 20, (i, j) => (i === j ? positive : mixed(i, j)));
    expect(effective(frame(1), 0.1)).toBe(effective(frame(-1), 0.1));
    expect(effective(frame(1), 0.0005)).toBeGreaterThanOrEqual(1);
  });

  test('grows with the temperature and lies between one and all', () => {
    const frame = frameOf(5, 30, mixed);
    const temperatures = fc.double({min: 0.005, max: 2, noNaN: true});
    fc.assert(
      fc.property(temperatures, temperatures, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((t) => effective(frame, t));
        expect(low).toBeLessThanOrEqual(high + 1e-9);
        expect(low).toBeGreaterThanOrEqual(1 - 1e-9);
        expect(high).toBeLessThanOrEqual(29 + 1e-9);
      }),
    );
  });

  test('is computed again when the temperature moves, and kept while it does not', () => {
    const frame = frameOf(2, 9, mixed);
    const first = readPush(frame, 0.1);
    expect(readPush(frame, 0.1)).toBe(first);
    expect(readPush(frame, 0.2).effective).toBeGreaterThan(first.effective);
  });
});

describe('the histogram', () => {
  test('counts every negative and every positive once', () => {
    const {histogram, positives, count} = negativesOf(frameOf(6, 40, mixed));
    expect(count).toBe(39);
    expect(sum(histogram)).toBe(6 * 39);
    expect(sum(positives)).toBe(6);
  });

  test('has a bin around 0, and takes both ends and what rounding puts beyond them', () => {
    expect(binCentre(binOf(0))).toBeCloseTo(0, 12);
    expect([binOf(-1), binOf(1), binOf(1.0000001), binOf(-1.0000001)]).toEqual([0, BINS - 1, BINS - 1, 0]);
    for (let bin = 0; bin < BINS; bin++) expect(binOf(binCentre(bin))).toBe(bin);
  });

  test('of the push sums to one, and is that of the negatives when all are pushed alike', () => {
    const negatives = negativesOf(frameOf(6, 40, mixed));
    expect(sum(pushOf(negatives, 0.05).shares)).toBeCloseTo(1, 9);
    const flat = pushOf(negatives, 1e9).shares;
    negatives.histogram.forEach((n, bin) => expect(flat[bin]).toBeCloseTo(n / (6 * 39), 6));
  });
});

describe('the relative penalty', () => {
  test('is one at the reference and e times smaller one temperature below it', () => {
    expect(relativePenalty(0.4, 0.07, 0.4)).toBe(1);
    expect(relativePenalty(0.4 - 0.07, 0.07, 0.4)).toBeCloseTo(Math.exp(-1), 12);
  });

  test('is the ratio of the shares of the push', () => {
    const [s, reference, temperature] = [0.25, 0.75, 0.3];
    const {shares} = pushOf(negativesOf(frameOf(1, 3, (_, j) => [1, s, reference][j])), temperature);
    expect(shares[binOf(s)] / shares[binOf(reference)]).toBeCloseTo(relativePenalty(s, temperature, reference), 6);
  });

  test('of the Gaussian potential is that at temperature 1 / (2 t)', () => {
    const t = 2;
    const potential = (s: number) => Math.exp(-t * (2 - 2 * s));
    expect(relativePenalty(0.1, temperatureOf(t), 0.8)).toBeCloseTo(potential(0.1) / potential(0.8), 12);
  });
});

test('three temperatures to compare with lie apart from the present one and from each other', () => {
  expect(ghostsOf(settingOf(0.1, undefined)!)).toEqual([0.02, 0.3, 1]);
  expect(ghostsOf(settingOf(0.02, undefined)!)).toEqual([0.1, 0.3, 1]);
  expect(ghostsOf(settingOf(0.5, undefined)!)).toEqual([0.02, 0.1, 1]);
  expect(ghostsOf(settingOf(0.1, undefined)!, [1, 0.101, 0.05])).toEqual([0.05, 1]);
});

test('the setting is a temperature, a sharpness, or nothing', () => {
  expect(settingText(settingOf(0.1, undefined)!)).toBe('τ = 0.10');
  expect(settingText(settingOf(0.025, undefined)!)).toBe('τ = 0.025');
  expect(settingText(settingOf(undefined, 2)!)).toBe('t = 2');
  expect(settingOf(undefined, undefined)).toBeUndefined();
});

describe('the layout', () => {
  const negatives = negativesOf(frameOf(16, 64, (i, j) => (i === j ? 0.9 : 0.6 * mixed(i, j))));
  const setting = settingOf(0.1, undefined)!;
  const input = {width: 372, height: 200, negatives, push: pushOf(negatives, 0.1), setting, ghosts: ghostsOf(setting)};
  const layout = temperatureLayout(input);

  test('lets all curves meet at the hardest negative, at the full height', () => {
    expect(referenceOf(negatives)).toBeCloseTo(0.6, 2);
    for (const {x, y} of layout.curves) {
      expect(x.at(-1)).toBeCloseTo(layout.x(referenceOf(negatives)), 6);
      expect(y.at(-1)).toBeCloseTo(layout.plot.top, 6);
    }
  });

  test('names the present curve, and fits every small size', () => {
    expect(layout.labels.map(({text}) => text)).toContain('τ = 0.10');
    const small = temperatureLayout({...input, width: 308, height: 100});
    for (const {x} of small.labels) expect(x).toBeGreaterThan(0);
    expect(small.labels.map(({text}) => text)).toContain('τ = 0.10');
  });

  test('without a temperature is the histogram alone; without a frame the curves alone', () => {
    const bare = temperatureLayout({...input, push: undefined, setting: undefined, ghosts: []});
    expect([bare.curves.length, bare.push.length, bare.negatives.length]).toEqual([0, 0, BINS]);
    const early = temperatureLayout({...input, negatives: undefined, push: undefined});
    expect([early.curves.length, early.negatives.length]).toEqual([4, 0]);
  });

  test('reads off shares, and penalties only where there are negatives', () => {
    const rows = readOut(0, input, layout).rows.map(({label}) => label);
    expect(rows.slice(0, 5)).toEqual([
      'similarity',
      'of the negatives',
      'of the push',
      'of the positives',
      'push at τ = 0.10',
    ]);
    expect(readOut(0.95, input, layout).rows).toHaveLength(4);
  });
});
