import type {Stage} from '../spec/index.ts';
import type {Program} from './program.ts';
import type {Resources} from './resources.ts';

/**
 * Worlds that are loaded or loading, by what loads them and their settings: stages, programs and runs on the same data load
 * it once. Programs share worlds when they have the same `load` function.
 */
export class Worlds {
  readonly #byLoader = new Map<Program['load'], Map<string, Promise<unknown>>>();

  /** The world of a stage, whose program is then prepared for it. */
  async load(program: Program, {spec}: Pick<Stage, 'spec'>, resources: Resources): Promise<unknown> {
    const [world] = await Promise.all([this.#load(program, spec, resources), program.prepare?.(spec)]);
    return world;
  }

  #load({load}: Program, spec: unknown, resources: Resources): Promise<unknown> {
    if (!this.#byLoader.has(load)) this.#byLoader.set(load, new Map());
    const known = this.#byLoader.get(load)!;
    const key = JSON.stringify((spec as {world?: unknown}).world ?? spec);
    if (!known.has(key)) known.set(key, Promise.resolve(load?.(spec, resources)));
    return known.get(key)!;
  }
}
