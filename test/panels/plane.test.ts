import {describe, expect, test} from 'vitest';
import {uniformityOfSphere} from '../../src/metrics/uniformity/ofSphere.ts';
import {nearestPoint, neededDomains, planeLayout, readOut} from '../../src/panels/plane/layout.ts';
import {drawnIndices, pathOf} from '../../src/panels/plane/path.ts';

describe('the line of a perfectly uniform distribution', () => {
  test('on the sphere in three dimensions is log((1 - exp(-8)) / 8)', () => {
    // Archimedes: a cosine is uniform on [-1, 1], so E exp(-2 (2 - 2 s)) = (1 - exp(-8)) / 8.
    expect(uniformityOfSphere(3)).toBeCloseTo(Math.log((1 - Math.exp(-8)) / 8), 12);
  });

  test('on the circle is -4 + log I0(4), and in many dimensions tends to -4', () => {
    const bessel = Array.from({length: 400}, (_, i) => Math.exp(4 * Math.cos((Math.PI * (i + 0.5)) / 400)));
    const mean = bessel.reduce((a, b) => a + b, 0) / 400;
    expect(uniformityOfSphere(2)).toBeCloseTo(-4 + Math.log(mean), 9);
    expect(uniformityOfSphere(100_000)).toBeCloseTo(-4, 3);
  });
});

describe('the path', () => {
  test('joins the two metrics where both were measured', () => {
    const alignment = {ticks: [0, 20, 40], values: [1, Number.NaN, 0.5]};
    const uniformity = {ticks: [0, 20], values: [-1, -1.2]};
    expect(pathOf(alignment, uniformity)).toEqual({ticks: [0], alignment: [1], uniformity: [-1]});
    expect(pathOf({ticks: [], values: []}, uniformity).ticks).toEqual([]);
  });

  test('keeps its ends and does not grow without limit; what was drawn stays', () => {
    expect(drawnIndices(5)).toEqual([0, 1, 2, 3, 4]);
    expect(drawnIndices(0)).toEqual([]);
    for (const count of [2049, 5000, 1_000_001]) {
      const indices = drawnIndices(count);
      expect([indices[0], indices.at(-1)]).toEqual([0, count - 1]);
      expect(indices.length).toBeLessThanOrEqual(2050);
    }
    const longer = new Set(drawnIndices(4000));
    expect(
      drawnIndices(3999)
        .slice(0, -1)
        .every((i) => longer.has(i)),
    ).toBe(true);
  });
});

describe('the layout', () => {
  const path = {
    ticks: [0, 20, 40, 60],
    uniformity: [-0.5, -1.2, -1.6, -1.9],
    alignment: [1.1, 1, 0.6, 0.4],
  };
  const floor = uniformityOfSphere(3);
  const input = {width: 372, height: 200, path, ghosts: [], marks: [], floor, at: undefined};
  const domains = {x: [-2.5, 0] as const, y: [0, 1.5] as const};

  test('needs the theory, coinciding views and all measurements in view', () => {
    expect(neededDomains([path], floor)).toEqual({x: [floor, -0.5], y: [0, 1.1]});
    expect(neededDomains([{ticks: [], uniformity: [], alignment: []}], undefined)).toEqual({x: [-2, 0], y: [0, 1]});
  });

  test('puts lower alignment lower and lower uniformity further left', () => {
    const {line, start, now} = planeLayout({...input, domains});
    expect([start!.x, start!.y]).toEqual([line.x[0], line.y[0]]);
    expect(now!.x).toBeLessThan(start!.x);
    expect(now!.y).toBeGreaterThan(start!.y);
  });

  test('names start, now and the theory', () => {
    const texts = planeLayout({...input, domains}).labels.map(({text}) => text);
    expect(texts).toEqual(expect.arrayContaining(['now', 'start', 'perfectly uniform', '↙ better']));
  });

  test('looking back ends the strong part at the last measurement until then', () => {
    const back = planeLayout({...input, domains, at: 45});
    expect(back.strong).toBe(3);
    expect(back.labels[0].text).toBe('step 40');
    expect(planeLayout({...input, domains}).strong).toBe(4);
  });

  test('marks lie on the path; one of the future is left out', () => {
    const marks = [
      {tick: 21, text: 'τ 0.25 → 0.1'},
      {tick: 500, text: 'later'},
    ];
    const layout = planeLayout({...input, domains, marks});
    expect(layout.marks).toEqual([{x: layout.line.x[1], y: layout.line.y[1]}]);
  });

  test('hovering finds the nearest point', () => {
    const {line} = planeLayout({...input, domains});
    expect(nearestPoint(line, {x: line.x[2] + 3, y: line.y[2] - 2})).toBe(2);
    expect(nearestPoint({x: [], y: []}, {x: 0, y: 0})).toBe(-1);
    expect(readOut(path, 2).map(({value}) => value)).toEqual(['40', '−1.60', '0.60']);
  });
});
