import {expect, it} from 'vitest';
import {hypervolume, type Rewards} from '../../src/metrics/exact/front.ts';
import {inputs} from '../reference/random.ts';

it('the area of steps is that of their rectangles, and what is dominated or worse than the worst adds nothing', () => {
  expect(hypervolume([], [0, 0])).toBe(0);
  expect(hypervolume([[2, 3]], [-1, 1])).toBe(6);
  const steps: Rewards[] = [
    [1, 3],
    [3, 1],
    [2, 2],
  ];
  expect(hypervolume(steps, [0, 0])).toBe(6);
  expect(hypervolume([...steps, [1.5, 1.5], [-1, 9], [9, 0]], [0, 0])).toBe(6);
  // Planted: the lower of two points first.
  expect(hypervolume([...steps].reverse(), [0, 0])).toBe(6);
});

it('so many points of a quarter of a circle leave a corner of each step to its area', () => {
  const n = 2000;
  const arc = Array.from({length: n + 1}, (_, i): Rewards => {
    const angle = (Math.PI / 2) * (i / n);
    return [Math.cos(angle), Math.sin(angle)];
  });
  expect(hypervolume(arc, [0, 0])).toBeCloseTo(Math.PI / 4, 3);
  expect(hypervolume(arc, [0, 0])).toBeLessThan(Math.PI / 4);
});

it('is the share of random places that some point dominates', () => {
  const next = inputs(5);
  const unit = () => (next() + 1) / 2;
  const points = Array.from({length: 6}, (): Rewards => [unit(), unit()]);
  const places = 20_000;
  let hits = 0;
  for (let i = 0; i < places; i++) {
    const [x, y] = [unit(), unit()];
    hits += Number(points.some(([a, b]) => a > x && b > y));
  }
  expect(Math.abs(hypervolume(points, [0, 0]) - hits / places)).toBeLessThan(0.02);
});
