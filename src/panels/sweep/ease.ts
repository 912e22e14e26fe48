/** Numbers of a drawing on their way to what was measured last: the curve moves, and does not jump. */
import {reachOf, type Spot} from './summary.ts';

/** Time constant in milliseconds: two thirds of the way are done after it. */
const PACE = 160;
/** The rest of the way, as a share of all values' reach, that is not seen any more. */
const ARRIVED = 1e-3;
const TINY = 1e-12;
/** After a rest, one step is no longer than this. */
const LONGEST = 100;

export class Ease {
  #shown: Spot[] = [];
  #time = 0;
  moving = false;

  /** The spots to draw at `now`, on the way to `spots`. Values that were not there yet appear where they are. */
  towards(spots: readonly Spot[], now: number, jump: boolean): readonly Spot[] {
    const share = jump ? 1 : 1 - Math.exp(-Math.min(now - this.#time, LONGEST) / PACE);
    this.#time = now;
    const [low, high] = reachOf(spots) ?? [0, 0];
    this.moving = false;
    const step = (from: number | undefined, to: number) => {
      if (from === undefined || !Number.isFinite(from) || !Number.isFinite(to)) return to;
      // Where all are alike, their size says what is seen.
      if (Math.abs(to - from) <= ARRIVED * Math.max(high - low, 0.01 * Math.abs(to), TINY)) return to;
      this.moving ||= share < 1;
      return from + share * (to - from);
    };
    this.#shown = spots.map((spot, i) => {
      const before = this.#shown.length === spots.length ? this.#shown[i] : undefined;
      return {
        seeds: spot.seeds.map((value, k) => step(before?.seeds[k], value)),
        mean: step(before?.mean, spot.mean),
        low: step(before?.low, spot.low),
        high: step(before?.high, spot.high),
      };
    });
    return this.#shown;
  }
}
