/** Writes how far a study is to standard error. */
import {StatusLine} from '../statusLine.ts';
import {type ArmSpec, stepsOf} from './jobs.ts';

export class StudyProgress {
  readonly #line: StatusLine;
  readonly #processes: number;
  readonly #waiting: Map<string, ArmSpec>;
  readonly #all: number;
  readonly #start = performance.now();
  /** Seconds that a run of an arm takes, and what was trained here in all. */
  readonly #arms = new Map<string, {runs: number; seconds: number}>();
  #steps = 0;
  #seconds = 0;
  #finishedSteps = 0;

  /** Of `all` runs those that are still to be trained. */
  constructor(waiting: readonly ArmSpec[], all: number, processes: number, out: NodeJS.WriteStream) {
    this.#waiting = new Map(waiting.map((run) => [keyOf(run), run]));
    this.#all = all;
    this.#processes = processes;
    this.#line = new StatusLine(out);
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
    this.#line.end();
  }

  #show(): void {
    this.#line.show(() => {
      const speed = Math.round((1000 * this.#steps) / (performance.now() - this.#start));
      const left = this.#secondsLeft();
      const time = left === undefined ? '' : `, ${inWords(left)} left`;
      return `${this.done} of ${this.#all} runs, ${speed} steps/s${time}`;
    });
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
