/** Milliseconds of GPU work in one submission: between two submissions the page can draw. */
const WANTED = 8;
const MOST = 256;

interface Submission {
  at: number;
  ticks: number;
}

/** Finds how many ticks to submit at once, so that they keep a GPU busy for about 8 ms. */
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

  /** Notes that ticks were submitted at the time `at`, and that their metrics came back at the time `arrived`. */
  note({at, ticks}: Submission, arrived: number): void {
    // Until then the device was busy with the submission before.
    const busy = arrived - Math.max(at, this.#finished);
    this.#finished = arrived;
    if (ticks === 0) return;
    const perTick = busy / ticks;
    this.#perTick = this.#perTick === 0 ? perTick : 0.7 * this.#perTick + 0.3 * perTick;
    // At most twice as many as before, because a single quick reading says little.
    const fitting = Math.round(WANTED / Math.max(this.#perTick, WANTED / MOST));
    this.#ticks = Math.max(1, Math.min(fitting, 2 * this.#ticks, MOST));
  }
}
