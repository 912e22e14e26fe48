/** What the figures of the reward lab show, now and earlier in the run. */

import {Earlier} from './history.ts';
import type {LabState} from './store.ts';

export type Judged = Partial<Pick<LabState, 'rewards' | 'candidates' | 'weights'>>;
type Name = keyof Judged;

export class JudgedHistory {
  #newest: Judged = {};
  readonly #earlier: Record<Name, Earlier<NonNullable<Judged[Name]>>> = {
    rewards: new Earlier(),
    candidates: new Earlier(),
    weights: new Earlier(),
  };

  add(frames: Judged): void {
    this.#newest = {...this.#newest, ...frames};
    for (const [name, frame] of Object.entries(frames)) this.#earlier[name as Name].add(frame);
  }

  get newest(): Judged {
    return this.#newest;
  }

  get ticks(): number[] {
    const {rewards, weights} = this.#earlier;
    return rewards.ticks.length > 0 ? rewards.ticks : weights.ticks;
  }

  /** The frames nearest to the tick. */
  at(tick: number): Judged {
    return Object.fromEntries(Object.entries(this.#earlier).map(([name, earlier]) => [name, earlier.nearest(tick)]));
  }

  /** Forgets what came after the tick. */
  dropAfter(tick: number): void {
    for (const earlier of Object.values(this.#earlier)) earlier.dropAfter(tick);
  }

  clear(): void {
    this.#newest = {};
    for (const earlier of Object.values(this.#earlier)) earlier.clear();
  }
}
