import {about, after, between, type Quaternion} from './rotation.ts';

/** Seen from a little above, so that the circles of latitude are curves. */
export const HOME: Quaternion = after(about([1, 0, 0], 0.38), about([0, 1, 0], -0.5));

const DURATION = 220;

/** How the sphere is turned, and where to it is turning. */
export class Turn {
  now: Quaternion = HOME;
  #from: Quaternion = HOME;
  #goal: Quaternion = HOME;
  #start: number | undefined;

  /** Where the turn under way ends. */
  get goal(): Quaternion {
    return this.#goal;
  }

  /** At once: what a drag does. */
  set(turn: Quaternion): void {
    this.now = turn;
    this.#goal = turn;
    this.#start = undefined;
  }

  /** Soon: what a key does. */
  turnTo(goal: Quaternion, time: number): void {
    this.#from = this.now;
    this.#goal = goal;
    this.#start = time;
  }

  /** True while it turns by itself. */
  advance(time: number): boolean {
    if (this.#start === undefined) return false;
    const t = Math.min(1, Math.max(0, (time - this.#start) / DURATION));
    this.now = t === 1 ? this.#goal : between(this.#from, this.#goal, 1 - (1 - t) ** 3);
    if (t === 1) this.#start = undefined;
    return t < 1;
  }
}
