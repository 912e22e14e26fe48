import type {Stage} from '../spec/index.ts';
import type {Program} from './program.ts';
import type {Resources} from './resources.ts';

interface Loaded {
  world: Promise<unknown>;
  /** The paths of the files that it has read so far. */
  files: ReadonlySet<string>;
}

/**
 * Worlds that are loaded or loading, by what loads them and their settings: stages, programs and runs on the same data load
 * it once. Programs share worlds when they have the same `load` function.
 */
export class Worlds {
  readonly #byLoader = new Map<Program['load'], Map<string, Loaded>>();

  /** The world of a stage, whose program is then prepared for it. */
  async load(program: Program, {spec}: Pick<Stage, 'spec'>, resources: Resources): Promise<unknown> {
    const [world] = await Promise.all([this.#load(program, spec, resources).world, program.prepare?.(spec)]);
    return world;
  }

  /** The files that the world of a stage reads, by their paths in the data folder. */
  async files(program: Program, {spec}: Pick<Stage, 'spec'>, resources: Resources): Promise<readonly string[]> {
    const {world, files} = this.#load(program, spec, resources);
    await world;
    return [...files];
  }

  #load({load}: Program, spec: unknown, resources: Resources): Loaded {
    if (!this.#byLoader.has(load)) this.#byLoader.set(load, new Map());
    const known = this.#byLoader.get(load)!;
    const key = JSON.stringify((spec as {world?: unknown}).world ?? spec);
    if (!known.has(key)) {
      const files = new Set<string>();
      known.set(key, {files, world: Promise.resolve(load?.(spec, noting(resources, files)))});
    }
    return known.get(key)!;
  }
}

const noting = (resources: Resources, files: Set<string>): Resources => ({
  file(path) {
    files.add(path);
    return resources.file(path);
  },
  // A file of the reader's own is named by its hash already.
  own: resources.own && ((hash) => resources.own!(hash)),
});
