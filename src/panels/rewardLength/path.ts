/** The way of an answer that gets longer, and its dot on that way. */
import type {Place} from '../shared/padding.ts';

/** Time constant of a walk, in milliseconds. */
const PACE = 140;
/** So close, in tokens and in reward, it has arrived. */
const ARRIVED = {length: 0.05, reward: 0.003};

/** A dot that walks to its next place instead of jumping. */
export class Walk {
  #shown: Place | undefined;
  #time = 0;
  moving = false;

  /** The way with the dot at its end, at `now` (milliseconds). Who wants calm sees it arrive at once. */
  along(path: readonly Place[] | undefined, now: number, calm: boolean): readonly Place[] {
    const target = path?.at(-1);
    const from = this.#shown;
    const share = this.moving ? 1 - Math.exp(-(now - this.#time) / PACE) : 0;
    this.#time = now;
    const next = target && from && path!.length > 1 && !calm ? between(from, target, share) : target;
    this.moving = next !== undefined && next !== target && !isAt(next, target!);
    this.#shown = this.moving ? next : target;
    return target ? [...path!.slice(0, -1), this.#shown!] : [];
  }
}

const between = (from: Place, to: Place, share: number): Place => ({
  length: from.length + share * (to.length - from.length),
  reward: from.reward + share * (to.reward - from.reward),
});

const isAt = (a: Place, b: Place): boolean =>
  Math.abs(a.length - b.length) < ARRIVED.length && Math.abs(a.reward - b.reward) < ARRIVED.reward;
