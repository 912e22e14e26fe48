/** Where programs get files from: a page fetches them, Node reads them. The engine itself knows neither. */

export interface Resources {
  /** The bytes of a file of the data folder, for example `emoji/noto.png`. */
  file(path: string): Promise<Uint8Array>;
}

/** A failure that a person should read: a sentence that says what is wrong and what to do. */
export class LabError extends Error {
  override name = 'LabError';
}
