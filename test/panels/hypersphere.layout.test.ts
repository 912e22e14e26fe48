import {expect, test} from 'vitest';
import type {EmbeddingFrame, PointSet} from '../../src/panels/data.ts';
import {emphasised, matching, namesOf, siblings, suggestions} from '../../src/panels/hypersphere/find.ts';
import {alongSphere, Glide, Pace} from '../../src/panels/hypersphere/glide.ts';
import {shuffledRows} from '../../src/panels/hypersphere/hash.ts';
import {
  aroundCircle,
  discIn,
  dotKind,
  drawingOrder,
  LEVELS,
  levelOf,
  newPlaces,
  pick,
  RIM,
  seen,
} from '../../src/panels/hypersphere/layout.ts';
import {Placement} from '../../src/panels/hypersphere/placement.ts';
import {about, matrixOf, STILL} from '../../src/panels/hypersphere/rotation.ts';
import {Scene} from '../../src/panels/hypersphere/scene.ts';
import {groupTable, summarise} from '../../src/panels/hypersphere/summary.ts';
import {walkThrough} from '../../src/panels/hypersphere/walk.ts';

const DISC = {x: 100, y: 100, radius: 80};

/** Directions spread over the sphere by golden angles, [count, 3]. */
function spread(count: number): Float32Array {
  const out = new Float32Array(3 * count);
  for (let row = 0; row < count; row++) {
    const z = 1 - (2 * row + 1) / count;
    const r = Math.sqrt(1 - z * z);
    const angle = row * Math.PI * (3 - Math.sqrt(5));
    out.set([r * Math.cos(angle), r * Math.sin(angle), z], 3 * row);
  }
  return out;
}

/** Points in pairs of one thing, in three groups, every one with a picture. */
function pointSet(count: number): PointSet {
  return {
    count,
    groups: ['Animals', 'Food', 'Faces'],
    groupOf: Uint8Array.from({length: count}, (_, row) => row % 3),
    name: (row) => `${row % 2 === 0 ? 'Cat' : 'Wild cat'} ${row >> 1}`,
    detail: () => '',
    sprite: () => ({image: {} as ImageBitmap, x: 0, y: 0, size: 32, ink: false}),
    thing: (row) => row >> 1,
  };
}

const frameOf = (data: Float32Array, dimension: number, tick = 0): EmbeddingFrame => ({
  tick,
  count: data.length / dimension,
  dimension,
  data,
});

function arranged(scene: Scene, now = 0, angle = 0): boolean {
  const matrix = matrixOf(about([0, 1, 0], angle));
  return scene.arrange({
    now,
    matrix,
    disc: DISC,
    width: 200,
    height: 200,
    size: 10,
    emphasis: undefined,
    still: false,
  });
}

test('what points to the reader is seen in the middle, what points up above it', () => {
  const places = newPlaces(3);
  seen(Float32Array.of(0, 0, 1, 0, 1, 0, 1, 0, 0), matrixOf(STILL), DISC, places);
  expect(Array.from(places.x)).toEqual([100, 100, 180]);
  expect(Array.from(places.y)).toEqual([100, 20, 100]);
  expect(Array.from(places.depth)).toEqual([1, 0, 0]);
});

test('the disc lies inside its box', () => {
  for (const [width, height] of [
    [700, 600],
    [360, 360],
    [300, 500],
    [1200, 500],
  ]) {
    const {x, y, radius} = discIn(width, height);
    expect(radius).toBeGreaterThan(0.4 * Math.min(width, height));
    expect(x + radius).toBeLessThanOrEqual(width);
    expect(x - radius).toBeGreaterThanOrEqual(0);
    expect(y + radius).toBeLessThanOrEqual(height);
  }
});

test('the disc leaves the legend free where that costs it little, and does not move in a narrow box', () => {
  const {x, y, radius} = discIn(692, 668);
  expect(Math.hypot(x - 146, y - (668 - 180))).toBeGreaterThan(radius);
  expect(radius).toBeGreaterThan(280);
  expect(discIn(360, 380)).toEqual({x: 180, y: 190, radius: 170});
});

