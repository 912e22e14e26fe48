import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import type {Replica} from '../../src/engine/program.ts';
import {CHANNELS} from '../../src/metrics/shared/channels.ts';
import {language} from '../../src/programs/index.spec.ts';
import type {Things} from '../../src/worlds/points.ts';
import {ATTRIBUTES} from '../../src/worlds/responses/attributes.ts';
import {openResponses} from '../../src/worlds/responses/preferences.ts';
import {advanceTo, compareTraces, open, slotsIn, traceOf} from '../reference/checks/runs.ts';
import {hotContext} from '../reference/live.ts';
import {inverted} from '../reference/matrix.ts';
import {onBackends} from '../support/backends.ts';
import {everyNth} from '../support/long.ts';
import {dataFolder} from '../support/worlds.ts';

type Hot = Readonly<Record<string, number>>;

function specOf(settings: object, steps: number, seed = 1) {
  const checked = language.check({seed, stages: [{id: 'main', program: 'reward', spec: settings, steps}]});
  if (!checked.ok) throw new Error(checked.sentences.join(' '));
  return checked.value;
}

const worldSpec = (world: object = {}) =>
  (specOf({world: {kind: 'responses', ...world}}, 1).stages[0].spec as {world: Parameters<typeof openResponses>[0]})
    .world;

/** Every hot number of the world, by path. */
const hotOf = (spec: object): Hot =>
  Object.fromEntries(
    Object.entries(spec)
      .filter(([, value]) => typeof value === 'number')
      .map(([name, value]) => [`world.${name}`, value as number]),
  );

const numbers = (world: ReturnType<typeof openResponses>, slot: string) =>
  Array.from(world.slots[slot].initial!([0, 0]));

/** What annotators say of every pair, in double precision. */
function annotated(world: ReturnType<typeof openResponses>, hot: Hot): number[] {
  const features = numbers(world, 'world/features');
  const chances = numbers(world, 'world/chances');
  const A = ATTRIBUTES.length;
  const at = (name: string) => hot[`world.${name}`];
  return Array.from({length: world.train + world.unseen}, (_, i) => {
    const [noise, flip, group, salience, salient] = chances.slice(5 * i, 5 * i + 5);
    if (salience < at('salience')) return salient;
    let felt = noise;
    ATTRIBUTES.forEach(({name}, k) => {
      const gap = features[2 * i * A + k] - features[(2 * i + 1) * A + k];
      let worth = at(name);
      if (name === 'style') worth += at('styleBias');
      if (name === 'length') {
        worth += at('lengthBias');
        if (at('secondGroup') > 0) worth += group < at('secondGroup') ? -at('tasteGap') : at('tasteGap');
      }
      felt += at('care') * worth * gap;
    });
    const said = Math.abs(felt) < at('ties') ? 0.5 : felt > 0 ? 1 : 0;
    return flip < at('labelNoise') ? 1 - said : said;
  });
}

/** Logistic regression without intercept in double precision by Newton's method: weights and their standard errors. */
function mostLikely(rows: readonly (readonly number[])[], labels: readonly number[]) {
  const d = rows[0].length;
  let w = new Array<number>(d).fill(0);
  let inverse: number[][] = [];
  for (let step = 0; step < 30; step++) {
    const slope = new Array<number>(d).fill(0);
    const curve = Array.from({length: d}, () => new Array<number>(d).fill(0));
    rows.forEach((x, i) => {
      const p = 1 / (1 + Math.exp(-x.reduce((sum, value, k) => sum + value * w[k], 0)));
      for (let a = 0; a < d; a++) {
        slope[a] += (p - labels[i]) * x[a];
        for (let b = 0; b < d; b++) curve[a][b] += p * (1 - p) * x[a] * x[b];
      }
    });
    inverse = inverted(curve);
    w = w.map((value, a) => value - inverse[a].reduce((sum, x, b) => sum + x * slope[b], 0));
  }
  return {w, error: w.map((_, a) => Math.sqrt(inverse[a][a]))};
}

