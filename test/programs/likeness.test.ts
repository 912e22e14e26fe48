import {expect, it} from 'vitest';
import {likenessOf} from '../../src/programs/reward/likeness.ts';

const A = [1, 2, 3, 4, 5, 6];

it('compares lengths from the first word in which two texts differ', () => {
  const pairs = [
    [A, A],
    [A, [1, 2, 9]],
    [[1, 2, 9], A],
    [A, [1, 2]],
    [A, [7, 7, 7]],
  ] as const;
  expect([...likenessOf(pairs, 'lengths')]).toEqual([1, 0.25, 0.25, 0, 0.5]);
});

it('compares counts of words by their angle', () => {
  const pairs = [
    [A, [...A].reverse()],
    [
      [1, 2],
      [3, 4],
    ],
    [
      [1, 1, 2],
      [1, 2, 2],
    ],
    [[1], [1, 2]],
    [[], A],
  ];
  const expected = [1, 0.5, 1 - Math.acos(4 / 5) / Math.PI, 0.75, 1];
  likenessOf(pairs as [number[], number[]][], 'words').forEach((x, i) => {
    expect(x).toBeCloseTo(expected[i], 6);
  });
});

it('gives every pair the likeness of another, or the mean', () => {
  const pairs = Array.from({length: 50}, (_, i) => [A, Array.from({length: i}, () => 9)] as const);
  const own = likenessOf(pairs, 'lengths');
  const shuffled = likenessOf(pairs, 'shuffled');
  expect([...shuffled].sort()).toEqual([...own].sort());
  expect([...shuffled]).not.toEqual([...own]);
  const mean = own.reduce((sum, x) => sum + x, 0) / own.length;
  for (const x of likenessOf(pairs, 'mean')) expect(x).toBeCloseTo(mean, 6);
});
