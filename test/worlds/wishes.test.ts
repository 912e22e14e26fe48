import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {expectation} from '../../src/metrics/exact/expectations.ts';
import {optimumOf} from '../../src/metrics/exact/optimum.ts';
import {policyOf} from '../../src/metrics/exact/policy.ts';
import {weighed} from '../../src/programs/policy/digest.ts';
import {answers} from '../../src/worlds/answers/index.spec.ts';
import {openAnswers} from '../../src/worlds/answers/index.ts';
import {PLACES, TEXTS} from '../../src/worlds/answers/world.ts';
import type {Things} from '../../src/worlds/points.ts';
import {ATTRIBUTES, type AttributeName} from '../../src/worlds/responses/attributes.ts';
import {responses} from '../../src/worlds/responses/index.spec.ts';
import {readable} from '../../src/worlds/responses/language.ts';
import {openResponses} from '../../src/worlds/responses/preferences.ts';
import {LONGEST_WISH, WISHES} from '../../src/worlds/responses/wishes.ts';
import {hotContext} from '../reference/live.ts';
import {onBackends} from '../support/backends.ts';
import {expectWordsAsRead} from '../support/wording.ts';
import {partSettings} from '../support/worlds.ts';

type Settings = Parameters<typeof openResponses>[0];
type World = ReturnType<typeof openResponses>;

const A = ATTRIBUTES.length;
/** Written down once more: what a unit of an attribute is worth beside the usual, by what was wished for. */
const WORTH: Record<string, Partial<Record<AttributeName, number>>> = {
  '': {},
  brief: {length: -1},
  thorough: {facts: 1, length: 0.5},
  plain: {style: -1.5},
  polite: {praise: 1.5, rude: -1},
};
const granted = (wish: string, x: ArrayLike<number>) =>
  ATTRIBUTES.reduce((sum, {name}, k) => sum + (WORTH[wish][name] ?? 0) * x[k], 0);

const numbers = (world: Pick<World, 'slots'>, slot: string) => Array.from(world.slots[slot].initial!([0, 0]));
const settingsOf = (changes: object = {}): Settings => partSettings(responses, {pairs: 250, ...changes}) as Settings;
const asksOf = (world: World) => (world.points as Things).details!;

describe('wishes', () => {
  it('are sentences of known words, and none begins as another does', () => {
    expect(WISHES.map(({name}) => name)).toEqual(Object.keys(WORTH));
    const texts = WISHES.slice(1).map(({tokens}) => readable(tokens));
    expect(texts[0]).toBe('Keep it short.');
    for (const text of texts) {
      expect(text).not.toContain('undefined');
      expect(texts.filter((other) => other.startsWith(text))).toEqual([text]);
    }
    expect(LONGEST_WISH).toBe(7);
  });

  it('change nothing where questions have none', () => {
    const [plain, other] = [openResponses(settingsOf()), openResponses(settingsOf({wishWorth: 3}))];
    expect(Object.keys(plain.slots)).not.toContain('world/granted');
    for (const slot of Object.keys(plain.slots)) expect(numbers(other, slot)).toEqual(numbers(plain, slot));
    const wished = openResponses(settingsOf({wishes: 'any'}));
    for (const slot of ['world/features', 'world/pairs', 'world/chances'])
      expect(numbers(wished, slot)).toEqual(numbers(plain, slot));
  });

  it('stand in front of questions, each about as often, and models read them', () => {
    const world = openResponses(settingsOf({wishes: 'any', pairs: 1000}));
    const texts = WISHES.slice(1).map(({tokens}) => readable(tokens));
    // Each second answer of the pairs is one to the same question as that before it.
    const asked = asksOf(world).slice(0, 2400);
    const counts = texts.map((text) => asked.filter((asks) => asks.startsWith(text)).length / 2);
    // Five standard errors.
    for (const count of counts) expect(Math.abs(count - 1200 / 5)).toBeLessThan(5 * Math.sqrt(1200 * 0.2 * 0.8));
    expectWordsAsRead(openResponses(settingsOf({wishes: 'any'})));
  });
});

