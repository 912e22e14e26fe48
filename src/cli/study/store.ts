/**
 * Runs of a study that are finished, as files in a cache folder: after a kill the study goes on from there. Runs of another
 * build are deleted, because their numbers may be others; a run of another spec is replaced.
 */
import {createHash} from 'node:crypto';
import {mkdir, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Spec} from '../../spec/index.ts';
import type {Trained} from './trained.ts';

interface Where {
  /** The study's own. */
  folder: string;
  backend: string;
  build: string;
}

/** What a file belongs to. */
interface Key {
  arm: string;
  spec: Spec;
}

export class Store {
  readonly #folder: string;
  readonly #backend: string;

  private constructor(folder: string, backend: string) {
    this.#folder = folder;
    this.#backend = backend;
  }

  static async open({folder, backend, build}: Where): Promise<Store> {
    await mkdir(folder, {recursive: true});
    for (const name of await readdir(folder)) {
      if (name !== build) await rm(join(folder, name), {recursive: true, force: true});
    }
    const own = join(folder, build);
    await mkdir(own, {recursive: true});
    return new Store(own, backend);
  }

  async get(key: Key): Promise<Trained | undefined> {
    try {
      const {spec, trained} = JSON.parse(await readFile(this.#path(key), 'utf8'));
      return spec === digestOf(key.spec) ? trained : undefined;
    } catch {
      // There is none, or not a whole one.
      return undefined;
    }
  }

  /** In one go: whoever reads finds all of it or nothing. */
  async put(key: Key, trained: Trained): Promise<void> {
    const path = this.#path(key);
    const unfinished = `${path}.${process.pid}`;
    await writeFile(unfinished, JSON.stringify({spec: digestOf(key.spec), trained}));
    await rename(unfinished, path);
  }

  #path({arm, spec}: Key): string {
    return join(this.#folder, `${this.#backend}-${spec.seed}-${arm}.json`);
  }
}

const digestOf = (spec: Spec): string => createHash('sha256').update(JSON.stringify(spec)).digest('hex');
