/** The picture of a sweep: what is the best place, where spheres and words stand, what the table has. */
import {describe, expect, it} from 'vitest';
import {boxOf, overlap} from '../../src/panels/chart/labels.ts';
import {type SweepFrame, spotsIn, valuesAt} from '../../src/panels/sweep/data.ts';
import {Ease} from '../../src/panels/sweep/ease.ts';
import {ballsFor, curveLayout} from '../../src/panels/sweep/layout.ts';
import {mapLayout} from '../../src/panels/sweep/mapLayout.ts';
import {bestOf, reachOf, spotsOf} from '../../src/panels/sweep/summary.ts';
import {tableOf} from '../../src/panels/sweep/table.ts';

const TEMPERATURES = [0.03, 0.041, 0.057, 0.078, 0.11, 0.15, 0.2, 0.28, 0.38, 0.53, 0.73, 1];
const TEMPERATURE = {label: 'Temperature', symbol: 'τ', log: true, values: TEMPERATURES};
const BATCH = {label: 'Batch', log: true, values: [16, 32, 64]};
const ACCURACY = {name: 'accuracy', label: 'Accuracy', better: 'higher'} as const;
const UNIFORMITY = {name: 'uniformity', label: 'Uniformity', better: 'lower'} as const;

/** Highest at the fifth value; seeds lie 0.02 apart. */
const hill = (spot: number, seed: number) => 0.5 - 0.03 * Math.abs(spot - 4) + 0.02 * (seed - 1);

const frame: SweepFrame = {
  ...{tick: 40, steps: 60, axes: [TEMPERATURE], seeds: [7, 8, 9], names: ['accuracy', 'uniformity']},
  value: (name, run) => (name === 'accuracy' ? 1 : -3) * hill(Math.floor(run / 3), run % 3),
};

describe('the summary of a metric', () => {
  it('is the mean over seeds with the least and the greatest, and one best place', () => {
    const spots = spotsOf(frame, 'accuracy');
    expect(spots).toHaveLength(12);
    expect(spots[4].mean).toBeCloseTo(0.5, 12);
    expect([spots[4].low, spots[4].high]).toEqual([0.48, 0.52]);
    expect(bestOf(spots, ACCURACY)).toBe(4);
    expect(bestOf(spotsOf(frame, 'uniformity'), UNIFORMITY)).toBe(4);
    expect(bestOf(spots, {})).toBeUndefined();
    expect(reachOf(spots)?.[1]).toBe(0.52);
  });

  it('has no best place while one is not measured, or where two are as good', () => {
    const some = spotsOf({...frame, value: (name, run) => (run > 20 ? undefined : frame.value(name, run))}, 'accuracy');
    expect(bestOf(some, ACCURACY)).toBeUndefined();
    expect(bestOf(spotsOf({...frame, value: () => 1}, 'accuracy'), ACCURACY)).toBeUndefined();
  });
});

function layoutAt(width: number, height: number) {
  const curves = [ACCURACY, UNIFORMITY].map((metric) => {
    const spots = spotsOf(frame, metric.name);
    return {metric, spots, best: bestOf(spots, metric), domain: reachOf(spots)!};
  });
  return curveLayout({width, height, axis: TEMPERATURE, curves, balls: true, text: String});
}

describe.each([
  ['a wide page', 1080, 660],
  ['a phone', 366, 460],
])('on %s', (_, width, height) => {
  const {balls, labels, curves, xs, bottom} = layoutAt(width, height);

  it('spheres stand on the first curve, side by side, inside the picture', () => {
    expect(balls.length).toBeGreaterThanOrEqual(4);
    for (const {x, y, radius, spot} of balls) {
      expect(y + radius).toBeLessThanOrEqual(curves[0].high[spot]);
      expect(y - radius).toBeGreaterThanOrEqual(0);
      expect(x - radius).toBeGreaterThanOrEqual(0);
      expect(x + radius).toBeLessThanOrEqual(width);
    }
    for (let i = 1; i < balls.length; i++) {
      expect(balls[i].x - balls[i - 1].x).toBeGreaterThanOrEqual(2 * balls[i].radius);
    }
  });

  it('values are the same number of pixels apart for the same factor, and the best one is named', () => {
    const perFactor = (i: number) => (xs[i + 1] - xs[i]) / Math.log(TEMPERATURES[i + 1] / TEMPERATURES[i]);
    expect(perFactor(0)).toBeCloseTo(perFactor(7), 6);
    expect(bottom.values).toContain(TEMPERATURES[4]);
    expect(labels.map(({text}) => text)).toContain('best: 0.50 at 0.11');
  });

  it('no words lie over others', () => {
    const boxes = labels.map((label) => ({text: label.text, box: boxOf(label.text, label)}));
    const over = boxes.flatMap((a, i) =>
      boxes.slice(i + 1).flatMap((b) => (overlap(a.box, b.box) ? [`${a.text} | ${b.text}`] : [])),
    );
    expect(over).toEqual([]);
  });
});

it('spheres are left out where values are too close together', () => {
  expect(ballsFor(100)).toEqual({every: 1, radius: 36});
  expect(ballsFor(25).every).toBe(2);
});

it('a map has a cell for each pair of values, the first axis across, the best one marked, darker for more', () => {
  const two: SweepFrame = {...frame, axes: [TEMPERATURE, BATCH], seeds: [7], value: (_, run) => run};
  const spots = spotsOf(two, 'accuracy');
  const map = mapLayout({
    ...{width: 900, height: 500, axes: [TEMPERATURE, BATCH], metric: ACCURACY, spots, balls: true},
    best: bestOf(spots, ACCURACY),
    reach: reachOf(spots),
    isDeep: () => false,
    text: (_, value) => String(value),
  });
  expect(map.cells).toHaveLength(spotsIn(two));
  expect(map.best).toBe(35);
  expect(valuesAt(two, 35)).toEqual([1, 64]);
  const [first, above, right] = [0, 1, 3].map((spot) => map.cells[spot]);
  expect(above.bottom).toBeLessThan(first.top);
  expect(right.left).toBeGreaterThan(first.right);
  expect(map.cells.map(({share}) => share)).toEqual([...map.cells.keys()].map((i) => i / 35));
});

it('the table has a row for each run', () => {
  const {columns, rows} = tableOf(frame, [ACCURACY, UNIFORMITY, {name: 'loss', label: 'Loss'}]);
  expect(columns).toEqual(['Temperature', 'Seed', 'Accuracy', 'Uniformity']);
  expect(rows).toHaveLength(36);
  expect(rows[13]).toEqual([0.11, 8, 0.5, -1.5]);
});

it('numbers move to what was measured, and arrive', () => {
  const ease = new Ease();
  const at = (mean: number) => [{seeds: [mean], mean, low: mean, high: mean}];
  expect(ease.towards(at(1), 0, false)[0].mean).toBe(1);
  const [half] = ease.towards([...at(2)], 50, false);
  expect(half.mean).toBeGreaterThan(1);
  expect(half.mean).toBeLessThan(2);
  expect(ease.moving).toBe(true);
  for (let now = 100; now < 4000; now += 50) ease.towards(at(2), now, false);
  expect(ease.towards(at(2), 4000, false)[0].mean).toBe(2);
  expect(ease.moving).toBe(false);
  expect(ease.towards(at(5), 4050, true)[0].mean).toBe(5);
});
