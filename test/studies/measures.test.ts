import {describe, expect, it} from 'vitest';
import {type ArmRun, best, drop, final, firstTick, goldAtKL, type Reading} from '../../src/studies/kit/measures.ts';
import {specWith} from '../../src/studies/kit/settings.ts';

const accuracy = {name: 'accuracy', label: 'Accuracy', help: 'Share of right answers.', better: 'higher'} as const;
const error = {...accuracy, name: 'error', label: 'Error', better: 'lower'} as const;

const STEPS = 40;
const spec = specWith([{id: 'main', program: 'encoder', spec: {}, steps: STEPS}], 101);

function runWith(values: readonly number[]): ArmRun {
  const readings: Reading[] = values.map((value, i) => ({tick: 10 * i, value}));
  return {spec, plannedBytes: 0, curve: (name) => (name === 'nothing' ? [] : readings)};
}

const RUN = runWith([0.1, 0.7, 0.9, 0.6]);

it('is the last value, or the best one in the direction of the metric', () => {
  expect(final(accuracy).of(RUN, {})).toBe(0.6);
  expect(best(accuracy, 'best').of(RUN, {})).toBe(0.9);
  expect(best(error, 'best').of(RUN, {})).toBe(0.1);
});

it('is the drop since the best, which is never negative', () => {
  expect(drop(accuracy, 'drop').of(RUN, {})).toBeCloseTo(0.3, 12);
  expect(drop(error, 'drop').of(RUN, {})).toBeCloseTo(0.5, 12);
  expect(drop(accuracy, 'drop').of(runWith([0.1, 0.2]), {})).toBe(0);
});

it('is the first step that reaches a goal, or one more than all steps', () => {
  expect(firstTick(accuracy, 0.7, 'first').of(RUN, {})).toBe(10);
  expect(firstTick(error, 0.5, 'first').of(RUN, {})).toBe(0);
  expect(firstTick(accuracy, 0.95, 'first').of(RUN, {})).toBe(STEPS + 1);
});

it('names a metric that the run does not have', () => {
  expect(() => final({...accuracy, name: 'nothing'}).of(RUN, {})).toThrow('The run has no metric nothing');
});

describe('gold at a KL', () => {
  const along = (path: readonly (readonly [divergence: number, gold: number])[]): ArmRun => ({
    ...{spec, plannedBytes: 0},
    curve: (name) => path.map((point, tick) => ({tick, value: point[name === 'divergence' ? 0 : 1]})),
  });
  const at = (kl: number, ...path: Parameters<typeof along>[0]) => goldAtKL(kl, 'matched').of(along(path), {});

  it('is linear between the evaluations on either side, the first time that the run is so far', () => {
    expect(at(0.3, [0, 1], [0.2, 2], [0.6, 4], [0.1, 9], [0.5, 8])).toBeCloseTo(2 + 2 * (0.1 / 0.4), 12);
    expect(at(0.2, [0, 1], [0.2, 2], [0.6, 4])).toBe(2);
    expect(at(0.3, [0, 1], [0.6, 0])).toBeCloseTo(0.5, 12);
  });

  it('is that of the end where the run stays nearer, and of the beginning where it begins further', () => {
    expect(at(0.3, [0, 1], [0.2, 2], [0.1, 1.5])).toBe(1.5);
    expect(at(0.3, [0.4, 1], [0.6, 3])).toBe(1);
  });
});
