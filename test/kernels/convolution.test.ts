import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {encoderOf} from '../../src/nn/encoders.ts';
import {encoderSpec as program} from '../../src/programs/encoder/index.spec.ts';
import {captureChecks} from '../reference/checks/capture.ts';
import {read} from '../reference/checks/kernels.ts';
import {unequal} from '../reference/checks/row.ts';
import {inputs} from '../reference/random.ts';
import {onBackends} from '../support/backends.ts';
import {expectAllHold} from '../support/rows.ts';
import {encoderSpec, sentencesOf} from '../support/specs.ts';

const MODEL = {kind: 'convolution', layers: 2, channels: 4, representation: 5} as const;
const PLACE = {name: 'eye', group: 'all'};

describe('as a setting', () => {
  it('is refused where there are no pictures, with what would be right', () => {
    const spec = {world: {kind: 'latent'}, model: {kind: 'convolution'}};
    expect(sentencesOf({stages: [{id: 'main', program: 'encoder', spec}]})).toEqual([
      'Model must be one that reads what the world shows: Convolution reads pictures, and the world Latent classes has none; choose another world or model.',
    ]);
  });

  it('gives way to a perceptron of the same head when a world without pictures is chosen', () => {
    const {model} = encoderSpec({world: {kind: 'digits'}, model: {kind: 'convolution', head: 5}}).stages[0]
      .spec as never;
    const settings = encoderSpec({world: {kind: 'latent'}}).stages[0].spec as object;
    expect(program.fitted({...settings, model} as never, 'world')).toMatchObject({model: {kind: 'mlp', head: 5}});
  });

  it('leaves what is no picture to a perceptron', () => {
    const words = {kind: 'tokens', vocabulary: 9, length: 4} as const;
    expect(Object.keys(encoderOf(MODEL, words, PLACE).slots)).toContain('eye/words');
  });
});

it('has a quarter of the pixels and twice the channels from layer to layer', () => {
  const {slots, weights} = encoderOf({...MODEL, layers: 3}, {kind: 'pictures', side: 14, channels: 3}, PLACE);
  const shapes = Object.entries(slots).map(([name, {shape}]) => [name, ...shape]);
  // 14, 7, 4 and 2 pixels a side.
  expect(shapes.filter(([name]) => String(name).includes('/w'))).toEqual([
    ['eye/0/w0', 9 * 3, 4],
    ['eye/1/w0', 9 * 4, 8],
    ['eye/2/w0', 9 * 8, 16],
    ['eye/out/w0', 2 * 2 * 16, 5],
  ]);
  expect(weights).toBe(Object.values(slots).reduce((sum, {shape}) => sum + shape.reduce((a, b) => a * b, 1), 0));
});

onBackends(['cpu', 'wasm'], () => {
  it('trains on pictures, each member of a population as alone', async () =>
    expectAllHold(await captureChecks('a convolution')));

  it('sees many pictures as it sees each: a thousand at a time, where nothing is trained', async () => {
    const next = inputs(1);
    const encoder = encoderOf(MODEL, {kind: 'pictures', side: 4, channels: 1}, PLACE);
    const pictures = Array.from({length: 1500 * 16}, next);
    const weights = Object.values(encoder.slots).map(({shape}) =>
      Array.from({length: shape.reduce((a, b) => a * b, 1)}, next),
    );
    const see = (mode: 'train' | 'evaluate') => {
      const slots = new Map(
        Object.entries(encoder.slots).map(([name, {shape}], i) => [name, tf.tensor(weights[i], [1, ...shape])]),
      );
      const context = {
        replicas: 1,
        get: (slot: string) => slots.get(slot)!,
        key: () => {
          throw new Error('Nothing is random.');
        },
      };
      return encoder.apply(context, tf.tensor(pictures, [1, 1500, 16]), mode);
    };
    const [together, apart] = await read(() => [see('train'), see('evaluate')]);
    expect(together).toHaveLength(1500 * 5);
    expect(unequal(apart, together)).toBe(0);
  });
});
