/** The processes that train a study's jobs. What they compute never depends on how many there are. */
import type {ChildProcess} from 'node:child_process';
import type {BackendName} from '../../engine/backends/names.ts';
import {Failure} from '../errors.ts';
import type {FromTrainer, Job} from './messages.ts';

/** What a job has given. */
export interface Hears {
  steps(steps: number): void;
  trained(job: Job, message: Extract<FromTrainer, {type: 'trained'}>): Promise<void>;
}

type Broken = Extract<FromTrainer, {type: 'broken'}>;

export class Crew {
  readonly #start: () => ChildProcess;
  readonly #trainers = new Set<Trainer>();

  constructor(start: () => ChildProcess) {
    this.#start = start;
  }

  /** Starts a first process. Returns what identifies the code that trains. */
  async build(): Promise<string> {
    const [first = this.#hire()] = this.#trainers;
    return first.ready;
  }

  /** Trains all jobs with so many processes. Throws a Failure when one cannot be trained: the others are given up. */
  async train(jobs: readonly Job[], processes: number, backend: BackendName, hears: Hears): Promise<void> {
    const build = await this.build();
    while (this.#trainers.size < Math.min(processes, jobs.length)) this.#hire();
    const waiting = [...jobs];
    const work = async (trainer: Trainer) => {
      if ((await trainer.ready) !== build) throw new Failure('The sources changed meanwhile: start the study again.');
      for (let job = waiting.shift(); job; job = waiting.shift()) await trainer.train(job, backend, hears);
    };
    try {
      await Promise.all([...this.#trainers].map(work));
    } finally {
      this.dismiss();
    }
  }

  /** Ends all processes at once. */
  dismiss(): void {
    for (const trainer of this.#trainers) trainer.end();
    this.#trainers.clear();
  }

  #hire(): Trainer {
    const trainer = new Trainer(this.#start());
    this.#trainers.add(trainer);
    return trainer;
  }
}

class Trainer {
  readonly ready: Promise<string>;
  readonly #process: ChildProcess;
  #hear: (message: FromTrainer) => void = () => {};
  #fail: (error: Error) => void = () => {};

  constructor(started: ChildProcess) {
    this.#process = started;
    started.on('message', (message: FromTrainer) => this.#hear(message));
    started.on('error', (error) => this.#fail(new Failure(`A process could not be started: ${error.message}.`)));
    started.on('exit', (code, signal) =>
      this.#fail(
        new Failure(
          `A process that trained has ended (${signal ?? code}): the same command goes on from what is done.`,
        ),
      ),
    );
    this.ready = this.#until((message) => (message.type === 'ready' ? {value: message.build} : undefined));
    // Whoever waits for it hears of a failure.
    this.ready.catch(() => {});
  }

  async train(job: Job, backend: BackendName, hears: Hears): Promise<void> {
    const kept: Promise<void>[] = [];
    const done = this.#until<void>((message) => {
      if (message.type === 'steps') hears.steps(message.steps);
      if (message.type === 'trained') kept.push(hears.trained(job, message));
      if (message.type === 'broken') throw new Failure(brokenSentence(job, message));
      return message.type === 'ready' ? {value: undefined} : undefined;
    });
    this.#process.send({type: 'train', job, backend});
    try {
      await done;
    } finally {
      // What came in whole is kept, even if the process has ended since.
      await Promise.all(kept);
    }
  }

  end(): void {
    this.#process.removeAllListeners();
    this.#process.kill('SIGKILL');
  }

  /** Takes messages until one of them gives a value. */
  #until<T>(take: (message: FromTrainer) => {value: T} | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#fail = reject;
      this.#hear = (message) => {
        try {
          if (message.type === 'failed') throw new Failure(message.sentence);
          const taken = take(message);
          if (taken) resolve(taken.value);
        } catch (error) {
          reject(error);
        }
      };
    });
  }
}

const brokenSentence = ({seed}: Job, {arm, stage, sentence}: Broken) =>
  `The arm ${arm} broke with seed ${seed} in stage ${stage}. ${sentence}`;
