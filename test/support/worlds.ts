/** Worlds without a run: the slots as tensors, and the keys of a tick. */
import {readFile} from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-core';
import {deriveKey} from '../../src/engine/keys.ts';
import type {Resources} from '../../src/engine/resources.ts';
import {gatherRows} from '../../src/kernels/gatherRows.ts';
import type {Part, PartValue} from '../../src/spec/index.ts';
import {openViews} from '../../src/worlds/index.ts';
import type {RowsOf, World, WorldContext} from '../../src/worlds/world.ts';
import {hotContext, keysOf} from '../reference/live.ts';
import {encoderSpec} from './specs.ts';

/** The data folder as the lab's page serves it. */
export const dataFolder: Resources = {
  file: async (path) => new Uint8Array(await readFile(new URL(`../../public/data/${path}`, import.meta.url))),
};

/** A world with the defaults of its kind. */
export function worldOf(
  settings: {kind: string; [name: string]: unknown},
  resources: Resources = dataFolder,
): Promise<World> {
  const spec = encoderSpec({world: settings}).stages[0].spec as {world: Parameters<typeof openViews>[0]};
  return openViews(spec.world, resources);
}

/** The numbers of a slot. */
export const valuesOf = (world: World, slot: string) => world.slots[slot].initial!([0, 0]);

/** Inside a tidy scope: the inputs of some rows. */
export function inputsOf(world: World, {tower, rows}: RowsOf): tf.Tensor {
  const {get} = contextOf(world, [1], 0, 0);
  return gatherRows(get(world.towers[tower].table), get(rows));
}

/** Inside a tidy scope: what a phase of that tick sees; `hot` is the strength, or hot values of the world by name. */
export function contextOf(
  world: World,
  seeds: readonly number[],
  tick: number,
  hot: number | Record<string, number>,
): WorldContext {
  const values = typeof hot === 'number' ? {strength: hot} : hot;
  const named = Object.fromEntries(Object.entries(values).map(([name, value]) => [`world.${name}`, value]));
  return {
    replicas: seeds.length,
    get: (slot) => {
      const {shape, dtype} = world.slots[slot];
      return tf.tensor(valuesOf(world, slot), [...shape], dtype);
    },
    ...hotContext(seeds.map(() => named)),
    key: (use, when = 'now') =>
      keysOf(seeds.map((seed) => [use].flat().map((one) => deriveKey(seed, one, when === 'now' ? tick : 0)))),
  };
}

/** The settings of a part: its defaults, with some changes. */
export function partSettings<P extends Part>({kind, fields}: P, changes: object): PartValue<P> {
  const defaults = Object.entries(fields).map(([name, field]) => [name, field.default]);
  return {kind, ...Object.fromEntries(defaults), ...changes} as PartValue<P>;
}
