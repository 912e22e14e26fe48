/** The files of the lab's data folder. */
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Resources} from '../engine/resources.ts';
import {Failure} from './errors.ts';

export const dataFiles = (root: string): Resources => ({
  async file(path) {
    try {
      return new Uint8Array(await readFile(join(root, 'public/data', path)));
    } catch (error) {
      throw new Failure(`public/data/${path} cannot be read: ${(error as Error).message}.`);
    }
  },
});
