/** A process that trains runs of a study for another one, which sends them. */
import type {BackendName} from '../../engine/backends/names.ts';
import {openNodeBackend} from '../backends.ts';
import {sentenceOf} from '../errors.ts';
import {dataFiles} from '../files.ts';
import type {Place} from '../main.ts';
import type {FromTrainer, Job, ToTrainer} from './messages.ts';
import {Training} from './training.ts';

/** Digest of the sources that the numbers depend on: vite.cli.config.ts puts it here. */
const BUILD: string = import.meta.env.LAB_BUILD ?? 'sources';

type Surroundings = Pick<Place, 'root' | 'webgpu'>;

/** Trains what it is sent until nobody is connected any more. */
export async function serve(place: Surroundings): Promise<void> {
  // Control-C reaches every process of a terminal: the one that sends the jobs decides.
  process.on('SIGINT', () => {});
  process.on('disconnect', () => process.exit());
  let opened: Promise<Training> | undefined;
  const train = async (job: Job, backend: BackendName) => {
    opened ??= open(place, backend);
    await (await opened).train(job);
  };
  process.on('message', ({job, backend}: ToTrainer) => {
    train(job, backend).then(ready, (error) => send({type: 'failed', sentence: sentenceOf(error)}));
  });
  ready();
}

async function open(place: Surroundings, backend: BackendName): Promise<Training> {
  await openNodeBackend(backend, place);
  return new Training({
    ...{resources: dataFiles(place.root), backend, build: BUILD, tell: send},
    // Elsewhere members cost what they cost one by one.
    sideBySide: backend === 'webgpu',
    // Lets in messages, and the news that nobody is connected.
    breathe: () => new Promise<void>((resolve) => setImmediate(resolve)),
  });
}

const ready = () => send({type: 'ready', build: BUILD});

function send(message: FromTrainer): void {
  // Whoever was connected may have been killed a moment ago.
  process.send!(message, undefined, undefined, (error) => error && process.exit());
}
