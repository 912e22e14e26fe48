import {describe, expect, it} from 'vitest';
import {lawOf} from '../../src/objectives/contrastive/index.spec.ts';
import type {EmbeddingFrame, PointSet} from '../../src/panels/data.ts';
import {pushersOn} from '../../src/panels/forces/pushers.ts';
import {pushersTable} from '../../src/panels/forces/pushTable.ts';

/** Points on a circle at these degrees; two neighbouring rows are of one thing, four of one group. */
const DEGREES = [0, 5, 20, 60, 90, 180, 270, 300];

const frame: EmbeddingFrame = {
  tick: 3,
  count: DEGREES.length,
  dimension: 2,
  data: Float32Array.from(
    DEGREES.flatMap((angle) => [Math.cos(angle * (Math.PI / 180)), Math.sin(angle * (Math.PI / 180))]),
  ),
};

const points: PointSet = {
  count: DEGREES.length,
  groups: ['a', 'b'],
  groupOf: Uint8Array.from(DEGREES, (_, row) => row >> 2),
  name: (row) => `at ${DEGREES[row]}`,
  detail: (row) => `row ${row}`,
  thing: (row) => row >> 1,
};

const infoNCE = (temperature: number) => lawOf({kind: 'infoNCE', temperature} as {kind: string})!;

describe('who pushes one point', () => {
  it('orders all other things by the softmax of their cosines, and leaves out its own', () => {
    const {own, rows, shares} = pushersOn(frame, points, infoNCE(0.5), 0);
    expect(own).toEqual([1]);
    expect([...rows].slice(0, 3).sort()).toEqual([2, 3, 7]);
    expect(rows[0]).toBe(2);
    const weight = (degrees: number) => Math.exp(Math.cos(degrees * (Math.PI / 180)) / 0.5);
    const all = DEGREES.slice(2).reduce((sum, angle) => sum + weight(angle), 0);
    expect(shares[0]).toBeCloseTo(weight(20) / all, 5);
    expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 10);
  });

  it('has half of the push from fewer points the colder the softmax is', () => {
    expect(pushersOn(frame, points, infoNCE(0.01), 0).half).toBe(1);
    // Six others, pushed almost alike.
    expect(pushersOn(frame, points, infoNCE(100), 0).half).toBe(3);
  });

  it('leaves out the whole group where classes are given', () => {
    expect([...pushersOn(frame, points, infoNCE(0.1), 0, true).rows].sort()).toEqual([4, 5, 6, 7]);
  });

  it('says that nothing is done where a law does nothing', () => {
    const idle = {pushes: () => () => 0};
    const {half, shares} = pushersOn(frame, points, idle, 0);
    expect(half).toBe(0);
    expect(shares.every((share) => share === 0)).toBe(true);
  });

  it('has a table, with a minus where a law pulls', () => {
    const pulls = {pushes: () => (cosine: number) => (cosine > 0.9 ? -1 : 1)};
    const {rows} = pushersTable(pushersOn(frame, points, pulls, 0), points);
    expect(rows).toHaveLength(6);
    expect(rows.find(([name]) => name === 'at 20')?.[3]).toBe('−17 %');
    expect(rows.find(([name]) => name === 'at 60')?.[3]).toBe('17 %');
  });
});
