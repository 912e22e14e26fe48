import {describe, expect, it} from 'vitest';
import {backendAfter, type Loss, lossMark, withMark} from '../../src/app/experiment/recovery.ts';
import type {BackendName} from '../../src/engine/backends/names.ts';

const lossesOf = (backend: BackendName, ...seconds: number[]): Loss[] =>
  seconds.map((s) => ({what: 'GPU', backend, at: 1000 * s}));

describe('where a run goes on after a loss', () => {
  it('stays on its backend for two losses, and moves to wasm at the third within a minute', () => {
    for (const backend of ['webgpu', 'webgl', 'cpu'] as const) {
      expect(backendAfter(lossesOf(backend, 5))).toBe(backend);
      expect(backendAfter(lossesOf(backend, 5, 64))).toBe(backend);
      expect(backendAfter(lossesOf(backend, 5, 30, 64.9))).toBe('wasm');
    }
  });

  it('counts no loss that is a minute old', () => {
    expect(backendAfter(lossesOf('webgpu', 5, 30, 65))).toBe('webgpu');
    expect(backendAfter(lossesOf('webgpu', 0, 50, 100, 150, 200))).toBe('webgpu');
    expect(backendAfter(lossesOf('webgpu', 0, 50, 100, 109))).toBe('wasm');
  });

  it('ends where wasm itself is lost three times within a minute', () => {
    expect(backendAfter(lossesOf('wasm', 1, 2))).toBe('wasm');
    expect(backendAfter(lossesOf('wasm', 1, 2, 3))).toBeUndefined();
  });

  it('counts the losses of each backend alone', () => {
    expect(backendAfter([...lossesOf('webgpu', 1, 2, 3), ...lossesOf('wasm', 4, 5)])).toBe('wasm');
    expect(backendAfter([...lossesOf('webgpu', 1, 2), ...lossesOf('wasm', 3)])).toBe('wasm');
    expect(backendAfter([...lossesOf('webgpu', 1, 2, 3), ...lossesOf('wasm', 4, 5, 6)])).toBeUndefined();
  });

  it('marks the step it went on from, and where, once', () => {
    const [loss] = lossesOf('webgpu', 1);
    const here = lossMark(loss, 'webgpu', 1200);
    expect(here).toEqual({tick: 1200, text: 'GPU lost, went on from step 1200'});
    const elsewhere = lossMark(loss, 'wasm', 1200);
    expect(elsewhere.text).toBe('GPU lost, went on from step 1200 on WebAssembly');
    const worker = lossMark({...loss, what: 'worker'}, 'webgpu', 1300);
    expect(worker.text).toBe('Worker lost, went on from step 1300');
    expect([here, elsewhere, here, worker].reduce(withMark, [])).toEqual([elsewhere, here, worker]);
  });
});
