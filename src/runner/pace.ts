/** Milliseconds of work that one submission should hold: the page draws between two of them. */
const WANTED = 8;
const MOST = 256;

interface Submission {
  at: number;
  ticks: number;
}

/** How many ticks make up one submission, so that it keeps a GPU busy for about 8 ms. */
export class Pace {
  #ticks = 1;
  #perTick = 0;
  #finished = 0;

  get ticks(): number {
    return this.#ticks;
  }

  /** Milliseconds of one tick, from the first launch to the last number. */
  get perTick(): number {
    return this.#perTick;
  }

  /** A submission of so many ticks was made at a time, and its numbers have arrived at another. */
  note({at, ticks}: Submission, arrived: number): void {
    // Before that, the device was busy with the one before.
    const busy = arrived - Math.max(at, this.#finished);
    this.#finished = arrived;
    if (ticks === 0) return;
    const perTick = busy / ticks;
    this.#perTick = this.#perTick === 0 ? perTick : 0.7 * this.#perTick + 0.3 * perTick;
    // At most twice as many as before: one quick reading says little.
    const fitting = Math.round(WANTED / Math.max(this.#perTick, WANTED / MOST));
    this.#ticks = Math.max(1, Math.min(fitting, 2 * this.#ticks, MOST));
  }
}