describe('the world of responses', () => {
  const world = openResponses(worldSpec({pairs: 500}));

  it('keeps pairs unseen, and shows every item as text', () => {
    expect(world.train).toBe(500);
    expect(world.unseen).toBe(100);
    const {points} = world;
    if (points.kind !== 'things') throw new Error('These are things.');
    expect(points.names).toHaveLength(2 * 600 + 32 * 64);
    expect(points.details![0]).toBe(points.details![1]);
    expect(points.details![0]).toMatch(/\?$/);
  });

  it('both answers of a pair are to one question', () => {
    const texts = numbers(world, 'world/texts');
    const length = world.texts!.input.length;
    const question = (i: number) => {
      const text = texts.slice(i * length, (i + 1) * length);
      return text.slice(0, 3).join();
    };
    for (let i = 0; i < 600; i++) expect(question(2 * i)).toBe(question(2 * i + 1));
  });
});

onBackends(['cpu', 'wasm'], () => {
  describe('annotators', () => {
    const cases: [string, object][] = [
      ['plain', {}],
      ['with biases', {lengthBias: 1.2, styleBias: -0.7, care: 0.8}],
      ['with label noise and ties', {labelNoise: 0.2, ties: 1}],
      ['in two groups', {secondGroup: 0.4, tasteGap: 1.5}],
      ['who look at what differs most', {salience: 0.5}],
      ['with all of these', {lengthBias: -0.5, labelNoise: 0.1, ties: 0.5, secondGroup: 0.3, salience: 0.2, rude: -2}],
    ];
    it.each(cases)('%s, say what is computed one by one', async (_, changes) => {
      const spec = worldSpec({pairs: 500, ...changes});
      const world = openResponses(spec);
      const hot = hotOf(spec);
      const labels = tf.tidy(() => {
        const context = {
          replicas: 1,
          get: (slot: string) => {
            const {shape, dtype, initial} = world.slots[slot];
            return tf.tensor(initial!([0, 0]), [...shape], dtype);
          },
          key: () => {
            throw new Error('Nothing random is drawn here.');
          },
          ...hotContext([hot]),
        };
        return world.labels(context, tf.expandDims(tf.range(0, 600, 1, 'int32'), 0)).dataSync();
      });
      const expected = annotated(world, hot);
      // A difference that is nearly 0 may fall to either side in single precision.
      expect(expected.filter((label, i) => label !== labels[i]).length).toBeLessThanOrEqual(1);
    });
  });
});

