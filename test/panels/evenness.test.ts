import {describe, expect, it} from 'vitest';
import {uniformityOfSphere} from '../../src/metrics/uniformity/ofSphere.ts';
import {DIRECTIONS, gather, NODES, valueAt} from '../../src/panels/evenness/cube.ts';
import {levelOf, levelsAround, levelsOn, ROUND} from '../../src/panels/evenness/density.ts';
import {latticeInBall, latticeOnCircle, latticeOnSphere} from '../../src/panels/evenness/lattice.ts';
import {evennessLayout, evennessTable, partsOf, spoken} from '../../src/panels/evenness/layout.ts';
import {evenPotential, potentialAt, uniformityOf, uniformityWhenEven} from '../../src/panels/evenness/potential.ts';
import {densityRamp} from '../../src/panels/evenness/ramp.ts';

const EVEN = evenPotential(3);

/** Unit vectors [count, 3] around a direction, the closer the greater `kappa`. */
function crowd(count: number, [x, y, z]: readonly number[], spread: number): Float32Array {
  const out = new Float32Array(3 * count);
  for (let i = 0; i < count; i++) {
    const p = [x, y, z].map((value, k) => value + spread * (((i * [0.7548, 0.5698, 0.3247][k]) % 1) - 0.5));
    const length = Math.hypot(...p);
    out.set(
      p.map((value) => value / length),
      3 * i,
    );
  }
  return out;
}

const row = (all: Float32Array, i: number) => all.subarray(3 * i, 3 * i + 3);
const cosine = (a: ArrayLike<number>, b: ArrayLike<number>) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

describe('uniformity', () => {
  it('of two points is their potential: opposite points have exp(-8)', () => {
    expect(uniformityOf({count: 2, dimension: 3, data: [1, 0, 0, -1, 0, 0]})).toBeCloseTo(-8, 12);
    expect(uniformityOf({count: 3, dimension: 2, data: [1, 0, 1, 0, 1, 0]})).toBe(0);
  });

  it('of a lattice on the sphere and on the circle is what it says of an even filling', () => {
    const sphere = {count: 500, dimension: 3, data: latticeOnSphere(500)};
    expect(uniformityOf(sphere)).toBeCloseTo(uniformityWhenEven(500, 3), 3);
    const round = latticeOnCircle(64);
    const circle = Array.from({length: 128}, (_, i) => round[3 * (i >> 1) + (i & 1)]);
    expect(uniformityOf({count: 64, dimension: 2, data: circle})).toBeCloseTo(uniformityWhenEven(64, 2), 6);
    expect(uniformityWhenEven(1e9, 5)).toBeCloseTo(uniformityOfSphere(5), 6);
  });

  it('of many points is that of a sample, whatever the order of their classes', () => {
    // Four clusters that take turns: every fourth point is of the same one.
    const corners = [0, 1, 2, 3].map((k) => [Math.cos((k * Math.PI) / 2), Math.sin((k * Math.PI) / 2), 0]);
    const data = Float32Array.from({length: 3 * 4000}, (_, i) => corners[Math.floor(i / 3) % 4][i % 3]);
    const mean = (1 + 2 * Math.exp(-4) + Math.exp(-8)) / 4;
    expect(uniformityOf({count: 4000, dimension: 3, data})).toBeCloseTo(Math.log(mean), 1);
  });
});

describe('the grid of directions', () => {
  it('has unit vectors, and gives a smooth function back between them', () => {
    const f = (d: ArrayLike<number>) => Math.exp(2 * d[2]) + d[0] * d[1];
    const values = Float32Array.from({length: NODES}, (_, i) => f(row(DIRECTIONS, i)));
    for (const i of Array.from({length: 300}, (_, n) => n)) {
      const d = row(latticeOnSphere(300), i);
      expect(cosine(d, d)).toBeCloseTo(1, 5);
      expect(Math.abs(valueAt(values, d[0], d[1], d[2]) - f(d))).toBeLessThan(0.09);
      // The length of a direction does not count.
      expect(valueAt(values, 3 * d[0], 3 * d[1], 3 * d[2])).toBeCloseTo(valueAt(values, d[0], d[1], d[2]), 4);
    }
  });

  it('runs on over the edges of its faces', () => {
    const values = Float32Array.from({length: NODES}, (_, i) => DIRECTIONS[3 * i] + 2 * DIRECTIONS[3 * i + 1]);
    const [just, over] = [1 - 1e-6, 1 + 1e-6].map((x) => valueAt(values, x, 1, 0.3));
    expect(just).toBeCloseTo(over, 4);
  });
});

