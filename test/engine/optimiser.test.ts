import {describe, expect, it} from 'vitest';
import {withMoments} from '../../src/engine/optimiser.ts';
import type {OptimiserSettings, Slot} from '../../src/engine/program.ts';
import {scheduleOf} from '../../src/programs/training.ts';
import {optimiserChecks} from '../reference/checks/optimiser.ts';
import {onBackends} from '../support/backends.ts';
import {expectAllHold} from '../support/rows.ts';

onBackends(['cpu', 'wasm'], () => {
  it('updates as AdamW and SGD do in double precision', async () => expectAllHold(await optimiserChecks()));
});

describe('the schedule', () => {
  it('warms up in equal parts to 1, then falls along half a cosine to 0 at the end', () => {
    const at = scheduleOf({warmup: 4, schedule: 'cosine'}, 104);
    expect([0, 1, 2, 3].map(at)).toEqual([0.25, 0.5, 0.75, 1]);
    expect(at(4)).toBe(1);
    expect(at(54)).toBeCloseTo(0.5, 12);
    expect(at(29)).toBeCloseTo((1 + Math.SQRT1_2) / 2, 12);
    expect(at(104)).toBeCloseTo(0, 12);
    expect(at(103)).toBeGreaterThan(0);
  });

  it('stays at 1 when it is constant', () => {
    const at = scheduleOf({warmup: 0, schedule: 'constant'}, 100);
    expect([0, 50, 99, 1000].map(at)).toEqual([1, 1, 1, 1]);
  });

  it('is never negative, never above 1 and finite, also when the warm-up is longer than the run', () => {
    for (const steps of [1, 10, 50, 51]) {
      const at = scheduleOf({warmup: 50, schedule: 'cosine'}, steps);
      for (let n = 0; n < 60; n++) expect(at(n)).toBeGreaterThanOrEqual(0);
      for (let n = 0; n < 60; n++) expect(at(n)).toBeLessThanOrEqual(1);
    }
  });
});

describe('moments', () => {
  const slot: Slot = {shape: [2], dtype: 'float32', axis: 'replica', role: 'parameter', group: 'g'};
  const settings = (kind: 'adamW' | 'sgd') => ({kind}) as OptimiserSettings;

  it('are two for AdamW and one for SGD, for parameters only', () => {
    const slots = {w: slot, state: {...slot, role: 'state' as const}};
    expect(Object.keys(withMoments(slots, {g: settings('adamW')}))).toEqual(['w', 'state', 'w.m', 'w.v']);
    expect(Object.keys(withMoments(slots, {g: settings('sgd')}))).toEqual(['w', 'state', 'w.m']);
  });

  it('need an optimiser', () => {
    expect(() => withMoments({w: slot}, {})).toThrow('Parameter w is in the group g, which has no optimiser.');
  });
});
