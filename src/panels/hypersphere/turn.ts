import {about, after, between, type Quaternion, type Vector} from './rotation.ts';

/** Seen from a little above, so that the circles of latitude are curves. */
const TILT: Quaternion = about([1, 0, 0], 0.38);

/** The turn that brings the longitude of (x, y, z) to the front and keeps the poles where they are. */
export const facing = (x: number, z: number): Quaternion => after(TILT, about([0, 1, 0], -Math.atan2(x, z)));

/** The first view if no direction is special. */
export const HOME: Quaternion = facing(0.48, 0.88);

/** An untrained model puts everything in one place: the reader should see it, not the empty side. */
export const firstView = ([x, y, z]: Vector): Quaternion => (Math.hypot(x, y, z) > 0.1 ? facing(x, z) : HOME);

const DURATION = 220;

/** The present turn of the sphere, and its target. */
export class Turn {
  now: Quaternion = HOME;
  /** Where the reader finds the sphere, and where the Home key brings it back to. */
  home: Quaternion = HOME;
  #from: Quaternion = HOME;
  #goal: Quaternion = HOME;
  #start: number | undefined;

  /** The target of the present turn. */
  get goal(): Quaternion {
    return this.#goal;
  }

  /** Sets the turn at once, for drags. */
  set(turn: Quaternion): void {
    this.now = turn;
    this.#goal = turn;
    this.#start = undefined;
  }

  /** Sets the first view of new points. */
  reset(home: Quaternion): void {
    this.home = home;
    this.set(home);
  }

  /** Turns over a short time, for keys. */
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