describe('density', () => {
  const densityAt = (points: Float32Array, y: ArrayLike<number>) => {
    let sum = 0;
    for (let i = 0; i < points.length / 3; i++) sum += potentialAt(cosine(row(points, i), y));
    return sum / (points.length / 3);
  };

  it('of many points, gathered in cells, is that of each by itself', () => {
    const points = crowd(3000, [0.3, 0.5, -0.6], 1.2);
    const gathered = gather(points, 3000);
    expect(gathered.numbers.length).toBeLessThan(600);
    expect(gathered.numbers.reduce((a, b) => a + b)).toBe(3000);
    const levels = new Float32Array(NODES);
    levelsOn(gathered, EVEN, levels);
    for (let node = 0; node < NODES; node += 37) {
      const exact = levelOf(densityAt(points, row(DIRECTIONS, node)), EVEN);
      expect(Math.abs(levels[node] - exact)).toBeLessThan(0.01);
    }
  });

  it('of a lattice is even everywhere, of one place a crowd there and a hole opposite', () => {
    const levels = new Float32Array(NODES);
    levelsOn(gather(latticeOnSphere(600), 600), EVEN, levels);
    for (const level of levels) expect(level).toBeCloseTo(0.5, 2);
    expect(partsOf(levels)).toEqual({holes: 0, crowds: 0});
    levelsOn(gather(Float32Array.of(0, 0, 1), 1), EVEN, levels);
    expect(valueAt(levels, 0, 0, 1)).toBe(1);
    expect(valueAt(levels, 0, 0, -1)).toBe(0);
    const {holes, crowds} = partsOf(levels);
    // Less than half: cosine below 1 + log(EVEN / 2) / 4 = 0.307; more than twice: above 0.653.
    expect(holes).toBeCloseTo((1 + 0.307) / 2, 1);
    expect(crowds).toBeCloseTo((1 - 0.653) / 2, 1);
  });

  it('of a projection is the density on the sphere that three directions cut out', () => {
    const gathered = gather(latticeInBall(3000, 16), 3000);
    const levels = new Float32Array(NODES);
    levelsOn(gathered, evenPotential(16), levels);
    for (const level of levels) expect(Math.abs(level - 0.5)).toBeLessThan(0.03);
  });

  it('round a circle is even for a lattice and has its crowd where the points are', () => {
    const levels = new Float32Array(ROUND);
    levelsAround(latticeOnCircle(360), 360, evenPotential(2), levels);
    for (const level of levels) expect(level).toBeCloseTo(0.5, 3);
    levelsAround(Float32Array.of(0, 1, 0), 1, evenPotential(2), levels);
    expect(levels.indexOf(Math.max(...levels))).toBeGreaterThan(ROUND / 4 - 25);
    expect(levels[(3 * ROUND) / 4]).toBe(0);
  });
});

describe('the panel', () => {
  it('keeps both bodies and their words inside, side by side or one below the other', () => {
    for (const [width, height] of [
      [372, 190],
      [340, 200],
      [372, 700],
      [120, 60],
    ]) {
      const {mine, even, scale} = evennessLayout(width, height);
      for (const {x, y, radius} of [mine, even]) {
        expect(x - radius).toBeGreaterThanOrEqual(0);
        expect(x + radius).toBeLessThanOrEqual(width);
        expect(y - radius).toBeGreaterThanOrEqual(0);
        expect(y + radius + 34).toBeLessThanOrEqual(height + 2);
      }
      expect(Math.hypot(mine.x - even.x, mine.y - even.y)).toBeGreaterThan(2 * mine.radius);
      expect(scale.bottom).toBeGreaterThan(scale.top);
    }
  });

  it('says and lists what it has measured', () => {
    const known = {
      ...{tick: 7, kind: 'sphere' as const, count: 10, dimension: 3},
      ...{uniformity: -1.5, best: -2.2, holes: 0.25, crowds: 0.1},
    };
    expect(spoken(known)).toBe(
      'Uniformity −1.50; as many points spread evenly have −2.20. 25 % of the sphere has less than half of an even density, 10 % more than twice.',
    );
    expect(evennessTable(known).rows).toHaveLength(4);
    expect(evennessTable(undefined).rows).toEqual([]);
  });

  it('has a ramp whose lightness only rises, or only falls', () => {
    for (const stops of [
      ['#f4efe3', '#bcd0f0', '#4f84e0', '#8c2f7c', '#4d0b2b'],
      ['#11141d', '#233562', '#5a86da', '#f3b562', '#fff4da'],
    ]) {
      const ramp = densityRamp(stops);
      const light = Array.from(
        {length: 256},
        (_, i) => 0.2126 * ramp[3 * i] + 0.7152 * ramp[3 * i + 1] + 0.0722 * ramp[3 * i + 2],
      );
      const way = Math.sign(light[255] - light[0]);
      for (let i = 8; i < 256; i += 8) expect(way * (light[i] - light[i - 8])).toBeGreaterThan(0);
    }
  });
});
