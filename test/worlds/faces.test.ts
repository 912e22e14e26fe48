import {expect, it, vi} from 'vitest';
import type {OwnData} from '../../src/engine/own.ts';
import {openPreferences, openViews} from '../../src/worlds/index.ts';
import {loadOnce} from '../../src/worlds/shared/loadOnce.ts';
import {encoderSpec, specOf} from '../support/specs.ts';
import {dataFolder} from '../support/worlds.ts';

type Views = Parameters<typeof openViews>[0];
type Preferences = Parameters<typeof openPreferences>[0];

const viewsOf = (world: object) => (encoderSpec({world}).stages[0].spec as {world: Views}).world;
const preferencesOf = (world: object) =>
  (specOf({stages: [{id: 'main', program: 'reward', spec: {world}}]}).stages[0].spec as {world: Preferences}).world;

it('both faces of the reviews are opened from one file', async () => {
  const file = vi.fn(dataFolder.file);
  const resources = {file};
  const [views, pairs] = await Promise.all([
    openViews(viewsOf({kind: 'reviews'}), resources),
    openPreferences(preferencesOf({kind: 'reviews'}), resources),
  ]);
  expect(file.mock.calls).toEqual([['reviews/reviews.json']]);
  expect(views.points).toMatchObject({kind: 'things', names: expect.any(Array)});
  expect((views.points as {names: string[]}).names).toBe((pairs.points as {names: string[]}).names);
});

it('both faces of an own file are opened from what was decoded once', async () => {
  const texts = Array.from({length: 40}, (_, i) => `text number ${i}`);
  const data: OwnData = {holds: 'sentences', rows: 40, texts, classes: [], classOf: new Int32Array()};
  const own = vi.fn(async () => data);
  const resources = {...dataFolder, own};
  const file = {name: 'mine.jsonl', hash: 'ab'.repeat(32), rows: 40, holds: 'sentences', classes: 0};
  expect((await openViews(viewsOf({kind: 'file', file}), resources)).points).toMatchObject({names: texts});
  const pairs = openPreferences(preferencesOf({kind: 'file', file}), resources);
  await expect(pairs).rejects.toThrow('mine.jsonl holds no preference pairs');
  expect(own).toHaveBeenCalledTimes(1);
});

it('data is loaded once for each resources and key; what failed or was not found is tried again', async () => {
  let answer: () => Promise<{key: string} | undefined> = async () => ({key: 'a'});
  const load = vi.fn(() => answer());
  const find = loadOnce(load);
  const [one, other] = [{...dataFolder}, {...dataFolder}];
  const first = await find(one, 'a');
  expect(await find(one, 'a')).toBe(first);
  expect(load).toHaveBeenCalledTimes(1);
  expect(await find(other, 'a')).not.toBe(first);
  answer = async () => undefined;
  expect(await find(one, 'b')).toBeUndefined();
  answer = () => Promise.reject(new Error('offline'));
  await expect(find(one, 'b')).rejects.toThrow('offline');
  answer = async () => ({key: 'b'});
  expect(await find(one, 'b')).toEqual({key: 'b'});
});
