import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {strengthMetrics} from '../../src/metrics/strength/compute.ts';
import type {RewardSettings} from '../../src/programs/reward/index.spec.ts';
import {openResponses} from '../../src/worlds/responses/preferences.ts';
import {advanceTo, compareTraces, open, slotsIn, traceOf} from '../reference/checks/runs.ts';
import {hotContext} from '../reference/live.ts';
import {dot, mean} from '../reference/matrix.ts';
import {inputs} from '../reference/random.ts';
import {onBackends} from '../support/backends.ts';
import {specOf} from '../support/specs.ts';

const WORLD = {kind: 'responses', pairs: 250, labelNoise: 0.3, ties: 0.3};
const VOTERS = 3;
const STEPS = 12;

function stages(model: object, objective: object = {}) {
  const training = {batch: 32, evaluateEvery: 5};
  return specOf({
    stages: [
      {
        ...{id: 'votes', program: 'reward', steps: STEPS},
        spec: {world: WORLD, model: {...model, members: VOTERS}, training},
      },
      {
        ...{id: 'main', program: 'reward', steps: STEPS, from: {'voters/*': 'votes.*'}},
        spec: {world: WORLD, model, objective: {kind: 'votedStrength', voters: VOTERS, ...objective}, training},
      },
    ],
  });
}

/** The second stage with its steps, and the slots as it opened. */
async function voted(spec: ReturnType<typeof stages>, replicas?: Parameters<typeof open>[1]) {
  const run = await open(spec, replicas);
  advanceTo(run, STEPS);
  await run.nextStage();
  const begun: Map<string, ArrayLike<number>> = replicas ? new Map() : slotsIn(await run.checkpoint());
  advanceTo(run, STEPS);
  const trace = await traceOf(run);
  run.dispose();
  return {begun, trace};
}

/** What is so of the training pairs, by the settings. */
function known(spec: ReturnType<typeof stages>) {
  const settings = spec.stages[1].spec as RewardSettings;
  const world = openResponses(settings.world as Parameters<typeof openResponses>[0]);
  const features = Array.from(world.slots['world/features'].initial!([0, 0]));
  const A = world.features.length;
  const row = (item: number) => features.slice(item * A, (item + 1) * A);
  const labels = tf.tidy(() => {
    const get = (name: string) =>
      tf.tensor(world.slots[name].initial!([0, 0]), [...world.slots[name].shape], world.slots[name].dtype);
    const hot = Object.fromEntries(
      Object.entries(settings.world).map(([name, value]) => [`world.${name}`, Number(value)]),
    );
    const pairs = tf.tensor2d([Array.from({length: world.train}, (_, i) => i)], undefined, 'int32');
    return Array.from(world.labels({...hotContext([hot]), get, replicas: 1} as never, pairs).dataSync());
  });
  return {labels, gap: (i: number) => row(2 * i).map((x, j) => x - row(2 * i + 1)[j])};
}

onBackends(['cpu', 'wasm'], () => {
  it('is the mean of what the voters say of each pair, and in order of what they say of the choice', async () => {
    const spec = stages({kind: 'linear'});
    const {begun} = await voted(spec);
    const {labels, gap} = known(spec);
    const voters = [0, 1, 2].map((m) => Array.from(begun.get(`voters/model${m}/weights`)!));
    expect(new Set(voters.map(String)).size).toBe(VOTERS);
    const said = labels.map((_, i) => mean(voters.map((weights) => dot(weights, gap(i)))));
    const got = Array.from(begun.get('reward/voted')!);
    expect(Math.max(...said.map((x, i) => Math.abs(x - got[i])))).toBeLessThan(1e-5);
    const ranks = Array.from(begun.get('reward/ranks')!);
    /** Ranks by strengths; `sign` -1 takes the strength of what was rejected. */
    const ranked = (sign = 1) => {
      const strength = got.map((x, i) => sign * (2 * labels[i] - 1) * x);
      return strength.map((x, i) => {
        const weaker = strength.filter((y, j) => y < x || (y === x && j < i)).length;
        return (weaker + 0.5) / labels.length;
      });
    };
    const off = (right: number[]) => Math.max(...right.map((x, i) => Math.abs(x - ranks[i])));
    expect(off(ranked())).toBeLessThan(1e-6);
    expect(off(ranked(-1))).toBeGreaterThan(0.5);
    // Ties have no strength.
    expect(labels.filter((label) => label === 0.5).length).toBeGreaterThan(10);
  });
});

onBackends(['wasm'], () => {
  it('gives a member of a population the bits that it gets alone', async () => {
    const spec = stages({kind: 'bag', width: 8}, {dropShare: 0.1});
    const {trace: both} = await voted(spec, [{seed: 1}, {seed: 2}]);
    const {trace: alone} = await voted({...spec, seed: 2}, [{seed: 2}]);
    expect(compareTraces(both, alone, 1, 2)).toEqual({slots: 0, metrics: 0});
    const found = both.metrics.flatMap(({values}) => [...(values.strengthFindsFlips ?? [])]);
    expect(found.length).toBeGreaterThan(0);
    for (const value of found) expect(value).toBeGreaterThan(0.3);
  });

  it('needs an earlier stage in which those who vote were trained', async () => {
    const spec = stages({kind: 'linear'});
    const alone = {...spec, stages: [{...spec.stages[1], from: undefined}]};
    await expect(open(alone)).rejects.toThrow(/needs voters\/model0\/weights from an earlier stage/);
  });
});

describe('how well a vote finds turned labels', () => {
  it('is how often the turned one of two pairs is weaker', () => {
    const next = inputs(4);
    const strengths = Array.from({length: 60}, () => Math.round(4 * next()) / 2);
    const flipped = strengths.map((x, i) => Number(x + next() < 0 && i % 2 === 0));
    /** `sign` -1 plants a wrong one. */
    const right = (sign = 1) =>
      mean(
        strengths.flatMap((a, i) =>
          strengths.flatMap((b, j) =>
            flipped[i] === 1 && flipped[j] === 0 ? [a === b ? 0.5 : Number(sign * (b - a) > 0)] : [],
          ),
        ),
      );
    const got = strengthMetrics(Float32Array.from([...strengths, ...flipped]), 60).strengthFindsFlips;
    expect(got).toBeCloseTo(right(), 12);
    expect(Math.abs(got - right(-1))).toBeGreaterThan(0.2);
  });

  it('is also how many of the weakest tenth are turned', () => {
    const strengths = Array.from({length: 20}, (_, i) => (7 * i) % 20);
    const flipped = strengths.map((x) => Number(x === 1 || x === 5));
    const got = strengthMetrics(Float32Array.from([...strengths, ...flipped]), 20);
    expect(got.weakestFlipped).toBe(0.5);
  });

  it('is a half where no label is turned', () => {
    expect(strengthMetrics(Float32Array.of(1, 2, 0, 0), 2)).toEqual({strengthFindsFlips: 0.5, weakestFlipped: 0});
  });
});
