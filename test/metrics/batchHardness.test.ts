import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {batchHardness, batchSameClass} from '../../src/metrics/batchHardness/compute.ts';
import {dot, matrix, mean, unit} from '../reference/matrix.ts';
import {inputs} from '../reference/random.ts';
import {onBackends} from '../support/backends.ts';

onBackends(['cpu', 'wasm'], () => {
  describe('how hard a batch is', () => {
    it('is the mean cosine over all pairs of different things, and how many of them are of one class', async () => {
      const next = inputs(4);
      const n = 13;
      const members = [0, 1].map(() => matrix(2 * n, 3, next).map(unit));
      const classes = [Array.from({length: n}, (_, i) => (i * i) % 4), Array.from({length: n}, (_, i) => i % 3)];
      const [hardness, same] = tf.tidy(() => {
        const member = classes.map((of) => of.map((c) => [0, 1, 2, 3].map((k) => Number(k === c))));
        return [batchHardness(tf.tensor3d(members)), batchSameClass(tf.tensor3d(member))].map((x) => [...x.dataSync()]);
      });
      const others = Array.from({length: n}, (_, i) => Array.from({length: n}, (_, j) => [i, j]))
        .flat()
        .filter(([i, j]) => i !== j);
      for (const r of [0, 1]) {
        expect(hardness[r]).toBeCloseTo(mean(others.map(([i, j]) => dot(members[r][i], members[r][n + j]))), 5);
        expect(same[r]).toBeCloseTo(mean(others.map(([i, j]) => Number(classes[r][i] === classes[r][j]))), 5);
      }
      expect(Math.abs(hardness[0] - hardness[1])).toBeGreaterThan(0.01);
    });
  });
});
