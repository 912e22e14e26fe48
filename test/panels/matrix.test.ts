import {describe, expect, test} from 'vitest';
import {lawOf, negativesOf as negativesIn} from '../../src/objectives/contrastive/index.spec.ts';
import type {BatchFrame, PointSet} from '../../src/panels/data.ts';
import {rampOf, stepOf} from '../../src/panels/matrix/colours.ts';
import {
  blocksOf,
  type Compared,
  cosineOf,
  falseNegatives,
  groupsOf,
  hardest,
  matrixOf,
  shareOfPush,
} from '../../src/panels/matrix/cosines.ts';
import {cellAt, matrixLayout} from '../../src/panels/matrix/layout.ts';
import {negativesOf, pushOf} from '../../src/panels/temperature/similarities.ts';

const CLASSES = [1, 0, 1, 0, 0, 1];
const PAIRS = CLASSES.length;

/** Pairs on a circle: the second view of each a tenth of a radian after the first. Row k of the point set is pair k. */
const ANGLES = [0.3, 2, 0.5, 2.2, 4, 1.9];
const frame: BatchFrame = {
  tick: 5,
  pairs: PAIRS,
  dimension: 2,
  rows: Int32Array.from({length: 2 * PAIRS}, (_, i) => i % PAIRS),
  labels: Int32Array.from({length: 2 * PAIRS}, (_, i) => i % PAIRS),
  points: Float32Array.from([...ANGLES, ...ANGLES.map((a) => a + 0.1)].flatMap((a) => [Math.cos(a), Math.sin(a)])),
  pushes: new Float32Array(4 * PAIRS),
};
const points: PointSet = {
  count: PAIRS,
  groups: ['even', 'odd'],
  groupOf: Uint8Array.from(CLASSES),
  name: (row) => `thing ${row}`,
  detail: () => '',
  thing: (row) => row,
};

describe('the matrix', () => {
  test('holds the cosine of the first view of its row and the second view of its column', () => {
    const matrix = matrixOf(frame, points, 'batch');
    for (let i = 0; i < PAIRS; i++) {
      for (let j = 0; j < PAIRS; j++) {
        expect(matrix.cosines[i * PAIRS + j]).toBeCloseTo(Math.cos(ANGLES[i] - ANGLES[j] - 0.1), 5);
      }
    }
  });

  test('has its positives on the diagonal in either order, and classes together when sorted by class', () => {
    const matrix = matrixOf(frame, points, 'class');
    expect(Array.from(matrix.order)).toEqual([1, 3, 4, 0, 2, 5]);
    expect(Array.from(matrix.groups!)).toEqual([0, 0, 0, 1, 1, 1]);
    for (let k = 0; k < PAIRS; k++) expect(matrix.cosines[k * PAIRS + k]).toBeCloseTo(Math.cos(0.1), 5);
    expect(blocksOf(matrix.groups!)).toEqual([
      {group: 0, from: 0, to: 3},
      {group: 1, from: 3, to: 6},
    ]);
  });

  test('of a large batch is that of its first pairs', () => {
    const pairs = 300;
    const large = {
      ...frame,
      pairs,
      rows: new Int32Array(2 * pairs),
      labels: new Int32Array(2 * pairs),
      points: new Float32Array(4 * pairs).fill(Math.SQRT1_2),
    };
    expect(matrixOf(large, undefined, 'class')).toMatchObject({size: 128, groups: undefined});
  });

  test('counts the negatives that are of their anchor’s class one by one', () => {
    let [own, all] = [0, 0];
    for (let i = 0; i < PAIRS; i++) {
      for (let j = 0; j < PAIRS; j++) {
        if (i === j) continue;
        all++;
        if (CLASSES[i] === CLASSES[j]) own++;
      }
    }
    expect(falseNegatives(groupsOf(frame, points))).toBeCloseTo(own / all, 12);
  });

  test('finds the hardest negative', () => {
    const matrix = matrixOf(frame, points, 'batch');
    // The second view of pair 0 is at 0.4, that of pair 2 at 0.6; the first view of pair 0 is at 0.3.
    expect(hardest(matrix, 0)).toBe(2);
    expect(hardest(matrix, 2)).toBe(0);
  });
});

