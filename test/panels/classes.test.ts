import {describe, expect, test} from 'vitest';
import {shortened} from '../../src/panels/chart/labels.ts';
import {classesLayout, readOut, rowAt} from '../../src/panels/classes/layout.ts';
import {meanDirection, nearestOther, projectedOn} from '../../src/panels/classes/projection.ts';
import type {EmbeddingFrame, PointSet} from '../../src/panels/data.ts';

const at = (angles: number[]) => Float32Array.from(angles.flatMap((a) => [Math.cos(a), Math.sin(a)]));
const ANGLES = [0.1, -0.1, 1.4, 1.6, 3];
const frame: EmbeddingFrame = {tick: 7, count: 5, dimension: 2, data: at(ANGLES)};
const points: PointSet = {
  count: 5,
  groups: ['cats', 'dogs', 'fish', 'none'],
  groupOf: Uint8Array.of(0, 0, 1, 1, 2),
  name: (row) => `thing ${row}`,
  detail: () => '',
  thing: (row) => row,
};

describe('the mean direction', () => {
  test('is in the middle of a class, and there is none when it lies all around', () => {
    const direction = meanDirection(frame, points.groupOf, 1)!;
    expect(Math.atan2(direction[1], direction[0])).toBeCloseTo(1.5, 6);
    const opposite = {count: 2, dimension: 2, data: Float32Array.of(1, 0, -1, 0)};
    expect(meanDirection(opposite, Uint8Array.of(0, 0), 0)).toBeUndefined();
  });

  test('gives the cosines of every class to it', () => {
    const classes = projectedOn(frame, points, 0)!;
    expect(classes[0].mean).toBeCloseTo(Math.cos(0.1), 6);
    expect(classes[1].mean).toBeCloseTo((Math.cos(1.4) + Math.cos(1.6)) / 2, 6);
    expect(Array.from(classes[1].cosines)).toEqual([Math.cos(1.6), Math.cos(1.4)].map((c) => expect.closeTo(c, 5)));
    expect(classes[2].cosines[0]).toBeCloseTo(Math.cos(3), 5);
    expect(classes[3]).toMatchObject({mean: undefined});
    expect(nearestOther(classes, 0)!.group).toBe(1);
    expect(nearestOther(projectedOn(frame, points, 2)!, 2)!.group).toBe(1);
  });
});

describe('the layout', () => {
  const classes = projectedOn(frame, points, 0)!;
  const layout = classesLayout({width: 372, height: 180, classes, names: points.groups, chosen: 0});

  test('has one row a class from the top down, with hills inside the chart and means where they are', () => {
    expect(layout.ridges.map(({group}) => group)).toEqual([0, 1, 2, 3]);
    layout.ridges.forEach(({ground, y, mean}, i) => {
      if (i > 0) expect(ground - layout.ridges[i - 1].ground).toBeCloseTo(layout.step, 9);
      for (const height of y) expect(height).toBeGreaterThanOrEqual(layout.plot.top - 1e-9);
      if (classes[i].mean !== undefined) expect(mean).toBeCloseTo(layout.x(classes[i].mean!), 9);
      expect(rowAt(layout, ground - 1)).toBe(i);
    });
    expect(layout.ridges[3].x).toEqual([]);
  });

  test('names every class that fits, and the chosen one always', () => {
    const names = Array.from({length: 60}, (_, i) => `class ${i}`);
    const many = names.map((_, group) => ({group, cosines: Float32Array.of(0.1), mean: 0.1}));
    const {labels} = classesLayout({width: 372, height: 180, classes: many, names, chosen: 31});
    expect(labels.map(({key}) => key)).toContain('name 31');
    expect(labels.filter(({key}) => key.startsWith('name')).length).toBeLessThan(25);
    expect(layout.labels.filter(({key}) => key.startsWith('name'))).toHaveLength(4);
  });

  test('cuts names that are too long', () => {
    expect(shortened('cats', 100)).toBe('cats');
    expect(shortened('a very long name of a class', 60)).toMatch(/^a very.*…$/);
  });

  test('reads off how many lie above a cosine', () => {
    expect(readOut(classes[1], 'dogs', 0.1).map(({value}) => value)).toEqual(['2', '0.07', '50 %']);
    expect(readOut(classes[3], 'none', 0)).toEqual([{label: 'none', value: 'no points'}]);
  });
});
