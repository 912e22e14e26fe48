import * as tf from '@tensorflow/tfjs-core';
import {expect, it} from 'vitest';
import {ATTRIBUTES} from '../../src/worlds/responses/attributes.ts';
import {responses} from '../../src/worlds/responses/index.spec.ts';
import {openResponses} from '../../src/worlds/responses/preferences.ts';
import {hotContext} from '../reference/live.ts';
import {onBackends} from '../support/backends.ts';
import {partSettings} from '../support/worlds.ts';

type Settings = Parameters<typeof openResponses>[0];
type World = ReturnType<typeof openResponses>;

const A = ATTRIBUTES.length;
const VOTES = 4;
const settings = partSettings(responses, {
  ...{pairs: 250, annotators: 30, votes: VOTES, care: 1.2, lengthBias: 0.3, disagreement: 0.8},
}) as Settings;
const numbers = (world: World, slot: string) => Array.from(world.slots[slot].initial!([0, 0]));

it('votes add slots and change nothing else', () => {
  const [without, world] = [openResponses({...settings, votes: 0}), openResponses(settings)];
  for (const slot of Object.keys(without.slots)) expect(numbers(world, slot)).toEqual(numbers(without, slot));
  const more = Object.keys(world.slots).filter((slot) => !(slot in without.slots));
  expect(more).toEqual(['world/voters', 'world/voting']);
  expect([without.votes, without.shares]).toEqual([undefined, undefined]);
  const voters = numbers(world, 'world/voters');
  expect([Math.min(...voters), Math.max(...voters)]).toEqual([0, 29]);
});

onBackends(['cpu', 'wasm'], () => {
  it('votes are choices of the voters, and shares the mean chance of all annotators', () => {
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
    const rows = [0, 7, 120, 249, 250, 299];
    const [votes, shares] = tf.tidy(() =>
      [world.votes!, world.shares!].map((of) =>
        Array.from(of.call(world, context, tf.tensor2d([rows], [1, rows.length], 'int32')).dataSync()),
      ),
    );
    const [features, tastes, noise, voters] = ['world/features', 'world/tastes', 'world/voting', 'world/voters'].map(
      (slot) => numbers(world, slot),
    );
    const weight = (name: string) => (settings as unknown as Record<string, number>)[name];
    const felt = (pair: number, who: number) =>
      ATTRIBUTES.reduce((sum, {name}, k) => {
        const gap = features[2 * pair * A + k] - features[(2 * pair + 1) * A + k];
        return sum + 1.2 * (weight(name) + (name === 'length' ? 0.3 : 0) + 0.8 * tastes[who * A + k]) * gap;
      }, 0);
    rows.forEach((pair, i) => {
      const places = Array.from({length: VOTES}, (_, v) => VOTES * pair + v);
      const chosen = places.filter((place) => felt(pair, voters[place]) + noise[place] > 0);
      expect(votes[i]).toBeCloseTo(chosen.length / VOTES, 6);
      const chances = Array.from({length: 30}, (_, who) => 1 / (1 + Math.exp(-felt(pair, who))));
      expect(shares[i]).toBeCloseTo(chances.reduce((sum, p) => sum + p, 0) / 30, 5);
    });
  });
});
