import {expect, test} from 'vitest';
import type {BatchFrame, PointSet} from '../../src/panels/data.ts';
import {
  angleOf,
  arrowsOf,
  betweenArrows,
  curveOf,
  LONGEST,
  medianOf,
  PIECES,
  sameViews,
  shownViews,
  UNIT,
  unitOf,
} from '../../src/panels/forces/field.ts';
import {cosineToPositive, pushTable} from '../../src/panels/forces/pushTable.ts';
import {circleRadius} from '../../src/panels/hypersphere/layout.ts';
import {about, matrixOf, STILL} from '../../src/panels/hypersphere/rotation.ts';
import {Scene} from '../../src/panels/hypersphere/scene.ts';

const DISC = {x: 100, y: 100, radius: 80};

/** Two pairs: the first at a right angle and pulled together, the second pushed the other way, and once not at all. */
const FRAME: BatchFrame = {
  tick: 4,
  pairs: 2,
  dimension: 3,
  rows: Int32Array.of(0, 1, 2, 3),
  labels: Int32Array.of(0, 1, 0, 1),
  points: Float32Array.of(1, 0, 0, /**/ 0, 0, 1, /**/ 0, 1, 0, /**/ 1, 0, 0),
  pushes: Float32Array.of(0, 0.5, 0, /**/ -2, 0, 0, /**/ 0.3, 0, 0.4, /**/ 0, 0, 0),
};

const asItIs = (vectors: Float32Array) => vectors.slice();
const arrows = arrowsOf(FRAME, asItIs);

test('an arrow begins at its view, runs along its push, and is as strong as it is long', () => {
  expect([...arrows.pushes]).toEqual([0.5, 2, 0.5, 0]);
  expect([...arrows.along.subarray(0, 9)].map((x) => Number(x.toFixed(6)))).toEqual([0, 1, 0, -1, 0, 0, 0.6, 0, 0.8]);
  // A view that is not pushed has no direction.
  expect([...arrows.along.subarray(9)]).toEqual([0, 0, 0]);
  expect(arrows.from).toEqual(FRAME.points);
});

test('its curve stays on the sphere and has the length of its angle', () => {
  const curve = new Float64Array(3 * (PIECES + 1));
  curveOf(arrows, 2, 0.3, {kind: 'sphere', disc: DISC, matrix: matrixOf(STILL)}, curve);
  const at = (k: number) => [(curve[3 * k] - 100) / 80, (100 - curve[3 * k + 1]) / 80, curve[3 * k + 2]];
  expect(at(0)).toEqual([0, 1, 0].map((x) => expect.closeTo(x, 6)));
  for (let k = 0; k <= PIECES; k++) expect(Math.hypot(...at(k))).toBeCloseTo(1, 5);
  const [start, end] = [at(0), at(PIECES)];
  expect(Math.acos(start.reduce((sum, x, d) => sum + x * end[d], 0))).toBeCloseTo(0.3, 5);
  // Towards (0.6, 0, 0.8).
  expect(end[0] / end[2]).toBeCloseTo(0.75, 5);
});

test('a turned sphere turns its arrows', () => {
  const curve = new Float64Array(3 * (PIECES + 1));
  const matrix = matrixOf(about([0, 0, 1], Math.PI / 2));
  curveOf(arrows, 0, 0.2, {kind: 'sphere', disc: DISC, matrix}, curve);
  // From the right to the top, and from there to the left.
  expect([curve[0], curve[1]]).toEqual([expect.closeTo(100, 4), expect.closeTo(20, 4)]);
  expect(curve[3 * PIECES]).toBeCloseTo(100 - 80 * Math.sin(0.2), 4);
});

test('on a circle it runs where the dot of its row is drawn', () => {
  const flat = {...FRAME, dimension: 2, points: Float32Array.of(1, 0, 0, 1, 1, 0, 0, 1), pushes: new Float32Array(8)};
  const scene = new Scene();
  const two = arrowsOf(flat, (vectors) => scene.positionsOf(vectors, 2));
  const curve = new Float64Array(3 * (PIECES + 1));
  curveOf(two, 1, 0, {kind: 'circle', disc: DISC, matrix: matrixOf(STILL)}, curve);
  expect([curve[0], curve[1]]).toEqual([100, expect.closeTo(100 - circleRadius(1, DISC), 4)]);
});

test('the unit is a round number near the median, and lasts until the median has left', () => {
  expect(unitOf(0.011, undefined)).toBe(0.01);
  expect(unitOf(0.0017, undefined)).toBe(0.002);
  expect(unitOf(8.6e-4, undefined)).toBe(0.001);
  expect(unitOf(0.029, 0.01)).toBe(0.01);
  expect(unitOf(0.031, 0.01)).toBe(0.02);
  expect(unitOf(0.0034, 0.01)).toBe(0.01);
  expect(unitOf(0.0033, 0.01)).toBe(0.005);
  expect(unitOf(0, 0.01)).toBe(0.01);
  expect(unitOf(0, undefined)).toBeUndefined();
});

test('a push of one unit has the length of the legend, and the strongest are cut', () => {
  expect(angleOf(0.01, 0.01)).toBeCloseTo(UNIT, 12);
  expect(angleOf(0.005, 0.01)).toBeCloseTo(UNIT / 2, 12);
  expect(angleOf(1, 0.01)).toBe(angleOf(100, 0.01));
  expect(angleOf(1, 0.01)).toBeCloseTo(LONGEST * UNIT, 12);
});

test('of a large batch the first pairs are shown, both views of each', () => {
  expect(shownViews(2)).toEqual([0, 1, 2, 3]);
  const many = shownViews(1000);
  expect(many.length % 2).toBe(0);
  const half = many.length / 2;
  expect(many.slice(half)).toEqual(many.slice(0, half).map((view) => view + 1000));
});

test('arrows of the same views turn into one another, those of others do not', () => {
  const weaker = {...FRAME, pushes: FRAME.pushes.map((x) => x / 2)};
  expect(sameViews(FRAME, weaker)).toBe(true);
  expect(sameViews(FRAME, {...FRAME, tick: 5})).toBe(false);
  expect(sameViews(FRAME, {...FRAME, rows: Int32Array.of(0, 1, 2, 9)})).toBe(false);
  expect([...betweenArrows(arrows, arrowsOf(weaker, asItIs), 0.5).pushes]).toEqual([0.375, 1.5, 0.375, 0]);
});

test('the median of an even number is between the middle two', () => {
  expect(medianOf(Float32Array.of(4, 1, 3, 2))).toBe(2.5);
  expect(medianOf(Float32Array.of(9, 1, 2))).toBe(2);
});

test('the table says for each group how strongly it is pushed, and how much of it leads to the positive', () => {
  // View 0 at x and its partner at y: its push along y leads straight there; view 2 is pushed to x and z.
  expect(cosineToPositive(FRAME, 0)).toBeCloseTo(1, 6);
  expect(cosineToPositive(FRAME, 2)).toBeCloseTo(0.6, 6);
  expect(cosineToPositive(FRAME, 1)).toBeCloseTo(-1, 6);
  const points: PointSet = {
    count: 4,
    groups: ['a', 'b', 'none'],
    groupOf: Uint8Array.of(0, 1, 0, 1),
    name: String,
    detail: String,
    thing: (row) => row,
  };
  const {rows} = pushTable(FRAME, points);
  expect(rows).toEqual([
    ['a', 2, 0.5, 0.5, 0.8],
    ['b', 2, 1, 2, -1],
    ['none', 0, '', '', ''],
  ]);
  expect(pushTable(undefined, points).rows).toEqual([]);
});
