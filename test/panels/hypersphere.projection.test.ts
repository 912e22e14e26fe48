import {expect, test} from 'vitest';
import {nearestOrthogonal} from '../../src/panels/hypersphere/eigen.ts';
import {
  principalDirections,
  projectOnto,
  project as projectVectors,
  type Vectors,
} from '../../src/panels/hypersphere/principal.ts';
import {symmetricEigen} from '../../src/worlds/shared/symmetricEigen.ts';

/** A small generator of numbers that look normal, the same every time. */
function noise(seed: number): () => number {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
}

/** Unit vectors with a spread that falls from direction to direction. */
function cloud(count: number, dimension: number, seed = 1): Vectors {
  const normal = noise(seed);
  const data = new Float32Array(count * dimension);
  for (let row = 0; row < count; row++) {
    const x = Array.from({length: dimension}, (_, d) => normal() * 0.75 ** d);
    const length = Math.hypot(...x);
    data.set(
      x.map((value) => value / length),
      row * dimension,
    );
  }
  return {count, dimension, data};
}

/** Every row times an orthogonal matrix made from random numbers. */
function rotated({count, dimension, data}: Vectors, seed: number): Vectors {
  const normal = noise(seed);
  const rows: number[][] = [];
  for (let i = 0; i < dimension; i++) {
    let v = Array.from({length: dimension}, normal);
    for (const done of rows) {
      const along = v.reduce((sum, x, d) => sum + x * done[d], 0);
      v = v.map((x, d) => x - along * done[d]);
    }
    const length = Math.hypot(...v);
    rows.push(v.map((x) => x / length));
  }
  const out = new Float32Array(data.length);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < dimension; i++) {
      for (let d = 0; d < dimension; d++) out[row * dimension + i] += data[row * dimension + d] * rows[i][d];
    }
  }
  return {count, dimension, data: out};
}

const project = (vectors: Vectors, out: Float32Array, follow: boolean) =>
  projectOnto(vectors, principalDirections(vectors).directions, out, follow);

const furthest = (a: Float32Array, b: Float32Array) => a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i])), 0);

test('what else is projected lies in the same picture, also after it was turned to follow the one before', () => {
  const before = cloud(300, 7);
  const out = new Float32Array(3 * before.count);
  project(before, out, false);
  const after = rotated(before, 5);
  const {directions} = principalDirections(after);
  projectOnto(after, directions, out, true);
  const again = new Float32Array(out.length);
  projectVectors(after.data, directions, again);
  expect(furthest(out, again)).toBeLessThan(1e-5);
});

test('Jacobi rotations find the eigenvalues and eigenvectors of a known matrix', () => {
  // [[2, 1], [1, 2]] beside [5].
  const {values, vectors} = symmetricEigen([2, 1, 0, 1, 2, 0, 0, 0, 5], 3);
  expect(Array.from(values)).toEqual([5, expect.closeTo(3, 12), expect.closeTo(1, 12)]);
  expect(Math.abs(vectors[3])).toBeCloseTo(Math.SQRT1_2, 12);
  expect(vectors[3]).toBeCloseTo(vectors[4], 12);
});

test('the nearest orthogonal matrix of a scaled rotation is the rotation, and of nothing still orthogonal', () => {
  const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
  const scaled = nearestOrthogonal([3 * c, -3 * s, 0, 3 * s, 3 * c, 0, 0, 0, 0.2]);
  [c, -s, 0, s, c, 0, 0, 0, 1].forEach((value, i) => {
    expect(scaled[i]).toBeCloseTo(value, 9);
  });
  for (const singular of [new Float64Array(9), Float64Array.of(1, 2, 3, 2, 4, 6, 0, 0, 0)]) {
    const r = nearestOrthogonal(singular);
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        const dot = [0, 1, 2].reduce((sum, k) => sum + r[3 * i + k] * r[3 * j + k], 0);
        expect(dot).toBeCloseTo(i === j ? 1 : 0, 6);
      }
    }
  }
});

test('the directions shown hold as much of the spread as the three largest eigenvalues', () => {
  const vectors = cloud(500, 16);
  const moment = new Float64Array(16 * 16);
  for (let row = 0; row < 500; row++) {
    for (let i = 0; i < 16; i++) {
      for (let j = 0; j < 16; j++) {
        moment[16 * i + j] += (vectors.data[16 * row + i] * vectors.data[16 * row + j]) / 500;
      }
    }
  }
  const {values} = symmetricEigen(moment, 16);
  const share = project(vectors, new Float32Array(1500), false);
  expect(share).toBeCloseTo((values[0] + values[1] + values[2]) / values.reduce((a, b) => a + b), 3);
});

test('the projection lies inside the unit ball, also of points that have collapsed and of four dimensions', () => {
  const collapsed: Vectors = {count: 20, dimension: 8, data: new Float32Array(160)};
  for (let row = 0; row < 20; row++) collapsed.data[8 * row + 5] = 1;
  for (const vectors of [cloud(200, 4), cloud(200, 64), collapsed]) {
    const out = new Float32Array(3 * vectors.count);
    const share = project(vectors, out, false);
    expect(share).toBeLessThanOrEqual(1 + 1e-6);
    for (let i = 0; i < out.length; i += 3) expect(Math.hypot(...out.subarray(i, i + 3))).toBeLessThan(1 + 1e-5);
  }
  const out = new Float32Array(60);
  expect(project(collapsed, out, false)).toBeCloseTo(1, 6);
});

test('a small change of the embedding is a small change of the picture', () => {
  const before = cloud(400, 32);
  const normal = noise(9);
  const changed = {...before, data: before.data.map((x) => x + 0.01 * normal())};
  const shown = new Float32Array(1200);
  project(before, shown, false);
  const next = shown.slice();
  project(changed, next, true);
  expect(furthest(shown, next)).toBeLessThan(0.12);
});

test('an embedding that is rotated or mirrored as a whole does not move', () => {
  const before = cloud(300, 24);
  const shown = new Float32Array(900);
  project(before, shown, false);
  for (const after of [rotated(before, 5), {...before, data: before.data.map((x) => -x)}]) {
    const next = shown.slice();
    project(after, next, true);
    expect(furthest(shown, next)).toBeLessThan(0.02);
  }
});

test('the search goes on from where it stood', () => {
  const vectors = cloud(300, 24);
  const {directions, block} = principalDirections(vectors);
  const again = principalDirections(vectors, block);
  const overlap = directions.reduce((sum, x, i) => sum + x * again.directions[i], 0);
  expect(overlap).toBeCloseTo(3, 2);
});