test('points on the circle keep their direction and lie just inside it, each at a place of its own', () => {
  const angles = Array.from({length: 50}, (_, i) => (i < 25 ? 1 : i));
  const places = newPlaces(50);
  aroundCircle(Float32Array.from(angles.flatMap((a) => [Math.cos(a), Math.sin(a), 0])), DISC, places);
  const radii = angles.map((angle, row) => {
    const [dx, dy] = [places.x[row] - DISC.x, DISC.y - places.y[row]];
    expect(Math.cos(Math.atan2(dy, dx) - angle)).toBeCloseTo(1, 5);
    return Math.hypot(dx, dy);
  });
  expect(Math.max(...radii)).toBeLessThanOrEqual(RIM * DISC.radius);
  expect(new Set(radii.slice(0, 25)).size).toBe(25);
});

test('dots are drawn from the back to the front, those that step back below the others of their depth', () => {
  const count = 500;
  const depth = Float32Array.from({length: count}, (_, row) => Math.sin(row * 7.1));
  const groupOf = Uint8Array.from({length: count}, (_, row) => row % 3);
  const emphasis = Uint8Array.from({length: count}, (_, row) => Number(row % 5 === 0));
  const order = new Uint32Array(count);
  const starts = drawingOrder(depth, groupOf, 3, emphasis, order);
  expect(new Set(order).size).toBe(count);
  expect(starts[starts.length - 1]).toBe(count);
  let last = -1;
  for (let number = 0; number + 1 < starts.length; number++) {
    const {level, stepsBack, group} = dotKind(number, 3);
    expect(level).toBeGreaterThanOrEqual(last);
    last = level;
    for (const row of order.subarray(starts[number], starts[number + 1])) {
      expect([levelOf(depth[row]), emphasis[row] === 0, groupOf[row]]).toEqual([level, stepsBack, group]);
    }
  }
  expect(last).toBe(LEVELS - 1);
});

test('the pointer means the nearest point in front, a picture before a dot, and nothing when all are far', () => {
  const places = {x: Float32Array.of(10, 16, 10), y: Float32Array.of(10, 10, 10), depth: Float32Array.of(0.5, 0.5, -1)};
  const plain = {behind: false, may: () => true, bonus: () => 0};
  expect(pick(places, 11, 10, plain)).toBe(0);
  expect(pick(places, 12.5, 10, {...plain, bonus: (row) => (row === 1 ? 4 : 0)})).toBe(1);
  expect(pick(places, 11, 10, {...plain, may: (row) => row === 1})).toBe(1);
  expect(pick(places, 40, 40, plain)).toBeUndefined();
  const behind = {x: Float32Array.of(10), y: Float32Array.of(10), depth: Float32Array.of(-0.5)};
  expect(pick(behind, 10, 10, plain)).toBeUndefined();
  expect(pick(behind, 10, 10, {...plain, behind: true})).toBe(0);
});

test('pictures do not overlap, and every point without one is too close to one', () => {
  const count = 800;
  const x = Float32Array.from({length: count}, (_, i) => 150 + 140 * Math.sin(i * 12.9));
  const y = Float32Array.from({length: count}, (_, i) => 150 + 140 * Math.cos(i * 4.7 + Math.sin(i)));
  const placement = new Placement();
  const box = {apart: 20, width: 300, height: 300};
  placement.place(shuffledRows(count), x, y, () => true, box);
  const rows = Array.from({length: count}, (_, row) => row);
  const placed = rows.filter((row) => placement.placed[row]);
  const distance = (a: number, b: number) => Math.hypot(x[a] - x[b], y[a] - y[b]);
  expect(placed.length).toBeGreaterThan(50);
  for (const a of placed) {
    for (const b of placed) if (a < b) expect(distance(a, b)).toBeGreaterThanOrEqual(Placement.least(20) - 1e-4);
  }
  for (const row of rows) {
    if (!placement.placed[row]) expect(Math.min(...placed.map((other) => distance(row, other)))).toBeLessThan(20);
  }
});

