/** A line on standard error that says how far something is: replaced in place on a terminal, elsewhere written now and then. */

/** Milliseconds between two lines. */
const ON_TERMINAL = 200;
const ELSEWHERE = 10_000;

export class StatusLine {
  readonly #out: NodeJS.WriteStream;
  #last = performance.now();
  #shown = false;

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
  }

  /** Writes the line, unless the one before is too recent. */
  show(line: () => string): void {
    const now = performance.now();
    if (now - this.#last < (this.#out.isTTY ? ON_TERMINAL : ELSEWHERE)) return;
    this.#last = now;
    this.#shown = true;
    this.#out.write(this.#out.isTTY ? `\r\u001b[K${line()}` : `${line()}\n`);
  }

  /** Leaves a terminal without it. */
  end(): void {
    if (this.#shown && this.#out.isTTY) this.#out.write('\r\u001b[K');
  }
}
