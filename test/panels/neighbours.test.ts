import {describe, expect, test} from 'vitest';
import type {PointSet} from '../../src/panels/data.ts';
import {lineAt, type Near, neighboursLayout, stayed} from '../../src/panels/neighbours/layout.ts';

/** Two pictures of each thing: row and row + 100. */
const points: PointSet = {
  count: 200,
  groups: ['all'],
  groupOf: new Uint8Array(200),
  name: (row) => `a thing with the long number ${row % 100}`,
  detail: () => '',
  thing: (row) => row % 100,
};
const near = (tick: number, rows: number[]): Near => ({tick, rows, similarities: rows.map((_, i) => 0.9 - 0.1 * i)});
const before = near(0, [1, 2, 3, 4, 5]);
const now = near(300, [103, 7, 2, 8, 9]);
const input = {width: 372, height: 190, before, now, points};

describe('what stayed', () => {
  test('is counted by thing: another picture of it counts', () => {
    expect([...stayed(before, now, points.thing)].sort()).toEqual([2, 3]);
    expect(stayed(undefined, now, points.thing).size).toBe(0);
    expect(stayed(before, before, points.thing).size).toBe(5);
  });
});

describe('the layout', () => {
  test('joins where a thing stood to where it stands', () => {
    const layout = neighboursLayout(input);
    expect(layout.links).toHaveLength(2);
    const [two, three] = layout.links;
    expect(two.y).toEqual([layout.before[1].y, layout.now[2].y]);
    expect(three.y).toEqual([layout.before[2].y, layout.now[0].y]);
    expect(layout.now.map((entry) => entry.stayed)).toEqual([true, false, true, false, false]);
  });

  test('has its lines apart and inside, at any size', () => {
    for (const [width, height] of [
      [372, 190],
      [300, 100],
      [700, 500],
    ]) {
      const layout = neighboursLayout({...input, width, height});
      for (const list of [layout.before, layout.now]) {
        list.forEach(({y, x}, i) => {
          expect(y + layout.size / 2).toBeLessThanOrEqual(height);
          expect(x + layout.width).toBeLessThanOrEqual(width);
          if (i > 0) expect(y - list[i - 1].y).toBeGreaterThanOrEqual(layout.size);
        });
      }
      const entries = [...layout.before, ...layout.now];
      entries.forEach(({x, y}, k) => {
        expect(lineAt(layout, x + 10, y)).toBe(k);
      });
      expect(lineAt(layout, layout.width + 20, 50)).toBe(-1);
    }
  });

  test('says when each list is of, and waits for the first', () => {
    const texts = (all: ReturnType<typeof neighboursLayout>) => all.labels.map(({text}) => text);
    expect(texts(neighboursLayout(input))).toEqual(expect.arrayContaining(['at step 0', 'newest, step 300']));
    const waiting = neighboursLayout({...input, before: undefined});
    expect(texts(waiting)).toContain('at …');
    expect(waiting.links).toEqual([]);
  });
});
