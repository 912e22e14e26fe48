import * as tf from '@tensorflow/tfjs-core';
import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import type {Run} from '../../src/engine/run.ts';
import {language} from '../../src/programs/index.spec.ts';
import {rewardQuestions, type WordsAnswer, type WordsAsk} from '../../src/programs/reward/frames.ts';
import {reward} from '../../src/programs/reward/index.ts';
import {weigh} from '../../src/programs/reward/weigh.ts';
import {Runner} from '../../src/runner/runner.ts';
import {obey} from '../../src/worker/obey.ts';
import {type Command, commandSchema, type Report, reportSchema} from '../../src/worker/protocol.ts';
import {openPreferences} from '../../src/worlds/index.ts';
import type {PreferenceWorld, Seen} from '../../src/worlds/preferenceWorld.ts';
import {ATTRIBUTES, featuresOf} from '../../src/worlds/responses/attributes.ts';
import {FACTS, SAID, VOCABULARY} from '../../src/worlds/responses/language.ts';
import {judgeOf} from '../reference/checks/capture.ts';
import {advanceTo, compareTraces, open, slotsIn, traceOf} from '../reference/checks/runs.ts';
import {hotContext} from '../reference/live.ts';
import {smallFiles} from '../reference/worlds.ts';
import {onBackends} from '../support/backends.ts';

function specOf(settings: object, steps: number) {
  const checked = language.check({seed: 1, stages: [{id: 'main', program: 'reward', spec: settings, steps}]});
  if (!checked.ok) throw new Error(checked.sentences.join(' '));
  return checked.value;
}

const SMALL = {world: {kind: 'responses', pairs: 250}, training: {batch: 16, evaluateEvery: 5, warmup: 2}};

const ask = async (run: Run, question: WordsAsk): Promise<WordsAnswer> =>
  (await weigh(run.world as PreferenceWorld, run.settings, question, judgeOf(run)))!;

const itemsOf = ({slots, train}: PreferenceWorld, pair: number): number[] =>
  Array.from(slots['world/pairs'].initial!([0, 0]).subarray(2 * (train + pair), 2 * (train + pair) + 2));

/** A fact about what is asked, a compliment, and the fact again. */
function written(world: PreferenceWorld, pair: number): number[] {
  const {points} = world;
  if (points.kind !== 'things') throw new Error('These are things.');
  const fact = FACTS[points.groupOf[itemsOf(world, pair)[0]]][0].tokens;
  return [...fact, ...SAID.flattery[0].tokens, ...fact];
}

/** Features of a text to the topic of a pair without each of its tokens, whole ones last. */
function without(world: PreferenceWorld, pair: number, tokens: readonly number[]): {whole: number[]; each: number[][]} {
  const {points} = world;
  if (points.kind !== 'things') throw new Error('These are things.');
  const topic = points.groupOf[itemsOf(world, pair)[0]];
  const each = tokens.map((_, i) => featuresOf([...tokens.slice(0, i), ...tokens.slice(i + 1)], topic));
  return {whole: featuresOf(tokens, topic), each};
}

