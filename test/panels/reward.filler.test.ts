import {describe, expect, it} from 'vitest';
import type {WordsFrame} from '../../src/panels/data.ts';
import {Walk} from '../../src/panels/rewardLength/path.ts';
import {
  changed,
  followed,
  type Padding,
  paddedOf,
  paddedText,
  paddedTokens,
  withFiller,
} from '../../src/panels/shared/padding.ts';

const begun: Padding = {whose: 'B', pair: 0, base: [1, 2], fillers: [], before: [9], path: [{length: 2, reward: 0.5}]};

const answered = (a: number, b: number, own: number) =>
  ({
    pair: 0,
    written: [],
    texts: [a, b, own].map((reward) => ({reward, words: [], rest: ''})),
  }) as unknown as WordsFrame;

describe('filler behind an answer', () => {
  it('is added statement by statement, and each has a place on the way of the answer', () => {
    const one = withFiller(begun, [7, 7, 7]);
    expect(paddedTokens(one)).toEqual([1, 2, 7, 7, 7]);
    expect(paddedOf(one, undefined)).toMatchObject({statements: 1, tokens: 3, reward: undefined, worth: undefined});
    const read = followed(one, answered(0, 0.5, 1.25));
    expect(read.path).toEqual([
      {length: 2, reward: 0.5},
      {length: 5, reward: 1.25},
    ]);
    const two = followed(withFiller(read, [8]), answered(0, 0.5, 1.5));
    expect(two.path.map(({length}) => length)).toEqual([2, 5, 6]);
    // While the model goes on learning, both ends of the change are those of now.
    const later = followed(two, answered(0, 0.75, 3));
    expect(paddedOf(later, undefined).reward).toEqual({before: 0.75, now: 3});
    expect(later.path.map(({length}) => length)).toEqual([2, 5, 6]);
  });

  it('behind an answer of one’s own is told from the reward that it had', () => {
    const own: Padding = {...withFiller(begun, [7]), whose: 'own'};
    expect(paddedOf(followed(own, answered(4, 4, 1)), undefined).reward).toEqual({before: 0.5, now: 1});
  });

  it('changes the reward, and the true worth or not: both are said', () => {
    const padded = paddedOf(followed(withFiller(begun, [7, 7]), answered(0, 0.5, 1.36)), () => 3);
    expect(paddedText(padded)).toBe(
      '1 filler sentence, 2 tokens more: reward +0.50 to +1.36, +0.86; true worth +3.00 to +3.00, ±0.00.',
    );
    expect([changed({before: 1, now: 0.5}), changed({before: 1, now: 0.999})]).toEqual(['−0.50', '±0.00']);
  });
});

describe('the dot on its way', () => {
  const path = [
    {length: 10, reward: 0},
    {length: 20, reward: 1},
  ];

  it('walks to its next place and stops there', () => {
    const walk = new Walk();
    expect(walk.along(path.slice(0, 1), 0, false)).toEqual(path.slice(0, 1));
    walk.along(path, 16, false);
    const [, middle] = walk.along(path, 100, false);
    expect(middle.length).toBeGreaterThan(10);
    expect(middle.length).toBeLessThan(20);
    expect(walk.moving).toBe(true);
    walk.along(path, 5000, false);
    expect(walk.along(path, 5016, false)).toEqual(path);
    expect(walk.moving).toBe(false);
  });

  it('is there at once for who wants calm, and gone when there is no way', () => {
    const walk = new Walk();
    walk.along(path.slice(0, 1), 0, true);
    expect(walk.along(path, 16, true)).toEqual(path);
    expect(walk.moving).toBe(false);
    expect(walk.along(undefined, 32, false)).toEqual([]);
  });
});
