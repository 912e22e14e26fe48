import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {lawOf} from '../../src/objectives/contrastive/index.spec.ts';
import type {SimilarityFrame} from '../../src/panels/data.ts';
import {readOut, temperatureLayout} from '../../src/panels/temperature/layout.ts';
import {
  BINS,
  binCentre,
  binOf,
  negativesOf,
  profileOf,
  pushOf,
  readNegatives,
} from '../../src/panels/temperature/similarities.ts';
import {
  ghostsOf,
  readWeighed,
  settingOf,
  settingText,
  type Weighing,
  weigh,
} from '../../src/panels/temperature/weighing.ts';

const frameOf = (anchors: number, columns: number, similarity: (i: number, j: number) => number): SimilarityFrame => ({
  tick: 0,
  anchors: Array.from({length: anchors}, (_, i) => ({
    positive: similarity(i, i),
    negatives: Float32Array.from({length: columns}, (_, j) => similarity(i, j)).filter((_, j) => j !== i),
  })),
});

const law = (objective: {kind: string} & Record<string, unknown>) => lawOf(objective)!;
const softmax = (temperature: number) => law({kind: 'infoNCE', form: 'symmetric', temperature});
const weighing = (temperature: number): Weighing => ({
  law: softmax(temperature),
  negatives: 'facing',
  setting: settingOf({temperature}),
  at: softmax,
});

/** Cosines without a pattern. */
const mixed = (i: number, j: number) => Math.sin(12.9898 * i + 78.233 * j + 0.5 * i * j);
const effective = (frame: SimilarityFrame, temperature: number) =>
  pushOf(negativesOf(frame), softmax(temperature)).effective;
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

  test('of a softmax does not depend on the positive, and stays finite where exponentials would overflow', () => {
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

  test('falls as hardness grows, and counts only the negatives that are kept', () => {
    const negatives = negativesOf(frameOf(6, 41, (i, j) => (i === j ? 0.9 : 0.8 * mixed(i, j))));
    const hard = (hardness: number) =>
      pushOf(negatives, law({kind: 'hardNegatives', temperature: 0.5, share: 0, hardness})).effective;
    expect(hard(0)).toBeCloseTo(pushOf(negatives, softmax(0.5)).effective, 9);
    expect(hard(3)).toBeLessThan(hard(0) / 2);
    const kept = pushOf(negatives, law({kind: 'keptNegatives', temperature: 1e6, kept: 0.25, side: 'hardest'}));
    expect(kept.effective).toBeCloseTo(10, 4);
    expect(pushOf(negatives, law({kind: 'simple', repulsion: 1})).effective).toBeCloseTo(40, 9);
  });

  test('is a mean over the anchors that push any, and unknown where none does', () => {
    // The hardest negative of the second anchor lies beyond the margin.
    const frame = frameOf(2, 4, (i, j) => (i === j ? 0.9 : i === 0 ? [0, 0.8, 0.85, -1][j] : -0.5));
    const triplet = pushOf(negativesOf(frame), law({kind: 'triplet', margin: 0.5}));
    expect([triplet.effective, triplet.idle]).toEqual([2, 1]);
    const none = pushOf(negativesOf(frame), law({kind: 'simple', repulsion: 0}));
    expect([none.effective, none.idle, sum(none.shares)]).toEqual([Number.NaN, 2, 0]);
  });

  test('is computed again when the law is another, and kept while it is not', () => {
    const frame = frameOf(2, 9, mixed);
    const [low, high] = [weighing(0.1), weighing(0.2)];
    const first = readWeighed(frame, low);
    expect(readWeighed(frame, low)).toBe(first);
    expect(readWeighed(frame, high).push.effective).toBeGreaterThan(first.push.effective);
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
    expect(sum(pushOf(negatives, softmax(0.05)).shares)).toBeCloseTo(1, 9);
    const flat = pushOf(negatives, softmax(1e9)).shares;
    negatives.histogram.forEach((n, bin) => expect(flat[bin]).toBeCloseTo(n / (6 * 39), 6));
  });

  test('of the push has what is pulled below 0', () => {
    const frame = frameOf(1, 3, (_, j) => [0.9, 0.6, -0.2][j]);
    const {shares, pulled} = pushOf(negativesOf(frame), law({kind: 'spectral', scale: 2}));
    expect(shares[binOf(0.6)]).toBeCloseTo(0.75, 6);
    expect(shares[binOf(-0.2)]).toBeCloseTo(-0.25, 6);
    expect(pulled).toBeCloseTo(0.25, 6);
  });
});

