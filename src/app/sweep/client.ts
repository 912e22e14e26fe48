/** The worker of a population, or several: on WebAssembly members train one after another, so they are shared out. */
import {LabClient} from '../../worker/client.ts';
import type {Command, Report} from '../../worker/protocol.ts';
import {ShardedClient} from '../../worker/sharded.ts';
import type {Client} from '../experiment/surroundings.ts';

/**
 * How many workers train a sweep. One core is left to the page, except of two: its own work is small, so two workers are
 * done sooner (scripts/sweep-time.mjs measures it).
 */
export const workersFor = (members: number, cores = navigator.hardwareConcurrency || 1): number =>
  Math.max(1, Math.min(members, cores > 2 ? cores - 1 : cores));

/** A client that knows how many workers it needs when it is told what to open. */
export class PopulationClient implements Client {
  readonly #onReport: (report: Report) => void;
  readonly #workers: number;
  #client: Client | undefined;

  constructor(onReport: (report: Report) => void, workers: number) {
    this.#onReport = onReport;
    this.#workers = workers;
  }

  send(command: Command): void {
    if (command.type === 'open') this.#client ??= this.#openFor(command.backend);
    this.#client?.send(command);
  }

  terminate(): void {
    this.#client?.terminate();
  }

  /** On a GPU one step trains all members. */
  #openFor(backend: string): Client {
    const shares = backend === 'wasm' || backend === 'cpu';
    // A sharded client leaves one core to the page.
    return shares && this.#workers > 1
      ? new ShardedClient(this.#onReport, this.#workers + 1)
      : new LabClient(this.#onReport);
  }
}