describe('wishes of pairs', () => {
  const read = (world: World) => {
    const [features, asks] = [numbers(world, 'world/features'), asksOf(world)];
    const begins = WISHES.map(({name, tokens}) => [name, readable(tokens)] as const).slice(1);
    const wishAt = (item: number) => begins.find(([, text]) => asks[item].startsWith(text))?.[0] ?? '';
    const of = (item: number) => features.slice(item * A, (item + 1) * A);
    /** How much more the first answer of a pair is as a wish would have it. */
    const gap = (pair: number, wish: string) => granted(wish, of(2 * pair)) - granted(wish, of(2 * pair + 1));
    const gaps = (pair: number) => WISHES.map(({name}) => gap(pair, name));
    /** Few answers are such that no two wishes speak for different ones; these are asked for without a wish. */
    const partable = (pair: number) => Math.min(...gaps(pair)) < 0 && Math.max(...gaps(pair)) > 0;
    return {wishAt, of, gaps, partable, own: (pair: number) => gap(pair, wishAt(2 * pair))};
  };

  it('speak for different answers where both of two are asked for', () => {
    const settings = settingsOf({wishes: 'any', wishPairs: 'reversed'});
    const world = openResponses(settings);
    const {wishAt, of, own, partable} = read(world);
    const pairs = world.train + world.unseen;
    for (let pair = 0; pair < pairs; pair += 2) {
      for (const k of [0, 1]) {
        expect(of(2 * pair + k)).toEqual(of(2 * (pair + 1) + k));
        expect(wishAt(2 * pair + k)).toBe(wishAt(2 * pair));
      }
      if (partable(pair)) expect(own(pair) * own(pair + 1)).toBeLessThan(0);
      else expect([wishAt(2 * pair), wishAt(2 * pair + 2)]).toEqual(['', '']);
    }
  });

  it('could speak for the other answer where one that parts them is asked for', () => {
    const world = openResponses(settingsOf({wishes: 'any', wishPairs: 'parting'}));
    const [any, reversed] = ['any', 'reversed'].map((wishPairs) =>
      openResponses(settingsOf({wishes: 'any', wishPairs})),
    );
    expect(numbers(world, 'world/features')).toEqual(numbers(any, 'world/features'));
    const {wishAt, gaps, partable, own} = read(world);
    const found = new Set<string>();
    let none = 0;
    for (let pair = 0; pair < world.train + world.unseen; pair++) {
      if (!partable(pair)) {
        none++;
        expect(wishAt(2 * pair)).toBe('');
        continue;
      }
      found.add(wishAt(2 * pair));
      expect(Math.min(...gaps(pair).map((gap) => gap * own(pair)))).toBeLessThan(0);
      // The same wish as where both are asked for.
      if (pair % 2 === 0) expect(read(reversed).wishAt(2 * pair)).toBe(wishAt(2 * pair));
    }
    expect(none).toBeLessThan(60);
    expect([...found].sort()).toEqual(['brief', 'plain', 'polite', 'thorough']);
  });

  it('are hidden from models alone, where they are unseen', () => {
    const [seen, hidden] = [false, true].map((wishUnseen) => openResponses(settingsOf({wishes: 'any', wishUnseen})));
    for (const slot of ['world/features', 'world/granted', 'world/chances'])
      expect(numbers(hidden, slot)).toEqual(numbers(seen, slot));
    expect(asksOf(hidden)).toEqual(asksOf(seen));
    const {length} = hidden.texts!.input;
    const plain = openResponses(settingsOf());
    const [a, b] = [numbers(hidden, 'world/texts'), numbers(plain, 'world/texts')];
    for (const item of [0, 1, 40, 599]) {
      const text = a.slice(item * length, (item + 1) * length).filter((token) => token >= 0);
      const same = b.slice(item * (length - LONGEST_WISH), (item + 1) * (length - LONGEST_WISH));
      expect(text).toEqual(same.filter((token) => token >= 0));
    }
    expectWordsAsRead(hidden);
  });
});

