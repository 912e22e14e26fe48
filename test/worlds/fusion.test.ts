import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import type {RewardContext} from '../../src/programs/reward/model.ts';
import {verdict} from '../../src/programs/reward/models.ts';
import {ATTRIBUTES} from '../../src/worlds/responses/attributes.ts';
import {copiesOf} from '../../src/worlds/responses/augmented.ts';
import {nearSlots} from '../../src/worlds/responses/fusion.ts';
import {responses} from '../../src/worlds/responses/index.spec.ts';
import {openResponses} from '../../src/worlds/responses/preferences.ts';
import {besideAlone} from '../support/alone.ts';
import {onBackends} from '../support/backends.ts';
import {specOf} from '../support/specs.ts';
import {partSettings} from '../support/worlds.ts';

type World = ReturnType<typeof openResponses>;

const open = (changes: object = {}) =>
  openResponses(
    partSettings(responses, {pairs: 250, fusion: true, ...changes}) as Parameters<typeof openResponses>[0],
    undefined,
    {near: nearSlots, copy: copiesOf},
  );
const numbers = (world: World, slot: string) => Array.from(world.slots[slot].initial!([0, 0]));
const NEAR = 5;

function rowsOf(world: World, slot: string): number[][] {
  const width = world.slots[slot].shape[1];
  const all = numbers(world, slot);
  return Array.from({length: all.length / width}, (_, i) => all.slice(i * width, (i + 1) * width));
}

/** Cosines of counts, word by word, of one text with all those to learn from. */
function cosines(texts: readonly (readonly number[])[], one: number, learnt: number): number[] {
  const words = 1000;
  const countsOf = (text: readonly number[]) => {
    const counts = new Array<number>(words).fill(0);
    for (const token of text) if (token >= 0) counts[token]++;
    return counts;
  };
  const own = countsOf(texts[one]);
  return texts.slice(0, learnt).map((text) => {
    const counts = countsOf(text);
    const dot = counts.reduce((sum, x, w) => sum + x * own[w], 0);
    return dot / (Math.hypot(...counts) * Math.hypot(...own));
  });
}

/** What is near an item and the share of each, by comparing it with every text to learn from. */
function nearOf(
  texts: readonly (readonly number[])[],
  item: number,
  learnt: number,
  least: number,
): Map<number, number> {
  const found = cosines(texts, item, learnt)
    .map((cosine, place) => ({cosine, place}))
    .filter(({cosine}) => cosine >= least)
    .sort((a, b) => b.cosine - a.cosine)
    .slice(0, NEAR);
  const total = 1 + found.reduce((sum, {cosine}) => sum + cosine, 0);
  return new Map([[item, 1 / total], ...found.map(({place, cosine}): [number, number] => [place, cosine / total])]);
}

describe('texts near others', () => {
  it.each([0.8, 0.9])('with a cosine of at least %d are found one by one', (fusionFrom) => {
    const world = open({fusionFrom});
    const [texts, items, shares] = ['world/texts', world.near!.items, world.near!.shares].map((slot) =>
      rowsOf(world, slot),
    );
    let some = 0;
    for (let item = 500; item < texts.length; item += 37) {
      const expected = nearOf(texts, item, 500, fusionFrom);
      const found = new Map(items[item].map((place, k) => [place, shares[item][k]] as const).filter(([, x]) => x > 0));
      // The order of texts with the same cosine is no matter.
      expect([...found.values()].sort()).toHaveLength(expected.size);
      expect(items[item][0]).toBe(item);
      for (const [place, share] of found) {
        if (expected.has(place)) expect(share).toBeCloseTo(expected.get(place)!, 6);
        else expect([...expected.values()].some((x) => Math.abs(x - share) < 1e-6)).toBe(true);
      }
      if (found.size > 1) some++;
    }
    expect(some).toBeGreaterThan(5);
  });

  it('have shares that sum to 1; what is learnt from, with its copies, has itself alone', () => {
    const world = open({augmentation: 'hull', learnFrom: 100});
    const [items, shares] = [world.near!.items, world.near!.shares].map((slot) => rowsOf(world, slot));
    shares.forEach((row, item) => {
      expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
      if (item < 2 * world.train) expect([items[item], row]).toEqual([Array(NEAR + 1).fill(item), [1, 0, 0, 0, 0, 0]]);
      // Originals alone are near something.
      else for (const place of items[item].slice(1)) expect(place === item || place < 200).toBe(true);
    });
    expect(openResponses(partSettings(responses, {pairs: 250}) as never).near).toBeUndefined();
  });
});

