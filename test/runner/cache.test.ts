import {describe, expect, it} from 'vitest';
import type {TickMetrics} from '../../src/engine/records.ts';
import {language} from '../../src/programs/index.spec.ts';
import {MemoryCache, type Prefix, prefixKey} from '../../src/runner/cache.ts';
import {roomOn} from '../../src/runner/opening.ts';
import {runToEnd} from '../../src/runner/toEnd.ts';
import type {Spec} from '../../src/spec/index.ts';
import {noFiles} from '../reference/programs.ts';
import {onBackends} from '../support/backends.ts';
import {programs} from '../support/programs.ts';
import {specOf} from '../support/specs.ts';

const settings = (objective: object) => ({
  world: {kind: 'latent', points: 500},
  model: {width: 16, representation: 8},
  objective,
  training: {batch: 16, evaluateEvery: 5},
});
const stage = (id: string, steps: number, rest: object = {}, temperature = 0.2) => ({
  ...{id, program: 'encoder', steps},
  spec: settings({temperature}),
  ...rest,
});

/** Two or three stages; what is changed comes after the first. */
const arm = (temperature: number, rest: object = {}): Spec =>
  specOf({
    seed: 3,
    stages: [stage('base', 12), stage('tuned', 8, {from: {'*': 'base.*'}}, temperature)],
    moves: [{stage: 'base', tick: 4, path: 'objective.temperature', value: 0.4}],
    ...rest,
  });

const key = (spec: Spec, rest: Partial<Prefix> = {}) =>
  prefixKey({spec, stage: 0, data: 'd', backend: 'wasm', build: 'b', ...rest});

describe('the key of a prefix', () => {
  const same: [string, Spec][] = [
    ['another later stage', arm(0.7)],
    ['moves of a later stage', arm(0.1, {moves: [...arm(0.1).moves, moveOf('tuned')]})],
    ['no later stage', specOf({...arm(0.1), stages: arm(0.1).stages.slice(0, 1)})],
    ['a fan of one with the same seed', arm(0.1, {fan: {axes: [], seeds: [3]}})],
  ];
  it.each(same)('is the same with %s', async (_, spec) => {
    expect(await key(spec)).toBe(await key(arm(0.1)));
  });

  const others: [string, Spec, Partial<Prefix>?][] = [
    ['another seed', arm(0.1, {seed: 4})],
    ['two seeds', arm(0.1, {fan: {axes: [], seeds: [3, 4]}})],
    ['other moves', arm(0.1, {moves: [moveOf('base')]})],
    ['other steps', specOf({...arm(0.1), stages: [stage('base', 13), arm(0.1).stages[1]]})],
    ['other data', arm(0.1), {data: 'e'}],
    ['another backend', arm(0.1), {backend: 'cpu'}],
    ['another build', arm(0.1), {build: 'c'}],
    ['a stage more', arm(0.1), {stage: 1}],
  ];
  it.each(others)('is another with %s', async (_, spec, rest) => {
    expect(await key(spec, rest)).not.toBe(await key(arm(0.1)));
  });

  it('is another where later stages need other slots of earlier ones', async () => {
    const third = (from: object) => specOf({...arm(0.1), stages: [...arm(0.1).stages, stage('third', 4, {from})]});
    const [latest, first] = [{'*': 'tuned.*'}, {'*': 'base.*'}].map(third);
    expect(await key(latest, {stage: 1})).toBe(await key(arm(0.1), {stage: 1}));
    expect(await key(first, {stage: 1})).not.toBe(await key(arm(0.1), {stage: 1}));
  });
});

function moveOf(stage: string) {
  return {stage, tick: 6, path: 'training.learningRate', value: 0.01};
}

onBackends(['wasm'], () => {
  describe('a run with a cache of stages', () => {
    async function run(spec: Spec, stages?: MemoryCache, members?: number[]) {
      const metrics: TickMetrics[] = [];
      const outcome = await runToEnd({
        ...{spec, language, programs, resources: noFiles, room: roomOn('wasm'), members},
        cache: stages && {stages, backend: 'wasm', build: 'b'},
        tell: (some) => metrics.push(...some),
      });
      expect(outcome.stopped).toBeUndefined();
      return {trained: outcome.trained, metrics};
    }

    it('trains a common stage once, and has the bits and the metrics of a run without', async () => {
      const cache = new MemoryCache(10);
      const first = await run(arm(0.1), cache);
      const second = await run(arm(0.7), cache);
      expect([first.trained, second.trained]).toEqual([20, 8]);
      const [alone, other] = [await run(arm(0.1)), await run(arm(0.7))];
      expect(first.metrics).toEqual(alone.metrics);
      expect(second.metrics).toEqual(other.metrics);
      expect(other.metrics).not.toEqual(alone.metrics);
      // The whole of it is there.
      const again = await run(arm(0.7), cache);
      expect(again).toEqual({trained: 0, metrics: other.metrics});
    });

    it('goes on from the second stage, with what the third takes from the first', async () => {
      const three = (temperature: number) =>
        specOf({
          ...arm(0.1),
          stages: [...arm(0.1).stages, stage('third', 6, {from: {'head/*': 'base.head/*'}}, temperature)],
        });
      const cache = new MemoryCache(10);
      await run(three(0.2), cache);
      const second = await run(three(0.9), cache);
      expect(second.trained).toBe(6);
      expect(second.metrics).toEqual((await run(three(0.9))).metrics);
    });

    it('serves members that another population has trained at other places', async () => {
      const fan = (seeds: number[]) => arm(0.1, {fan: {axes: [], seeds}});
      const cache = new MemoryCache(10);
      await run(fan([1, 2, 3]), cache, [1, 2]);
      const other = await run(fan([2, 3]), cache);
      expect(other.trained).toBe(0);
      expect(other.metrics).toEqual((await run(fan([2, 3]))).metrics);
    });

    it('keeps the newest stages', async () => {
      const cache = new MemoryCache(1);
      await run(arm(0.1), cache);
      expect((await run(arm(0.7), cache)).trained).toBe(20);
    });
  });
});
