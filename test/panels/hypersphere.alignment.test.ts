/** One picture turned onto another: against the polar factor by Newton's iteration, and what must hold of any answer. */
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {alignment, frameOf, Onlooker, turnedRows} from '../../src/panels/hypersphere/alignment.ts';

const unit = fc.double({min: -1, max: 1, noNaN: true});
/** Coarse, so that a direction is there or not: what is spread by less than a thousandth of the rest cannot be told from rounding. */
const coordinate = fc.integer({min: -20, max: 20}).map((value) => value / 20);
const rows = (count: number, isFlat = false) =>
  fc
    .array(fc.tuple(coordinate, coordinate, isFlat ? fc.constant(0) : coordinate), {minLength: count, maxLength: count})
    .map((points) => Float32Array.from(points.flat()));
const quaternion = fc
  .tuple(unit, unit, unit, unit)
  .filter((q) => Math.hypot(...q) > 0.1)
  .map((q) => q.map((value) => value / Math.hypot(...q)));

/** A rotation, mirrored in the first coordinate or not, [3, 3]. */
function orthogonal([w, x, y, z]: readonly number[], isMirrored: boolean): Float64Array {
  const r = [
    [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
    [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
    [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
  ];
  return Float64Array.from((isMirrored ? [r[0].map((value) => -value), r[1], r[2]] : r).flat());
}

const everyRow = (count: number) => Int32Array.from({length: count}, (_, row) => row);

/** The orthogonal polar factor of a matrix [3, 3] by Newton's iteration X <- (X + X^-T) / 2 (Higham 1986). */
function polarFactor(matrix: readonly number[]): number[] {
  let x = [...matrix];
  for (let round = 0; round < 60; round++) {
    const minor = (i: number, j: number) => {
      const [a, b] = [0, 1, 2].filter((k) => k !== i);
      const [c, d] = [0, 1, 2].filter((k) => k !== j);
      return (i + j) % 2 === 0
        ? x[3 * a + c] * x[3 * b + d] - x[3 * a + d] * x[3 * b + c]
        : x[3 * a + d] * x[3 * b + c] - x[3 * a + c] * x[3 * b + d];
    };
    const cofactors = Array.from({length: 9}, (_, k) => minor(Math.floor(k / 3), k % 3));
    const determinant = x[0] * cofactors[0] + x[1] * cofactors[1] + x[2] * cofactors[2];
    x = x.map((value, k) => (value + cofactors[k] / determinant) / 2);
  }
  return x;
}

const moment = (moving: Float32Array, fixed: Float32Array): number[] =>
  Array.from({length: 9}, (_, k) => {
    let sum = 0;
    for (let i = 0; i < moving.length; i += 3) sum += moving[i + Math.floor(k / 3)] * fixed[i + (k % 3)];
    return sum;
  });

describe('a picture that is a turned or mirrored copy', () => {
  test('comes back to where the first one is', () => {
    fc.assert(
      fc.property(rows(12), quaternion, fc.boolean(), (fixed, q, isMirrored) => {
        const moving = turnedRows(fixed, orthogonal(q, isMirrored));
        const found = alignment(fixed, moving, everyRow(12))!;
        expect(found.after).toBeLessThan(1e-5);
        expect(found.common).toBe(12);
      }),
    );
  });

  test('is said to be mirrored when it is', () => {
    const fixed = Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1, 0.6, 0.8, 0);
    for (const isMirrored of [false, true]) {
      const moving = turnedRows(fixed, orthogonal([0.5, 0.5, -0.5, 0.5], isMirrored));
      expect(alignment(fixed, moving, everyRow(4))!.mirrored).toBe(isMirrored);
    }
  });

  test('on a circle it stays on the circle', () => {
    fc.assert(
      fc.property(rows(8, true), fc.double({min: -3, max: 3, noNaN: true}), fc.boolean(), (fixed, angle, mirrored) => {
        const q = [Math.cos(angle / 2), 0, 0, Math.sin(angle / 2)];
        const moving = turnedRows(fixed, orthogonal(q, mirrored));
        const found = alignment(fixed, moving, everyRow(8), true)!;
        expect(found.after).toBeLessThan(1e-5);
        expect([...found.turn.subarray(6)]).toEqual([0, 0, 1]);
      }),
    );
  });
});

test('between any two pictures the turn is the polar factor, and no other turn brings them closer', () => {
  fc.assert(
    fc.property(rows(10), rows(10), quaternion, fc.boolean(), (fixed, moving, q, mirrored) => {
      const c = moment(moving, fixed);
      const found = alignment(fixed, moving, everyRow(10))!;
      const other = turnedRows(moving, orthogonal(q, mirrored));
      const apart = Math.sqrt(other.reduce((sum, value, i) => sum + (value - fixed[i]) ** 2, 0) / 10);
      expect(found.after).toBeLessThanOrEqual(apart + 1e-5);
      expect(found.after).toBeLessThanOrEqual(found.before + 1e-5);
      const reference = polarFactor(c);
      // Where the moment is nearly singular, the last direction hangs on rounding.
      const isWell = Math.abs(c[0] * (c[4] * c[8] - c[5] * c[7])) > 0.05 && reference.every(Number.isFinite);
      if (isWell && isOrthogonal(reference)) {
        found.turn.forEach((value, k) => {
          expect(value).toBeCloseTo(reference[k], 4);
        });
      }
    }),
  );
});

const isOrthogonal = (r: ArrayLike<number>): boolean =>
  [0, 1, 2].every((i) =>
    [0, 1, 2].every(
      (j) => Math.abs([0, 1, 2].reduce((sum, k) => sum + r[3 * k + i] * r[3 * k + j], 0) - Number(i === j)) < 1e-6,
    ),
  );

test('points that have all collapsed into one, or into a line, still give an orthogonal turn', () => {
  const collapsed = Float32Array.from({length: 30}, (_, i) => [0.6, 0.8, 0][i % 3]);
  const elsewhere = Float32Array.from({length: 30}, (_, i) => [0, 0, 1][i % 3]);
  const zero = new Float32Array(30);
  for (const [a, b] of [
    [collapsed, elsewhere],
    [collapsed, collapsed],
    [zero, collapsed],
    [zero, zero],
  ]) {
    const found = alignment(a, b, everyRow(10))!;
    expect(isOrthogonal(found.turn)).toBe(true);
    expect(found.after).toBeLessThanOrEqual(found.before + 1e-6);
  }
  expect(alignment(collapsed, elsewhere, everyRow(10))!.after).toBeLessThan(1e-6);
});

test('only points that both have count, and fewer than three say nothing', () => {
  const fixed = Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  // The same three, rotated, in another order, with one that is in no other picture.
  const moving = Float32Array.of(-1, 0, 0, 0.3, 0.3, 0.3, 0, 1, 0, 0, 0, 1);
  const found = alignment(fixed, moving, Int32Array.of(1, -1, 0, 2))!;
  expect(found.common).toBe(3);
  expect(found.after).toBeLessThan(1e-6);
  expect(alignment(fixed, moving, Int32Array.of(1, -1, 0, -1))).toBeUndefined();
});

test('of more dimensions, three are seen, and a later frame does not jump', () => {
  const count = 200;
  const frame = (tick: number, flip: number) => ({
    tick,
    count,
    dimension: 8,
    data: Float32Array.from({length: 8 * count}, (_, i) => (i % 8 < 3 ? flip : 0.05) * Math.sin(1 + 7 * i)),
  });
  const onlooker = new Onlooker();
  const first = onlooker.see(frame(1, 1));
  const second = onlooker.see(frame(2, 1.02));
  expect(first.of.dimension).toBe(8);
  expect(first.of.share).toBeGreaterThan(0.9);
  const moved = Math.max(...second.positions.map((value, i) => Math.abs(value - first.positions[i])));
  expect(moved).toBeLessThan(0.1);
  // What was seen is shown as it was, and says of how many dimensions it is.
  const again = new Onlooker().see(frameOf(first, 1));
  expect(again).toEqual(first);
});
