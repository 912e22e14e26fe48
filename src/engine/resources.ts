/** Where programs get files from: a page fetches them, Node reads them. The engine itself knows neither. */

import type {OwnData} from './own.ts';

export interface Resources {
  /** The bytes of a file of the data folder, for example `emoji/noto.png`. */
  file(path: string): Promise<Uint8Array>;
  /** What a file of the reader's own holds, by the SHA-256 of its bytes; undefined where it is not on this machine. */
  own?(hash: string): Promise<OwnData | undefined>;
}

/** A failure that a person should read: a sentence that says what is wrong and what to do. */
export class LabError extends Error {
  override name = 'LabError';
}

/** A file of the lab could not be fetched. Nothing is wrong with the machine or the run: it can be tried again. */
export class Unreachable extends LabError {
  override name = 'Unreachable';

  constructor(file = 'A part of the lab', what = 'could not be loaded: check the connection') {
    super(`${file} ${what}.`);
  }
}

/**
 * The content of a JSON file of the data folder. A host may answer with a page of its own, or with half of the file, and call
 * that a success.
 */
export async function storedJson<T>(resources: Resources, path: string): Promise<T> {
  const bytes = await resources.file(path);
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as T;
  } catch {
    throw damaged(path.split('/').at(-1)!);
  }
}

/** What came is not the file that was asked for. */
export const damaged = (file: string) =>
  new Unreachable(file, 'came damaged, or something else came in its place: check the connection');

/** What browsers say of a script that could not be fetched. */
const SCRIPT = /dynamically imported module|importing a module script/i;

/** The file that could not be fetched, if that is what an error is about. */
export function unreachableOf(error: unknown): Unreachable | undefined {
  if (error instanceof Unreachable) return error;
  return error instanceof TypeError && SCRIPT.test(error.message) ? new Unreachable() : undefined;
}

/** The run cannot begin before the reader has chosen a file. */
export class NeedsFile extends LabError {
  override name = 'NeedsFile';
}
