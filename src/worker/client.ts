/** The page's side of one worker. */
import * as v from 'valibot';
import {type Command, type Report, type ReportOf, reportSchema} from './protocol.ts';

interface Named {
  /** The name of the lock that the worker holds for its lifetime. */
  name: string;
  worker: Worker;
}

declare global {
  interface Window {
    /** A worker that index.html has started (scripts/early-files-plugin.mjs), until a client takes it. */
    earlyWorker?: Named;
  }
}

function takeWorker(): Named {
  const early = window.earlyWorker;
  window.earlyWorker = undefined;
  return early ?? startWorker();
}

function startWorker(): Named {
  const name = `lab ${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
  return {name, worker: new Worker(new URL('./entry.ts', import.meta.url), {type: 'module', name})};
}

export class LabClient {
  readonly #worker: Worker;
  readonly #name: string;
  readonly #over = new AbortController();
  readonly #onReport: (report: Report) => void;

  /** `onReport` is called for every report; a worker that dies reports that it is lost, and nothing after that. */
  constructor(onReport: (report: Report) => void) {
    this.#onReport = onReport;
    const {name, worker} = takeWorker();
    this.#name = name;
    this.#worker = worker;
    this.#worker.onmessage = ({data}) => {
      const report = v.safeParse(reportSchema, data);
      if (!report.success)
        this.#report(failed('The worker sent a message that the page does not know: reload the page.'));
      else if (report.output.type === 'alive') this.#waitForDeath();
      else this.#report(report.output);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      if (event.message) this.#die(`The worker stopped: ${event.message}.`);
      // Of a script that could not be fetched nothing else is said.
      else
        this.#end({...failed('The program that trains could not be loaded: check the connection.'), unreachable: true});
    };
    this.#worker.onmessageerror = () =>
      this.#report(failed('A message from the worker could not be read: reload the page.'));
  }

  send(command: Command, transfer: Transferable[] = []): void {
    this.#worker.postMessage(command, transfer);
  }

  terminate(): void {
    this.#over.abort();
    this.#worker.terminate();
  }

  /** The worker holds this lock for its lifetime: getting it means that the worker is gone. */
  #waitForDeath(): void {
    const {signal} = this.#over;
    // Locks exist only in secure contexts. A request that is aborted rejects.
    navigator.locks?.request(this.#name, {signal}, () => this.#die('The browser ended the worker.')).catch(() => {});
  }

  #die(sentence: string): void {
    this.#end({type: 'lost', what: 'worker', sentence});
  }

  #end(report: Report): void {
    this.#report(report);
    this.terminate();
  }

  #report(report: Report): void {
    if (!this.#over.signal.aborted) this.#onReport(report);
  }
}

const failed = (sentence: string): ReportOf<'failed'> => ({type: 'failed', sentence});
