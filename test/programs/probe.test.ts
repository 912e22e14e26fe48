import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import type {RewardSettings} from '../../src/programs/reward/index.spec.ts';
import {openResponses} from '../../src/worlds/responses/preferences.ts';
import {advanceTo, open, traceOf} from '../reference/checks/runs.ts';
import {hotContext} from '../reference/live.ts';
import {dot, mean, sum} from '../reference/matrix.ts';
import {besideAlone} from '../support/alone.ts';
import {onBackends} from '../support/backends.ts';
import {language, sentencesOf, specOf} from '../support/specs.ts';

const WIDTH = 8;
const WORLD = {kind: 'responses', pairs: 250};
const given = (objective: string, training: object = {}) => ({
  world: WORLD,
  model: {kind: 'bag', width: WIDTH},
  objective: {kind: objective},
  training: {batch: 64, evaluateEvery: 5, ...training},
});
const probed = (objective: string, steps: number, training: object = {}) =>
  specOf({stages: [{id: 'main', program: 'reward', steps, spec: given(objective, training)}]});

const settingsOf = (objective: string) => probed(objective, 1).stages[0].spec as RewardSettings;

const HEAD = 'model0/reward/w0';

/** The slots of a run before and after its steps. */
async function trained(objective: string, steps: number, training: object = {}) {
  const run = await open(probed(objective, steps, training));
  const before = (await traceOf(run)).slots;
  advanceTo(run, steps);
  const after = (await traceOf(run)).slots;
  run.dispose();
  return {before, after};
}

/** The mean of h(chosen) - h(rejected) over all training pairs, with these parameters: a bag with one hidden layer. */
function meanOfDifferences(slots: ReadonlyMap<string, ArrayLike<number>>): number[] {
  const world = openResponses(settingsOf('meanDifference').world as never);
  const numbers = (slot: string) => Array.from(world.slots[slot].initial!([0, 0]));
  const {length} = world.texts!.input;
  const texts = numbers('world/texts');
  const parameter = (name: string) => Array.from(slots.get(`model0/${name}`)!);
  const words = parameter('words');
  const layer = (x: readonly number[], n: number) =>
    parameter(`b${n}`).map((bias, j) =>
      Math.max(0, bias + sum(x.map((value, i) => value * parameter(`w${n}`)[i * WIDTH + j]))),
    );
  const represented = (item: number) => {
    const tokens = texts.slice(item * length, (item + 1) * length).filter((token) => token >= 0);
    const bag = Array.from({length: WIDTH}, (_, d) => mean(tokens.map((token) => words[token * WIDTH + d])));
    return layer(layer(bag, 0), 1);
  };
  const labels = tf.tidy(() => {
    const get = (name: string) =>
      tf.tensor(world.slots[name].initial!([0, 0]), [...world.slots[name].shape], world.slots[name].dtype);
    const hot = Object.fromEntries(
      Object.entries(settingsOf('meanDifference').world).map(([name, value]) => [`world.${name}`, Number(value)]),
    );
    const pairs = tf.tensor2d([Array.from({length: world.train}, (_, i) => i)], undefined, 'int32');
    return Array.from(world.labels({...hotContext([hot]), get, replicas: 1} as never, pairs).dataSync());
  });
  const differences = labels.map((label, i) => {
    const [a, b] = [represented(2 * i), represented(2 * i + 1)];
    return a.map((x, d) => (2 * label - 1) * (x - b[d]));
  });
  return Array.from({length: WIDTH}, (_, d) => mean(differences.map((row) => row[d])));
}

onBackends(['wasm'], () => {
  it.each(['logisticProbe', 'meanDifference'])('%s learns in the last layer alone', async (objective) => {
    const {before, after} = await trained(objective, 5);
    const changed = [...after.keys()].filter((name) => String(after.get(name)) !== String(before.get(name)));
    const parameters = changed.filter(
      (name) => before.has(name) && /^model0\/([wb]\d|words|reward\/[wb]0)$/.test(name),
    );
    expect(parameters).toContain(HEAD);
    expect(parameters.every((name) => name.startsWith('model0/reward/'))).toBe(true);
    expect(before.has('model0/words')).toBe(true);
  });

  it('the mean difference is what the last layer comes to be, and not its opposite', async () => {
    const {after} = await trained('meanDifference', 600, {learningRate: 0.003, warmup: 0, weightDecay: 0});
    const [w, right] = [Array.from(after.get(HEAD)!), meanOfDifferences(after)];
    const cosine = dot(w, right) / Math.sqrt(dot(w, w) * dot(right, right));
    expect(cosine).toBeGreaterThan(0.98);
    expect(Math.abs(Math.sqrt(dot(w, w) / dot(right, right)) - 1)).toBeLessThan(0.1);
  });

  it('gives a member of a population the bits that it gets alone', async () => {
    const spec = probed('meanDifference', 12);
    const {unequal} = await besideAlone(spec, 12);
    expect(unequal).toEqual({slots: 0, metrics: 0});
  });
});

describe('what goes with a probe', () => {
  it('is a model that makes a representation of texts', () => {
    const spec = {...given('meanDifference'), model: {kind: 'linear'}};
    expect(sentencesOf({stages: [{id: 'main', program: 'reward', spec, steps: 5}]}).join(' ')).toContain(
      'needs a model that makes a representation',
    );
    const settings = settingsOf('meanDifference');
    const linear = {...settings, model: {kind: 'linear', members: 1, aggregate: 'mean'}};
    expect(language.program('reward').fitted!(linear as never, 'objective')).toMatchObject({model: {kind: 'bag'}});
  });
});
