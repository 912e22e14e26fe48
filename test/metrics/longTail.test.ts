import {describe, expect, it} from 'vitest';
import {longTail} from '../../src/metrics/longTail/compute.ts';
import {matrix, mean} from '../reference/matrix.ts';
import {inputs} from '../reference/random.ts';

describe('how well rare and frequent classes are classified', () => {
  it('is a mean over classes of the share that is given to its own', () => {
    const next = inputs(5);
    const classOf = Array.from({length: 400}, (_, i) => (i * i) % 7);
    const scores = matrix(400, 7, (i, c) => Number(c === classOf[i]) + next()).map((row) => row.map(Math.fround));
    const shares = [0.3, 0.02, 0.25, 0.2, 0.13, 0.05, 0.05];
    const found = longTail(
      {data: Float32Array.from(scores.flat()), dimension: 7, train: 100, classOf, classes: 7},
      shares,
    );
    const recall = (c: number) => {
      const rows = classOf.flatMap((of, i) => (of === c && i >= 100 ? [i] : []));
      return mean(rows.map((i) => Number(scores[i].indexOf(Math.max(...scores[i])) === c)));
    };
    // The squares modulo 7 are 0, 1, 2 and 4.
    expect(found.balancedAccuracy).toBeCloseTo(mean([0, 1, 2, 4].map(recall)), 12);
    expect(found.manyAccuracy).toBeCloseTo(mean([0, 2].map(recall)), 12);
    expect(found.fewAccuracy).toBeCloseTo(recall(1), 12);
    expect(found.fewAccuracy).toBeLessThan(1);
  });

  it('counts equal scores as a guess', () => {
    const rows = {data: new Float32Array(12), dimension: 3, train: 1, classOf: [0, 0, 1, 2], classes: 3};
    expect(longTail(rows, [0.5, 0.3, 0.2])).toEqual({
      balancedAccuracy: expect.closeTo(1 / 3, 12),
      manyAccuracy: expect.closeTo(1 / 3, 12),
      fewAccuracy: expect.closeTo(1 / 3, 12),
    });
  });
});
