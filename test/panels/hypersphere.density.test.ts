import {expect, test} from 'vitest';
import {coronaOf} from '../../src/panels/hypersphere/corona.ts';
import {BINS, circleDensity, EVEN, vonMises} from '../../src/panels/hypersphere/density.ts';

const STEP = (2 * Math.PI) / BINS;
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);

/** Points at angles, as positions [count, 3]. */
const around = (angles: readonly number[]) =>
  Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle), 0]));

test('the kernel is the von Mises density: exp(kappa cos t) / (2 pi I0(kappa))', () => {
  // I0(1) and I0(5) from Abramowitz and Stegun, tables 9.8 and 9.10.
  for (const [kappa, i0] of [
    [1, 1.2660658778],
    [5, 27.2398718236],
  ]) {
    const kernel = vonMises(kappa, BINS);
    for (const bin of [0, 30, 180]) {
      expect(kernel[bin]).toBeCloseTo(Math.exp(kappa * Math.cos(bin * STEP)) / (2 * Math.PI * i0), 8);
    }
  }
});

test('the density integrates to 1 over all groups, and to its share over one', () => {
  const angles = Array.from({length: 400}, (_, i) => Math.sin(i) * 2 + (i % 4));
  const density = circleDensity(
    around(angles),
    400,
    Uint8Array.from(angles, (_, i) => (i % 4 === 0 ? 0 : 1)),
    2,
  );
  expect(sum(density) * STEP).toBeCloseTo(1, 6);
  expect(sum(density.subarray(0, BINS)) * STEP).toBeCloseTo(0.25, 6);
});

test('points spread evenly have the even density everywhere', () => {
  const count = 1234;
  const angles = Array.from({length: count}, (_, i) => (2 * Math.PI * i) / count);
  for (const value of circleDensity(around(angles), count, new Uint8Array(count), 1)) {
    expect(value).toBeCloseTo(EVEN, 4);
  }
});

test('a wide kernel makes everything even', () => {
  for (const value of circleDensity(around([0.3]), 1, [0], 1, 0)) expect(value).toBeCloseTo(EVEN, 2);
});

test('one point has the kernel around its own direction', () => {
  const density = circleDensity(around([Math.PI / 2]), 1, [0], 1);
  const kernel = vonMises(40, BINS);
  expect(density[90]).toBeCloseTo(kernel[0], 5);
  expect(density[100]).toBeCloseTo(kernel[10], 5);
  expect(density[80]).toBeCloseTo(kernel[10], 5);
  expect(density[270]).toBeCloseTo(0, 5);
});

test('bands of the corona have areas in the ratio of the shares, wherever they are stacked', () => {
  const angles = Array.from({length: 300}, (_, i) => (i % 3) + 0.2 * Math.sin(7 * i));
  const density = circleDensity(
    around(angles),
    300,
    Uint8Array.from(angles, (_, i) => i % 3),
    3,
  );
  const {radii, even} = coronaOf(density, [2, 0, 1], 100, 150);
  const area = (outer: Float64Array, inner: (bin: number) => number) =>
    outer.reduce((total, r, bin) => total + (r * r - inner(bin) ** 2) / 2, 0) * STEP;
  const band = (group: number) => radii.subarray(group * BINS, (group + 1) * BINS);
  const total = area(band(1), () => 100);
  expect(area(band(2), () => 100) / total).toBeCloseTo(1 / 3, 4);
  expect(area(band(0), (bin) => band(2)[bin]) / total).toBeCloseTo(1 / 3, 4);
  // The dashed ring encloses the same area: it is where the same points would be if spread evenly.
  expect((Math.PI * (even * even - 100 * 100)) / total).toBeCloseTo(1, 4);
});

test('the corona stays inside its disc, also when all points coincide', () => {
  const density = circleDensity(around(Array.from({length: 50}, () => 1)), 50, new Uint8Array(50), 1);
  const {radii, even} = coronaOf(density, [0], 100, 150);
  expect(Math.max(...radii)).toBeCloseTo(150, 6);
  expect(even).toBeGreaterThan(100);
});