test('small movements change few pictures', () => {
  const count = 800;
  const at = (shift: number) => ({
    x: Float32Array.from({length: count}, (_, i) => 150 + 140 * Math.sin(i * 12.9) + shift * Math.sin(i)),
    y: Float32Array.from({length: count}, (_, i) => 150 + 140 * Math.cos(i * 4.7 + Math.sin(i)) + shift * Math.cos(i)),
  });
  const placement = new Placement();
  const rows = shuffledRows(count);
  const box = {apart: 20, width: 300, height: 300};
  const place = (shift: number) => {
    const {x, y} = at(shift);
    placement.place(rows, x, y, () => true, box);
    return placement.placed.slice();
  };
  const first = place(0);
  expect(place(0)).toEqual(first);
  const second = place(1);
  const kept = first.reduce((sum, was, row) => sum + (was & second[row]), 0);
  expect(kept / first.reduce((sum, was) => sum + was, 0)).toBeGreaterThan(0.97);
});

test('points on their way stay on the sphere, and reach their goal', () => {
  const from = spread(100);
  const to = from.map((_, i) => from[(i + 30) % from.length]);
  const out = new Float32Array(300);
  for (const t of [0, 0.25, 0.5, 0.9, 1]) {
    alongSphere(from, to, t, out);
    for (let i = 0; i < 300; i += 3) expect(Math.hypot(...out.subarray(i, i + 3))).toBeCloseTo(1, 5);
  }
  alongSphere(from, to, 1, out);
  for (let i = 0; i < 300; i++) expect(out[i]).toBeCloseTo(to[i], 5);
  alongSphere(Float32Array.of(1, 0, 0), Float32Array.of(-1, 0, 0), 0.5, out.subarray(0, 3));
  expect(Math.hypot(...out.subarray(0, 3))).toBeCloseTo(1, 5);
});

test('a frame that comes midway turns the points from where they are, without a jump', () => {
  const glide = new Glide();
  glide.resize(1);
  glide.to.set([1, 0, 0]);
  glide.depart(0, 0);
  glide.to.set([0, 1, 0]);
  glide.depart(0, 100);
  expect(glide.advance(50, true)).toBe(true);
  const midway = glide.at.slice();
  expect(midway[0]).toBeCloseTo(Math.SQRT1_2, 5);
  glide.to.set([0, 0, 1]);
  glide.depart(50, 100);
  glide.advance(50, true);
  expect(glide.at).toEqual(midway);
  expect(glide.advance(150, true)).toBe(false);
  expect(Array.from(glide.at)).toEqual([0, 0, 1]);
});

test('the wait for the next frame is a running mean within bounds', () => {
  const pace = new Pace();
  for (let i = 0; i < 50; i++) pace.note(i * 200);
  expect(pace.interval).toBeCloseTo(200, 0);
  for (let i = 0; i < 50; i++) pace.note(20_000 + i * 5000);
  expect(pace.interval).toBeCloseTo(600, 0);
});

test('the first frame shows at once, the next ones glide, and buffers are kept', () => {
  const scene = new Scene();
  scene.setPoints(pointSet(60));
  scene.take(frameOf(spread(60), 3), 0, false);
  arranged(scene);
  expect(Array.from(scene.glide.at)).toEqual(Array.from(spread(60)));
  expect(scene.presence.some((value) => value === 1)).toBe(true);
  const {at} = scene.glide;
  scene.take(frameOf(spread(60).reverse(), 3, 1), 100, false);
  expect(arranged(scene, 150)).toBe(true);
  expect(scene.glide.at).toBe(at);
  const moving = Array.from({length: 60}, (_, i) => arranged(scene, 160 + 16 * i));
  expect(moving[10]).toBe(true);
  expect(moving[59]).toBe(false);
  expect(Array.from(at)).toEqual(Array.from(spread(60).reverse()));
});

