import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import type {Replica} from '../../src/engine/program.ts';
import {circleMetrics, orderError} from '../../src/metrics/circles/compute.ts';
import type {RewardSettings} from '../../src/programs/reward/index.spec.ts';
import type {RewardContext, Seen} from '../../src/programs/reward/model.ts';
import {modelsOf} from '../../src/programs/reward/models.ts';
import {ATTRIBUTES} from '../../src/worlds/responses/attributes.ts';
import {openResponses} from '../../src/worlds/responses/preferences.ts';
import {advanceTo, compareTraces, open, traceOf} from '../reference/checks/runs.ts';
import {mean} from '../reference/matrix.ts';
import {inputs} from '../reference/random.ts';
import {onBackends} from '../support/backends.ts';
import {language, sentencesOf, specOf} from '../support/specs.ts';

const rewardSpec = (model: object, world: object = {}, rest: object = {}, steps = 12) =>
  specOf({
    stages: [
      {
        id: 'main',
        program: 'reward',
        steps,
        spec: {world: {pairs: 250, ...world}, model: {kind: 'pairScore', ...model}, ...rest},
      },
    ],
  });
const settingsOf = (model: object, world?: object) => rewardSpec(model, world).stages[0].spec as RewardSettings;
const worldOf = ({world}: RewardSettings) => openResponses(world as Parameters<typeof openResponses>[0]);

const relu = (x: readonly number[]) => x.map((value) => Math.max(0, value));

/** Score of vectors of 2k numbers from the matrix R of the definition; `sign` -1 plants a wrong one in its lower half. */
function skewScore(a: readonly number[], b: readonly number[], sign = 1): number {
  const k = a.length / 2;
  // v = (first numbers of all blocks, second ones): R joins entry j with entry k + j.
  const R = (i: number, j: number) => (j === i + k ? 1 : i === j + k ? -sign : 0);
  return a.reduce((sum, x, i) => sum + b.reduce((s, y, j) => s + x * R(i, j) * y, 0), 0);
}

onBackends(['cpu', 'wasm'], () => {
  it.each(['embedding', 'joint', 'reward'])('%s: scores and rewards are those of the definition', (form) => {
    const spec = settingsOf({form, blocks: 3, hidden: 4});
    const world = worldOf(spec);
    const [model] = modelsOf(spec, world);
    const next = inputs(3);
    const slots = new Map(
      Object.entries(model.slots).map(([name, {shape}]) => {
        const size = shape.reduce((a, b) => a * b, 1);
        return [name, {shape, values: Array.from({length: size}, () => Math.fround(next()))}];
      }),
    );
    const layer = (x: readonly number[], name: string, n: number) => {
      const {shape, values} = slots.get(`model0/${name}/w${n}`)!;
      return slots
        .get(`model0/${name}/b${n}`)!
        .values.map((b, o) => b + x.reduce((sum, value, i) => sum + value * values[i * shape[1] + o], 0));
    };
    const embed = (x: readonly number[]) => {
      const v = layer(relu(layer(x, 'v', 0)), 'v', 1);
      return form === 'joint' ? relu(v) : v;
    };
    const scoreOf = (x: readonly number[], y: readonly number[], sign = 1) => {
      const [a, b] = [embed(x), embed(y)];
      if (form === 'embedding') return skewScore(a, b, sign);
      if (form === 'reward') return a[0] - sign * b[0];
      return layer(relu(layer([...a, ...b.map((value) => sign * value)], 'pair', 0)), 'pair', 1)[0];
    };
    const A = ATTRIBUTES.length;
    const items = Array.from({length: 6}, () => Array.from({length: A}, () => Math.fround(2 * next())));
    const [first, second] = [items.slice(0, 3), items.slice(3)];
    const [scores, turned, rewards] = tf.tidy(() => {
      const context = {
        spec,
        world,
        replicas: 1,
        get: (name: string) => {
          const own = slots.get(name);
          if (own) return tf.tensor(own.values, [1, ...own.shape]);
          const {shape, dtype, initial} = world.slots[name];
          return tf.tensor(initial!([0, 0]), [...shape], dtype);
        },
      } as unknown as RewardContext;
      const seen = (rows: readonly (readonly number[])[]): Seen => ({
        texts: () => tf.zeros([1, rows.length, 1], 'int32'),
        features: () => tf.tensor3d([rows.map((row) => [...row])]),
      });
      return [
        model.score!(context, seen(first), seen(second)),
        model.score!(context, seen(second), seen(first)),
        model.rewards(context, seen(first), 'evaluate'),
      ].map((x) => Array.from(x.dataSync()));
    });
    const right = (sign = 1) => first.map((x, i) => scoreOf(x, second[i], sign));
    right().forEach((score, i) => {
      expect(scores[i]).toBeCloseTo(score, 3);
    });
    expect(Math.max(...right(-1).map((score, i) => Math.abs(score - scores[i])))).toBeGreaterThan(0.1);
    const off = Math.max(...scores.map((score, i) => Math.abs(score + turned[i])));
    if (form === 'joint') expect(off).toBeGreaterThan(0.01);
    else expect(off).toBeLessThan(1e-4);
    // An item by itself: against the first items of the first 16 training pairs.
    const features = Array.from(world.slots['world/features'].initial!([0, 0]));
    const others = Array.from({length: 16}, (_, pair) => features.slice(2 * pair * A, (2 * pair + 1) * A));
    first.forEach((x, i) => {
      const expected = form === 'reward' ? embed(x)[0] : mean(others.map((y) => scoreOf(x, y)));
      expect(Math.abs(rewards[i] - expected)).toBeLessThan(2e-3 * Math.max(1, Math.abs(expected)));
    });
  });
});

