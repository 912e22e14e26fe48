/** How long something still takes, from how far it is now and then. Pure. */

/** Seconds over which the speed is averaged. */
const OVER = 6;

export class Remaining {
  #at: {time: number; done: number} | undefined;
  /** Steps per second, averaged. */
  #speed = 0;

  /** Notes that so many steps are done at a time in milliseconds. */
  note(time: number, done: number): void {
    const before = this.#at;
    this.#at = {time, done};
    if (!before || done <= before.done || time <= before.time) return;
    const seconds = (time - before.time) / 1000;
    const speed = (done - before.done) / seconds;
    const share = this.#speed === 0 ? 1 : 1 - Math.exp(-seconds / OVER);
    this.#speed += share * (speed - this.#speed);
  }

  /** After a pause: the time that went by counts for nothing. */
  rest(): void {
    this.#at = undefined;
  }

  get speed(): number {
    return this.#speed;
  }

  /** Seconds until so many steps are done; undefined before the speed is known. */
  until(steps: number): number | undefined {
    if (!this.#at || this.#speed === 0) return undefined;
    return Math.max(0, steps - this.#at.done) / this.#speed;
  }
}

/** "about 1 min 20 s", as exact as it is known. */
export function durationText(seconds: number): string {
  if (seconds < 5) return 'a few seconds';
  const round = (by: number) => Math.max(by, by * Math.round(seconds / by));
  if (seconds < 57) return `about ${round(5)} s`;
  if (seconds < 570) {
    const whole = round(10);
    const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
    return `about ${minutes} min${rest > 0 ? ` ${rest} s` : ''}`;
  }
  return `about ${Math.round(seconds / 60)} min`;
}
