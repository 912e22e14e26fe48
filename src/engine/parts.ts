/** Parts by kind, each with code of its own that is loaded when a run needs it: a visitor downloads what the run uses. */
export class Parts<P extends object> {
  readonly #loaders: {readonly [K in keyof P]: () => P[K] | Promise<P[K]>};
  readonly #loaded: Partial<P> = {};

  constructor(loaders: {readonly [K in keyof P]: () => P[K] | Promise<P[K]>}) {
    this.#loaders = loaders;
  }

  /** A program awaits this in `prepare`. */
  async load<K extends keyof P>(kind: K): Promise<void> {
    this.#loaded[kind] ??= await this.#loaders[kind]();
  }

  /** A part that is loaded: phases cannot wait for one. */
  of<K extends keyof P>(kind: K): P[K] {
    const part = this.#loaded[kind];
    if (part === undefined) throw new Error(`${String(kind)} is not loaded: load it in the program's prepare().`);
    return part as P[K];
  }
}
