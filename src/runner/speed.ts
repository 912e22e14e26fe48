/** Milliseconds over which the speed is measured. */
const WINDOW = 2000;

/** Training steps per second over the last two seconds. */
export class Speed {
  #notes: [time: number, tick: number][] = [];

  begin(time: number, tick: number): void {
    this.#notes = [[time, tick]];
  }

  note(time: number, tick: number): void {
    this.#notes.push([time, tick]);
    while (this.#notes.length > 2 && this.#notes[0][0] < time - WINDOW) this.#notes.shift();
  }

  perSecond(): number {
    const [first, last] = [this.#notes[0], this.#notes.at(-1)];
    if (!first || !last || last[0] <= first[0]) return 0;
    return (1000 * (last[1] - first[1])) / (last[0] - first[0]);
  }
}
