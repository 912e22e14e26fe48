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

/** The run cannot begin before the reader has chosen a file. */
export class NeedsFile extends LabError {
  override name = 'NeedsFile';
}
