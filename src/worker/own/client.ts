/** The worker that reads files, seen from the page. */
import * as v from 'valibot';
import {type OwnCommand, type OwnReport, ownReportSchema} from './protocol.ts';

const refused = (sentence: string): OwnReport => ({type: 'refused', sentence, problems: [], canLeaveOut: 0});

export class OwnClient {
  readonly #worker: Worker;

  constructor(onReport: (report: OwnReport) => void) {
    this.#worker = new Worker(new URL('./entry.ts', import.meta.url), {type: 'module', name: 'own files'});
    this.#worker.onmessage = ({data}) => {
      const report = v.safeParse(ownReportSchema, data);
      onReport(
        report.success
          ? report.output
          : refused('The worker that reads files sent a message that the page does not know: reload the page.'),
      );
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      onReport(refused(`The worker that reads files stopped: ${event.message || 'it could not be loaded'}.`));
    };
  }

  send(command: OwnCommand): void {
    this.#worker.postMessage(command);
  }

  terminate(): void {
    this.#worker.terminate();
  }
}
