/** Domains over time: they only grow while a run lasts, and move to their next value instead of jumping. */
import {type Domain, grownDomain, heldSize, type ScaleKind} from './scale.ts';

/** Time constant of a glide, in milliseconds: two thirds of the way are done after it. */
const PACE = 90;
const ARRIVED = 1e-3;

/** A domain on its way to another. */
export class Glide {
  #shown: Domain | undefined;
  #time = 0;
  moving = false;

  /** The domain to show at `now` (milliseconds), on the way to the target. The first target is shown at once. */
  towards(kind: ScaleKind, target: Domain, now: number, jump = false): Domain {
    const before = this.#shown;
    const share = this.moving ? 1 - Math.exp(-(now - this.#time) / PACE) : 0;
    this.#time = now;
    if (!before || jump || (before[0] === target[0] && before[1] === target[1])) return this.#arrive(target);
    this.moving = true;
    const [to, from] = kind === 'log' ? [Math.log, Math.exp] : [same, same];
    const next = [0, 1].map((i) => to(before[i]) + share * (to(target[i]) - to(before[i])));
    const rest = Math.max(...next.map((end, i) => Math.abs(end - to(target[i]))));
    if (rest < ARRIVED * (to(target[1]) - to(target[0]))) return this.#arrive(target);
    this.#shown = [from(next[0]), from(next[1])];
    return this.#shown;
  }

  #arrive(target: Domain): Domain {
    this.moving = false;
    this.#shown = target;
    return target;
  }
}

const same = (x: number) => x;

interface Wish {
  kind: ScaleKind;
  /** The domain that must be in view. */
  needed: Domain;
  /** Whether a domain that has grown is rounded; left out if the domains are already round. */
  round?: boolean;
  /** The series that is shown; for another series, as after a restart, the domain begins again. */
  run: object;
  now: number;
}

/** The domain of one axis of a panel. */
export class Extent {
  readonly #glide = new Glide();
  #kind: ScaleKind | undefined;
  #run: object | undefined;
  #grown: Domain | undefined;

  show({kind, needed, round = true, run, now}: Wish): Domain {
    const anew = kind !== this.#kind || run !== this.#run;
    const before = anew ? undefined : this.#grown;
    this.#kind = kind;
    this.#run = run;
    this.#grown = grownDomain(kind, before, needed, round);
    return this.#glide.towards(kind, this.#grown, now, anew || wantsCalm());
  }

  get moving(): boolean {
    return this.#glide.moving;
  }
}

/** The number of sizes of an axis between one and its double: with more of them, less of the axis is empty. */
const RUNGS = 5;

/** The domain of an axis that contains 0. It holds the needed values, and seldom changes. */
export class Reach {
  readonly #glide = new Glide();
  #ends: readonly [number | undefined, number | undefined] = [undefined, undefined];

  /** The domain to show now for values from `low`, at most 0, to `high`, at least 0. */
  show([low, high]: Domain, now: number): Domain {
    const held = (size: number, before: number | undefined) => (size > 0 ? heldSize(size, before, RUNGS) : undefined);
    this.#ends = [held(-low, this.#ends[0]), held(high, this.#ends[1])];
    return this.#glide.towards('linear', this.target, now, wantsCalm());
  }

  /** The domain at the end of the glide. */
  get target(): Domain {
    const [below = 0, above = 0] = this.#ends;
    return [below && -below, above];
  }

  get moving(): boolean {
    return this.#glide.moving;
  }
}

/** Whether the reader asks for reduced motion. */
export const wantsCalm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
