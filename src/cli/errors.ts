/** The reader can mend it: a spec, link, option or file is wrong. The message is a sentence. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** The machine cannot do it. The message is a sentence. */
export class Failure extends Error {
  override name = 'Failure';
}
