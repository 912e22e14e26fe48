/**
 * What can be undone: the deliberate changes that a reader has made, each an entry of the browser's history, so that its
 * back button undoes them too. Pure: the page says what its states are and how to go along its history.
 */

export interface Host<S> {
  /** The state of this moment. */
  now(): S;
  /** Makes the page what it was in another state. */
  become(state: S): void;
  /** Adds an entry at this place to the history, or gives the present one its place. */
  enter(place: number, how: 'push' | 'replace'): void;
  /** Goes along the history; `arrived` is called then. */
  go(by: -1 | 1): void;
  /** Milliseconds. */
  clock(): number;
  /** Since when the reader is in the middle of a change, a slider is held; undefined otherwise. */
  heldSince(): number | undefined;
}

/** Milliseconds within which changes of one setting are one change: a slider that is moved by the arrow keys. */
const TOGETHER = 900;
/** Older states are forgotten: their entries open by their address. */
const MOST = 40;

export class Past<S> {
  readonly #host: Host<S>;
  /** A state for each place that was left. */
  #states: (S | undefined)[] = [];
  #place = -1;
  #last: {what: string | undefined; at: number} | undefined;

  constructor(host: Host<S>) {
    this.#host = host;
  }

  /** Forgets everything: the present entry of the history is the first that can be undone to. */
  begin(): void {
    this.#states = [undefined];
    this.#place = 0;
    this.#last = undefined;
    this.#host.enter(0, 'replace');
  }

  /** The page shows something else, of which nothing is known here. */
  forget(): void {
    this.#states = [];
    this.#place = -1;
  }

  /** Called just before something changes; `what` names a setting that may change many times in a row. */
  change(what?: string): void {
    if (this.#place < 0) return;
    const at = this.#host.clock();
    const last = this.#last;
    this.#last = {what, at};
    const held = this.#host.heldSince();
    if (last && last.what === what) {
      if (held !== undefined && last.at >= held) return;
      if (what !== undefined && at - last.at < TOGETHER) return;
    }
    this.#leave();
    this.#host.enter(this.#place, 'push');
  }

  /** Called when the page is about to follow an entry that it has not added itself: a link. */
  follow(): void {
    if (this.#place < 0) {
      this.begin();
      return;
    }
    this.#last = undefined;
    this.#leave();
    this.#host.enter(this.#place, 'replace');
  }

  #leave(): void {
    this.#states.length = this.#place + 1;
    this.#states[this.#place] = this.#host.now();
    this.#states[this.#place - MOST] &&= undefined;
    this.#place++;
  }

  get canUndo(): boolean {
    return this.#place > 0;
  }

  get canRedo(): boolean {
    return this.#place < this.#states.length - 1;
  }

  undo(): void {
    if (this.canUndo && this.#host.heldSince() === undefined) this.#host.go(-1);
  }

  redo(): void {
    if (this.canRedo && this.#host.heldSince() === undefined) this.#host.go(1);
  }

  /** Called when the browser has gone to a place; returns false if nothing is known of it. */
  arrived(place: number): boolean {
    const state = this.#states[place];
    if (place === this.#place || state === undefined) return place === this.#place;
    this.#states[this.#place] = this.#host.now();
    this.#place = place;
    this.#last = undefined;
    this.#host.become(state);
    return true;
  }
}
