import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {farApart} from '../../src/objectives/reward/oodMeta/loss.ts';
import type {RewardSettings} from '../../src/programs/reward/index.spec.ts';
import type {RewardContext} from '../../src/programs/reward/model.ts';
import {modelsOf} from '../../src/programs/reward/models.ts';
import {lossOf} from '../../src/programs/reward/pairs.ts';
import {aStepAhead} from '../../src/programs/reward/stepAhead.ts';
import {loadResponses} from '../../src/worlds/responses/preferences.ts';
import {hotContext, keysOf} from '../reference/live.ts';
import {differentiate, dot, matrix, mean, sum} from '../reference/matrix.ts';
import {inputs} from '../reference/random.ts';
import {besideAlone} from '../support/alone.ts';
import {onBackends} from '../support/backends.ts';
import {language, sentencesOf, specOf} from '../support/specs.ts';

const logistic = (x: number) => 1 / (1 + Math.exp(-x));
const WORLD = {kind: 'responses', pairs: 250, suites: 'shifted'};
const objective = {kind: 'oodMeta', stepAhead: 0.5};

const stepsOf = (model: object, rest: object = {}) =>
  specOf({stages: [{id: 'main', program: 'reward', steps: 12, spec: {world: WORLD, model, objective, ...rest}}]});

/** 2 / k^2 sum_{i<j} s(|r_i - r_j|) of each question, and their mean. */
const apart = (questions: readonly (readonly number[])[]) =>
  mean(
    questions.map((r) => {
      const k = r.length;
      return (2 / k ** 2) * sum(r.flatMap((x, i) => r.slice(i + 1).map((y) => logistic(Math.abs(x - y)))));
    }),
  );

