import {expect, test} from 'vitest';
import {trainingPlan} from '../../src/programs/training.ts';

const stepsWith = (phase: string, evaluateEvery: number, steps: number) =>
  Array.from({length: steps}, (_, tick) => tick)
    .filter((tick) => trainingPlan({evaluateEvery}, tick, steps).some((run) => run.phase === phase))
    .map((tick) => tick + 1);

test('a run is measured often at first, then rarely, and at its end', () => {
  expect(stepsWith('evaluate', 20, 70)).toEqual([2, 5, 10, 20, 40, 60, 70]);
  expect(stepsWith('examine', 20, 230)).toEqual([5, 20, 100, 200, 230]);
  expect(stepsWith('evaluate', 4, 10)).toEqual([2, 4, 8, 10]);
});