describe('the share of the push', () => {
  const weighing = (settings: {kind: string} & Record<string, unknown>) => ({
    law: lawOf(settings)!,
    negatives: negativesIn(settings)!,
  });
  const softmax = (temperature: number) => weighing({kind: 'infoNCE', form: 'symmetric', temperature});
  const share = (of: BatchFrame, i: number, j: number, law: Compared) => shareOfPush(of, i, j, law)!;

  test('sums to one over the negatives of an anchor, at any temperature', () => {
    for (const temperature of [0.01, 0.1, 1]) {
      for (let i = 0; i < PAIRS; i++) {
        let sum = 0;
        for (let j = 0; j < PAIRS; j++) if (j !== i) sum += share(frame, i, j, softmax(temperature));
        expect(sum).toBeCloseTo(1, 9);
      }
    }
  });

  test('gives nothing to another view of the same thing', () => {
    const labels = frame.labels.slice();
    labels[2] = labels[0];
    labels[PAIRS + 2] = labels[0];
    const twice = {...frame, labels};
    expect(share(twice, 0, 2, softmax(0.1))).toBe(0);
    expect(share(twice, 0, 1, softmax(0.1))).toBeGreaterThan(share(frame, 0, 1, softmax(0.1)));
  });

  test('is that of the objective: half as much where both views of every other item are negatives', () => {
    const both = weighing({kind: 'infoNCE', form: 'ntXent', temperature: 1e6});
    expect(share(frame, 0, 1, both)).toBeCloseTo(share(frame, 0, 1, softmax(1e6)) / 2, 6);
    const alike = weighing({kind: 'simple', repulsion: 1});
    expect(share(frame, 0, 1, alike)).toBeCloseTo(1 / (PAIRS - 1), 12);
  });

  test('is unknown where second views are not what first views are compared with', () => {
    expect(shareOfPush(frame, 0, 1, weighing({kind: 'momentumQueue', temperature: 0.1}))).toBeUndefined();
  });

  test('gives the effective number of negatives that the panel of pushes shows', () => {
    const law = softmax(0.2);
    let effective = 0;
    for (let i = 0; i < PAIRS; i++) {
      let entropy = 0;
      for (let j = 0; j < PAIRS; j++) {
        const p = share(frame, i, j, law);
        if (p > 0) entropy -= p * Math.log(p);
      }
      effective += Math.exp(entropy) / PAIRS;
    }
    const others = (i: number) => Array.from({length: PAIRS}, (_, j) => j).filter((j) => j !== i);
    const anchors = Array.from({length: PAIRS}, (_, i) => ({
      positive: cosineOf(frame, i, i),
      negatives: Float32Array.from(others(i), (j) => cosineOf(frame, i, j)),
    }));
    expect(pushOf(negativesOf({tick: 0, anchors}), law.law).effective).toBeCloseTo(effective, 5);
  });
});

describe('the layout', () => {
  const matrix = matrixOf(frame, points, 'class');

  test('is a square with the cell under each of its places', () => {
    for (const [width, height] of [
      [372, 180],
      [700, 500],
      [250, 240],
    ]) {
      const layout = matrixLayout(width, height, matrix, 'class');
      const {square, cell} = layout;
      expect(square.right - square.left).toBeCloseTo(square.bottom - square.top, 9);
      expect(square.bottom).toBeLessThanOrEqual(height);
      for (let row = 0; row < PAIRS; row++) {
        const at = cellAt(layout, PAIRS, square.left + 4.5 * cell, square.top + (row + 0.5) * cell);
        expect(at).toEqual({row, column: 4});
      }
      expect(cellAt(layout, PAIRS, square.left - 1, square.top + 1)).toBeUndefined();
      expect(cellAt(layout, PAIRS, square.right + 1, square.top + 1)).toBeUndefined();
    }
  });

  test('outlines classes only when they stand together', () => {
    expect(matrixLayout(372, 180, matrix, 'class').blocks).toHaveLength(2);
    expect(matrixLayout(372, 180, matrix, 'batch').blocks).toHaveLength(0);
    expect(matrixLayout(372, 180, undefined, 'class').blocks).toHaveLength(0);
  });
});

describe('the colours', () => {
  const luminance = (ramp: Uint8ClampedArray, i: number) =>
    0.2126 * ramp[3 * i] + 0.7152 * ramp[3 * i + 1] + 0.0722 * ramp[3 * i + 2];

  test('go from the ground to the ink by lightness alone, in both themes', () => {
    const light = rampOf({raised: '#ffffff', accent: '#1f5fd6', ink: '#1d1d1b'});
    const dark = rampOf({raised: '#1b1d20', accent: '#7aa7ff', ink: '#ececea'});
    for (let i = 1; i < 256; i++) {
      expect(luminance(light, i)).toBeLessThanOrEqual(luminance(light, i - 1));
      expect(luminance(dark, i)).toBeGreaterThanOrEqual(luminance(dark, i - 1));
    }
    expect(Array.from(light.slice(0, 3))).toEqual([255, 255, 255]);
    expect(rampOf({raised: '#fff', accent: '#1f5fd6', ink: '#1d1d1b'})).toEqual(light);
  });

  test('have a step for every cosine', () => {
    expect([-1.1, -1, 0, 1, 1.1].map(stepOf)).toEqual([0, 0, 128, 255, 255]);
  });
});
