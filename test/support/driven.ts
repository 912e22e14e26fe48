/** Clients over runners in this thread, without workers: messages arrive later and are checked, as those between threads. */
import * as v from 'valibot';
import {language} from '../../src/programs/index.spec.ts';
import {Runner} from '../../src/runner/runner.ts';
import {obey} from '../../src/worker/obey.ts';
import {type Command, commandSchema, type Report, reportSchema} from '../../src/worker/protocol.ts';
import {ShardedClient} from '../../src/worker/sharded.ts';
import {noFiles} from '../reference/programs.ts';
import {programs} from './programs.ts';

const runners: Runner[] = [];

/** Ends all runners that were made. */
export function endRunners(): void {
  for (const runner of runners.splice(0)) runner.dispose();
}

/** Two shards over runners. */
export function drivenClient(onReport: (report: Report) => void): ShardedClient {
  return new ShardedClient(onReport, 3, (report) => {
    let ended = false;
    const later = (act: () => void) => setImmediate(() => !ended && act());
    const runner = new Runner(
      {
        language,
        programs: async () => programs,
        openBackend: async () => {},
        resources: () => noFiles,
        breathe: () => new Promise((resolve) => setImmediate(resolve)),
      },
      (event) => later(() => report(v.parse(reportSchema, event))),
    );
    runners.push(runner);
    return {
      send: (command: Command) => void later(() => obey(runner, v.parse(commandSchema, command))),
      terminate() {
        ended = true;
      },
    };
  });
}
