/**
 * Two futures of one past: the run that is in view, and a second one that begins as the first was at a position and goes
 * its own way from there. The first looks back as far as the second has come, and goes on once it is caught up with.
 */
import {presentStage} from '../../labs/kit/settings.ts';
import type {MetricLog} from '../../panels/data.ts';
import {language} from '../../programs/index.spec.ts';
import type {Place} from '../../spec/index.ts';
import {Experiment} from '../experiment/experiment.ts';
import type {Surroundings} from '../experiment/surroundings.ts';

export class Fork {
  readonly first: Experiment;
  readonly second: Experiment;
  readonly at: number;
  /** Whether the first run trained when the second began. */
  readonly #trained: boolean;
  /** Where the first run was then. */
  readonly #had: number;
  /** Ends what lets the first run look back as far as the second has come. */
  #follow: (() => void) | undefined;

  constructor(first: Experiment, at: number, around: Surroundings, keeps: readonly string[]) {
    const {preset, spec, panels, phase, position} = first.store.getState();
    this.first = first;
    this.at = at;
    this.#trained = phase === 'training';
    this.#had = position;
    this.second = new Experiment({preset, spec, panels, keeps}, around);
  }

  begin(): void {
    this.first.pause();
    this.second.fork(this.first, this.at);
    this.first.lookBack(this.at);
    let shown = this.at;
    const follow = ({position}: {position: number}) => {
      if (position === shown || !this.plays) return;
      shown = position;
      if (position < this.#had) this.first.lookBack(position);
      else this.#caughtUp();
    };
    this.#follow = this.second.store.subscribe(follow);
  }

  /** The second run is where the first one was: from here on both are live. */
  #caughtUp(): void {
    this.#follow?.();
    this.#follow = undefined;
    this.first.lookBack(undefined);
    if (this.#trained && this.first.store.getState().phase === 'paused') this.first.play();
  }

  /** Whether the second run trains, beyond where it began. */
  get plays(): boolean {
    return this.second.store.getState().phase === 'training';
  }

  /** Lets the second run go on, and the first one as soon as it is caught up with. */
  play(): void {
    this.second.play();
    if (this.second.store.getState().position >= this.#had) this.#caughtUp();
  }

  pause(): void {
    this.second.pause();
    this.first.pause();
  }

  /** Ends the second run, unless the page goes on with it; the first is shown as it is now, and goes on if it did. */
  end(keepSecond: boolean): void {
    this.#follow?.();
    this.#follow = undefined;
    if (!keepSecond) this.second.close();
    this.first.lookBack(undefined);
    if (!keepSecond && this.#trained && this.first.store.getState().phase === 'paused') this.first.play();
  }
}

/** Settings that can change while the present stage trains. */
export const hotPlaces = (experiment: Experiment): Place[] =>
  language
    .places(presentStage(experiment.store.getState()))
    .filter(({field}) => field.type === 'number' && field.acts !== 'restart');

export interface Sameness {
  /** The last step up to which everything measured is the same, bit for bit. */
  same: number;
  /** The first step at which something differs. */
  differs?: number;
}

/** How long two runs have been the same. Every value that both have measured at one step is compared. */
export function samenessOf(a: MetricLog, b: MetricLog): Sameness {
  let [same, differs] = [0, Number.POSITIVE_INFINITY];
  for (const name of a.names()) {
    const [mine, others] = [a.series(name), b.series(name)];
    for (let i = 0, j = 0; i < mine.ticks.length && j < others.ticks.length; ) {
      const [tick, other] = [mine.ticks[i], others.ticks[j]];
      if (tick === other && !Object.is(mine.values[i], others.values[j])) {
        differs = Math.min(differs, tick);
        break;
      }
      if (tick === other) same = Math.max(same, tick);
      if (tick <= other) i++;
      if (other <= tick) j++;
    }
  }
  return Number.isFinite(differs) ? {same: Math.min(same, differs - 1), differs} : {same};
}
