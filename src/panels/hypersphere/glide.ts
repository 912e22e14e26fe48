/** Points on their way from one frame to the next. */

const FIRST_GUESS = 250;
const SHORTEST = 80;
const LONGEST = 600;

/** How long until the next frame comes: a running mean of the last intervals, in milliseconds. */
export class Pace {
  #last: number | undefined;
  #mean = FIRST_GUESS;

  /** A frame has come. */
  note(now: number): void {
    if (this.#last !== undefined) {
      const gap = Math.min(LONGEST, Math.max(SHORTEST, now - this.#last));
      this.#mean += 0.3 * (gap - this.#mean);
    }
    this.#last = now;
  }

  get interval(): number {
    return this.#mean;
  }
}

/** Positions [count, 3] that move from where they are to where the newest frame has them. */
export class Glide {
  count = 0;
  /** Where the points are now. */
  at = new Float32Array(0);
  /** The target of each point; the caller writes it when a new frame comes. */
  to = new Float32Array(0);
  #from = new Float32Array(0);
  #start = 0;
  #duration = 0;

  /** Makes room for `count` points; true if the number has changed, so that nothing can glide. */
  resize(count: number): boolean {
    if (count === this.count) return false;
    this.count = count;
    this.#duration = 0;
    this.at = new Float32Array(3 * count);
    this.to = new Float32Array(3 * count);
    this.#from = new Float32Array(3 * count);
    return true;
  }

  /** `to` has been written: the points set off from wherever they are. A duration of 0 puts them there at once. */
  depart(now: number, duration: number): void {
    this.#start = now;
    this.#duration = duration;
    if (duration > 0) this.#from.set(this.at);
    else this.at.set(this.to);
  }

  /**
   * Moves the points to where they are at `now`, at an even speed, so that frame follows frame without a halt. With
   * `round` each keeps the length 1. True while there is way to go.
   */
  advance(now: number, round: boolean): boolean {
    if (this.#duration === 0) return false;
    const t = Math.min(1, Math.max(0, (now - this.#start) / this.#duration));
    if (t === 1) {
      this.#duration = 0;
      this.at.set(this.to);
      return false;
    }
    if (round) alongSphere(this.#from, this.to, t, this.at);
    else alongLine(this.#from, this.to, t, this.at);
    return true;
  }
}

function alongLine(from: Float32Array, to: Float32Array, t: number, out: Float32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = from[i] + t * (to[i] - from[i]);
}

/**
 * For each pair of unit vectors, (1 - t) from + t to, brought back to length 1: the great circle between them, at nearly
 * even speed for the short ways of a frame. Between opposite points there is no one way: the point jumps at half time.
 */
export function alongSphere(from: Float32Array, to: Float32Array, t: number, out: Float32Array): void {
  for (let i = 0; i < out.length; i += 3) {
    const x = from[i] + t * (to[i] - from[i]);
    const y = from[i + 1] + t * (to[i + 1] - from[i + 1]);
    const z = from[i + 2] + t * (to[i + 2] - from[i + 2]);
    const length = Math.sqrt(x * x + y * y + z * z);
    if (length > 1e-4) {
      out[i] = x / length;
      out[i + 1] = y / length;
      out[i + 2] = z / length;
    } else {
      const end = t < 0.5 ? from : to;
      for (let k = i; k < i + 3; k++) out[k] = end[k];
    }
  }
}
