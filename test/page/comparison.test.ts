/** Whether WebGPU computes as WebAssembly does: how it is found out, what is remembered, and what a run does then. */
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {Comparison, differenceOf, kernelsOf, recallComparison} from '../../src/app/experiment/comparison.ts';
import {Experiment} from '../../src/app/experiment/experiment.ts';
import type {Client, Surroundings} from '../../src/app/experiment/surroundings.ts';
import type {Trial} from '../../src/app/experiment/trial.ts';
import {FIRST} from '../../src/presets/index.ts';
import {forget} from '../../src/storage/texts.ts';
import type {Command, Report} from '../../src/worker/protocol.ts';
import {encoderSpec} from '../support/specs.ts';

const SPEC = encoderSpec({world: {kind: 'latent', points: 500}});
const ADAPTER = 'a card';
const losses = (values: readonly number[]) => new Map(values.map((value, i) => [i + 1, value]));
const FALLING = Array.from({length: 20}, (_, i) => 3 / (i + 1));

describe('losses of the first steps', () => {
  it('may differ by rounding, of which the largest loss is the measure', () => {
    const rounded = FALLING.map((loss, i) => loss + (i % 2 === 0 ? 2.9e-4 : -2.9e-4));
    expect(differenceOf(losses(FALLING), losses(rounded))).toBeUndefined();
    const off = FALLING.map((loss, i) => (i === 6 ? loss + 3.2e-4 : loss));
    expect(differenceOf(losses(FALLING), losses(off))).toEqual({step: 7, wasm: FALLING[6], webgpu: off[6]});
  });

  it.each([
    ['missing', FALLING.slice(0, 5), 6],
    ['not a number', FALLING.with(3, Number.NaN), 4],
    ['infinite', FALLING.with(0, Number.POSITIVE_INFINITY), 1],
  ])('differ where one is %s', (_, webgpu, step) => {
    expect(differenceOf(losses(FALLING), losses(webgpu))?.step).toBe(step);
  });

  it('that are all zero must be that', () => {
    expect(differenceOf(losses([0, 0]), losses([0, 0]))).toBeUndefined();
    expect(differenceOf(losses([0, 0]), losses([0, 1e-9]))?.step).toBe(2);
  });
});

/** Workers whose losses are `FALLING` on wasm, and `onGpu` on WebGPU. */
function scripted(onGpu: readonly number[]) {
  const opened: {backend: string; ended: boolean}[] = [];
  const openClient = (report: (report: Report) => void): Client => {
    const self = {backend: '', ended: false};
    opened.push(self);
    const send = (command: Command) => {
      if (command.type === 'open') {
        self.backend = command.backend;
        expect(command.spec).toMatchObject({stages: SPEC.stages, moves: []});
        queueMicrotask(() => report({type: 'opened', backend: command.backend, stage: 0, tick: 0, trained: 0}));
      }
      if (command.type !== 'play') return;
      const all = self.backend === 'webgpu' ? onGpu : FALLING;
      // In two reports, as they come.
      for (const [from, to] of [
        [0, 8],
        [8, 20],
      ]) {
        report({
          ...{type: 'progress', stage: 0, tick: to, trained: to, stepsPerSecond: 9, begun: 1, finished: false},
          metrics: all.slice(from, to).map((loss, i) => ({stage: 'main', tick: from + i + 1, values: {loss: [loss]}})),
          memory: {tensors: 0, bytes: 0, planned: 0},
          engine: {
            ...{launches: 0, copies: 0, submissions: 0, javascript: 0, whole: 0, together: 1, groups: 1, reasons: []},
            bytes: {live: 0, allocated: 0, recorded: 0},
          },
        });
      }
    };
    return {
      send,
      terminate() {
        self.ended = true;
      },
    };
  };
  return {opened, comparison: () => new Comparison('data/', openClient)};
}

const WRONG = FALLING.with(11, FALLING[11] * 1.01);

beforeEach(() => {
  forget(`compared with ${ADAPTER}`);
  forget(`backend for ${ADAPTER}`);
});

describe('a comparison', () => {
  it('trains the first steps on both, one after the other, once for a set of kernels', async () => {
    const {opened, comparison} = scripted(FALLING);
    expect(recallComparison(SPEC, ADAPTER)).toBeUndefined();
    expect(await comparison().run(SPEC, ADAPTER)).toBeUndefined();
    expect(opened).toEqual([
      {backend: 'wasm', ended: true},
      {backend: 'webgpu', ended: true},
    ]);
    expect(recallComparison(SPEC, ADAPTER)).toBe('same');
    expect(recallComparison(SPEC, 'another card')).toBeUndefined();
    await comparison().run(SPEC, ADAPTER);
    expect(opened).toHaveLength(2);
    const other = encoderSpec({world: {kind: 'latent', points: 500}, objective: {kind: 'triplet'}});
    expect(kernelsOf(other)).not.toBe(kernelsOf(SPEC));
    expect(recallComparison(other, ADAPTER)).toBeUndefined();
  });

  it('of numbers that differ says so, and remembers it', async () => {
    const says = await scripted(WRONG).comparison().run(SPEC, ADAPTER);
    expect(says!(40)).toBe(
      'WebGPU on a card does not compute what WebAssembly computes: at step 12 of such a run the loss is 0.252500 instead of 0.250000. The run goes on from step 40 on WebAssembly, from where it had moved.',
    );
    expect(says!()).toMatch(/Choose WebAssembly to have numbers that can be compared\.$/);
    expect(recallComparison(SPEC, ADAPTER)).toBe('other');
  });

  it('that is cancelled, or cannot be made, says nothing and is made another time', async () => {
    const {comparison} = scripted(WRONG);
    const cancelled = comparison();
    cancelled.cancel();
    expect(await cancelled.run(SPEC, ADAPTER)).toBeUndefined();
    const broken = new Comparison('data/', (report) => ({
      send: ({type}) => void (type === 'open' && queueMicrotask(() => report({type: 'failed', sentence: 'No.'}))),
      terminate() {},
    }));
    expect(await broken.run(SPEC, ADAPTER)).toBeUndefined();
    expect(recallComparison(SPEC, ADAPTER)).toBeUndefined();
  });
});

