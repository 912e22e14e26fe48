import {describe, expect, it} from 'vitest';
import {uniformityOfSphere} from '../../src/metrics/uniformity/ofSphere.ts';
import {
  beginning,
  bestScore,
  COUNT,
  Descent,
  gradientOf,
  lossOf,
  type Points,
  scoreOf,
} from '../../src/panels/spread/descent.ts';

/** The twelve corners of an icosahedron: (0, ±1, ±φ) and its rotations, at length 1. */
function icosahedron(): Points {
  const phi = (1 + Math.sqrt(5)) / 2;
  const corners = [-1, 1].flatMap((a) =>
    [-phi, phi].flatMap((b) => [
      [0, a, b],
      [a, b, 0],
      [b, 0, a],
    ]),
  );
  return Float64Array.from(corners.flat(), (value) => value / Math.hypot(1, phi));
}

/** Points that depend on nothing but a number, anywhere on the sphere. */
function anywhere(seed: number): Points {
  const part = (i: number, step: number) => (0.5 + seed * 0.3819 + i * step + ((seed * i * i * 0.7549) % 1)) % 1;
  const out = new Float64Array(3 * COUNT);
  for (let i = 0; i < COUNT; i++) {
    const z = 2 * part(i, 0.7548776662) - 1;
    const angle = 2 * Math.PI * part(i, 0.5698402909);
    const r = Math.sqrt(1 - z * z);
    out.set([r * Math.cos(angle), r * Math.sin(angle), z], 3 * i);
  }
  return out;
}

describe('twelve points on a sphere', () => {
  it('score most as an icosahedron: 2.971, against 2.080 at random', () => {
    expect(scoreOf(icosahedron())).toBeCloseTo(bestScore(false), 12);
    const near = 5 * Math.exp(-4 * (1 - 1 / Math.sqrt(5)));
    const far = 5 * Math.exp(-4 * (1 + 1 / Math.sqrt(5)));
    expect(bestScore(false)).toBeCloseTo(-Math.log((near + far + Math.exp(-8)) / 11), 12);
    expect(bestScore(false)).toBeCloseTo(2.971, 3);
    expect(-uniformityOfSphere(3)).toBeCloseTo(2.08, 3);
    for (let seed = 0; seed < 40; seed++) expect(scoreOf(anywhere(seed))).toBeLessThan(bestScore(false));
  });

  it('have a gradient that agrees with finite differences along the sphere, and none at the icosahedron', () => {
    const points = anywhere(3);
    const gradient = gradientOf(points);
    const step = 1e-6;
    for (let i = 0; i < COUNT; i++) {
      const x = points.subarray(3 * i, 3 * i + 3);
      // A direction along the sphere at x.
      const way = [x[1] - x[2], x[2] - x[0], x[0] - x[1]];
      const size = Math.hypot(...way);
      const at = (by: number) => {
        const next = points.slice();
        for (let k = 0; k < 3; k++) next[3 * i + k] = x[k] * Math.cos(by) + (way[k] / size) * Math.sin(by);
        return lossOf(next);
      };
      const slope = (at(step) - at(-step)) / (2 * step);
      const along = way.reduce((sum, value, k) => sum + (value / size) * gradient[3 * i + k], 0);
      expect(along).toBeCloseTo(slope, 6);
    }
    expect(Math.hypot(...gradientOf(icosahedron()))).toBeLessThan(1e-12);
  });

  it('come to the icosahedron by the loss alone, from anywhere, and the loss only falls', () => {
    const starts = [beginning(false), ...Array.from({length: 40}, (_, seed) => anywhere(seed))];
    for (const start of starts) {
      const descent = new Descent(start);
      let before = lossOf(descent.points);
      for (let i = 0; i < 4000 && !descent.settled; i++) {
        descent.step();
        const now = lossOf(descent.points);
        expect(now).toBeLessThanOrEqual(before);
        before = now;
      }
      expect(bestScore(false) - scoreOf(descent.points)).toBeLessThan(1e-3);
      expect(descent.settled).toBe(true);
    }
  });

  it('come apart even when all of them lie in one place', () => {
    const descent = new Descent(Float64Array.from({length: 3 * COUNT}, (_, i) => Number(i % 3 === 2)));
    descent.finish();
    expect(bestScore(false) - scoreOf(descent.points)).toBeLessThan(1e-3);
  });
});

describe('twelve points on a circle', () => {
  it('score most at equal angles, and the loss brings them there without leaving the circle', () => {
    const even = Float64Array.from({length: 3 * COUNT}, (_, i) => {
      const angle = (2 * Math.PI * Math.floor(i / 3)) / COUNT;
      return [Math.cos(angle), Math.sin(angle), 0][i % 3];
    });
    expect(scoreOf(even)).toBeCloseTo(bestScore(true), 12);
    const descent = new Descent(beginning(true));
    descent.finish();
    expect(bestScore(true) - scoreOf(descent.points)).toBeLessThan(1e-3);
    for (let i = 0; i < COUNT; i++) expect(descent.points[3 * i + 2]).toBe(0);
  });
});
