/** Writes how far a study is to standard error: one line on a terminal, elsewhere a line now and then. */

import type {ArmSpec} from './jobs.ts';
import {stepsOf} from './jobs.ts';

/** Milliseconds between two lines. */
const ON_TERMINAL = 200;
const ELSEWHERE = 10_000;

export class StudyProgress {
  readonly #out: NodeJS.WriteStream;
  readonly #processes: number;
  readonly #waiting: Map<string, ArmSpec>;
  readonly #all: number;
  readonly #start = performance.now();
  /** Seconds that a run of an arm takes, and what was trained here in all. */
  readonly #arms = new Map<string, {runs: number; seconds: number}>();
  #steps = 0;
  #seconds = 0;
  #finishedSteps = 0;
  #last = performance.now();
  #shown = false;

  /** Of `all` runs those that are still to be trained. */
  constructor(waiting: readonly ArmSpec[], all: number, processes: number, out: NodeJS.WriteStream) {
    this.#waiting = new Map(waiting.map((run) => [keyOf(run), run]));
    this.#all = all;
    this.#processes = processes;
    this.#out = out;
  }

  get done(): number {
    return this.#all - this.#waiting.size;
  }

  steps(steps: number): void {
    this.#steps += steps;
    this.#show();
  }

  trained(run: {arm: string; seed: number}, seconds: number): void {
    const found = this.#waiting.get(keyOf(run));
    if (!found) return;
    this.#waiting.delete(keyOf(run));
    const before = this.#arms.get(run.arm) ?? {runs: 0, seconds: 0};
    this.#arms.set(run.arm, {runs: before.runs + 1, seconds: before.seconds + seconds});
    this.#seconds += seconds;
    this.#finishedSteps += stepsOf([found]);
    this.#show();
  }

  end(): void {
    if (this.#shown && this.#out.isTTY) this.#out.write('\r\u001b[K');
  }

  #show(): void {
    const now = performance.now();
    if (now - this.#last < (this.#out.isTTY ? ON_TERMINAL : ELSEWHERE)) return;
    this.#last = now;
    this.#shown = true;
    const speed = Math.round((1000 * this.#steps) / (now - this.#start));
    const left = this.#secondsLeft();
    const time = left === undefined ? '' : `, ${inWords(left)} left`;
    const line = `${this.done} of ${this.#all} runs, ${speed} steps/s${time}`;
    this.#out.write(this.#out.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
  }

  /** From what finished runs have taken: those of the same arm, or those of all arms in proportion to the steps. */
  #secondsLeft(): number | undefined {
    if (this.#finishedSteps === 0) return undefined;
    const each = this.#seconds / this.#finishedSteps;
    const seconds = [...this.#waiting.values()].map((run) => {
      const same = this.#arms.get(run.arm);
      return same ? same.seconds / same.runs : each * stepsOf([run]);
    });
    const begun = each * (this.#steps - this.#finishedSteps);
    const left = seconds.reduce((sum, one) => sum + one, 0) - begun;
    return Math.max(0, left) / this.#processes;
  }
}

const keyOf = ({arm, seed}: {arm: string; seed: number}) => `${seed} ${arm}`;

const inWords = (seconds: number) => (seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`);