onBackends(['cpu', 'wasm'], () => {
  it('decide what is chosen, by what a wish is worth and how far an answer grants it, and stand among the reasons', () => {
    const settings = settingsOf({wishes: 'any', wishWorth: 1.5, care: 1.2, lengthBias: 0.4});
    const world = openResponses(settings);
    const context = {
      replicas: 1,
      get: (slot: string) => {
        const {shape, dtype, initial} = world.slots[slot];
        return tf.tensor(initial!([0, 0]), [...shape], dtype);
      },
      key: () => {
        throw new Error('Nothing random is drawn here.');
      },
      ...hotContext([Object.fromEntries(Object.entries(settings).map(([name, x]) => [`world.${name}`, x as number]))]),
    };
    const rows = (count: number) => tf.expandDims(tf.range(0, count, 1, 'int32'), 0);
    const [labels, gold] = tf.tidy(() => [
      Array.from(world.labels(context, rows(300)).dataSync()),
      Array.from(world.gold!(context, rows(600)).dataSync()),
    ]);
    const [features, chances] = ['world/features', 'world/chances'].map((slot) => numbers(world, slot));
    const begins = WISHES.map(({name, tokens}) => [name, readable(tokens)] as const).slice(1);
    const wishAt = (item: number) => begins.find(([, text]) => asksOf(world)[item].startsWith(text))?.[0] ?? '';
    const of = (item: number) => features.slice(item * A, (item + 1) * A);
    const weight = (name: string) => (settings as unknown as Record<string, number>)[name];
    const worth = (item: number) =>
      ATTRIBUTES.reduce((sum, {name}, k) => sum + weight(name) * of(item)[k], 1.5 * granted(wishAt(item), of(item)));
    let [off, told] = [0, 0];
    for (let pair = 0; pair < 300; pair++) {
      const [a, b] = [2 * pair, 2 * pair + 1];
      expect(gold[a]).toBeCloseTo(worth(a), 4);
      const length = of(a)[3] - of(b)[3];
      const felt = 1.2 * (worth(a) - worth(b) + 0.4 * length) + chances[5 * pair];
      if (Number(felt > 0) !== labels[pair]) off++;
      const {towards, parts} = world.reasons(pair, settings);
      expect(towards).toBe(felt > 0 ? 'A' : 'B');
      expect(parts.reduce((sum, {amount}) => sum + amount, 0)).toBeCloseTo(Math.abs(felt), 4);
      if (parts.some(({label}) => label.includes('as was wished for'))) told++;
    }
    expect(off).toBeLessThanOrEqual(1);
    expect(told).toBeGreaterThan(100);
  });
});

describe('wishes of questions that a policy answers', () => {
  const settings = partSettings(answers, {wishes: 'any', questions: 6, demonstrations: 250});

  it('are asked for one topic after another, and are seen', async () => {
    const world = await openAnswers(settings);
    const {questions, lattice, seen} = world;
    expect(questions.map(({name}) => name)).toEqual([
      ...['egg', 'egg, brief', 'egg, thorough', 'egg, plain', 'egg, polite'],
      'plant',
    ]);
    expect(questions[1].asks).toBe('Keep it short. How do I boil an egg?');
    const see = world.slots[PLACES.see].initial!([0, 0]);
    const about = questions.map((_, q) => Array.from(see.slice(2 * q * lattice.states * seen).slice(seen - 7, seen)));
    about.forEach((row, q) => {
      expect(row).toEqual([0, 1, 2, 3, 4, 5, 6].map((i) => Number(i === Math.floor(q / 5) || i === 2 + (q % 5))));
    });
    // Question and answer are read as in the reward lab.
    const texts = world.texts!.slots()[TEXTS].initial!([0, 0]);
    const first = texts.slice(lattice.states * world.texts!.length, lattice.states * world.texts!.length + 4);
    expect(readable(first)).toBe('Keep it short.');
  });

  it('change which answers are best, as they say', async () => {
    const world = await openAnswers(settings);
    const {lattice, features, featureTable, questions} = world;
    const indifferent = policyOf(lattice, new Float64Array(lattice.states * lattice.moves));
    const mean = (name: AttributeName, question: number) => {
      const gold = weighed(world, question, world.goldOf(settings));
      const k = features.findIndex((one) => one.name === name);
      const values = gold.map((_, state) => featureTable[(question * lattice.states + state) * A + k]);
      gold.forEach((worth, state) => {
        const x = featureTable.subarray(
          (question * lattice.states + state) * A,
          (question * lattice.states + state + 1) * A,
        );
        const usual = ATTRIBUTES.reduce((sum, one, i) => sum + one.weight * x[i], 0);
        if (state % 97 === 0) expect(worth).toBeCloseTo(usual + granted(WISHES[question % 5].name, x), 4);
      });
      return expectation(optimumOf(indifferent, gold, 0.5).policy.law, values);
    };
    const [usual, brief, thorough, plain, polite] = questions.slice(0, 5).keys();
    expect(mean('length', brief)).toBeLessThan(0.8 * mean('length', usual));
    expect(mean('length', thorough)).toBeGreaterThan(1.2 * mean('length', usual));
    expect(mean('facts', thorough)).toBeGreaterThan(mean('facts', usual));
    expect(mean('style', plain)).toBeLessThan(0.5 * mean('style', usual));
    expect(mean('praise', polite)).toBeGreaterThan(mean('praise', usual) + 0.2);
    expect(world.goldOf({...settings, wishWorth: 0}).at(-1)).toBe(0);
  });
});