describe('the push by similarity', () => {
  const frame = frameOf(1, 3, (_, j) => [1, 0.25, 0.75][j]);

  test('of a softmax is e times smaller one temperature below', () => {
    const [present] = weigh(readNegatives(frame), weighing(0.07)).profiles;
    expect(present.relative(0.75)).toBeCloseTo(1, 9);
    expect(present.relative(0.75 - 0.07)).toBeCloseTo(Math.exp(-1), 9);
  });

  test('is the share of a negative that is there', () => {
    const {rows} = negativesOf(frame);
    const {shares} = pushOf({rows}, softmax(0.3));
    for (const s of [0.25, 0.75]) expect(profileOf(rows, softmax(0.3))(s)).toBeCloseTo(shares[binOf(s)], 12);
  });

  test('of the Gaussian potential is that at temperature 1 / (2 t)', () => {
    const potential = {kind: 'alignmentUniformity', alignmentWeight: 1, uniformityWeight: 1, alpha: 2};
    const setting = settingOf({t: 2})!;
    const gaussian = weigh(readNegatives(frame), {...weighing(1), law: law({...potential, t: 2}), setting}).profiles[0];
    expect(gaussian.relative(0.1)).toBeCloseTo(Math.exp(-2 * (2 - 0.2) + 2 * (2 - 1.5)), 9);
    expect(gaussian.temperature).toBe(0.25);
  });
});

test('three temperatures to compare with lie apart from the present one and from each other', () => {
  const at = (temperature: number) => ghostsOf(settingOf({temperature})!);
  expect(at(0.1)).toEqual([0.02, 0.3, 1]);
  expect(at(0.02)).toEqual([0.1, 0.3, 1]);
  expect(at(0.5)).toEqual([0.02, 0.1, 1]);
});

test('the setting is a temperature, a sharpness, or nothing', () => {
  expect(settingText(settingOf({temperature: 0.1})!)).toBe('τ = 0.10');
  expect(settingText(settingOf({temperature: 0.025})!)).toBe('τ = 0.025');
  expect(settingText(settingOf({t: 2})!)).toBe('t = 2');
  expect(settingOf({})).toBeUndefined();
});

describe('the layout', () => {
  const negatives = negativesOf(frameOf(16, 64, (i, j) => (i === j ? 0.9 : 0.6 * mixed(i, j))));
  const input = {width: 372, height: 200, negatives, weighed: weigh(negatives, weighing(0.1))};
  const layout = temperatureLayout(input);

  test('lets all curves of a softmax meet at the hardest negative, at the full height', () => {
    expect(negatives.greatest).toBeCloseTo(0.6, 2);
    for (const {x, y} of layout.curves) {
      expect(x.at(-1)).toBeCloseTo(layout.x(negatives.greatest), 6);
      expect(y.at(-1)).toBeCloseTo(layout.plot.top, 6);
    }
  });

  test('names the present curve, and fits every small size', () => {
    expect(layout.labels.map(({text}) => text)).toContain('τ = 0.10');
    const small = temperatureLayout({...input, width: 308, height: 100});
    for (const {x} of small.labels) expect(x).toBeGreaterThan(0);
    expect(small.labels.map(({text}) => text)).toContain('τ = 0.10');
  });

  test('names a curve that rises nowhere', () => {
    const alike = {...weighing(1), law: law({kind: 'simple', repulsion: 1}), setting: undefined};
    const flat = temperatureLayout({...input, weighed: weigh(negatives, alike)});
    expect(flat.labels.map(({text}) => text)).toContain('this loss');
    expect(flat.curves).toHaveLength(1);
  });

  test('stands on its lower end, and above it as soon as something is pulled', () => {
    expect(layout.ground).toBe(layout.plot.bottom);
    const spectral = {...weighing(1), law: law({kind: 'spectral', scale: 2}), setting: undefined};
    const both = temperatureLayout({...input, weighed: weigh(negatives, spectral)});
    expect(both.ground).toBeLessThan(both.plot.bottom - 20);
    for (const {top} of both.push) expect(top).toBeLessThanOrEqual(both.plot.bottom + 1e-9);
    for (const {y} of both.curves) expect(Math.max(...y)).toBeLessThanOrEqual(both.plot.bottom + 1e-9);
  });

  test('without a law is the histogram alone; without a frame it is empty', () => {
    const bare = temperatureLayout({...input, weighed: undefined});
    expect([bare.curves.length, bare.push.length, bare.negatives.length]).toEqual([0, 0, BINS]);
    const early = temperatureLayout({...input, negatives: undefined, weighed: undefined});
    expect([early.curves.length, early.negatives.length]).toEqual([0, 0]);
  });

  test('reads off shares, and pushes only where there are negatives', () => {
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