onBackends(['cpu', 'wasm'], (backend) => {
  describe('what a word adds to the reward', () => {
    const ENSEMBLES: [string, object][] = [
      ['one linear model', {kind: 'linear'}],
      ['the worst of three linear models', {kind: 'linear', members: 3, aggregate: 'worst'}],
      ['three cautious ones', {kind: 'linear', members: 3, aggregate: 'cautious'}],
      ['length alone', {kind: 'lengthOnly'}],
    ];
    it.each(ENSEMBLES)('is by %s what its weights say in double precision', async (_, model) => {
      const run = await open(specOf({...SMALL, model}, 30));
      advanceTo(run, 30);
      const world = run.world as PreferenceWorld;
      const tokens = written(world, 3);
      const {texts} = await ask(run, {pair: 3, written: tokens});
      const slots = slotsIn(await run.checkpoint());
      const members = [0, 1, 2].flatMap((m) =>
        slots.has(`model${m}/weights`) ? [slots.get(`model${m}/weights`)!] : [],
      );
      const sees = (name: string) => !('kind' in model && model.kind === 'lengthOnly') || name === 'length';
      const reward = (features: readonly number[]) => {
        const each = members.map((weights) =>
          ATTRIBUTES.reduce((sum, {name}, k) => sum + (sees(name) ? weights[k] * features[k] : 0), 0),
        );
        if ('aggregate' in model && model.aggregate === 'worst') return Math.min(...each);
        const mean = each.reduce((a, b) => a + b, 0) / each.length;
        if (!('aggregate' in model)) return mean;
        return mean - Math.sqrt(each.reduce((sum, x) => sum + (x - mean) ** 2, 0) / each.length);
      };
      const {whole, each} = without(world, 3, tokens);
      expect(texts[2].reward).toBeCloseTo(reward(whole), 4);
      expect(texts[2].words).toHaveLength(tokens.length);
      texts[2].words.forEach(({contribution}, i) => {
        expect(contribution).toBeCloseTo(reward(whole) - reward(each[i]), 4);
      });
      // A word of a fact that is told twice: a repetition less, and the fact stays.
      if (members.length === 1 && sees('facts')) {
        const [facts, repeats, length] = ['facts', 'repeats', 'length'].map((name) =>
          ATTRIBUTES.findIndex((one) => one.name === name),
        );
        const [weights] = members;
        expect(texts[2].words[0].contribution).toBeCloseTo(weights[repeats] + weights[length] / 20, 4);
        expect(Math.abs(weights[facts])).toBeGreaterThan(0.01);
      }
      run.dispose();
    });

    const READERS: [string, object][] = [
      ['a bag of words', {kind: 'bag', width: 8}],
      ['two bags', {kind: 'bag', width: 8, members: 2, aggregate: 'worst'}],
      // It is slow in plain JavaScript.
      ...(backend === 'wasm' ? [['a transformer', {kind: 'transformer', width: 16}] as [string, object]] : []),
    ];
    it.each(READERS)('is by %s the difference to an item that lacks it', async (name, model) => {
      const steps = name === 'a transformer' ? 1 : 8;
      const run = await open(specOf({...SMALL, training: {...SMALL.training, evaluateEvery: 50}, model}, steps));
      advanceTo(run, steps);
      const world = run.world as PreferenceWorld;
      // The shortest that can be, for time's sake.
      const wordsIn = (pair: number) =>
        itemsOf(world, pair).reduce((sum, item) => sum + world.wording!.text(item).words.length, 0);
      const unseen = Array.from({length: world.unseen}, (_, pair) => pair);
      const pair = unseen.reduce((least, one) => (wordsIn(one) < wordsIn(least) ? one : least));
      const {texts} = await ask(run, {pair, written: []});
      // Each text takes the place of an unseen item, and is judged as one.
      const table = world.slots['world/texts'];
      const [, length] = table.shape;
      const values = Int32Array.from(table.initial!([0, 0]));
      const first = 2 * world.train;
      const whole = world.wording!.text(itemsOf(world, pair)[0]);
      const variants: Seen[] = [whole.seen(), ...whole.words.map((_, i) => whole.seen(i))].slice(0, 2 * world.unseen);
      variants.forEach(({tokens}, i) => {
        values.fill(-1, (first + i) * length, (first + i + 1) * length);
        values.set(tokens, (first + i) * length);
      });
      run.write(new Map([['world/texts', values]]));
      run.show('showRewards');
      const {frames} = await run.collect();
      const [, pairs] = frames[0].shape;
      const rewards = Array.from(variants, (_, i) => frames[0].data[(1 + (i % 2)) * pairs + (i >> 1)]);
      expect(texts[0].reward).toBeCloseTo(rewards[0], 5);
      expect(whole.words.length).toBeGreaterThan(5);
      whole.words.slice(0, variants.length - 1).forEach((_, i) => {
        expect(texts[0].words[i].contribution).toBeCloseTo(rewards[0] - rewards[i + 1], 5);
      });
      expect(texts[0].words.some(({contribution}) => Math.abs(contribution) > 1e-4)).toBe(true);
      run.dispose();
    });

    it('shows the words that the item is made of', async () => {
      const run = await open(specOf({...SMALL, model: {kind: 'bag', width: 8}}, 1));
      const world = run.world as PreferenceWorld;
      const {texts} = await ask(run, {pair: 0, written: []});
      const {points} = world;
      const names = points.kind === 'things' ? points.names! : [];
      const said = texts.slice(0, 2).map(({words, rest}) => words.map((w) => w.before + w.text).join('') + rest);
      expect(said).toEqual(itemsOf(world, 0).map((item) => names[item]));
      expect(texts[2].words).toEqual([]);
      expect(texts[2].reward).not.toBeNaN();
      run.dispose();
    });

    it('is not asked of a pair that is not there, nor for words that are not', async () => {
      const run = await open(specOf({...SMALL, model: {kind: 'bag', width: 8}}, 1));
      const world = run.world as PreferenceWorld;
      expect(await weigh(world, run.settings, {pair: world.unseen, written: []}, judgeOf(run))).toBeUndefined();
      const {texts} = await ask(run, {pair: 0, written: [1, VOCABULARY.length, 2]});
      expect(texts[2].words).toHaveLength(2);
      run.dispose();
    });

    it('changes nothing of the training, and keeps no tensors', async () => {
      const spec = specOf({...SMALL, model: {kind: 'bag', width: 8}}, 12);
      const [plain, asked] = [await open(spec), await open(spec)];
      advanceTo(plain, 12);
      advanceTo(asked, 4);
      await ask(asked, {pair: 1, written: [3, 4]});
      const before = tf.memory().numTensors;
      const traces = [];
      await ask(asked, {pair: 2, written: [5]});
      expect(tf.memory().numTensors).toBe(before);
      advanceTo(asked, 12);
      for (const run of [plain, asked]) {
        const {slots} = await traceOf(run);
        traces.push({slots, metrics: []});
        run.dispose();
      }
      expect(compareTraces(traces[0], traces[1])).toEqual({slots: 0, metrics: 0});
    });
  });
});