test('with reduced motion points jump', () => {
  const scene = new Scene();
  scene.setPoints(pointSet(60));
  scene.take(frameOf(spread(60), 3), 0, true);
  arranged(scene);
  scene.take(frameOf(spread(60).reverse(), 3, 1), 100, true);
  scene.arrange({
    now: 101,
    matrix: matrixOf(STILL),
    disc: DISC,
    width: 200,
    height: 200,
    size: 10,
    emphasis: undefined,
    still: true,
  });
  expect(Array.from(scene.glide.at)).toEqual(Array.from(spread(60).reverse()));
});

test('a frame of other points than the panel has shows nothing', () => {
  const scene = new Scene();
  scene.setPoints(pointSet(60));
  scene.take(frameOf(spread(40), 3), 0, false);
  expect(arranged(scene)).toBe(false);
  expect(scene.count).toBe(0);
  expect(scene.pick(100, 100)).toBeUndefined();
});

test('when a run begins anew its first frame shows at once', () => {
  const scene = new Scene();
  scene.setPoints(pointSet(60));
  expect(scene.take(frameOf(spread(60), 3), 0, false)).toBe(true);
  expect(scene.take(frameOf(spread(60), 3, 1), 100, false)).toBe(false);
  scene.clear();
  expect(arranged(scene, 150)).toBe(false);
  expect(scene.take(frameOf(spread(60).reverse(), 3), 200, false)).toBe(true);
  arranged(scene, 200);
  expect(Array.from(scene.glide.at)).toEqual(Array.from(spread(60).reverse()));
});

test('the keyboard walks from the middle of the view outwards and meets each thing once', () => {
  const points = pointSet(60);
  const scene = new Scene();
  scene.setPoints(points);
  scene.take(frameOf(spread(60), 3), 0, false);
  arranged(scene);
  const walk = walkThrough(scene, points, DISC);
  const away = walk.map((row) => Math.hypot(scene.places.x[row] - DISC.x, scene.places.y[row] - DISC.y));
  expect(away).toEqual(away.toSorted((a, b) => a - b));
  expect(new Set(walk.map(points.thing)).size).toBe(walk.length);
  expect(walk.every((row) => scene.places.depth[row] > 0)).toBe(true);
});

test('a name is found by any part of it, and groups and names narrow down together', () => {
  const points = pointSet(12);
  expect(siblings(points, 5)).toEqual([5, 4]);
  const names = namesOf(points);
  expect(matching(names, '  ')).toBeUndefined();
  expect(matching(names, 'WILD')).toEqual([1, 3, 5, 7, 9, 11]);
  expect(suggestions(names, [0, 1, 3], 'wild', 2)).toEqual(['wild cat 0', 'wild cat 1']);
  expect(emphasised(points, new Set(), undefined)).toBeUndefined();
  expect(Array.from(emphasised(points, new Set([0]), [1, 3])!)).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
});

test('the table has the concentration of each group and the mean cosine of its pairs', () => {
  const data = spread(30);
  const points = pointSet(30);
  const frame = frameOf(data, 3, 7);
  const rows = Array.from({length: 30}, (_, row) => row).filter((row) => row % 3 === 1);
  let pairs = 0;
  for (const a of rows) {
    for (const b of rows) {
      if (a < b) pairs += [0, 1, 2].reduce((sum, d) => sum + data[3 * a + d] * data[3 * b + d], 0);
    }
  }
  const [, food] = summarise(frame, points.groupOf, 3);
  expect(food.count).toBe(10);
  expect(food.cosine).toBeCloseTo(pairs / 45, 5);
  expect(Math.hypot(...food.direction)).toBeCloseTo(1, 10);
  const table = groupTable(frame, points);
  expect(table.caption).toContain('step 7');
  expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
  expect(groupTable(undefined, points).rows).toEqual([]);
});
