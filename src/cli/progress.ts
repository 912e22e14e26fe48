/** Writes how far a run is to standard error. */
import type {Position} from '../runner/events.ts';
import type {Spec} from '../spec/index.ts';
import {StatusLine} from './statusLine.ts';

export class Progress {
  readonly #stages: Spec['stages'];
  readonly #line: StatusLine;
  readonly #start = performance.now();

  constructor({stages}: Spec, out: NodeJS.WriteStream) {
    this.#stages = stages;
    this.#line = new StatusLine(out);
  }

  show({stage, tick, trained}: Position): void {
    this.#line.show(() => {
      const {id, steps} = this.#stages[stage];
      const where = this.#stages.length > 1 ? `stage ${id}, step` : 'step';
      const speed = Math.round((1000 * trained) / (performance.now() - this.#start));
      return `${where} ${tick} of ${steps}, ${speed} steps/s`;
    });
  }

  end(): void {
    this.#line.end();
  }
}