/** A runner as the worker has it; every message passes the protocol's own check. */
function driven(playing: boolean, ticks: number) {
  const reports: Report[] = [];
  const runner = new Runner(
    {
      language,
      programs: async () => [reward],
      openBackend: async () => {},
      resources: () => smallFiles,
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
    },
    (event) => reports.push(v.parse(reportSchema, event)),
  );
  const send = (...commands: Command[]) => {
    for (const command of commands) void obey(runner, v.parse(commandSchema, command));
    return runner.idle();
  };
  const spec = specOf({...SMALL, model: {kind: 'bag', width: 8}}, ticks);
  const opened = send({type: 'open', spec, backend: 'wasm', data: '', playing});
  const words = () =>
    reports.flatMap((report) =>
      report.type === 'answer'
        ? {...(report.ask as WordsAsk), ...(report.answer as WordsAnswer), tick: report.tick}
        : [],
    );
  return {runner, opened, send, reports, words};
}

const about = (pair: number, written: number[]): Command => ({
  type: 'ask',
  question: 'words',
  ask: {pair, written},
});

onBackends(['wasm'], () => {
  describe('a question about words', () => {
    it('is answered once, the newest of several', async () => {
      const lab = driven(false, 20);
      await lab.opened;
      const asked = [1, 2, 3, 4].map((pair) => about(pair, [7, 8]));
      await lab.send(...asked);
      // One was begun before the others came.
      expect(lab.words()).toHaveLength(2);
      expect(lab.words()[1]).toMatchObject({pair: 4, tick: 0});
      expect(lab.words()[1].texts[2].words).toHaveLength(2);
      await lab.send({type: 'step'}, about(2, [7, 8]));
      expect(lab.words().at(-1)).toMatchObject({tick: 1, reasons: {parts: expect.any(Array)}});
      lab.runner.dispose();
    });

    it('is answered while the run trains, which is the run that nobody asks', async () => {
      const [asked, plain] = [driven(true, 300), driven(true, 300)];
      await Promise.all([plain.opened, asked.send(about(0, [5]))]);
      await asked.send(about(0, [5, 6]));
      expect(asked.words().map(({texts}) => texts[2].words.length)).toContain(2);
      const metrics = ({reports}: typeof plain) =>
        reports.flatMap((one) => (one.type === 'progress' ? one.metrics : []));
      expect(metrics(asked)).toEqual(metrics(plain));
      asked.runner.dispose();
      plain.runner.dispose();
    });

    it('has an answer of at most 128 tokens', () => {
      const question = (written: unknown) => v.safeParse(rewardQuestions.words.ask, {pair: 0, written}).success;
      expect(question(Array.from({length: 128}, () => 1))).toBe(true);
      expect(question(Array.from({length: 129}, () => 1))).toBe(false);
      expect(question([-1])).toBe(false);
      expect(question([0.5])).toBe(false);
      expect(question(undefined)).toBe(false);
    });
  });
});

