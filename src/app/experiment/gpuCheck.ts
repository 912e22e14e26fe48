/** Checks in the background that WebGPU computes a run as WebAssembly does. */
import type {Checkpoint} from '../../engine/records.ts';
import type {Spec} from '../../spec/index.ts';
import type {Comparison} from './comparison.ts';
import type {Surroundings} from './surroundings.ts';

/** Called with the adapter and with what to say, if the run goes on from a position elsewhere. */
type Differs = (adapter: string, says: (position?: number) => string) => void;

export class GpuCheck {
  readonly #around: Surroundings;
  readonly #spec: () => Spec;
  #comparison: Comparison | undefined;
  /** Checks so far: one that was cancelled has nothing to say. */
  #serial = 0;
  /** The state in which the run went to WebGPU, until it is known that WebGPU computes as WebAssembly does. */
  before: Checkpoint | undefined;

  constructor(around: Surroundings, spec: () => Spec) {
    this.#around = around;
    this.#spec = spec;
  }

  async run(differs: Differs): Promise<void> {
    const serial = ++this.#serial;
    const adapter = await this.#around.findAdapter();
    // The software adapter is the one that the lab's tests run on.
    const mine = adapter && !adapter.software && (await this.#around.openComparison?.().catch(() => undefined));
    if (!mine || this.#serial !== serial) return;
    this.#comparison = mine;
    const says = await mine.run(this.#spec(), adapter.label);
    if (this.#serial !== serial) return;
    this.#comparison = undefined;
    if (says) differs(adapter.label, says);
    this.before = undefined;
  }

  cancel(): void {
    this.#serial++;
    this.#comparison?.cancel();
    this.#comparison = undefined;
  }
}