describe('a run that has moved to WebGPU', () => {
  interface Worker extends Client {
    sent: Command[];
    report(report: Report): void;
  }

  function stand(choice: 'auto' | 'webgpu', onGpu: readonly number[]) {
    const workers: Worker[] = [];
    const {opened, comparison} = scripted(onGpu);
    const around = {
      openClient(report: (report: Report) => void) {
        const worker: Worker = {sent: [], report, send: (command) => worker.sent.push(command), terminate() {}};
        workers.push(worker);
        return worker;
      },
      ...{data: 'data/', choice: () => choice, rememberBackend() {}, beforeGpu() {}, changed() {}},
      findAdapter: async () => ({label: ADAPTER, software: false, largest: 1e9}),
      pointsOf: async () => ({count: 2}),
      openTrial: async () =>
        ({run: async () => ({move: true, reason: 'It is faster.'}), cancel() {}}) as unknown as Trial,
      openComparison: async () => comparison(),
    } as unknown as Surroundings;
    const experiment = new Experiment({preset: FIRST, spec: SPEC, panels: [], keeps: []}, around);
    experiment.open(FIRST, SPEC);
    const backendOf = ({sent}: Worker) => (sent[0] as Extract<Command, {type: 'open'}>).backend;
    return {
      experiment,
      workers,
      compared: opened,
      backends: () => workers.map(backendOf),
      state: () => experiment.store.getState(),
    };
  }
  const openedAt = (backend: 'wasm' | 'webgpu', tick: number): Report => ({
    ...{type: 'opened', backend, stage: 0, tick, trained: tick},
  });
  const settle = () => vi.advanceTimersByTimeAsync(2100);

  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Trains to step 50 on wasm, and moves to WebGPU by itself. */
  async function moved(onGpu: readonly number[]) {
    const all = stand('auto', onGpu);
    all.workers[0].report(openedAt('wasm', 0));
    await settle();
    expect(all.workers[0].sent.at(-1)).toEqual({type: 'checkpoint'});
    const checkpoint = {stage: 0, tick: 50, moves: [], cohorts: []};
    all.workers[0].report({type: 'checkpoint', checkpoint, asked: true});
    all.workers[1].report(openedAt('webgpu', 50));
    return all;
  }

  it('is not compared in its first two seconds there, and stays where both compute the same', async () => {
    const {backends, compared, state} = await moved(FALLING);
    await vi.advanceTimersByTimeAsync(1900);
    expect(compared).toHaveLength(0);
    await settle();
    expect(compared.map(({ended}) => ended)).toEqual([true, true]);
    expect(backends()).toEqual(['wasm', 'webgpu']);
    expect(state()).toMatchObject({phase: 'training', notice: undefined});
  });

  it('goes back to where it had moved, on WebAssembly, when they differ', async () => {
    const {workers, backends, state} = await moved(WRONG);
    await settle();
    expect(backends()).toEqual(['wasm', 'webgpu', 'wasm']);
    expect(workers[2].sent[0]).toMatchObject({playing: true, checkpoint: {tick: 50}});
    workers[2].report(openedAt('wasm', 50));
    const {phase, notice, backend, backendMarks} = state();
    expect({phase, name: backend?.name}).toEqual({phase: 'training', name: 'wasm'});
    expect(notice).toMatch(
      /at step 12 of such a run the loss is 0\.252500 instead of 0\.250000\. The run goes on from step 50/,
    );
    expect(backendMarks.at(-1)).toEqual({tick: 50, text: '→ WebAssembly'});
  });

  it('stays there with a notice where the reader has chosen WebGPU', async () => {
    const {workers, backends, state} = stand('webgpu', WRONG);
    workers[0].report(openedAt('webgpu', 0));
    await settle();
    expect(backends()).toEqual(['webgpu']);
    expect(state().notice).toMatch(/Choose WebAssembly/);
    expect(state().phase).toBe('training');
  });

  it('is not compared any more when it has ended meanwhile', async () => {
    const {experiment, compared} = await moved(WRONG);
    experiment.close();
    await settle();
    expect(compared).toHaveLength(0);
  });
});