onBackends(['wasm'], () => {
  it('a transformer reads the longest answers, and learns from them', async () => {
    const world = {kind: 'responses', pairs: 250};
    const model = {kind: 'transformer', width: 16, dropout: 0};
    const training = {batch: 16, learningRate: 0.01, warmup: 0, evaluateEvery: 10};
    const run = await open(specOf({world, model, training}, 10));
    advanceTo(run, 9);
    const {numBytes} = tf.memory();
    const {peakBytes} = await tf.profile(() => advanceTo(run, 10));
    const {metrics} = await run.collect();
    run.dispose();
    const losses = metrics.filter(({values}) => values.testLoss).map(({values}) => values.testLoss[0]);
    expect(losses.at(-1)).toBeLessThan(losses[0]);
    // Read all at once, the 2,048 answers of best-of-n would take 270 MB.
    expect(metrics.some(({values}) => values.bestOfAllGold)).toBe(true);
    expect(peakBytes - numBytes).toBeLessThan(60e6);
  });

  const LINEAR = {model: {kind: 'linear'}, training: {batch: 512, learningRate: 0.05, weightDecay: 0}};

  it.each(everyNth(2, [-1, 0, 1]))('recovers the known weights, and a length bias of %s', async (lengthBias) => {
    const settings = {...LINEAR, world: {kind: 'responses', lengthBias}};
    const run = await open(specOf(settings, 500));
    advanceTo(run, 500);
    const {metrics} = await run.collect();
    const learnt = Array.from(slotsIn(await run.checkpoint()).get('model0/weights')!);
    run.dispose();

    const spec = worldSpec({lengthBias});
    const world = openResponses(spec);
    const features = numbers(world, 'world/features');
    const A = ATTRIBUTES.length;
    const rows = Array.from({length: world.train}, (_, i) =>
      ATTRIBUTES.map((_, k) => features[2 * i * A + k] - features[(2 * i + 1) * A + k]),
    );
    const {w, error} = mostLikely(rows, annotated(world, hotOf(spec)).slice(0, world.train));
    ATTRIBUTES.forEach(({name, weight}, k) => {
      // The run finds what is likeliest, to a fifth of what chance leaves open; and the truth lies where chance lets it.
      expect(Math.abs(learnt[k] - w[k]), name).toBeLessThan(0.2 * error[k] + 0.02);
      const truth = spec.care * (weight + (name === 'length' ? lengthBias : 0));
      expect(Math.abs(learnt[k] - truth), name).toBeLessThan(3 * error[k]);
    });
    const length = ATTRIBUTES.findIndex(({name}) => name === 'length');
    // The injected bias lies in the 95 % interval of the estimate.
    expect(Math.abs(learnt[length] / spec.care - lengthBias)).toBeLessThan((1.96 * error[length]) / spec.care);

    const last = metrics.at(-1)!.values;
    expect(last.accuracy[0]).toBeGreaterThan(last.accuracyOfTheirTaste[0] - 0.02);
  });

  const SMALL = {world: {kind: 'responses', pairs: 250}, training: {batch: 16, evaluateEvery: 5, warmup: 2}};
  const MODELS: [string, object][] = [
    ['a bag of words', {model: {kind: 'bag', width: 8}}],
    ['an ensemble', {model: {kind: 'linear', members: 3, aggregate: 'cautious'}}],
    ['length alone', {model: {kind: 'lengthOnly'}}],
    ['contrast beside choices', {model: {kind: 'bag', width: 8}, objective: {kind: 'contrastive'}}],
    ['length explained away', {model: {kind: 'linear'}, objective: {kind: 'lengthControlled'}}],
  ];
  it.each(MODELS)('with %s a member of a population gets the bits that it gets alone', async (_, settings) => {
    const spec = specOf({...SMALL, ...settings}, 12);
    const replicas: Replica[] = [{seed: 1}, {seed: 2, hot: {main: {'world.lengthBias': 1.5}}}, {seed: 3}];
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
  });

  it('keeps the number of tensors', async () => {
    const run = await open(specOf({...SMALL, model: {kind: 'bag', width: 8}}, 60));
    // Once every phase has run.
    advanceTo(run, 30);
    await run.collect();
    const before = tf.memory().numTensors;
    advanceTo(run, 60);
    await run.collect();
    expect(tf.memory().numTensors).toBe(before);
    run.dispose();
  });
});

/** What annotators say of the pairs to learn from, and both lengths, as the worker gives it to the page. */
const auditOf = (settings: object, hot: Hot = {}) => shownOf('audit', settings, hot);

/** The channels of a frame. */
async function shownOf(frame: 'audit' | 'rewards', settings: object, hot: Hot = {}) {
  const run = await open(specOf(settings, 5), undefined, {resources: dataFolder});
  for (const [path, value] of Object.entries(hot)) run.move(path, value);
  run.show(frame === 'audit' ? 'showAudit' : 'showRewards');
  const {frames} = await run.collect();
  run.dispose();
  const {data, shape} = frames.find(({name}) => name === frame)!;
  const [channels, pairs] = shape;
  return Array.from({length: channels}, (_, k) => Array.from(data.subarray(k * pairs, (k + 1) * pairs)));
}

onBackends(['cpu', 'wasm'], () => {
  describe('the audit before training', () => {
    it.each([0, 2, -2])(
      'has all pairs to learn from, as annotators with a length bias of %s say',
      async (lengthBias) => {
        const settings = {world: {kind: 'responses', pairs: 250}, model: {kind: 'linear'}};
        const [labels, a, b] = await auditOf(settings, {'world.lengthBias': lengthBias});
        const spec = worldSpec({pairs: 250, lengthBias});
        const world = openResponses(spec);
        const expected = annotated(world, hotOf(spec)).slice(0, 250);
        expect(expected.filter((label, i) => label !== labels[i]).length).toBeLessThanOrEqual(1);
        const features = numbers(world, 'world/features');
        const length = (item: number) => features[item * ATTRIBUTES.length + world.length!.feature];
        expect(a).toEqual(Array.from({length: 250}, (_, i) => length(2 * i)));
        expect(b).toEqual(Array.from({length: 250}, (_, i) => length(2 * i + 1)));
      },
    );

    it('has no lengths where nothing has one', async () => {
      const [labels, a, b] = await auditOf({world: {kind: 'matches', league: 'austria'}, model: {kind: 'linear'}});
      expect(new Set(labels)).toEqual(new Set([0, 0.5, 1]));
      expect([...a, ...b].every((length) => length === 0)).toBe(true);
    });
  });
});

