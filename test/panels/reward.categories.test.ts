import {createElement} from 'react';
import {renderToString} from 'react-dom/server';
import {describe, expect, test} from 'vitest';
import {accuracyByCategory} from '../../src/metrics/accuracy/byCategory.ts';
import {CategoriesPanel} from '../../src/panels/categories/CategoriesPanel.tsx';
import {categoryLayout} from '../../src/panels/categories/layout.ts';
import {categoryTableOf, endsOf} from '../../src/panels/categories/table.ts';
import type {Feed} from '../../src/panels/data.ts';
import type {Categories} from '../../src/worlds/points.ts';
import {drawn, rewardFrame} from './support/reward.ts';

const COUNT = 240;
const [reward, liking, label] = [1, 2, 3].map((seed) => drawn(COUNT, seed));
const pairs = reward.map((r, i) => ({
  label: i % 13 === 0 ? 0.5 : Number(label[i] > 0),
  a: {reward: r, liking: liking[i]},
  b: {reward: 0, liking: 0},
}));
const frame = rewardFrame(pairs);
/** The last kind has two pairs, the one before has none. */
const categories: Categories = {
  label: 'topic',
  names: ['Egg', 'Moon', 'Tea', 'Dog', 'Cold'],
  of: pairs.map((_, i) => (i === 20 || i === 21 ? 4 : i % 3)),
};

describe('accuracy by kind of pair', () => {
  test('is what is counted by hand, with Wilson’s interval', () => {
    const rows = accuracyByCategory(frame.channels, categories);
    expect(rows.map(({category}) => category)).toEqual([0, 1, 2, 4]);
    for (const {category, count, accuracy, interval, best} of rows) {
      const mine = pairs.filter(({label}, i) => categories.of[i] === category && label !== 0.5);
      expect(count).toBe(mine.length);
      const agrees = (of: 'reward' | 'liking') =>
        mine.filter(({label, a}) => (label === 1 ? a[of] > 0 : a[of] < 0)).length;
      expect(accuracy).toBeCloseTo(agrees('reward') / count, 12);
      expect(best).toBeCloseTo(agrees('liking') / count, 12);
      // The ends are where the share is 1.96 standard errors of the end's own from it.
      for (const end of interval)
        expect(Math.abs(accuracy - end)).toBeCloseTo(1.959963984540054 * Math.sqrt((end * (1 - end)) / count), 9);
    }
  });

  test('equal rewards count half', () => {
    const even = rewardFrame([
      {label: 1, a: {reward: 1}, b: {reward: 1}},
      {label: 0, a: {reward: 0}, b: {reward: 1}},
    ]);
    expect(accuracyByCategory(even.channels, {label: 'x', names: ['x'], of: [0, 0]})[0].accuracy).toBe(0.75);
  });
});

describe('the panel', () => {
  const table = categoryTableOf(frame, categories);

  test('is sorted, a handful of pairs last and never called best or worst', () => {
    expect(table.rows.at(-1)!.name).toBe('Cold');
    const firm = table.rows.slice(0, -1).map(({accuracy}) => accuracy);
    expect(firm).toEqual([...firm].sort((a, b) => b - a));
    expect(endsOf(table)!.map(({name}) => name)).toEqual([table.rows[0].name, table.rows[2].name]);
    expect(endsOf({...table, rows: table.rows.slice(2)})).toBeUndefined();
  });

  test('puts shares on their scale, intervals around them, and all pairs’ accuracy between', () => {
    const {rows, x, all, empty} = categoryLayout(380, 210, table);
    rows.forEach((row, i) => {
      expect(x.invert(row.x)).toBeCloseTo(table.rows[i].accuracy, 6);
      expect(row.low <= row.x && row.x <= row.high).toBe(true);
      expect(x.invert(row.best!)).toBeCloseTo(table.rows[i].best, 6);
    });
    expect(rows.map(({few}) => few)).toEqual([false, false, false, true]);
    const right = pairs.filter(({label, a}) => (label === 1 && a.reward > 0) || (label === 0 && a.reward < 0)).length;
    expect(x.invert(all!)).toBeCloseTo(right / pairs.filter(({label}) => label !== 0.5).length, 6);
    expect(empty).toBe(false);
    expect(categoryLayout(380, 210, undefined).empty).toBe(true);
  });

  test('says where it is right', () => {
    const feed = <T>(value: T): Feed<T> => ({get: () => value, subscribe: () => () => {}});
    const text = (known: Categories | undefined) =>
      renderToString(createElement(CategoriesPanel, {rewards: feed(frame), categories: feed(known), onDrawn: () => {}}))
        .replace(/<!-- -->/g, '')
        .replace(/<[^>]+>/g, '');
    const [most, least] = endsOf(table)!;
    expect(text(categories)).toMatch(
      new RegExp(`By topic: right most often for ${most.name}, \\d+ %, least for ${least.name}, \\d+ %\\. ○`),
    );
    expect(text(undefined)).toContain('All pairs of this world are of one kind.');
  });
});
