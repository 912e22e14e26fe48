/** The page's side of one of the bench's workers. */
import * as v from 'valibot';
import {type BenchCommand, type BenchReport, benchReportSchema} from './protocol.ts';

type ReportOf<T extends BenchReport['type']> = Extract<BenchReport, {type: T}>;

/** The lab's own kernels. */
export const labWorker = () => new Worker(new URL('./entry.ts', import.meta.url), {type: 'module'});

/** TensorFlow.js as it comes. */
export const stockWorker = () => new Worker(new URL('./stock.ts', import.meta.url), {type: 'module'});

export class BenchClient {
  readonly #worker: Worker;
  #stopped = false;
  #giveUp = () => {};

  constructor(worker: Worker, signal: AbortSignal) {
    this.#worker = worker;
    signal.addEventListener('abort', () => this.terminate(), {once: true});
  }

  /** The answer to a command. Throws an Error whose message is a sentence. One command at a time. */
  ask<T extends BenchReport['type']>(command: BenchCommand, expected: T): Promise<ReportOf<T>> {
    return new Promise((resolve, reject) => {
      this.#giveUp = () => reject(new Error('The measurement was stopped.'));
      // A terminated worker never answers.
      if (this.#stopped) this.#giveUp();
      this.#worker.onmessage = ({data}) => {
        const report = v.safeParse(benchReportSchema, data);
        if (!report.success)
          reject(new Error('The worker sent a message that the page does not know: reload the page.'));
        else if (report.output.type === 'failed') reject(new Error(report.output.sentence));
        else if (report.output.type !== expected) reject(new Error('The worker answered another command.'));
        else resolve(report.output as ReportOf<T>);
      };
      this.#worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(`The worker stopped: ${event.message || 'it could not be loaded'}.`));
      };
      this.#worker.postMessage(command);
    });
  }

  terminate(): void {
    this.#stopped = true;
    this.#worker.terminate();
    this.#giveUp();
  }
}