onBackends(['cpu', 'wasm'], () => {
  it('the page is told length and style of both answers of every unseen pair, and the topic', async () => {
    const channels = await shownOf('rewards', {world: {kind: 'responses', pairs: 250}, model: {kind: 'linear'}});
    const world = openResponses(worldSpec({pairs: 250}));
    const features = numbers(world, 'world/features');
    const of = (name: string, first: number) => {
      const k = ATTRIBUTES.findIndex((attribute) => attribute.name === name);
      return Array.from({length: 50}, (_, i) => features[(2 * (250 + i) + first) * ATTRIBUTES.length + k]);
    };
    for (const [channel, name, first] of [
      ['lengthA', 'length', 0],
      ['lengthB', 'length', 1],
      ['styleA', 'style', 0],
      ['styleB', 'style', 1],
    ] as const) {
      expect(channels[CHANNELS.indexOf(channel)], channel).toEqual(of(name, first));
    }
    const {categories, points} = world;
    expect(categories!.of.map((place) => categories!.names[place].toLowerCase())).toEqual(
      Array.from({length: 50}, (_, i) => (points as Things).groups[(points as Things).groupOf[2 * (250 + i)]]),
    );
  });

  it('has no style where nothing has one', async () => {
    const channels = await shownOf('rewards', {world: {kind: 'matches', league: 'austria'}, model: {kind: 'linear'}});
    expect(channels[CHANNELS.indexOf('styleA')].every((x) => x === 0)).toBe(true);
  });
});

describe('settings that do not go together', () => {
  it.each([
    [
      {objective: {kind: 'contrastive'}, model: {kind: 'linear'}},
      'Bradley–Terry and contrast works on the representation',
    ],
    [{model: {kind: 'bag', width: 4}}, 'Width must be'],
  ])('are refused with a sentence', (settings, sentence) => {
    const checked = language.check({seed: 1, stages: [{id: 'main', program: 'reward', spec: settings, steps: 5}]});
    expect(checked.ok ? '' : checked.sentences.join(' ')).toContain(sentence);
  });
});

onBackends(['wasm'], () => {
  describe('suites', () => {
    const settings = (suites: string) => ({
      world: {kind: 'responses', pairs: 250, suites},
      model: {kind: 'bag', width: 8},
      training: {batch: 16, evaluateEvery: 2, warmup: 2},
    });
    async function measured(suites: string, replicas?: Replica[]) {
      const run = await open(specOf(settings(suites), 12), replicas);
      advanceTo(run, 12);
      const {metrics} = await run.collect();
      run.dispose();
      return metrics;
    }

    it('change nothing else of a run', async () => {
      const [none, all] = [await measured('none'), await measured('all')];
      const others = all.map(({values, ...rest}) => ({
        ...rest,
        values: Object.fromEntries(Object.entries(values).filter(([name]) => !/^(suite|styles)/.test(name))),
      }));
      expect(others).toEqual(none);
    });

    it('are measured with the last of some evaluations, each member as if it were alone', async () => {
      const both = await measured('all', [{seed: 1}, {seed: 2}]);
      const ticks = both.filter(({values}) => values.suiteOneOfFour).map(({tick}) => tick);
      expect(ticks).toEqual([10, 12]);
      const alone = await measured('all', [{seed: 2}]);
      for (const name of ['stylesHard', 'suiteOneOfFour', 'suiteTies', 'suiteWorst']) {
        expect(alone.at(-1)!.values[name][0], name).toBe(both.at(-1)!.values[name][1]);
      }
    });
  });
});
