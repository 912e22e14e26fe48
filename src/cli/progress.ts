/** Writes how far a run is to standard error. */
import type {Position} from '../runner/events.ts';
import type {Spec} from '../spec/index.ts';

/** Milliseconds between two lines: on a terminal, where each line replaces the last, and elsewhere. */
const ON_TERMINAL = 200;
const ELSEWHERE = 10_000;

export class Progress {
  readonly #stages: Spec['stages'];
  readonly #out: NodeJS.WriteStream;
  readonly #start = performance.now();
  #last = performance.now();
  #shown = false;

  constructor({stages}: Spec, out: NodeJS.WriteStream) {
    this.#stages = stages;
    this.#out = out;
  }

  show({stage, tick, trained}: Position): void {
    const now = performance.now();
    if (now - this.#last < (this.#out.isTTY ? ON_TERMINAL : ELSEWHERE)) return;
    this.#last = now;
    this.#shown = true;
    const {id, steps} = this.#stages[stage];
    const where = this.#stages.length > 1 ? `stage ${id}, step` : 'step';
    const speed = Math.round((1000 * trained) / (now - this.#start));
    this.#out.write(`${this.#out.isTTY ? '\r\u001b[K' : ''}${where} ${tick} of ${steps}, ${speed} steps/s`);
    if (!this.#out.isTTY) this.#out.write('\n');
  }

  end(): void {
    if (this.#shown && this.#out.isTTY) this.#out.write('\r\u001b[K');
  }
}