onBackends(['cpu', 'wasm'], () => {
  it('a verdict is the mean of those on what is near, by shares', () => {
    const world = open({fusionFrom: 0.8});
    const weights = [0, 1].map((member) => ATTRIBUTES.map((_, k) => Math.cos(3 * k + member)));
    const items = Array.from({length: 600}, (_, i) => 500 + ((i * 7) % 2100));
    const said = tf.tidy(() => {
      const context = {
        world,
        replicas: 2,
        spec: {model: {kind: 'linear', members: 1, aggregate: 'mean'}, objective: {kind: 'bradleyTerry'}},
        get(slot: string) {
          if (slot === 'model0/weights') return tf.tensor2d(weights);
          const {shape, dtype, initial} = world.slots[slot];
          return tf.tensor(initial!([0, 0]), [...shape], dtype);
        },
      } as unknown as RewardContext;
      return Array.from(verdict(context, tf.tensor2d(items, [1, items.length], 'int32')).dataSync());
    });
    const [texts, features] = ['world/texts', 'world/features'].map((slot) => rowsOf(world, slot));
    const rewards = weights.map((own) => features.map((row) => row.reduce((sum, x, k) => sum + x * own[k], 0)));
    let moved = 0;
    for (let i = 0; i < items.length; i += 11) {
      const near = nearOf(texts, items[i], 500, 0.8);
      for (const [member, reward] of rewards.entries()) {
        const expected = [...near].reduce((sum, [place, share]) => sum + share * reward[place], 0);
        expect(said[member * items.length + i]).toBeCloseTo(expected, 4);
        if (Math.abs(expected - reward[items[i]]) > 0.01) moved++;
      }
    }
    expect(moved).toBeGreaterThan(50);
  });
});

const spec = (world: object, model: object = {kind: 'bag', width: 8}) =>
  specOf({
    stages: [
      {
        id: 'main',
        program: 'reward',
        steps: 12,
        spec: {world: {pairs: 250, learnFrom: 100, ...world}, model, training: {batch: 16, evaluateEvery: 5}},
      },
    ],
  });

onBackends(['wasm'], () => {
  it('fusion changes what is judged and nothing that is learnt, each member as if it were alone', async () => {
    const [without, fused] = [
      await besideAlone(spec({}), 12),
      await besideAlone(spec({fusion: true, fusionFrom: 0.8}), 12),
    ];
    expect(fused.unequal).toEqual({slots: 0, metrics: 0});
    for (const [slot, values] of without.both.slots) expect(fused.both.slots.get(slot), slot).toEqual(values);
    const ofAll = (name: string) =>
      [without, fused].map(({both}) => both.metrics.flatMap(({values}) => values[name] ?? []));
    const [[lossBefore, loss], [before, after]] = [ofAll('loss'), ofAll('testLoss')];
    expect(loss).toEqual(lossBefore);
    expect(after).toHaveLength(before.length);
    expect(after).not.toEqual(before);
  });

  it('scores of pairs are not fused', async () => {
    const model = {kind: 'pairScore'};
    const runs = [await besideAlone(spec({}, model), 6), await besideAlone(spec({fusion: true}, model), 6)];
    expect(runs[1].both.metrics).toEqual(runs[0].both.metrics);
  });
});