onBackends(['cpu'], () => {
  describe('why the annotator chooses', () => {
    const CASES: [string, object][] = [
      ['plain', {}],
      ['with biases', {lengthBias: 1.2, styleBias: -0.7, care: 0.8}],
      ['with label noise and ties', {labelNoise: 0.2, ties: 1}],
      ['in two groups', {secondGroup: 0.4, tasteGap: 1.5}],
      ['who look at what differs most', {salience: 0.5}],
      ['with all of these', {lengthBias: -0.5, labelNoise: 0.1, ties: 0.5, secondGroup: 0.3, salience: 0.2, rude: -2}],
    ];
    it.each(CASES)('%s: the parts add up to what they say of every pair', async (_, changes) => {
      const spec = specOf({...SMALL, world: {...SMALL.world, pairs: 500, ...changes}}, 1).stages[0].spec as {
        world: Parameters<typeof openPreferences>[0];
      };
      const world = await openPreferences(spec.world, smallFiles);
      const hot = Object.fromEntries(
        Object.entries(spec.world).map(([name, value]) => [`world.${name}`, value as unknown as number]),
      );
      const pairs = world.train + world.unseen;
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
        return world.labels(context, tf.expandDims(tf.range(0, pairs, 1, 'int32'), 0)).dataSync();
      });
      const kinds = new Set<string>();
      let differ = 0;
      for (let pair = 0; pair < pairs; pair++) {
        const {towards, parts} = world.reasons(pair, spec.world);
        const sum = parts.reduce((total, {amount}) => total + amount, 0);
        // The amounts speak for the answer that is chosen.
        expect(sum).toBeGreaterThanOrEqual(0);
        const label = sum === 0 ? 0.5 : Number(towards === 'A');
        differ += Number(label !== labels[pair]);
        for (const {label: said} of parts)
          for (const kind of ['noise', 'tie', 'group', 'striking', 'luck']) {
            if (said.includes(kind)) kinds.add(kind);
          }
      }
      // A difference that is nearly 0 may fall to either side in single precision.
      expect(differ).toBeLessThanOrEqual(1);
      const {labelNoise, ties, secondGroup, salience} = spec.world as unknown as Record<string, number>;
      const has = {noise: labelNoise > 0, tie: ties > 0, group: secondGroup > 0, striking: salience > 0, luck: true};
      expect([...kinds].sort()).toEqual(
        Object.keys(has)
          .filter((kind) => has[kind as keyof typeof has])
          .sort(),
      );
    });
  });
});
