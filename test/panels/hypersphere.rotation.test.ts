import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
  about,
  after,
  arc,
  between,
  dragged,
  matrixOf,
  normalised,
  type Quaternion,
  STILL,
  turned,
  underPointer,
  type Vector,
} from '../../src/panels/hypersphere/rotation.ts';
import {facing, HOME, Turn} from '../../src/panels/hypersphere/turn.ts';

const part = fc.double({min: -1, max: 1, noNaN: true});
const longEnough = (values: readonly number[]) => Math.hypot(...values) > 0.1;
const quaternions = fc
  .tuple(part, part, part, part)
  .filter(longEnough)
  .map((q) => normalised(q as Quaternion));
const directions = fc
  .tuple(part, part, part)
  .filter(longEnough)
  .map((v) => v.map((x) => x / Math.hypot(...v)) as unknown as Vector);

const near = (a: readonly number[], b: readonly number[], digits = 9) => {
  for (let i = 0; i < b.length; i++) expect(a[i]).toBeCloseTo(b[i], digits);
};

test('the matrix of a turn is orthonormal and keeps hands right', () => {
  fc.assert(
    fc.property(quaternions, (q) => {
      const m = matrixOf(q);
      for (let i = 0; i < 3; i++) {
        for (let j = 0; j < 3; j++) {
          const dot = [0, 1, 2].reduce((sum, k) => sum + m[3 * i + k] * m[3 * j + k], 0);
          expect(dot).toBeCloseTo(i === j ? 1 : 0, 10);
        }
      }
      const determinant =
        m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);
      expect(determinant).toBeCloseTo(1, 10);
    }),
  );
});

test('a quarter turn about the axis that points up brings what is in front to the right', () => {
  near(turned(about([0, 1, 0], Math.PI / 2), [0, 0, 1]), [1, 0, 0]);
});

test('one turn after another is the product of their matrices', () => {
  fc.assert(
    fc.property(quaternions, quaternions, directions, (a, b, v) => {
      near(turned(after(a, b), v), turned(a, turned(b, v)));
    }),
  );
});

test('the shortest turn between two directions brings one to the other, opposite ones too', () => {
  fc.assert(fc.property(directions, directions, (a, b) => near(turned(arc(a, b), a), b)));
  for (const angle of [0, 1e-8, 1e-5, 1e-3]) {
    const to: Vector = [-Math.cos(angle), Math.sin(angle), 0];
    near(turned(arc([1, 0, 0], to), [1, 0, 0]), to);
  }
});

test('the point under the pointer follows it through a drag', () => {
  const inside = fc.tuple(part, part).filter(([x, y]) => Math.hypot(x, y) < 0.99);
  fc.assert(
    fc.property(quaternions, inside, inside, (start, [x0, y0], [x1, y1]) => {
      const held = underPointer(x0, y0);
      const [w, x, y, z] = start;
      const point = turned([w, -x, -y, -z], held);
      const [sx, sy] = turned(dragged(start, held, underPointer(x1, y1)), point);
      near([sx, sy], [x1, y1], 6);
    }),
  );
});

test('a pointer outside the disc holds a point of the sphere, which moves on without a jump at the rim', () => {
  for (const [x, y] of [
    [1, 0],
    [0.9, 0.9],
    [-3, 1],
  ]) {
    expect(Math.hypot(...underPointer(x, y))).toBeCloseTo(1, 10);
  }
  near(underPointer(1 - 1e-9, 0), underPointer(1 + 1e-9, 0), 3);
  expect(underPointer(1.3, 0)[2]).toBeLessThan(0);
});

test('half of the way between two turns is as far from one as from the other, the short way round', () => {
  const end = about([0, 0, 1], 1);
  near(between(STILL, end, 0.5), about([0, 0, 1], 0.5));
  const [w, x, y, z] = end;
  near(turned(between(STILL, [-w, -x, -y, -z], 0.5), [1, 0, 0]), [Math.cos(0.5), Math.sin(0.5), 0]);
});

test('the first view has the points in front, whatever their latitude up to the tilt', () => {
  fc.assert(
    fc.property(directions, ([x, y, z]) => {
      const [right, , front] = turned(facing(x, z), [x, y, z]);
      expect(right).toBeCloseTo(0, 6);
      if (y > -0.9) expect(front).toBeGreaterThan(0);
    }),
  );
});

test('a turn by key ends where it should, also when a second key comes midway', () => {
  const turn = new Turn();
  const step = about([0, 1, 0], 0.3);
  turn.turnTo(after(step, turn.goal), 0);
  expect(turn.advance(100)).toBe(true);
  turn.turnTo(after(step, turn.goal), 100);
  expect(turn.advance(10_000)).toBe(false);
  near(turn.now, after(about([0, 1, 0], 0.6), HOME));
});