describe('circles', () => {
  it('are threes of answers to one question of which each beats the next by what differs most', () => {
    const world = worldOf(settingsOf({}, {suites: 'circles'}));
    const numbers = (slot: string) => Array.from(world.slots[slot].initial!([0, 0]));
    const [features, items, candidates] = [
      numbers('world/features'),
      numbers('world/circles'),
      numbers('world/candidates'),
    ];
    expect(items.length).toBeGreaterThan(3 * 230);
    const beats = (a: number, b: number) => {
      const gaps = ATTRIBUTES.map(({weight}, k) => {
        const gap = features[a * ATTRIBUTES.length + k] - features[b * ATTRIBUTES.length + k];
        return weight < 0 ? -gap : gap;
      });
      const largest = Math.max(...gaps.map(Math.abs));
      return gaps.find((gap) => Math.abs(gap) === largest)! > 0;
    };
    for (let i = 0; i < items.length; i += 3) {
      const [a, b, c] = items.slice(i, i + 3);
      expect([beats(a, b), beats(b, c), beats(c, a)]).toEqual([true, true, true]);
      const questions = [a, b, c].map((item) => Math.floor(candidates.indexOf(item) / 64));
      expect(new Set(questions).size).toBe(1);
      expect(questions[0]).toBeGreaterThanOrEqual(0);
    }
    expect(worldOf(settingsOf({})).circles).toBeUndefined();
  });

  it('count what is right, and a reward has one or two of three', () => {
    expect(circleMetrics([1, 2, 3, 1, 1, -1, -1, -1, 0])).toEqual({circleAccuracy: 5.5 / 9, circlesWhole: 1 / 3});
    const next = inputs(8);
    const scores = Array.from({length: 50}, () => [next(), next(), next()]).flatMap(([a, b, c]) => [
      a - b,
      b - c,
      c - a,
    ]);
    const {circleAccuracy, circlesWhole} = circleMetrics(scores);
    expect(circlesWhole).toBe(0);
    expect(circleAccuracy).toBeGreaterThanOrEqual(1 / 3);
    expect(circleAccuracy).toBeLessThanOrEqual(2 / 3);
  });

  it('order does not matter where scores are opposite', () => {
    expect(orderError([1, -2, 0.5, -1, 2, -0.5]).orderError).toBeCloseTo(0, 12);
    const chance = (x: number) => 1 / (1 + Math.exp(-x));
    const expected = (Math.abs(chance(1) + chance(2) - 1) + Math.abs(chance(-1) + chance(0.5) - 1)) / 2;
    expect(orderError([1, -1, 2, 0.5]).orderError).toBeCloseTo(expected, 12);
  });
});

onBackends(['wasm'], () => {
  it.each([[{form: 'embedding', members: 2}], [{form: 'joint'}], [{form: 'reward'}]])(
    'gives a member of a population the bits that it gets alone: %o',
    async (model) => {
      const training = {batch: 16, evaluateEvery: 5};
      const spec = rewardSpec(model, {suites: 'circles', salience: 0.5}, {training});
      const replicas: Replica[] = [{seed: 1}, {seed: 2}];
      const whole = await open(spec, replicas);
      advanceTo(whole, 12);
      const all = await traceOf(whole);
      whole.dispose();
      for (const [member, replica] of replicas.entries()) {
        const alone = await open({...spec, seed: replica.seed}, [replica]);
        advanceTo(alone, 12);
        expect(compareTraces(all, await traceOf(alone), member, replicas.length)).toEqual({slots: 0, metrics: 0});
        alone.dispose();
      }
      const values = all.metrics.at(-1)!.values;
      expect(values.orderError[0] > 1e-4).toBe(model.form === 'joint');
      expect(values.circleAccuracy[0]).toBeGreaterThan(0);
    },
  );
});

describe('what goes with scores of pairs', () => {
  it('is no objective that needs a reward of each item', () => {
    for (const kind of ['regression', 'mixed', 'decorrelated']) {
      const spec = {model: {kind: 'pairScore'}, objective: {kind}};
      expect(sentencesOf({stages: [{id: 'main', program: 'reward', spec, steps: 5}]}).join(' ')).toContain(
        'needs a reward of every item',
      );
    }
  });

  it('is found when one of them is chosen', () => {
    const {fitted} = language.program('reward');
    const settings = settingsOf({});
    const other = {...settings, objective: {kind: 'regression'}};
    expect(fitted!(other as never, 'model')).toMatchObject({objective: {kind: 'bradleyTerry'}});
    expect(fitted!(other as never, 'objective')).toMatchObject({
      model: {kind: 'linear'},
      objective: {kind: 'regression'},
    });
  });
});
