import {LabError} from '../engine/resources.ts';

/** Something that the reader can mend: a wrong spec, link, option or file. The message is a sentence. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** Something that this machine cannot do. The message is a sentence. */
export class Failure extends Error {
  override name = 'Failure';
}

export function sentenceOf(error: unknown): string {
  if (error instanceof Refusal || error instanceof Failure || error instanceof LabError) return error.message;
  return `Something went wrong: ${error instanceof Error ? error.message : String(error)}`;
}
