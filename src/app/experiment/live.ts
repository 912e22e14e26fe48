/** Experiments with a worker on WebGPU: each has a device of its own, and a page may have only a few. */

interface Rests {
  rest(): Promise<void>;
}

/** Devices of one page at a time; browsers and drivers get slow or fail with many. */
const MOST = 2;

/** Lets one more in. When there are too many, the one that entered longest ago rests. */
export class LiveLimit<E extends Rests> {
  #live: E[] = [];

  constructor(readonly most = MOST) {}

  enter(experiment: E): void {
    this.#live = [...this.#live.filter((one) => one !== experiment), experiment];
    while (this.#live.length > this.most) void this.#live.shift()!.rest();
  }
}
