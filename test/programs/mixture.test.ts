import * as tf from '@tensorflow/tfjs-core';
import {expect, it} from 'vitest';
import type {Replica} from '../../src/engine/program.ts';
import type {RewardSettings} from '../../src/programs/reward/index.spec.ts';
import {differencesByKind} from '../../src/programs/reward/mixture.ts';
import type {RewardContext, Seen} from '../../src/programs/reward/model.ts';
import {modelsOf} from '../../src/programs/reward/models.ts';
import {openResponses} from '../../src/worlds/responses/preferences.ts';
import {advanceTo, compareTraces, open, traceOf} from '../reference/checks/runs.ts';
import {inputs} from '../reference/random.ts';
import {onBackends} from '../support/backends.ts';
import {sentencesOf, specOf} from '../support/specs.ts';
import {dataFolder} from '../support/worlds.ts';

const WORLD = {kind: 'responses', pairs: 250, annotators: 5};
const rewardSpec = (model: object, world: object = WORLD) =>
  specOf({stages: [{id: 'main', program: 'reward', spec: {world, model: {kind: 'mixture', ...model}}, steps: 12}]});

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, k) => sum + x * b[k], 0);
const softmax = (x: readonly number[]) => {
  const powers = x.map(Math.exp);
  return powers.map((p) => p / powers.reduce((a, b) => a + b));
};

/** Reward of features for an annotator with these weights, from the definition. `sign` -1 plants a wrong one. */
function rewardOf(form: string, f: readonly number[], w: readonly number[], p: readonly number[][], sign = 1): number {
  const ideal = p[0].map(
    (_, d) =>
      sign *
      dot(
        w,
        p.map((row) => row[d]),
      ),
  );
  return form === 'inner' ? dot(f, ideal) : -f.reduce((sum, x, d) => sum + (x - ideal[d]) ** 2, 0);
}

onBackends(['cpu', 'wasm'], () => {
  it.each(['ideal', 'inner'])('%s: rewards are those of the definition, and a wrong sign is found out', (form) => {
    const spec = rewardSpec({form, prototypes: 2, hidden: 4, dimension: 2}).stages[0].spec as RewardSettings;
    const world = openResponses(spec.world as Parameters<typeof openResponses>[0]);
    const [model] = modelsOf(spec, world);
    const next = inputs(3);
    const slots = new Map(
      Object.entries(model.slots).map(([name, {shape}]) => {
        const size = shape.reduce((a, b) => a * b, 1);
        return [name, {shape, values: Array.from({length: size}, () => Math.fround(next()))}];
      }),
    );
    const A = world.features.length;
    const items = Array.from({length: 3}, () => Array.from({length: A}, () => Math.fround(2 * next())));
    const who = [4, 0, 2];
    const matrix = (name: string) => {
      const {shape, values} = slots.get(name)!;
      return Array.from({length: shape[0]}, (_, i) => values.slice(i * shape[1], (i + 1) * shape[1]));
    };
    const layer = (x: readonly number[], n: number) => {
      const w = matrix(`model0/f/w${n}`);
      return slots.get(`model0/f/b${n}`)!.values.map(
        (b, o) =>
          b +
          dot(
            x,
            w.map((row) => row[o]),
          ),
      );
    };
    const f = items.map((x) =>
      layer(
        layer(x, 0).map((y) => Math.max(0, y)),
        1,
      ),
    );
    const [weights, prototypes] = [matrix('model0/mixture'), matrix('model0/prototypes')];
    const right = (sign = 1) => f.map((x, i) => rewardOf(form, x, softmax(weights[who[i]]), prototypes, sign));

    const [got, kinds] = tf.tidy(() => {
      const context = {
        spec,
        world,
        replicas: 1,
        get: (name: string) => tf.tensor(slots.get(name)!.values, [1, ...slots.get(name)!.shape]),
      } as unknown as RewardContext;
      const seen = (rows: readonly (readonly number[])[]): Seen => ({
        texts: () => tf.zeros([1, rows.length, 1], 'int32'),
        features: () => tf.tensor3d([rows.map((row) => [...row])]),
        who: () => tf.tensor2d([who.slice(0, rows.length)], undefined, 'int32'),
      });
      return [
        Array.from(model.rewards(context, seen(items), 'evaluate').dataSync()),
        Array.from(differencesByKind(context, 'model0', seen([items[0]]), seen([items[1]])).dataSync()),
      ];
    });
    right().forEach((r, i) => {
      expect(got[i]).toBeCloseTo(r, 4);
    });
    expect(Math.max(...right(-1).map((r, i) => Math.abs(r - got[i])))).toBeGreaterThan(0.05);
    // The difference is linear in the weights of whoever compares the two.
    const w = [0.3, 0.7];
    const difference = rewardOf(form, f[0], w, prototypes) - rewardOf(form, f[1], w, prototypes);
    expect(dot(w, kinds)).toBeCloseTo(difference, 4);
  });
});

onBackends(['wasm'], () => {
  it.each([
    [{form: 'ideal'}],
    [{form: 'inner', prototypes: 1}],
    [{form: 'inner', weights: 'groups', members: 2}],
    [{weights: 'own'}],
  ])('gives a member of a population the bits that it gets alone, and numbers about newcomers: %o', async (model) => {
    const settings = {world: WORLD, model: {kind: 'mixture', ...model}, training: {batch: 16, evaluateEvery: 5}};
    const spec = specOf({stages: [{id: 'main', program: 'reward', spec: settings, steps: 12}]});
    const replicas: Replica[] = [{seed: 1}, {seed: 2}];
    const whole = await open(spec, replicas, {resources: dataFolder});
    advanceTo(whole, 12);
    const all = await traceOf(whole);
    whole.dispose();
    for (const [member, replica] of replicas.entries()) {
      const alone = await open({...spec, seed: replica.seed}, [replica], {resources: dataFolder});
      advanceTo(alone, 12);
      expect(compareTraces(all, await traceOf(alone), member, replicas.length)).toEqual({slots: 0, metrics: 0});
      alone.dispose();
    }
    const names = all.metrics.flatMap(({values}) => Object.keys(values));
    expect(names).toContain('newcomerAccuracy10');
    expect(names.includes('groupRecovery')).toBe(!('weights' in model) && !('prototypes' in model));
  });
});

it('a crowd is refused, with a sentence', () => {
  const spec = {world: {kind: 'responses'}, model: {kind: 'mixture'}};
  expect(sentencesOf({stages: [{id: 'main', program: 'reward', spec, steps: 5}]}).join(' ')).toContain(
    'needs annotators who differ',
  );
});