onBackends(['cpu', 'wasm'], () => {
  it('how far rewards are apart is what the definition says, with its slopes', () => {
    const next = inputs(3);
    const rewards = matrix(5, 4, () => Math.fround(3 * next()));
    const [value, slopes] = tf.tidy(() => {
      const x = tf.tensor3d([rewards, rewards]);
      return [farApart(x), tf.grad((r) => tf.sum(farApart(r as tf.Tensor3D)))(x)].map((y) => Array.from(y.dataSync()));
    });
    for (const got of value) expect(got).toBeCloseTo(apart(rewards), 6);
    const right = differentiate(rewards, apart).flat();
    [...right, ...right].forEach((slope, i) => {
      expect(slopes[i]).toBeCloseTo(slope, 5);
    });
  });

  it('the gradient is that of the choices a step ahead, and one of a step back is found out', async () => {
    const spec = stepsOf({kind: 'linear'}).stages[0].spec as RewardSettings;
    const world = await loadResponses(spec.world as Parameters<typeof loadResponses>[0]);
    const models = modelsOf(spec, world);
    const next = inputs(6);
    const A = world.features.length;
    const weights = Array.from({length: A}, () => Math.fround(next()));
    const items = [Array.from({length: 30}, (_, i) => 2 * i), Array.from({length: 30}, (_, i) => 2 * i + 1)];
    const label = items[0].map((_, i) => [1, 0, 0.5][i % 3]);
    // So long a step that where it leads is far away.
    const eta = 200;
    const drawn: number[] = [];
    const got = tf.tidy(() => {
      const parameter = tf.tensor([weights]);
      const context = {
        ...{spec, world, replicas: 1},
        ...hotContext([{'objective.stepAhead': eta}]),
        key: () => keysOf([[[1, 2]]]),
        get: (name: string) => {
          if (name === 'model0/weights') return parameter;
          const {shape, dtype, initial} = world.slots[name];
          return tf.tensor(initial!([0, 0]), [...shape], dtype);
        },
      } as unknown as RewardContext;
      const int = (x: readonly number[]) => tf.tensor2d([[...x]], undefined, 'int32');
      const batch = {items: [int(items[0]), int(items[1])] as const, label: tf.tensor2d([label])};
      drawn.push(...aStepAhead(context, models).get('model0/weights').dataSync());
      const there = aStepAhead(context, models);
      const {grads} = tf.engine().gradients(() => tf.sum(lossOf(there, models[0], batch)), [parameter]);
      return Array.from(grads[0].dataSync());
    });
    const features = Array.from(world.slots['world/features'].initial!([0, 0]));
    const row = (item: number) => features.slice(item * A, (item + 1) * A);
    const slopeAt = (w: number[]) =>
      w.map((_, d) =>
        mean(
          label.map((y, i) => {
            const gap = row(items[0][i]).map((x, j) => x - row(items[1][i])[j]);
            return (logistic(dot(w, gap)) - y) * gap[d];
          }),
        ),
      );
    // The step itself, from the questions that were drawn: those of the key, as any permutation of all gives them.
    const move = drawn.map((x, d) => x - weights[d]);
    const ahead = slopeAt(weights.map((w, d) => w + move[d]));
    const back = slopeAt(weights.map((w, d) => w - move[d]));
    got.forEach((slope, d) => {
      expect(slope).toBeCloseTo(ahead[d], 4);
    });
    expect(Math.max(...ahead.map((slope, d) => Math.abs(slope - back[d])))).toBeGreaterThan(0.05);
    // It leads to where rewards elsewhere are further apart.
    const rows = Array.from(world.slots['world/shifted'].initial!([0, 0]));
    const {each} = world.shifted!;
    const elsewhere = (w: number[]) =>
      apart(
        Array.from({length: rows.length / each}, (_, q) =>
          rows.slice(q * each, (q + 1) * each).map((item) => dot(w, row(item))),
        ),
      );
    const small = (sign: number) => elsewhere(weights.map((w, d) => w + (sign * move[d]) / eta));
    expect(small(1)).toBeGreaterThan(elsewhere(weights));
    expect(small(-1)).toBeLessThan(elsewhere(weights));
    // Over all questions the slope is about what that of some is.
    const slope = differentiate([weights], ([w]) => elsewhere(w))[0];
    const cosine = dot(slope, move) / Math.sqrt(dot(slope, slope) * dot(move, move));
    expect(cosine).toBeGreaterThan(0.9);
    expect(Math.sqrt(dot(move, move)) / eta / Math.sqrt(dot(slope, slope))).toBeCloseTo(1, 0);
  });
});

onBackends(['wasm'], () => {
  it.each([[{kind: 'linear', members: 2}], [{kind: 'bag', width: 8}]])(
    'gives a member of a population the bits that it gets alone: %o',
    async (model) => {
      const spec = stepsOf(model, {training: {batch: 32, evaluateEvery: 5}});
      const {unequal} = await besideAlone(spec, 12);
      expect(unequal).toEqual({slots: 0, metrics: 0});
    },
  );
});

describe('what goes with a step ahead', () => {
  const says = (spec: object) => sentencesOf({stages: [{id: 'main', program: 'reward', spec, steps: 5}]}).join(' ');

  it('is a world with answers from elsewhere, and a model that gives each item a reward', () => {
    expect(says({world: {kind: 'responses'}, objective})).toContain('needs answers from elsewhere');
    expect(says({world: WORLD, model: {kind: 'pairScore'}, objective})).toContain('needs a reward of every item');
  });

  it('is found when it is chosen, and given up for a world without', () => {
    const {fitted} = language.program('reward');
    const settings = stepsOf({kind: 'linear'}).stages[0].spec as RewardSettings;
    const without = {...settings, world: {...settings.world, suites: 'none'}};
    expect(fitted!(without as never, 'objective')).toMatchObject({world: {suites: 'shifted'}, objective});
    expect(fitted!(without as never, 'world')).toMatchObject({objective: {kind: 'bradleyTerry'}});
    const pairs = {...without, model: {kind: 'pairScore', members: 1, aggregate: 'mean'}};
    expect(fitted!(pairs as never, 'objective')).toMatchObject({model: {kind: 'linear'}, world: {suites: 'shifted'}});
  });
});
