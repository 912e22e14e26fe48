/** The page's side of one worker. */
import * as v from 'valibot';
import {type Command, type Report, reportSchema} from './protocol.ts';

export class LabClient {
  readonly #worker: Worker;

  /** `onReport` is called for every report; a worker that dies reports that it failed. */
  constructor(onReport: (report: Report) => void) {
    this.#worker = new Worker(new URL('./entry.ts', import.meta.url), {type: 'module', name: 'lab'});
    this.#worker.onmessage = ({data}) => {
      const report = v.safeParse(reportSchema, data);
      onReport(report.success ? report.output : failed('The worker sent something that the page does not know.'));
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      onReport(failed(`The worker stopped: ${event.message || 'it could not be loaded'}. Restart to begin again.`));
    };
    this.#worker.onmessageerror = () => onReport(failed('A message from the worker could not be read.'));
  }

  send(command: Command, transfer: Transferable[] = []): void {
    this.#worker.postMessage(command, transfer);
  }

  terminate(): void {
    this.#worker.terminate();
  }
}

const failed = (sentence: string): Report => ({type: 'failed', sentence});
