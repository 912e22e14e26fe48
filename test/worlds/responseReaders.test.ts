import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {ATTRIBUTES} from '../../src/worlds/responses/attributes.ts';
import {openResponses} from '../../src/worlds/responses/preferences.ts';
import {readingOf} from '../../src/worlds/responses/readers.ts';
import {thirds} from '../../src/worlds/responses/strength.ts';
import {hotContext} from '../reference/live.ts';
import {onBackends} from '../support/backends.ts';
import {specOf} from '../support/specs.ts';

type World = ReturnType<typeof openResponses>;
type Settings = Parameters<typeof openResponses>[0];

const settingsOf = (world: object = {}): Settings => {
  const stage = {id: 'main', program: 'reward', spec: {world: {kind: 'responses', ...world}}, steps: 1};
  return (specOf({stages: [stage]}).stages[0].spec as {world: Settings}).world;
};
const worldOf = (settings: object): World => openResponses(settingsOf(settings));
const numbers = (world: World, slot: string) => Array.from(world.slots[slot].initial!([0, 0]));
const A = ATTRIBUTES.length;
const at = (name: string) => ATTRIBUTES.findIndex((one) => one.name === name);

const contextOf = (world: World, settings: Settings) => ({
  replicas: 1,
  get: (slot: string) => {
    const {shape, dtype, initial} = world.slots[slot];
    return tf.tensor(initial!([0, 0]), [...shape], dtype);
  },
  key: () => {
    throw new Error('Nothing random is drawn here.');
  },
  ...hotContext([Object.fromEntries(Object.entries(settings).map(([name, x]) => [`world.${name}`, x as number]))]),
});

describe('readers of attributes', () => {
  it('read exactly where they make no error, and the world has no table of its own for that', () => {
    const features = [3, 1, 0, 2.5, 1, 0.5, 1, 0, 2];
    expect(readingOf(features, {readingError: 0, unseenAttribute: 'none'}, 1, 7)).toEqual(features);
    expect(worldOf({pairs: 250}).readTable).toBeUndefined();
  });

  it('miss what is counted as often as they count it twice, and each single thing by itself', () => {
    const error = 0.4;
    const readers = {readingError: error, unseenAttribute: 'none'} as const;
    const count = 5000;
    const features = ATTRIBUTES.map(({name, unit}) => (name === 'facts' ? 4 : name === 'rude' ? 1 : 0) / unit);
    const read = Array.from({length: count}, (_, item) => readingOf(features, readers, 3, item));
    const moments = (k: number) => {
      const mean = read.reduce((sum, x) => sum + x[k], 0) / count;
      return {mean, variance: read.reduce((sum, x) => sum + (x[k] - mean) ** 2, 0) / count};
    };
    // One thing: 0, 1, 2 with chances e/2, 1 - e, e/2, which has the mean 1 and the variance e. Five standard errors.
    for (const [name, things] of [
      ['facts', 4],
      ['rude', 1],
    ] as const) {
      const {mean, variance} = moments(at(name));
      expect(Math.abs(mean - things)).toBeLessThan(5 * Math.sqrt((things * error) / count));
      expect(Math.abs(variance / (things * error) - 1)).toBeLessThan(0.12);
    }
    expect(read.every((x) => x[at('wrong')] === 0)).toBe(true);
  });

  it('do not see the attribute that is hidden from them', () => {
    const world = worldOf({pairs: 250, unseenAttribute: 'wrong'});
    const [exact, read] = [numbers(world, 'world/features'), numbers(world, world.readTable!)];
    read.forEach((value, i) => {
      expect(value).toBe(i % A === at('wrong') ? 0 : exact[i]);
    });
    expect(exact.some((value, i) => i % A === at('wrong') && value > 0)).toBe(true);
  });

  it('read a text that the page asks about as the model was told of it', () => {
    const world = worldOf({pairs: 250, readingError: 0.5, unseenAttribute: 'hedges'});
    const read = numbers(world, world.readTable!);
    for (const item of [0, 7, 300, 599]) {
      const {features} = world.wording!.text(item).seen();
      features.forEach((value, k) => {
        expect(value).toBeCloseTo(read[item * A + k], 5);
      });
    }
  });

  it('leave annotators, gold, texts and chances as they are', () => {
    const [exact, noisy] = [worldOf({pairs: 250}), worldOf({pairs: 250, readingError: 0.5})];
    for (const slot of Object.keys(exact.slots)) expect(numbers(noisy, slot)).toEqual(numbers(exact, slot));
  });
});

describe('learning from some of the pairs', () => {
  it('keeps these pairs, the unseen ones and the candidates, with all that chance decides', () => {
    const [all, some] = [worldOf({pairs: 500}), worldOf({pairs: 500, learnFrom: 100})];
    expect([some.train, some.unseen]).toEqual([100, 100]);
    for (const [slot, perPair] of [
      ['world/chances', 5],
      ['world/features', 2 * A],
      ['world/texts', 2 * all.texts!.input.length],
      ['world/scoring', 2],
    ] as const) {
      const [whole, part] = [numbers(all, slot), numbers(some, slot)];
      expect(part.slice(0, 100 * perPair)).toEqual(whole.slice(0, 100 * perPair));
      expect(part.slice(100 * perPair)).toEqual(whole.slice(500 * perPair));
    }
  });

  it('learns from all where more are asked for than there are', () => {
    expect(worldOf({pairs: 250, learnFrom: 4000}).train).toBe(250);
  });
});

describe('thirds', () => {
  it('part sizes evenly', () => {
    const [low, high] = thirds([9, 1, 8, 2, 7, 3, 6, 4, 5]);
    expect([low, high]).toEqual([3.5, 6.5]);
  });
});

onBackends(['cpu', 'wasm'], () => {
  it.each([[{}], [{lengthBias: 1.5, care: 0.5, secondGroup: 0.3, labelNoise: 0.2}]])(
    'strengths are the thirds of what annotators feel, and follow their settings: %o',
    (changes) => {
      const settings = settingsOf({pairs: 500, ...changes});
      const world = openResponses(settings);
      const rows = tf.expandDims(tf.range(0, world.train, 1, 'int32'), 0);
      const strengths = tf.tidy(() => Array.from(world.strengths!(contextOf(world, settings), rows).dataSync()));
      const [features, chances] = [numbers(world, 'world/features'), numbers(world, 'world/chances')];
      const sizes = strengths.map((_, pair) => {
        const [noise, , group] = chances.slice(5 * pair, 5 * pair + 3);
        const worth = (name: string) => (settings as unknown as Record<string, number>)[name];
        const own = worth('secondGroup') === 0 ? 0 : worth('tasteGap') * (group < worth('secondGroup') ? -1 : 1);
        return Math.abs(
          ATTRIBUTES.reduce((sum, {name}, k) => {
            const gap = features[2 * pair * A + k] - features[(2 * pair + 1) * A + k];
            const bias = name === 'length' ? worth('lengthBias') + own : name === 'style' ? worth('styleBias') : 0;
            return sum + worth('care') * (worth(name) + bias) * gap;
          }, noise),
        );
      });
      const order = sizes.map((_, pair) => pair).sort((a, b) => sizes[a] - sizes[b]);
      const expected = new Array<number>(500);
      order.forEach((pair, rank) => {
        expected[pair] = rank < 167 ? 1 : rank < 333 ? 2 : 3;
      });
      expect(strengths).toEqual(expected);
    },
  );
});
